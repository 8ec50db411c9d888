"""Linear expressions over the columns of a board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Terms:
    """The sum of ``factors[k] * column[k]`` and a constant; all whole numbers.

    Parameters
    ----------
    columns, factors
        Arrays of one length; no column stands twice.
    """

    columns: Ints
    factors: Floats
    constant: int = 0

    @classmethod
    def of(cls, columns: Ints | list[int], factor: int = 1, constant: int = 0) -> Terms:
        """Return the sum of some columns, each times `factor`."""
        listed = np.asarray(columns, dtype=np.int64)
        return cls(listed, np.full(listed.size, float(factor)), constant)

    @classmethod
    def fixed(cls, constant: int) -> Terms:
        """Return an expression without columns."""
        return cls.of([], constant=constant)

    @classmethod
    def sum(cls, parts: Iterable[Terms]) -> Terms:
        """Add expressions up, merging columns that stand in several."""
        listed = list(parts)
        if not listed:
            return cls.fixed(0)
        columns, where = np.unique(np.concatenate([p.columns for p in listed]), return_inverse=True)
        factors = np.bincount(where, np.concatenate([p.factors for p in listed]), columns.size)
        kept = factors != 0
        return cls(columns[kept], factors[kept], sum(p.constant for p in listed))

    def __add__(self, other: Terms) -> Terms:
        if not other.columns.size:
            return Terms(self.columns, self.factors, self.constant + other.constant)
        return Terms.sum((self, other))

    def __sub__(self, other: Terms) -> Terms:
        return self + other * -1

    def __mul__(self, factor: int) -> Terms:
        return Terms(self.columns, self.factors * factor, self.constant * factor)

    def weighted(self, factors: Floats) -> Terms:
        """Return the same columns with factors of their own; columns with factor 0 are dropped."""
        kept = factors != 0
        return Terms(self.columns[kept], factors[kept].astype(np.float64), self.constant)
