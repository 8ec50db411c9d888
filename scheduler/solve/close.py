"""Least cost over whole values by the integer engines: HiGHS, and CP-SAT beside it where HiGHS is not quick.

HiGHS closes what is almost linear; CP-SAT finds its way where logic binds harder than prices.

References
----------
L. Perron, F. Didier, S. Gay (2023), The CP-SAT-LP solver, CP 2023, LIPIcs 280, 3:1-3:2,
doi:10.4230/LIPIcs.CP.2023.3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ortools.math_opt import parameters_pb2

from scheduler.solve.ask import Call, race
from scheduler.solve.bound import common_step, whole_bound
from scheduler.solve.even import noise
from scheduler.solve.lp import LARGEST_INSIDE, rounded
from scheduler.solve.mathopt import CP_SAT, HIGHS, hint, message, parameters, plain, primal, reason

if TYPE_CHECKING:
    from ortools.math_opt import result_pb2

    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, LinearModel

QUICK = 3.0
"""Seconds for HiGHS alone, in this process, before the race: it cannot be interrupted here."""


@dataclass(frozen=True, eq=False)
class Closed:
    """What an integer engine found.

    Attributes
    ----------
    status
        "optimal", "feasible", "infeasible" or "unknown".
    values
        Whole values that keep every row, or None.
    bound
        Proven least cost, minus infinity where none is known.
    engine
        "HiGHS" or "CP-SAT".
    value
        Cost of the values, infinite without.
    """

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    values: Floats | None = None
    bound: float = -math.inf
    engine: str = "CP-SAT"
    value: float = math.inf


def close(
    model: LinearModel, costs: Floats, start: Floats | None, clock: Clock, *, any_will_do: bool = False
) -> Closed:
    """Minimise over whole values.

    Parameters
    ----------
    model, costs
        What to solve.
    start
        Whole values to begin from, as good as possible; None without.
    clock
        Its limits give seed and workers.
    any_will_do
        End at the first solution; the costs only show the way.
    """
    quick = _raced(model, costs, [_by_highs(model, costs, clock.within(QUICK), any_will_do=any_will_do)], clock)
    is_enough = any_will_do and quick.values is not None
    if quick.status in ("optimal", "infeasible") or is_enough or clock.is_over:
        return quick
    suggestion = start if quick.values is None else quick.values
    both = [
        replace(_by_highs(model, costs, clock, any_will_do=any_will_do), is_apart=True),
        _by_cp_sat(model, costs * (not any_will_do), suggestion, clock, max(1, clock.limits.workers - 1)),
    ]
    return best_of([quick, _raced(model, costs, both, clock)])


def search(model: LinearModel, costs: Floats, start: Floats | None, clock: Clock) -> Closed:
    """Minimise by CP-SAT alone, for want of a relaxation."""
    return _raced(model, costs, [_by_cp_sat(model, costs, start, clock, clock.limits.workers)], clock)


def _by_highs(
    model: LinearModel, costs: Floats, clock: Clock, *, other: bool = False, any_will_do: bool = False
) -> Call:
    chosen = parameters(clock)
    if any_will_do:
        chosen.solution_limit = 1
    # Presolve has called feasible models infeasible, and after our own it saves no time.
    chosen.presolve = parameters_pb2.EMPHASIS_OFF
    # Values are multiples of the step, so a gap below it proves the optimum; the default gap does not.
    chosen.absolute_gap_tolerance = 0.99 * common_step(costs)
    chosen.relative_gap_tolerance = 0.0
    chosen.highs.int_options["random_seed"] = clock.limits.seed + other
    return Call(message(model, costs, is_integral=True), HIGHS, chosen, plain())


def _by_cp_sat(
    model: LinearModel, costs: Floats, start: Floats | None, clock: Clock, workers: int, *, other: bool = False
) -> Call:
    chosen = parameters(clock)
    chosen.cp_sat.num_workers = workers
    chosen.cp_sat.random_seed = clock.limits.seed + other
    if other:
        chosen.cp_sat.cp_model_presolve = False
        chosen.cp_sat.linearization_level = 2
    return Call(message(model, costs, is_integral=True), CP_SAT, chosen, plain() if start is None else hint(start))


def _raced(model: LinearModel, costs: Floats, calls: list[Call], clock: Clock) -> Closed:
    if clock.is_over:
        return Closed("unknown")
    answers = [(job.answer, job.call.engine) for job in race(calls, clock)]
    return best_of([_read(model, costs, answer, engine) for answer, engine in answers if answer is not None])


def _read(model: LinearModel, costs: Floats, answer: result_pb2.SolveResultProto, engine: int) -> Closed:
    name = "HiGHS" if engine == HIGHS else "CP-SAT"
    if reason(answer) == "infeasible":
        return Closed("infeasible", None, math.inf, name)
    if reason(answer) == "fault":
        return Closed("unknown", engine=name)
    bound = whole_bound(answer.termination.objective_bounds.dual_bound - 1e-5, common_step(costs))
    found = primal(answer, model.width)
    values = None if found is None else rounded(model, found)
    if values is None:
        return Closed("unknown", None, bound, name)
    value = float(costs @ values)
    return Closed("optimal" if value <= bound else "feasible", values, bound, name, value)


def best_of(found: list[Closed]) -> Closed:
    """The cheapest solution and the highest bound among several answers to one question."""
    settled = [answer for answer in found if answer.status in ("optimal", "infeasible")]
    if settled or not found:
        return settled[0] if settled else Closed("unknown")
    bound = max(answer.bound for answer in found)
    with_values = [answer for answer in found if answer.values is not None]
    if not with_values:
        return replace(found[0], bound=bound)
    cheapest = min(with_values, key=lambda answer: answer.value)
    return replace(cheapest, bound=bound, status="optimal" if cheapest.value <= bound else "feasible")


def is_hopeless(model: LinearModel, clock: Clock) -> bool | None:
    """Whether a second configuration confirms an engine's claim that no whole solution exists.

    Engines have claimed so wrongly before, mostly through presolve, so both run here without it.

    Returns
    -------
    bool or None
        None if it was not settled in time.
    """
    costs = noise(model.width)
    by_highs = _by_highs(model, costs, clock, other=True, any_will_do=True)
    by_cp_sat = _by_cp_sat(model, costs * 0, None, clock, clock.limits.workers, other=True)
    calls = [replace(by_highs, is_apart=model.columns.size > LARGEST_INSIDE), by_cp_sat]
    verdict = _raced(model, costs, calls, clock)
    if verdict.values is not None:
        return False
    return True if verdict.status == "infeasible" else None
