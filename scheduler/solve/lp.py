"""The linear relaxation, solved by simplex; its vertices are mostly whole in allocation models.

References
----------
Q. Huangfu, J.A.J. Hall (2018), Parallelizing the dual revised simplex method, Mathematical Programming
Computation 10, 119-142, doi:10.1007/s12532-017-0130-5 (HiGHS).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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


def farkas(model: LinearModel, clock: Clock) -> Certificate | None:
    """Prices under which no solution can exist, or None if none were found.

    The least total by which rows must be broken is itself a linear program; its prices, applied to the
    model without any costs, prove a bound above 0 on a cost that is 0 everywhere.
    """
    least = relax(elastic(model), elastic_costs(model), clock)
    if least.certificate is None:
        return None
    proof = certified(model, np.zeros(model.width), least.certificate.duals)
    return proof if proof.bound > 0 else None


def elastic(model: LinearModel) -> LinearModel:
    """The model with a shortfall and an excess column for every row."""
    size, each = model.height, np.arange(model.height)
    room = np.abs(model.factors) @ np.abs(model.upper[model.columns] - model.lower[model.columns])
    far = float(
        room
        + np.abs(model.row_lower[np.isfinite(model.row_lower)]).max(initial=0.0)
        + np.abs(model.row_upper[np.isfinite(model.row_upper)]).max(initial=0.0)
        + 1
    )
    columns = np.concatenate([model.columns, each + model.width, each + model.width + size])
    factors = np.concatenate([model.factors, np.ones(size), -np.ones(size)])
    rows = np.concatenate([model.rows(), each, each])
    order = np.argsort(rows, kind="stable")
    return replace(
        model,
        lower=np.concatenate([model.lower, np.zeros(2 * size)]),
        upper=np.concatenate([model.upper, np.full(2 * size, far)]),
        integral=np.concatenate([model.integral, np.zeros(2 * size, dtype=np.bool_)]),
        starts=model.starts + 2 * np.arange(size + 1),
        columns=columns[order],
        factors=factors[order],
        tiers=(),
    )


def elastic_costs(model: LinearModel) -> Floats:
    """One a unit of a broken row, nothing else."""
    return np.concatenate([np.zeros(model.width), np.ones(2 * model.height)])
