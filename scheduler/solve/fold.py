"""Folds neighbouring tiers into one objective whose optimum is optimal for each in turn.

A single tier such as "most seats" is so degenerate that its LP crawls; together with the next tier
it is quick. The weight of a tier is one more than the next ones' values can differ by, so that one
unit of it outweighs them all. That range is bounded by the model's own capacities, which keeps the
weights small enough for double precision.

References
----------
H.D. Sherali (1982), Equivalent weights for lexicographic multi-objective programs,
European Journal of Operational Research 11(4), 367-379, doi:10.1016/0377-2217(82)90202-8.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.bound import common_step, whole_bound
from scheduler.solve.linear import value_of

if TYPE_CHECKING:
    from scheduler.solve.linear import Floats, Ints, LinearModel, Tier

    Packing = tuple[Ints, Floats]

WIDEST = 1e6
"""Largest folded cost; above it engine tolerances of 1e-7 start to blur whole values."""


@dataclass(frozen=True, eq=False)
class Fold:
    """Tiers served by one objective.

    Attributes
    ----------
    costs
        The objective, shape (n,), without the tiers' constants.
    weights
        Units of the objective that one unit of each tier is worth.
    most
        Proven greatest value of each tier, constants left out.
    tiers
        The tiers, in order.
    """

    costs: Floats
    weights: tuple[float, ...]
    most: tuple[float, ...]
    tiers: tuple[Tier, ...]

    @property
    def step(self) -> float:
        """Every value of the objective is a multiple of it."""
        return common_step(self.costs)


def fold(model: LinearModel, tiers: tuple[Tier, ...], widest: float = WIDEST) -> Fold:
    """Fold as many of the first tiers as exact weights allow; at least one."""
    step, groups = common_step(tiers[0].costs), packing(model)
    folded = Fold(tiers[0].costs / step, (1 / step,), (greatest(model, tiers[0].costs, groups),), tiers[:1])
    for tier in tiers[1:]:
        longer = _joined(model, folded, tier, groups)
        if np.abs(longer.costs).max(initial=0.0) > widest:
            break
        folded = longer
    return folded


def _joined(model: LinearModel, folded: Fold, tier: Tier, groups: Packing) -> Fold:
    step = common_step(tier.costs)
    most = greatest(model, tier.costs, groups)
    scale = (most + greatest(model, -tier.costs, groups)) / step + 1
    return Fold(
        folded.costs * scale + tier.costs / step,
        (*(weight * scale for weight in folded.weights), 1 / step),
        (*folded.most, most),
        (*folded.tiers, tier),
    )


def greatest(model: LinearModel, costs: Floats, found: Packing | None = None) -> float:
    """Proven bound on how large ``costs @ x`` can be, rounded up to a whole number.

    Columns are charged in disjoint groups, each a row with a capacity, as in a fractional knapsack.
    `found` is the model's packing if it was computed before.
    """
    gains = np.maximum(costs, 0.0)
    base = float(np.minimum(costs, 0.0) @ model.lower)
    group, capacity = found or packing(model)
    alone = group < 0
    total = base + float(gains[alone] @ model.upper[alone])
    return float(np.ceil(total + _knapsacks(model, gains, group, capacity) - 1e-6))


def packing(model: LinearModel) -> Packing:
    """For every column the stored place of its most crowded capacity row, or -1; and rows' capacities.

    Only rows with positive factors over columns that cannot be negative are capacities.
    """
    rows = model.rows()
    spoiled = (model.factors <= 0) | (model.lower[model.columns] < 0)
    fits = np.isfinite(model.row_upper) & (np.bincount(rows, spoiled, model.height) == 0) & (model.row_upper >= 0)
    demand = np.bincount(rows, model.factors * model.upper[model.columns], model.height)
    crowding = np.where(fits, demand / np.maximum(model.row_upper, 1e-3), -1.0)
    group = np.full(model.width, -1)
    most = np.ones(model.width)
    np.maximum.at(most, model.columns, crowding[rows])
    # Where rows are equally crowded the first one wins: it is written last.
    places = np.flatnonzero((crowding[rows] == most[model.columns]) & (crowding[rows] > 1.0))[::-1]
    group[model.columns[places]] = places
    return group, model.row_upper


def _knapsacks(model: LinearModel, gains: Floats, group: Ints, capacity: Floats) -> float:
    columns = np.flatnonzero((group >= 0) & (gains > 0))
    if columns.size == 0:
        return 0.0
    rows, factors = model.rows()[group[columns]], model.factors[group[columns]]
    order = np.lexsort((-gains[columns] / factors, rows))
    columns, rows, factors = columns[order], rows[order], factors[order]
    wanted = factors * model.upper[columns]
    used = np.cumsum(wanted) - wanted
    first = np.concatenate([[True], rows[1:] != rows[:-1]])
    used -= np.maximum.accumulate(np.where(first, used, 0.0))
    granted = np.clip(capacity[rows] - used, 0.0, wanted)
    return float(gains[columns] / factors @ granted)


def unfolded(folded: Fold, bound: float, values: Floats) -> list[float | None]:
    """Proven bound of each tier from a bound of the objective, given the values reached.

    A tier has a bound only if those before it are proven by the same bound.
    """
    if not np.isfinite(bound):
        return [min(bound, value_of(folded.tiers[0], values)), *[None] * (len(folded.tiers) - 1)]
    found: list[float | None] = []
    # In whole numbers of each tier's step: a weight can be so large that a tolerance would swallow one unit.
    steps = [common_step(tier.costs) for tier in folded.tiers]
    weights = [round(weight * step) for weight, step in zip(folded.weights, steps, strict=True)]
    tops = [math.floor(most / step) for most, step in zip(folded.most, steps, strict=True)]
    rest = round(whole_bound(bound, folded.step))
    for place, (tier, step) in enumerate(zip(folded.tiers, steps, strict=True)):
        later = sum(w * top for w, top in zip(weights[place + 1 :], tops[place + 1 :], strict=True))
        reached = round(float(tier.costs @ values) / step)
        least = -((later - rest) // weights[place])
        found.append(min(least, reached) * step + tier.constant)
        if least < reached:
            break
        rest -= weights[place] * reached
    return found + [None] * (len(folded.tiers) - len(found))
