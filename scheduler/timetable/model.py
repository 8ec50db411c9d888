"""A timetable as whole columns and linear rows: what the board fills and the engine solves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.timetable.sums import Sum

UNBOUNDED = 2**40
"""Stands for no bound on a row; far above any sum of a timetable."""


@dataclass(frozen=True, slots=True)
class Row:
    """``lower <= terms <= upper``, with the constant already taken off."""

    terms: Sum
    lower: int
    upper: int


@dataclass
class TimeModel:
    """Columns, rows, and what each priority costs.

    Attributes
    ----------
    lower, upper
        Bounds of the columns.
    rows
        In the order posted.
    costs
        For each priority the sum to make small, in its own order.
    is_broken
        Whether a row without columns fails, so that nothing can hold.
    """

    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    costs: dict[int, Sum] = field(default_factory=dict)
    is_broken: bool = False

    def column(self, least: int, most: int) -> Sum:
        """Add a column."""
        self.lower.append(least)
        self.upper.append(most)
        return Sum.column(len(self.lower) - 1)

    def keep(self, terms: Sum, least: int = -UNBOUNDED, most: int = UNBOUNDED) -> None:
        """Add the row ``least <= terms <= most``; one that always holds is left out."""
        whole = terms.merged()
        low, high = self.range(whole)
        if low >= least and high <= most:
            return
        if high < least or low > most:
            self.is_broken = True
        bare = Sum(whole.columns, whole.factors)
        self.rows.append(Row(bare, max(least, low) - whole.constant, min(most, high) - whole.constant))

    def range(self, terms: Sum) -> tuple[int, int]:
        """Return the least and the most that a sum can be by the bounds of its columns."""
        low = high = terms.constant
        for column, factor in zip(terms.columns, terms.factors, strict=True):
            ends = factor * self.lower[column], factor * self.upper[column]
            low, high = low + min(ends), high + max(ends)
        return low, high

    def value(self, terms: Sum, values: Sequence[int]) -> int:
        """Return what a sum comes to."""
        pairs = zip(terms.columns, terms.factors, strict=True)
        return terms.constant + sum(factor * values[column] for column, factor in pairs)
