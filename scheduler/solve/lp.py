"""The linear relaxation, solved by simplex; its vertices are mostly whole in allocation models.

References
----------
Q. Huangfu, J.A.J. Hall (2018), Parallelizing the dual revised simplex method, Mathematical Programming
Computation 10, 119-142, doi:10.1007/s12532-017-0130-5 (HiGHS).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from scheduler.solve.ask import Call, EngineFault, ask
from scheduler.solve.bound import Certificate, certified
from scheduler.solve.mathopt import GLOP, HIGHS, dense, message, parameters, plain, reason

if TYPE_CHECKING:
    from ortools.math_opt.parameters_pb2 import SolverTypeProto

    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, LinearModel


LARGEST_INSIDE = 150_000
"""Stored factors up to which a relaxation takes well under a second, so that nobody waits for its end."""


@dataclass(frozen=True, eq=False)
class Relaxation:
    """What the linear relaxation says.

    Attributes
    ----------
    status
        "optimal", "infeasible" (an engine's word, not yet a proof) or "unknown".
    values
        Optimal values, shape (n,), not rounded; None unless optimal.
    certificate
        The proven bound; None unless optimal.
    """

    status: Literal["optimal", "infeasible", "unknown"]
    values: Floats | None = None
    certificate: Certificate | None = None


def relax(model: LinearModel, costs: Floats, clock: Clock) -> Relaxation:
    """Solve the relaxation by HiGHS, or by GLOP should HiGHS fail."""
    for engine in (HIGHS, GLOP):
        try:
            return _relaxed(model, costs, engine, clock)
        except EngineFault:
            continue
    return Relaxation("unknown")


def _relaxed(model: LinearModel, costs: Floats, engine: SolverTypeProto.ValueType, clock: Clock) -> Relaxation:
    is_apart = model.columns.size > LARGEST_INSIDE
    call = Call(message(model, costs, is_integral=False), engine, parameters(clock), plain(), is_apart=is_apart)
    answer = ask(call, clock)
    if answer is None or reason(answer) == "limit":
        return Relaxation("unknown")
    if reason(answer) == "infeasible":
        return Relaxation("infeasible")
    if reason(answer) == "fault":
        raise EngineFault(answer.termination.detail)
    best = answer.solutions[0]
    duals = dense(best.dual_solution.dual_values, model.height)
    values = dense(best.primal_solution.variable_values, model.width)
    return Relaxation("optimal", values, certified(model, costs, duals))


def rounded(model: LinearModel, values: Floats) -> Floats | None:
    """Nearest whole values, if they keep every row exactly."""
    whole = np.rint(values) + 0.0
    return whole if model.holds(whole) else None
