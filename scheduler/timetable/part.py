"""Parts of a model: some columns are free, all others keep the values that they have.

Only the rows in which free columns stand are written out, so a part is small and solved in a blink
where the whole takes minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from scipy.sparse import csr_array

from scheduler.timetable.bounds import Bounds, Flags, Ints
from scheduler.timetable.model import Row, TimeModel
from scheduler.timetable.sums import Sum


@dataclass(frozen=True)
class Part:
    """A model of the free columns alone.

    Attributes
    ----------
    model, goal
        The rows that are left, and what is to be made small.
    columns
        Which column of the whole each column of the part is, shape (n,).
    values
        What all columns of the whole are, those of the part aside.
    """

    model: TimeModel
    goal: Sum
    columns: Ints
    values: Ints

    def whole(self, values: Sequence[int]) -> Ints:
        """Return values of the whole for values of the part."""
        found = self.values.copy()
        found[self.columns] = values
        return found


class Frame:
    """A model laid out for taking parts of it.

    Parameters
    ----------
    model
        The whole.
    firm
        Number of its rows that say what a timetable is; those behind only hold what earlier
        priorities cost, and tie nothing together.
    goal
        What is to be made small.
    decided
        The columns that say what is decided; all others follow from these.
    """

    def __init__(self, model: TimeModel, firm: int, goal: Sum, decided: Sequence[int]) -> None:
        self.model, self.firm, self.goal = model, firm, goal.merged()
        self._least = np.array([row.lower for row in model.rows], dtype=np.int64)
        self._most = np.array([row.upper for row in model.rows], dtype=np.int64)
        self._lower = np.array(model.lower, dtype=np.int64)
        self._upper = np.array(model.upper, dtype=np.int64)
        self._rows = _matrix(model.rows, len(model.lower))
        self._links = abs(self._rows[:firm])
        self._stands = self._links.T.tocsr()
        self.is_decided = np.zeros(len(model.lower), dtype=np.bool_)
        self.is_decided[list(decided)] = True
        self.weights = np.zeros(len(model.lower), dtype=np.int64)
        self.weights[list(self.goal.columns)] = self.goal.factors

    def value(self, values: Ints) -> int:
        """Return what the goal comes to."""
        return int(self.weights @ values) + self.goal.constant

    def holds(self, values: Ints) -> bool:
        """Whether values keep every row."""
        sums = self._rows @ values
        return bool(((sums >= self._least) & (sums <= self._most)).all())

    def dear(self, values: Ints) -> Ints:
        """Return the columns that cost more than they could."""
        ends = np.where(self.weights > 0, self._lower, self._upper)
        return np.flatnonzero(self.weights * (values - ends) > 0)

    def near(self, columns: Flags) -> Flags:
        """Return the columns that share a row with any of these."""
        rows = (self._links @ columns.astype(np.int64)) > 0
        found: Flags = (self._stands @ rows.astype(np.int64)) > 0
        return found

    def closed(self, columns: Sequence[int] | Ints) -> Flags:
        """Return these columns, and all that follow from decisions among them."""
        edge = np.zeros(len(self.model.lower), dtype=np.bool_)
        edge[columns] = True
        free = edge
        while edge.any():
            edge = self.near(edge) & ~self.is_decided & ~free
            free = free | edge
        return free

    def part(self, columns: Sequence[int] | Ints, values: Ints) -> Part:
        """Free these columns, and those that follow from them, as far as the others leave them any choice."""
        free = self.closed(columns)
        chosen = np.flatnonzero(free)
        touched = np.flatnonzero((self._links @ free.astype(np.int64)) > 0)
        rows = np.concatenate([touched, np.arange(self.firm, len(self.model.rows))])
        kept = self._rows[rows]
        rest = kept @ np.where(free, 0, values)
        bounds = Bounds(
            kept[:, chosen],
            self._least[rows] - rest,
            self._most[rows] - rest,
            self._lower[chosen],
            self._upper[chosen],
        )
        bounds.tighten()
        return self._left(chosen, bounds, values)

    def _left(self, chosen: Ints, bounds: Bounds, values: Ints) -> Part:
        """What bounds leave open."""
        is_open = bounds.lower < bounds.upper
        settled = values.copy()
        settled[chosen[~is_open]] = bounds.lower[~is_open]
        rows, columns = np.flatnonzero(bounds.open_rows()), np.flatnonzero(is_open)
        kept = bounds.matrix[rows]
        rest = kept @ np.where(is_open, 0, bounds.lower)
        least, most = bounds.least[rows] - rest, bounds.most[rows] - rest
        model = TimeModel(bounds.lower[columns].tolist(), bounds.upper[columns].tolist())
        model.rows = [Row(*row) for row in zip(_sums(kept[:, columns]), least.tolist(), most.tolist(), strict=True)]
        return Part(model, self._goal_of(chosen[columns], settled), chosen[columns], settled)

    def _goal_of(self, columns: Ints, values: Ints) -> Sum:
        """The goal over some columns, all others as they are."""
        factors = self.weights[columns]
        places = np.flatnonzero(factors)
        constant = self.value(values) - int(factors @ values[columns])
        return Sum(tuple(places.tolist()), tuple(factors[places].tolist()), constant)


def _matrix(rows: Sequence[Row], width: int) -> csr_array:
    factors = np.fromiter(chain.from_iterable(row.terms.factors for row in rows), dtype=np.int64)
    columns = np.fromiter(chain.from_iterable(row.terms.columns for row in rows), dtype=np.int64)
    starts = np.cumsum([0, *(len(row.terms.columns) for row in rows)])
    return csr_array((factors, columns, starts), shape=(len(rows), width))


def _sums(matrix: csr_array) -> list[Sum]:
    """Say each row of a matrix as a sum."""
    starts, columns, factors = (part.tolist() for part in (matrix.indptr, matrix.indices, matrix.data))
    return [Sum(tuple(columns[a:b]), tuple(factors[a:b])) for a, b in pairwise(starts)]
