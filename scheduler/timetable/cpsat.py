"""CP-SAT: one model of a timetable, solved for one sum.

References
----------
L. Perron, F. Didier (2025), CP-SAT, version 9.15, https://developers.google.com/optimization/cp/cp_solver.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Thread
from typing import Literal

from ortools.sat.python import cp_model

from scheduler.solve.limits import Clock
from scheduler.timetable.model import TimeModel
from scheduler.timetable.sums import Sum

Status = Literal["optimal", "feasible", "infeasible", "unknown"]

_STATUS: Mapping[int, Status] = {
    int(cp_model.OPTIMAL): "optimal",
    int(cp_model.FEASIBLE): "feasible",
    int(cp_model.INFEASIBLE): "infeasible",
}
_MOST = 2**50
"""CP-SAT wants the bounds of rows well within 64 bits."""

POLL = 0.05
"""Seconds between two looks at the stop signal."""


@dataclass(frozen=True)
class Ask:
    """What is asked of one solve.

    Parameters
    ----------
    goal
        The sum to make small; one without columns asks for any solution.
    hint
        Values to begin from, by column.
    fixed
        Columns held at a value.
    is_reproducible
        Whether the search must go the same way each time: time is then counted in work done.
    known
        The least that the goal can be, as far as that is proven; where it is met, the search ends.
    is_whole
        Whether a bound found here holds for every timetable, so that it can be told on the way.
    """

    goal: Sum = Sum()  # noqa: RUF009  frozen
    hint: Mapping[int, int] | None = None
    fixed: Mapping[int, int] | None = None
    is_reproducible: bool = False
    known: int = 0
    is_whole: bool = False


@dataclass(frozen=True)
class Answer:
    """What one solve found.

    Attributes
    ----------
    values
        One whole number for each column; None where no solution was found.
    value, bound
        The goal at the solution, and the least that it can be; None where not known.
    """

    status: Status
    values: list[int] | None
    value: int | None
    bound: int | None


def answer(model: TimeModel, ask: Ask, clock: Clock) -> Answer:
    """Solve a model for one goal within the time of a clock."""
    if model.is_broken:
        return Answer("infeasible", None, None, None)
    built = _built(model, ask)
    if built is None:
        return Answer("infeasible", None, None, None)
    solver = _solver(ask, clock)
    watch = _Watch(clock, ask, solver)
    return _read(model, ask, solver, _STATUS.get(_run(solver, built, watch, clock), "unknown"))


def _read(model: TimeModel, ask: Ask, solver: cp_model.CpSolver, status: Status) -> Answer:
    if status not in ("optimal", "feasible"):
        return Answer(status, None, None, None)
    values = [int(value) for value in solver.response_proto.solution]
    value = model.value(ask.goal, values)
    if ask.goal.is_fixed:
        return Answer("optimal", values, value, value)
    bound = value if status == "optimal" else min(value, _rounded(solver.best_objective_bound))
    return Answer("optimal" if bound == value else status, values, value, bound)


def _rounded(bound: float) -> int:
    """The least whole number that is no less than a bound, which is exact up to rounding."""
    return -int(-(bound - 1e-6) // 1)


def _built(model: TimeModel, ask: Ask) -> cp_model.CpModel | None:
    built = cp_model.CpModel()
    ends = _ends(model, ask.fixed or {})
    if any(low > high for low, high in ends):
        return None
    columns = [built.new_int_var(low, high, "") for low, high in ends]
    for row in model.rows:
        terms = _expression(row.terms, columns)
        low, high = row.lower, row.upper
        built.add_linear_constraint(terms, max(low, -_MOST), min(high, _MOST))
    if not ask.goal.is_fixed:
        built.minimize(_expression(ask.goal.merged(), columns) + ask.goal.constant)
    for column, value in (ask.hint or {}).items():
        built.add_hint(columns[column], value)
    return built


def _ends(model: TimeModel, fixed: Mapping[int, int]) -> list[tuple[int, int]]:
    ends = list(zip(model.lower, model.upper, strict=True))
    for column, value in fixed.items():
        ends[column] = (max(ends[column][0], value), min(ends[column][1], value))
    return ends


def _expression(terms: Sum, columns: Sequence[cp_model.IntVar]) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.weighted_sum([columns[k] for k in terms.columns], list(terms.factors))


def _solver(ask: Ask, clock: Clock) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = clock.limits.workers
    parameters.random_seed = clock.limits.seed
    parameters.catch_sigint_signal = False
    if ask.is_reproducible:
        parameters.interleave_search = clock.limits.workers > 1
        parameters.max_deterministic_time = min(clock.left, 1e9)
    elif clock.left < 1e9:
        parameters.max_time_in_seconds = max(clock.left, 0.01)
    if ask.goal.is_fixed:
        parameters.stop_after_first_solution = True
    return solver


class _Watch(cp_model.CpSolverSolutionCallback):
    """Tells how far the search is, and ends it where the target is met."""

    def __init__(self, clock: Clock, ask: Ask, solver: cp_model.CpSolver) -> None:
        super().__init__()
        self._clock, self._ask, self._solver = clock, ask, solver

    def on_solution_callback(self) -> None:
        """Note value and bound."""
        if self._ask.goal.is_fixed:
            return
        value, bound = round(self.objective_value), self._ask.known
        if self._ask.is_whole:
            bound = max(bound, _rounded(self.best_objective_bound))
        self._clock.set_scene(value=value, bound=bound)
        if value <= self._ask.known:
            self._solver.stop_search()


def _run(
    solver: cp_model.CpSolver, built: cp_model.CpModel, watch: cp_model.CpSolverSolutionCallback, clock: Clock
) -> int:
    """Search in a thread of its own, so that signals are heard and a stop takes effect at once."""
    found: list[int] = []
    failed: list[BaseException] = []

    def search() -> None:
        try:
            found.append(int(solver.solve(built, watch)))
        except BaseException as fault:  # noqa: BLE001  raised again where it is heard
            failed.append(fault)

    thread = Thread(target=search, daemon=True)
    thread.start()
    _wait(thread, solver, clock.tick, lambda: clock.is_stopped)
    if failed:
        raise failed[0]
    return found[0]


def _wait(thread: Thread, solver: cp_model.CpSolver, tick: Callable[[], None], is_stopped: Callable[[], bool]) -> None:
    while thread.is_alive():
        thread.join(POLL)
        tick()
        if is_stopped():
            solver.stop_search()
