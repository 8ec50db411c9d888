"""Tells whether a solution is the only one left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.lp import relax
from scheduler.solve.presolve import reduced
from scheduler.solve.window import Windows

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, LinearModel


def is_alone(model: LinearModel, values: Floats, clock: Clock) -> bool:
    """Whether it can be proven that the model has no whole solution but `values`.

    Looks for the solution farthest from it: moving a column off the bound at which it stands counts
    one a unit. Columns that stand between their bounds must follow from the others.
    """
    if model.width == 0:
        return True
    ends = np.where(values == model.lower, 1.0, np.where(values == model.upper, -1.0, 0.0))
    if not _is_nearest(model, -ends, float(-ends @ values), clock):
        return False
    still = ends != 0
    fixed = replace(model, lower=np.where(still, values, model.lower), upper=np.where(still, values, model.upper))
    return bool(reduced(fixed).kept.size == 0)


def _is_nearest(model: LinearModel, costs: Floats, here: float, clock: Clock) -> bool:
    farthest = relax(model, costs, clock)
    if farthest.certificate is None:
        return False
    return Windows(model, costs, farthest.certificate, clock).has_within(here - 1) is False
