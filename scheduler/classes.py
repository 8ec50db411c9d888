"""Classes of alike people: those whom no active rule can tell apart.

The board counts a class, not its members, wherever that makes the model clearly smaller;
within a class the seats go by lot.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduler.domain import Nominee, Programme
from scheduler.rule import Rule
from scheduler.terms import Ints

WORTH = 0.8
"""Classes are used where they number at most this share of the people."""


@dataclass(frozen=True)
class Classes:
    """People in classes; `members[k]` are alike, and `members[k][0]` speaks for them.

    Members stand in order of ID, and classes in order of their first member.
    """

    members: tuple[tuple[Nominee, ...], ...]

    @cached_property
    def speakers(self) -> tuple[Nominee, ...]:
        """One person for each class."""
        return tuple(people[0] for people in self.members)

    @cached_property
    def sizes(self) -> Ints:
        """People in each class."""
        return np.fromiter(map(len, self.members), dtype=np.int64, count=len(self.members))

    @cached_property
    def row(self) -> dict[str, int]:
        """The class that each person, by ID, belongs to."""
        return {person.id: row for row, people in enumerate(self.members) for person in people}


def alone(programme: Programme) -> Classes:
    """Return one class for each person."""
    return Classes(tuple((person,) for person in _in_order(programme)))


def _in_order(programme: Programme) -> list[Nominee]:
    return sorted(programme.nominees, key=lambda nominee: nominee.id)


def classes(programme: Programme, rules: Sequence[Rule]) -> Classes:
    """Gather people whom no rule tells apart, where that is worth it; else one class each."""
    people = _in_order(programme)
    alike: dict[Hashable, list[Nominee]] = {}
    for person in people:
        alike.setdefault(tuple(rule.sees(person) for rule in rules), []).append(person)
    if len(alike) > WORTH * len(people):
        return alone(programme)
    return Classes(tuple(tuple(members) for members in alike.values()))
