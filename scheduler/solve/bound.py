"""Lower bounds that hold whatever an engine's tolerances were.

Any prices of the rows, however rough, give a true lower bound once the columns' reduced costs are
recomputed from them and every column is charged at its cheaper end. Since costs are whole numbers,
a solution is optimal as soon as its value is less than 1 above such a bound.

References
----------
A. Neumaier, O. Shcherbina (2004), Safe bounds in linear and mixed-integer linear programming,
Mathematical Programming 99, 283-296, doi:10.1007/s10107-003-0433-3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scheduler.solve.linear import Floats, LinearModel

SNAP = 1e-6
"""Prices so near a whole number are taken as that number: engines return them with noise."""

ROUNDING = 2.0**-50
"""Relative error allowed for each sum in double precision."""


@dataclass(frozen=True, eq=False)
class Certificate:
    """Prices of the rows and the lower bound that they prove.

    Attributes
    ----------
    bound
        No whole solution costs less; already lowered by the rounding of its own computation.
    duals
        Price of each row, shape (m,).
    reduced
        Reduced cost of each column, shape (n,).
    """

    bound: float
    duals: Floats
    reduced: Floats


def certified(model: LinearModel, costs: Floats, duals: Floats) -> Certificate:
    """Turn an engine's prices into a bound that is proven."""
    duals = usable(model, snapped(duals))
    reduced = costs - model.priced(duals)
    ends = np.where(duals > 0, model.row_lower, model.row_upper)
    terms = [duals[duals != 0] * ends[duals != 0], np.minimum(reduced * model.lower, reduced * model.upper)]
    reached = np.maximum(np.abs(model.lower), np.abs(model.upper))
    weight = np.abs(costs) + np.bincount(model.columns, np.abs(model.factors * duals[model.rows()]), model.width)
    slip = ROUNDING * (float(np.abs(terms[0]).sum()) + float(weight @ reached))
    return Certificate(math.fsum(np.concatenate(terms)) - slip, duals, reduced)


def snapped(duals: Floats) -> Floats:
    """Prices with those near a whole number made whole."""
    whole = np.rint(duals)
    return np.where(np.abs(duals - whole) < SNAP, whole, duals)


def usable(model: LinearModel, duals: Floats) -> Floats:
    """Prices without those that point to a missing side of their row."""
    ends = np.where(duals > 0, model.row_lower, model.row_upper)
    return np.where(np.isfinite(ends), duals, 0.0)


def whole_bound(bound: float, step: float = 1.0) -> float:
    """Least multiple of `step` that is not below a proven bound; a hair above one still counts as that one."""
    return math.ceil(bound / step - 1e-6) * step if math.isfinite(bound) else bound


def common_step(costs: Floats) -> float:
    """Greatest whole number that divides every cost, so every value too; 1 without costs."""
    divisor = int(np.gcd.reduce(np.abs(costs).astype(np.int64))) if costs.size else 0
    return float(divisor or 1)
