"""The pairs of people and places that an allocation may use: the model's first columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.terms import Floats, Ints


@dataclass(frozen=True, eq=False)
class Pairs:
    """One column for each pair, sorted by place, then by row.

    Parameters
    ----------
    row, place
        The class of people and the place of each column, shape (columns,).
    upper
        Most seats of the column: people in the class.
    starts
        Columns of place ``p`` are ``starts[p]`` to ``starts[p + 1]``; shape (places + 1,).
    cohorts
        How many of the places are cohorts; they come first, breakout sessions after.
    """

    row: Ints
    place: Ints
    upper: Floats
    starts: Ints
    cohorts: int

    @classmethod
    def where(cls, free: NDArray[np.bool_], sizes: Ints, cohorts: int) -> Pairs:
        """Number the pairs that are free; `free` has shape (rows, places)."""
        place, row = np.nonzero(free.T)
        starts = np.searchsorted(place, np.arange(free.shape[1] + 1)).astype(np.int64)
        return cls(row.astype(np.int64), place.astype(np.int64), sizes[row].astype(np.float64), starts, cohorts)

    @property
    def size(self) -> int:
        """Number of pairs."""
        return self.row.size

    def at(self, place: int) -> Ints:
        """Return the columns of a place."""
        return np.arange(self.starts[place], self.starts[place + 1], dtype=np.int64)

    @property
    def is_cohort(self) -> NDArray[np.bool_]:
        """Which columns are pairs with a cohort."""
        return self.place < self.cohorts

    def by_row(self, places: Iterable[int]) -> list[Ints]:
        """Return the columns of some places, one array for each row that has any, in order of row."""
        columns = np.concatenate([np.empty(0, np.int64), *map(self.at, places)])
        order = columns[np.argsort(self.row[columns], kind="stable")]
        cuts = np.flatnonzero(np.diff(self.row[order])) + 1
        return np.split(order, cuts) if order.size else []
