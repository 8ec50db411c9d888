"""Tells whether a solution is the only one as good.

Both questions exclude the solution itself by a row: over the columns that stand at a bound, the units
moved off it must come to at least 1. Columns that stand between their bounds must follow from those.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.lp import relax
from scheduler.solve.presolve import reduced, with_row
from scheduler.solve.window import Windows

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, LinearModel


def is_alone(model: LinearModel, values: Floats, clock: Clock) -> bool:
    """Whether it can be proven that the model has no whole solution but `values`.

    Asks for the solution farthest from it, which the relaxation alone mostly settles.
    """
    away = _away(model, values)
    return _follow(model, values, away) and _is_above(model, -away, float(-away @ values) - 1, clock)


def is_only(model: LinearModel, costs: Floats, values: Floats, clock: Clock) -> bool:
    """Whether it can be proven that every other whole solution costs more than `values`.

    Made for optima above the relaxation's bound: asking for the second best needs no cut-off row on
    the costs, which engines find hard.
    """
    away = _away(model, values)
    others = with_row(model, away, 1 + float(away @ values), np.inf)
    return _follow(model, values, away) and _is_above(others, costs, float(costs @ values), clock)


def _away(model: LinearModel, values: Floats) -> Floats:
    """1 or -1 for columns at their lower or upper bound, pointing off it; 0 for those between."""
    return np.where(values == model.lower, 1.0, np.where(values == model.upper, -1.0, 0.0))


def _follow(model: LinearModel, values: Floats, away: Floats) -> bool:
    """Whether the columns between their bounds are settled once all others are."""
    still = away != 0
    lower, upper = np.where(still, values, model.lower), np.where(still, values, model.upper)
    return bool(still.all() or reduced(replace(model, lower=lower, upper=upper)).kept.size == 0)


def _is_above(model: LinearModel, costs: Floats, limit: float, clock: Clock) -> bool:
    """Whether it can be proven that every whole solution costs more than `limit`."""
    relaxation = relax(model, costs, clock)
    if relaxation.certificate is None:
        return False
    return Windows(model, costs, relaxation.certificate, clock).has_within(limit) is False
