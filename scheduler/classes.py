"""Classes of alike people: those whom no active rule can tell apart.

The board counts a class, not its members, wherever that makes the model clearly smaller;
within a class the seats go by lot.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduler.domain import Nominee, Programme
from scheduler.rule import Rule
from scheduler.terms import Ints
from scheduler.traits import Traits

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

    @cached_property
    def traits(self) -> Traits:
        """What can be told of the speakers, read once however many boards there are."""
        return Traits(self.speakers)


def alone(programme: Programme) -> Classes:
    """Return one class for each person."""
    return Classes(tuple((person,) for person in _in_order(programme)))


def _in_order(programme: Programme) -> list[Nominee]:
    return sorted(programme.nominees, key=lambda nominee: nominee.id)


def classes(programme: Programme, rules: Sequence[Rule]) -> Classes:
    """Gather people whom no rule tells apart, where that is worth it; else one class each."""
    return Sights(programme).classes(rules)


class Sights:
    """What rules can tell of the people of a programme, asked once for each rule.

    Boards of one programme under many sets of rules share it.  Rules that differ in how urgent
    they are, or in where they stand, see the same.
    """

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.people = _in_order(programme)
        self._seen: dict[tuple[type[Rule], str], Ints] = {}

    def serves(self, programme: Programme) -> bool:
        """Whether another programme has the same people and days, so that rules can tell the same of them."""
        before = self.programme
        has_people = before.nominees is programme.nominees or before.nominees == programme.nominees
        return has_people and _moments(before) == _moments(programme)

    def classes(self, rules: Sequence[Rule]) -> Classes:
        """Gather people whom none of the rules tells apart, where that is worth it; else one class each."""
        telling = (rule for rule in rules if rule.tells_apart)
        seen = np.stack([np.zeros(len(self.people), np.int64), *map(self.seen, telling)], axis=1)
        kinds = _numbered(map(bytes, seen))
        if kinds.max(initial=-1) + 1 > WORTH * len(self.people):
            return self._alone
        members: list[list[Nominee]] = [[] for _ in range(int(kinds.max(initial=-1)) + 1)]
        for person, kind in zip(self.people, kinds, strict=True):
            members[kind].append(person)
        return Classes(tuple(map(tuple, members)))

    @cached_property
    def _alone(self) -> Classes:
        return alone(self.programme)

    def seen(self, rule: Rule) -> Ints:
        """Return a number for each person, the same for those whom the rule does not tell apart."""
        said = sorted((name, repr(value)) for name, value in rule if name not in _UNSEEN)
        key = (type(rule), repr(said))
        if key not in self._seen:
            self._seen[key] = _numbered(map(rule.sees_in(self.programme), self.people))
        return self._seen[key]


def _moments(programme: Programme) -> tuple[object, ...]:
    """What conditions on age and the like are judged by."""
    starts = tuple(sorted((cohort.code, cohort.start) for cohort in programme.cohorts if cohort.start))
    homes = tuple(sorted((session.code, session.cohort) for session in programme.sessions))
    return (programme.reference_date, starts, homes)


_UNSEEN = frozenset({"priority", "weight", "fixed", "note", "place", "stems"})
"""Columns that change nothing in what a rule can tell of people."""


def _numbered(keys: Iterable[Hashable]) -> Ints:
    """Number keys in the order in which they are first met."""
    numbers: dict[Hashable, int] = {}
    return np.asarray([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)
