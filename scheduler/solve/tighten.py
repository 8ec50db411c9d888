"""Whole values brought as far as the rows let each column alone be brought.

An engine that is stopped hands back values whose slacks may be far above what they stand for, and a
solution of one tier says nothing of the slacks of the next.  Moving a single column in the direction
in which it costs less keeps every row and never costs more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.solve.linear import Floats, Ints, LinearModel


def tightened(model: LinearModel, objectives: Sequence[Floats], values: Floats) -> Floats:
    """Move one column after another to where it costs least.

    Parameters
    ----------
    objectives
        Costs of the columns, shape (n,) each, in strict order: the first that a column has a cost in decides.
    values
        Whole values that keep every row, shape (n,).

    Returns
    -------
    Floats
        Whole values that keep every row; in the strict order no worse.
    """
    wanted = _directions(objectives, model.width)
    sums, best = model.times(values), values.copy()
    while (moving := np.flatnonzero(_room(model, wanted, sums, best))).size:
        starts, rows, factors = _by_column(model, moving)
        for k, column in enumerate(moving):
            inside = slice(starts[k], starts[k + 1])
            change = wanted[column] * factors[inside]
            steps = _steps(model, rows[inside], change, sums[rows[inside]])
            end = model.upper[column] if wanted[column] > 0 else model.lower[column]
            step = min(abs(end - best[column]), float(np.floor(steps.min(initial=np.inf))))
            best[column] += wanted[column] * step
            np.add.at(sums, rows[inside], change * step)
    return best


def _directions(objectives: Sequence[Floats], width: int) -> Ints:
    """The way in which each column costs less: -1, 1, or 0 where it costs nothing."""
    wanted = np.zeros(width, dtype=np.int64)
    for costs in objectives:
        wanted = np.where(wanted == 0, -np.sign(costs).astype(np.int64), wanted)
    return wanted


def _room(model: LinearModel, wanted: Ints, sums: Floats, values: Floats) -> Floats:
    """How far each column alone could go by the rows as they stand, 0 for those that need not, shape (n,)."""
    change = wanted[model.columns] * model.factors
    room = np.where(wanted > 0, model.upper - values, values - model.lower) * (wanted != 0)
    np.minimum.at(room, model.columns, np.floor(_steps(model, model.rows(), change, sums[model.rows()])))
    return np.where(wanted != 0, room, 0.0)


def _steps(model: LinearModel, rows: Ints, change: Floats, sums: Floats) -> Floats:
    """How often `change` can be added to each of some rows' sums."""
    room = np.where(change > 0, model.row_upper[rows] - sums, sums - model.row_lower[rows])
    steps = np.full(rows.size, np.inf)
    np.divide(room, np.abs(change), out=steps, where=change != 0)
    return steps


def _by_column(model: LinearModel, moving: Ints) -> tuple[Ints, Ints, Floats]:
    """Rows and factors of some columns, one column after another, and where each begins."""
    place = np.full(model.width, -1)
    place[moving] = np.arange(moving.size)
    mine = np.flatnonzero(place[model.columns] >= 0)
    order = mine[np.argsort(place[model.columns[mine]], kind="stable")]
    starts = np.searchsorted(place[model.columns[order]], np.arange(moving.size + 1)).astype(np.int64)
    return starts, model.rows()[order], model.factors[order]
