"""What can be told of people, as arrays: the board's own reading of the nominee columns.

The audit does not use this module; it asks each `Nominee` itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from scheduler.domain import Group, Nominee, Value
from scheduler.terms import Floats, Ints

Mask = NDArray[np.bool_]


class Traits:
    """Columns of a list of people.

    Parameters
    ----------
    people
        In the order of the board's rows.
    """

    def __init__(self, people: Sequence[Nominee]) -> None:
        self.people = people
        self.measured: dict[str, object] = {}
        """Columns measured so far, by heading (:class:`scheduler.measures.rows.Rows`)."""
        self._rows_of = cache(self._read_rows)
        self.mask = cache(self._read_mask)
        self.numbers = cache(self._read_numbers)
        self.ranked = cache(self._read_ranked)

    def raw(self, column: str) -> list[Value]:
        """Return what stands in a column, row by row."""
        if column in Nominee.model_fields:
            return [getattr(person, column) for person in self.people]
        return [person.facts.get(column) for person in self.people]

    def _read_rows(self, column: str) -> dict[str, Ints]:
        """Rows by value; a person with several topics stands under each of them."""
        rows: dict[str, list[int]] = {}
        for row, person in enumerate(self.people):
            for value in person.values(column):
                rows.setdefault(value, []).append(row)
        return {value: _ints(listed) for value, listed in rows.items()}

    def _read_mask(self, group: Group) -> Mask:
        """Whether each person belongs to `group`."""
        inside = np.ones(len(self.people), dtype=np.bool_)
        for column, values in group.wants:
            matches = np.zeros(len(self.people), dtype=np.bool_)
            for value in values:
                matches[self._rows_of(column).get(value, [])] = True
            inside &= matches
        return inside

    def _read_ranked(self, column: str) -> dict[str, tuple[Ints, Ints]]:
        """Rows that list a value, with its first place in their list, from 0; by value."""
        listed: dict[str, tuple[list[int], list[int]]] = {}
        for row, person in enumerate(self.people):
            for value, rank in reversed([(v, k) for k, v in enumerate(getattr(person, column))]):
                rows, ranks = listed.setdefault(value, ([], []))
                if rows and rows[-1] == row:
                    ranks[-1] = rank
                else:
                    rows.append(row)
                    ranks.append(rank)
        return {value: (_ints(rows), _ints(ranks)) for value, (rows, ranks) in listed.items()}

    def _read_numbers(self, column: str) -> Floats:
        """Return a column as numbers; dates as day numbers, what is no number as NaN."""
        return np.asarray([_number(value) for value in self.raw(column)], dtype=np.float64)


def _ints(listed: list[int]) -> Ints:
    return np.asarray(listed, dtype=np.int64)


def _number(value: Value) -> float:
    if isinstance(value, date):
        return float(value.toordinal())
    return float(value) if isinstance(value, int | float) else np.nan
