"""Bounds of columns that follow from rows: what is settled before any search begins.

References
----------
M.W.P. Savelsbergh (1994), Preprocessing and probing techniques for mixed integer programming problems,
ORSA Journal on Computing 6, 445-454, doi:10.1287/ijoc.6.4.445 (section 1, bounds).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

PASSES: Final = 4
"""More rarely settle anything."""


@dataclass
class Bounds:
    """Rows ``least <= matrix @ columns <= most`` over columns with whole bounds, which `tighten` draws closer.

    Attributes
    ----------
    least, most
        Bounds of the rows, shape (m,).
    lower, upper
        Bounds of the columns, shape (n,).
    """

    matrix: csr_array
    least: Ints
    most: Ints
    lower: Ints
    upper: Ints

    def __post_init__(self) -> None:
        self._row = np.repeat(np.arange(self.matrix.shape[0]), np.diff(self.matrix.indptr))
        self._column, self._factor = self.matrix.indices, self.matrix.data
        self._size = abs(self._factor)

    def tighten(self) -> None:
        """Draw the bounds of columns closer, a few times over."""
        for _ in range(PASSES):
            before = int((self.upper - self.lower).sum())
            low, high = self.ends()
            self._limit(self.most - low, self._factor > 0)
            self._limit(high - self.least, self._factor < 0)
            if int((self.upper - self.lower).sum()) == before:
                return

    def ends(self) -> tuple[Ints, Ints]:
        """Return the least and the most that each row can come to, by the bounds of its columns."""
        lower, upper = self._factor * self.lower[self._column], self._factor * self.upper[self._column]
        return self._sums(np.minimum(lower, upper)), self._sums(np.maximum(lower, upper))

    def _sums(self, parts: Ints) -> Ints:
        found = np.zeros(self.matrix.shape[0], dtype=np.int64)
        np.add.at(found, self._row, parts)
        return found

    def _limit(self, spare: Ints, is_rising: Flags) -> None:
        """No column moves further from its best end than a row can spare; `is_rising` where that end is the lower."""
        steps = spare[self._row] // self._size
        tight = steps < (self.upper - self.lower)[self._column]
        up, down = tight & is_rising, tight & ~is_rising
        lower, upper = self.lower.copy(), self.upper.copy()
        np.minimum.at(upper, self._column[up], (self.lower[self._column] + steps)[up])
        np.maximum.at(lower, self._column[down], (self.upper[self._column] - steps)[down])
        self.lower, self.upper = lower, upper

    def open_rows(self) -> Flags:
        """Return which rows the bounds of the columns do not settle."""
        low, high = self.ends()
        found: Flags = (low < self.least) | (high > self.most)
        return found
