"""Sums of columns with whole factors: what rules of the timetable say their rows over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """The sum of ``factors[k] * column[k]`` and a constant; a column may stand several times.

    The sums of a timetable are short and many, so they are tuples and no arrays.
    """

    columns: tuple[int, ...] = ()
    factors: tuple[int, ...] = ()
    constant: int = 0

    @classmethod
    def column(cls, number: int) -> Sum:
        """Return one column alone."""
        return cls((number,), (1,))

    @classmethod
    def fixed(cls, constant: int) -> Sum:
        """Return a number without columns."""
        return cls(constant=constant)

    @classmethod
    def total(cls, parts: Iterable[Sum]) -> Sum:
        """Add sums up."""
        columns: list[int] = []
        factors: list[int] = []
        constant = 0
        for part in parts:
            columns += part.columns
            factors += part.factors
            constant += part.constant
        return cls(tuple(columns), tuple(factors), constant)

    @property
    def is_fixed(self) -> bool:
        """Whether it has no columns."""
        return not self.columns

    def __add__(self, other: Sum | int) -> Sum:
        if isinstance(other, int):
            return Sum(self.columns, self.factors, self.constant + other)
        constant = self.constant + other.constant
        return Sum(self.columns + other.columns, self.factors + other.factors, constant)

    def __sub__(self, other: Sum | int) -> Sum:
        return self + other * -1

    def __mul__(self, factor: int) -> Sum:
        return Sum(self.columns, tuple(factor * one for one in self.factors), self.constant * factor)

    def merged(self) -> Sum:
        """Return the same sum in which each column stands once, and none with the factor 0."""
        if len(set(self.columns)) == len(self.columns) and all(self.factors):
            return self
        counts: Counter[int] = Counter()
        for column, factor in zip(self.columns, self.factors, strict=True):
            counts[column] += factor
        kept = {column: factor for column, factor in counts.items() if factor}
        return Sum(tuple(kept), tuple(kept.values()), self.constant)
