"""Restricts a model to the solutions that serve the tiers done so far.

With proven prices, moving a column off its cheap end costs its reduced cost a unit, and loosening a
row costs its price a unit. What costs more than the gap between value and bound cannot happen in any
solution of that value, so the column is held and the row made tight. Without a gap this is exactly
the optimal face; what little may leak is closed by a cut-off row.

References
----------
H. Crowder, E.L. Johnson, M. Padberg (1983), Solving large-scale zero-one linear programming problems,
Operations Research 31(5), 803-834, doi:10.1287/opre.31.5.803 (reduced-cost fixing).
H. Isermann (1982), Linear lexicographic optimization, OR Spektrum 4, 223-228, doi:10.1007/BF01782758.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.presolve import reach, with_row

if TYPE_CHECKING:
    from scheduler.solve.bound import Certificate
    from scheduler.solve.linear import Floats, LinearModel


def restricted(model: LinearModel, certificate: Certificate, value: float) -> LinearModel:
    """Drop whatever no solution of at most that `value` can do; lose none of those solutions."""
    gap = max(0.0, value - certificate.bound)
    lower, upper = _paid_for(model.lower, model.upper, certificate.reduced, gap)
    row_lower, row_upper = _paid_for(model.row_lower, model.row_upper, certificate.duals, gap)
    return replace(model, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper)


def _paid_for(lower: Floats, upper: Floats, prices: Floats, gap: float) -> tuple[Floats, Floats]:
    """Bounds no farther from their cheap end than the gap can pay for, in whole units."""
    lower, upper = lower.copy(), upper.copy()
    dear, cheap = np.flatnonzero(prices > 0), np.flatnonzero(prices < 0)
    upper[dear] = np.minimum(upper[dear], lower[dear] + np.floor(gap / prices[dear] + 1e-9))
    lower[cheap] = np.maximum(lower[cheap], upper[cheap] - np.floor(gap / -prices[cheap] + 1e-9))
    return lower, upper


def face(model: LinearModel, costs: Floats, certificate: Certificate, value: float) -> LinearModel:
    """The solutions whose cost is exactly `value`, where `value` is the proven minimum."""
    narrow = restricted(model, certificate, value)
    if certificate.bound + _leak(narrow, certificate) < value + 1:
        return narrow
    return with_row(narrow, costs, -np.inf, value)


def _leak(model: LinearModel, certificate: Certificate) -> float:
    """Most that a solution left in the model can cost above the bound, rounding included."""
    least, greatest = reach(model)
    play = np.minimum(model.row_upper, greatest) - np.maximum(model.row_lower, least)
    columns = np.abs(certificate.reduced) @ (model.upper - model.lower)
    rows = np.abs(certificate.duals) @ np.maximum(play, 0.0)
    return 2 * float(columns + rows) + 1e-3
