"""Closes the gap that a fractional vertex leaves: whole solutions over what the prices leave open.

References
----------
L. Perron, F. Didier, S. Gay (2023), The CP-SAT-LP solver, CP 2023, LIPIcs 280, 3:1-3:2,
doi:10.4230/LIPIcs.CP.2023.3.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from scheduler.solve.bound import common_step, whole_bound
from scheduler.solve.lp import rounded
from scheduler.solve.mathopt import CP_SAT, Call, EngineFault, ask, hint, message, parameters, plain, primal, reason

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, LinearModel

_LOGGED = re.compile(r"^#\S+\s+\S+s\s+best:(\S+)\s+next:\[([^,\]]+)")


@dataclass(frozen=True, eq=False)
class Closed:
    """What the integer engine found.

    Attributes
    ----------
    status
        "optimal", "feasible", "infeasible" or "unknown".
    values
        Whole values that keep every row, or None.
    bound
        Proven least cost, minus infinity where none is known.
    """

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    values: Floats | None = None
    bound: float = -math.inf


def close(model: LinearModel, costs: Floats, start: Floats | None, clock: Clock, *, other: bool = False) -> Closed:
    """Minimise over whole values by CP-SAT.

    Parameters
    ----------
    model, costs
        What to solve.
    start
        Values to begin from, whole and as good as possible; None without.
    clock
        Its limits give seed and workers.
    other
        Use a second configuration, to confirm what the first one claimed.
    """
    chosen = parameters(clock)
    chosen.cp_sat.num_workers = clock.limits.workers
    chosen.cp_sat.random_seed = clock.limits.seed + other
    if other:
        chosen.cp_sat.cp_model_presolve = False
        chosen.cp_sat.linearization_level = 2
    call = Call(message(model, costs, is_integral=True), CP_SAT, chosen, plain() if start is None else hint(start))
    try:
        answer = ask(call, clock)
    except EngineFault:
        return Closed("unknown")
    if answer is None:
        return Closed("unknown")
    if reason(answer) == "infeasible":
        return Closed("infeasible")
    return _read(model, costs, primal(answer, model.width), answer.termination.objective_bounds.dual_bound)


def _read(model: LinearModel, costs: Floats, found: Floats | None, engine_bound: float) -> Closed:
    bound = whole_bound(engine_bound - 1e-6, common_step(costs))
    values = None if found is None else rounded(model, found)
    if values is None:
        return Closed("unknown", None, bound)
    return Closed("optimal" if float(costs @ values) <= bound else "feasible", values, bound)


def is_hopeless(model: LinearModel, clock: Clock) -> bool | None:
    """Whether no whole solution exists, confirmed by a second configuration; None if not settled."""
    costs = np.zeros(model.width)
    verdicts = [close(model, costs, None, clock, other=other).status for other in (False, True)]
    if verdicts == ["infeasible", "infeasible"]:
        return True
    return False if {"optimal", "feasible"} & set(verdicts) else None
