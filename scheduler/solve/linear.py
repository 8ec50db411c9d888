"""The linear model of an allocation as arrays: columns, rows and tiers of objectives.

Nothing here knows people or cohorts, and nothing imports a solver.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Tier:
    """One objective, minimised. Tiers are served in strict order.

    Attributes
    ----------
    name
        What progress reports call it: "1", "2", "lot".
    costs
        Cost of one unit of each column, shape (n,), whole numbers.
    constant
        Added to every value of the tier, a whole number.
    """

    name: str
    costs: Floats
    constant: float = 0.0


@dataclass(frozen=True, eq=False)
class LinearModel:
    """Columns with bounds, rows in compressed form, and tiers of objectives.

    Every column takes whole values in a solution; `integral` only tells where branching is needed
    and where wholeness follows from the rest (slacks). Rows ``row_lower <= A x <= row_upper`` have
    whole factors, so what is proven about them holds exactly.

    Attributes
    ----------
    lower, upper
        Bounds of the columns, shape (n,), finite whole numbers.
    integral
        Whether a column needs branching, shape (n,).
    starts, columns, factors
        Compressed rows: row i holds ``columns[starts[i]:starts[i + 1]]`` with their factors.
    row_lower, row_upper
        Bounds of the rows, shape (m,); infinities mean no bound.
    tiers
        Objectives in the order in which they are served.
    """

    lower: Floats
    upper: Floats
    integral: Flags
    starts: Ints
    columns: Ints
    factors: Floats
    row_lower: Floats
    row_upper: Floats
    tiers: tuple[Tier, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.lower.size

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.row_lower.size

    def rows(self) -> Ints:
        """Row number of every stored factor, shape (nnz,)."""
        return self._rows

    @cached_property
    def _rows(self) -> Ints:
        return np.repeat(np.arange(self.height), np.diff(self.starts))

    def times(self, values: Floats) -> Floats:
        """Row sums ``A x``, shape (m,). Exact for whole values below 2**53."""
        return added(self.rows(), self.factors * values[self.columns], self.height)

    def priced(self, duals: Floats) -> Floats:
        """Column sums ``A' y`` for one price a row, shape (n,)."""
        return added(self.columns, self.factors * duals[self.rows()], self.width)

    def holds(self, values: Floats) -> bool:
        """Whether whole `values` keep every bound and every row, to the last unit."""
        if np.any(values != np.rint(values)) or np.any(values < self.lower) or np.any(values > self.upper):
            return False
        sums = self.times(values)
        return not (np.any(sums < self.row_lower) or np.any(sums > self.row_upper))


def added(places: Ints, amounts: Floats, size: int) -> Floats:
    """Amounts summed by place, shape (size,)."""
    return np.bincount(places, amounts, size).astype(np.float64, copy=False)


def value_of(tier: Tier, values: Floats) -> float:
    """Value of a tier at whole `values`, exact below 2**53."""
    return float(tier.costs @ values) + tier.constant
