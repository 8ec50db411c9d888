"""Relaxations whose objective is too even for simplex: a flat cost, or none at all.

Where most columns cost the same, simplex wanders over a huge face: "most seats" alone took ten times
as long as with any second objective, and a question without costs a hundred times. A fixed noise in
the costs takes it straight to a vertex; the prices are then freed of the noise by rounding them to
simple fractions, which almost always are the prices of the true objective. The bound that they prove
is computed anew, so nothing rests on that guess.

References
----------
P. Wolfe (1963), A technique for resolving degeneracy in linear programming, Journal of the SIAM 11(2),
205-211, doi:10.1137/0111016.
J. Gleeson, J. Ryan (1990), Identifying minimally infeasible subsystems of inequalities, ORSA Journal on
Computing 2(1), 61-63, doi:10.1287/ijoc.2.1.61.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.bound import Certificate, certified
from scheduler.solve.lp import Relaxation, relax

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, LinearModel

LOUDEST = 100
"""Noise is a whole number from 1 to below this."""

SCALE = 1e5
"""What one unit of the true objective is worth beside the noise."""

FEW = 3
"""Different costs up to which an objective is even."""

SMALL = 5000
"""Columns up to which simplex does not mind."""

FRACTIONS = (1, 2, 6, 60)
"""Prices are tried as multiples of one over each of these."""


def noise(size: int) -> Floats:
    """Small whole costs, the same in every run."""
    return np.random.default_rng(0).integers(1, LOUDEST, size).astype(np.float64)


def steadied(model: LinearModel, costs: Floats, clock: Clock) -> Relaxation:
    """The relaxation, by way of noise if the costs are even."""
    if model.width <= SMALL or np.unique(costs).size > FEW:
        return relax(model, costs, clock)
    found = relax(model, costs * _scale(costs) + noise(model.width), clock)
    if found.certificate is None or found.values is None:
        return found
    certificate = freed(model, costs, found.certificate.duals / _scale(costs))
    if certificate.bound <= float(costs @ found.values) - 1:
        return relax(model, costs, clock)
    return replace(found, certificate=certificate)


def _scale(costs: Floats) -> float:
    return max(1.0, SCALE // max(1.0, float(np.abs(costs).max(initial=0.0))))


def freed(model: LinearModel, costs: Floats, duals: Floats) -> Certificate:
    """The best certificate among the prices as they are and rounded to simple fractions."""
    tried = [np.rint(duals * part) / part for part in FRACTIONS]
    return max((certified(model, costs, prices) for prices in [*tried, duals]), key=lambda proof: proof.bound)


def farkas(model: LinearModel, clock: Clock) -> Certificate | None:
    """Prices under which no solution can exist, or None if none were found.

    The least total by which rows must be broken is itself a linear program; its prices, applied to the
    model without any costs, prove a bound above 0 on a cost that is 0 everywhere.
    """
    costs = np.concatenate([noise(model.width), np.full(2 * model.height, SCALE)])
    least = relax(elastic(model), costs, clock)
    if least.certificate is None:
        return None
    proof = freed(model, np.zeros(model.width), least.certificate.duals / SCALE)
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
