"""CP-SAT: one model of a timetable, solved for one sum.

References
----------
R. Asin Acha, R. Nieuwenhuis (2014), Curriculum-based course timetabling with SAT and MaxSAT, Annals of
Operations Research 218, 71-91, doi:10.1007/s10479-012-1081-x (search by cores).
L. Perron, F. Didier (2025), CP-SAT, version 9.15, https://developers.google.com/optimization/cp/cp_solver.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Thread
from typing import Any, Literal

from ortools.sat.python import cp_model

from scheduler.solve.limits import Clock
from scheduler.timetable.model import TimeModel
from scheduler.timetable.sums import Sum
from scheduler.timetable.work import WorkClock

Status = Literal["optimal", "feasible", "infeasible", "unknown"]

_STATUS: Mapping[int, Status] = {
    int(cp_model.OPTIMAL): "optimal",
    int(cp_model.FEASIBLE): "feasible",
    int(cp_model.INFEASIBLE): "infeasible",
}
_MOST = 2**50
"""CP-SAT wants the bounds of rows well within 64 bits."""

MOST_TIME = 1e9
"""Seconds, or work, that stand for no limit."""

POLL = 0.05
"""Seconds between two looks at the stop signal."""


Manner = Literal["any", "core", "program", "part"]
"""How to search: CP-SAT's own mix; to prove in one thread, by unsatisfiable cores as in MaxSAT or led by a linear
program; or briefly, one small part of many."""

PROVING: tuple[Manner, ...] = ("core", "program")
"""Both, as neither proves what the other does."""


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
    known
        The least that the goal can be, as far as that is proven; where it is met, the search ends.
    manner
        How to search.
    work
        Most work, in CP-SAT's deterministic unit of about a second; None for no limit but the clock's.
    seed
        Steers the search; None for that of the clock's limits.
    """

    goal: Sum = Sum()  # noqa: RUF009  frozen
    hint: Mapping[int, int] | None = None
    fixed: Mapping[int, int] | None = None
    known: int = 0
    manner: Manner = "any"
    work: float | None = None
    seed: int | None = None


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
    return answers([(model, ask)], clock)[0]


def answers(asked: Sequence[tuple[TimeModel, Ask]], clock: Clock, *, is_race: bool = False) -> list[Answer]:
    """Solve several models side by side, each in a thread of its own; in a race the first proof ends all."""
    runs = [_Run(model, ask, clock) for model, ask in asked]
    for run in runs:
        run.start()
    for run in runs:
        run.wait(clock, lambda: clock.is_stopped or (is_race and any(one.is_proven for one in runs)))
    if isinstance(clock, WorkClock):
        clock.spend(sum(run.work for run in runs))
    return [_read(run.model, run.ask, run.solver, run.status) for run in runs]


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
    """Write a model in CP-SAT's own form; field by field, which takes a third of the time of its expressions."""
    ends = _ends(model, ask.fixed or {})
    if any(low > high for low, high in ends):
        return None
    built = cp_model.CpModel()
    proto: Any = built.proto
    for ends_of in ends:
        proto.variables.add().domain.extend(ends_of)
    for row in model.rows:
        linear = proto.constraints.add().linear
        linear.vars.extend(row.terms.columns)
        linear.coeffs.extend(row.terms.factors)
        linear.domain.extend((max(row.lower, -_MOST), min(row.upper, _MOST)))
    if not ask.goal.is_fixed:
        goal = ask.goal.merged()
        proto.objective.vars.extend(goal.columns)
        proto.objective.coeffs.extend(goal.factors)
        proto.objective.offset = goal.constant
    if ask.hint:
        proto.solution_hint.vars.extend(ask.hint.keys())
        proto.solution_hint.values.extend(ask.hint.values())
    return built


def _ends(model: TimeModel, fixed: Mapping[int, int]) -> list[tuple[int, int]]:
    ends = list(zip(model.lower, model.upper, strict=True))
    for column, value in fixed.items():
        ends[column] = (max(ends[column][0], value), min(ends[column][1], value))
    return ends


def _solver(ask: Ask, clock: Clock) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    # Threads race, and which of several best solutions is found depends on the race; taking strict turns
    # (interleave_search) is no cure, as CP-SAT 9.15 then aborts the process where a search is stopped.
    is_alone = ask.manner != "any" or isinstance(clock, WorkClock)
    parameters.num_workers = 1 if is_alone else clock.limits.workers
    parameters.random_seed = clock.limits.seed if ask.seed is None else ask.seed
    parameters.catch_sigint_signal = False
    parameters.stop_after_first_solution = ask.goal.is_fixed
    if ask.manner == "core":
        parameters.optimize_with_core, parameters.linearization_level = True, 0
    if ask.manner == "part":  # so small that looking for symmetry or probing takes longer than searching
        parameters.linearization_level = parameters.symmetry_level = parameters.cp_model_probing_level = 0
    _limit(parameters, ask, clock)
    return solver


def _limit(parameters: Any, ask: Ask, clock: Clock) -> None:
    work = MOST_TIME if ask.work is None else ask.work
    if isinstance(clock, WorkClock):
        parameters.max_deterministic_time = min(clock.left, work)
    else:
        parameters.max_deterministic_time = work
        parameters.max_time_in_seconds = min(max(clock.left, 0.01), MOST_TIME)


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
        if self._ask.manner in PROVING:  # what is proven of a whole board holds for every timetable
            bound = max(bound, _rounded(self.best_objective_bound))
        self._clock.set_scene(value=value, bound=bound)
        if value <= self._ask.known:
            self._solver.stop_search()


class _Run:
    """One solve in a thread of its own, so that signals are heard and a stop takes effect at once."""

    def __init__(self, model: TimeModel, ask: Ask, clock: Clock) -> None:
        self.model, self.ask, self.solver = model, ask, _solver(ask, clock)
        self.status: Status = "infeasible"
        self._built = None if model.is_broken else _built(model, ask)
        self._watch = None if ask.manner == "part" else _Watch(clock, ask, self.solver)
        self._failed: list[BaseException] = []
        self._thread = Thread(target=self._search, daemon=True)

    @property
    def work(self) -> float:
        """Work done, in the solver's deterministic unit."""
        return self.solver.response_proto.deterministic_time if self._built is not None else 0.0

    def start(self) -> None:
        """Begin to search."""
        if self._built is not None:
            self._thread.start()

    def _search(self) -> None:
        assert self._built is not None  # noqa: S101  asked by `start`
        try:
            self.status = _STATUS.get(int(self.solver.solve(self._built, self._watch)), "unknown")
        except BaseException as fault:  # noqa: BLE001  raised again where it is heard
            self._failed.append(fault)

    @property
    def is_proven(self) -> bool:
        """Whether it has ended with a proof."""
        return not self._thread.is_alive() and self.status in ("optimal", "infeasible")

    def wait(self, clock: Clock, is_to_end: Callable[[], bool]) -> None:
        """Wait for the end, telling progress and passing a stop on."""
        while self._thread.is_alive():
            self._thread.join(POLL)
            clock.tick()
            if is_to_end():
                self.solver.stop_search()
        if self._failed:
            raise self._failed[0]
