"""Makes a model smaller without losing a solution: bounds that follow from rows, settled columns, idle rows.

References
----------
M.W.P. Savelsbergh (1994), Preprocessing and probing techniques for mixed integer programming problems,
ORSA Journal on Computing 6(4), 445-454, doi:10.1287/ijoc.6.4.445.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.linear import LinearModel, Tier, added

if TYPE_CHECKING:
    from scheduler.solve.linear import Flags, Floats, Ints

ROUNDS = 8
"""Passes of bound tightening; more find little, and an engine presolves again."""


class Impossible(Exception):  # noqa: N818  # not an error: a proof that no solution exists
    """No whole values keep every row. Proven by exact arithmetic on the rows' reach."""


@dataclass(frozen=True, eq=False)
class Reduced:
    """A smaller model and its way back.

    Attributes
    ----------
    model
        Over the columns still free; its tiers' constants hold what the settled ones cost.
    kept
        Column numbers of the full model that are still free.
    rows
        Row numbers of the full model that still bind.
    settled
        Full-length values; only those of settled columns mean anything.
    """

    model: LinearModel
    kept: Ints
    rows: Ints
    settled: Floats

    def restored(self, values: Floats) -> Floats:
        """Full-length values from those of the free columns."""
        full = self.settled.copy()
        full[self.kept] = values
        return full


def reach(model: LinearModel) -> tuple[Floats, Floats]:
    """Least and greatest sum that each row can take within the columns' bounds."""
    rows = model.rows()
    at_lower = model.factors * model.lower[model.columns]
    at_upper = model.factors * model.upper[model.columns]
    least = added(rows, np.minimum(at_lower, at_upper), model.height)
    greatest = added(rows, np.maximum(at_lower, at_upper), model.height)
    return least, greatest


def tightened(model: LinearModel) -> LinearModel:
    """Narrow the columns' bounds by what each row leaves them.

    Raises
    ------
    Impossible
        When a row cannot be kept.
    """
    # Whole factors and values give whole sums.
    model = replace(model, row_lower=np.ceil(model.row_lower), row_upper=np.floor(model.row_upper))
    if np.any(model.row_lower > model.row_upper) or np.any(model.lower > model.upper):
        raise Impossible
    for _ in range(ROUNDS):
        narrowed = _pass(model)
        if narrowed is model:
            break
        model = narrowed
    return model


def _pass(model: LinearModel) -> LinearModel:
    rows, columns, factors = model.rows(), model.columns, model.factors
    least, greatest = reach(model)
    if np.any(least > model.row_upper) or np.any(greatest < model.row_lower):
        raise Impossible
    # What a column may move from its cheap end before the row's rest cannot make up for it.
    span = (model.upper - model.lower)[columns] * np.abs(factors)
    room_up = (model.row_upper - least)[rows]
    room_down = (greatest - model.row_lower)[rows]
    if not np.any(span > room_up) and not np.any(span > room_down):
        return model
    lower, upper = model.lower.copy(), model.upper.copy()
    for room, sign in ((room_up, 1.0), (room_down, -1.0)):
        _narrow(model, np.flatnonzero(span > room), room, sign, (lower, upper))
    if np.any(lower > upper):
        raise Impossible
    return replace(model, lower=lower, upper=upper)


def _narrow(model: LinearModel, places: Ints, room: Floats, sign: float, bounds: tuple[Floats, Floats]) -> None:
    columns, factors = model.columns[places], model.factors[places] * sign
    steps = np.floor(room[places] / np.abs(factors))
    lower, upper = bounds
    rising = factors > 0
    np.minimum.at(upper, columns[rising], (model.lower[columns] + steps)[rising])
    np.maximum.at(lower, columns[~rising], (model.upper[columns] - steps)[~rising])


def reduced(model: LinearModel) -> Reduced:
    """Leave out settled columns and rows that cannot be broken any more.

    Raises
    ------
    Impossible
        When a row cannot be kept.
    """
    model = tightened(model)
    least, greatest = reach(model)
    kept = np.flatnonzero(model.lower < model.upper)
    rows = np.flatnonzero((least < model.row_lower) | (greatest > model.row_upper))
    return Reduced(extract(model, kept, rows), kept, rows, model.lower)


def extract(model: LinearModel, kept: Ints, rows: Ints) -> LinearModel:
    """The model over some columns and rows, every other column held at its lower bound."""
    held = model.lower.copy()
    held[kept] = 0.0
    shift = model.times(held)[rows]
    number = np.full(model.width, -1)
    number[kept] = np.arange(kept.size)
    chosen = _entries(model, number >= 0, rows)
    counts = np.bincount(model.rows()[chosen], minlength=model.height)[rows]
    return LinearModel(
        model.lower[kept],
        model.upper[kept],
        model.integral[kept],
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        number[model.columns[chosen]],
        model.factors[chosen],
        model.row_lower[rows] - shift,
        model.row_upper[rows] - shift,
        tuple(Tier(t.name, t.costs[kept], t.constant + float(t.costs @ held)) for t in model.tiers),
    )


def _entries(model: LinearModel, is_kept: Flags, rows: Ints) -> Flags:
    wanted = np.zeros(model.height, dtype=np.bool_)
    wanted[rows] = True
    chosen: Flags = wanted[model.rows()] & is_kept[model.columns]
    return chosen


def with_row(model: LinearModel, factors: Floats, lower: float, upper: float) -> LinearModel:
    """The model with one more row, given by a factor for every column."""
    columns = np.flatnonzero(factors)
    return replace(
        model,
        starts=np.append(model.starts, model.starts[-1] + columns.size),
        columns=np.concatenate([model.columns, columns]),
        factors=np.concatenate([model.factors, factors[columns]]),
        row_lower=np.append(model.row_lower, lower),
        row_upper=np.append(model.row_upper, upper),
    )
