"""Counts that settle the matter before any solver: too few people, too few seats, pins that clash.

Whatever is found here is certain: there is no allocation.  What is not found here can still be
impossible; only solving tells (:mod:`scheduler.diagnose`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import ClassVar

import numpy as np

from scheduler.allocation import Allocation, Seat
from scheduler.board import Board
from scheduler.domain import OUT, Group, Programme
from scheduler.findings import Fact
from scheduler.rule import GroupRule, Rule, WhereRule, spell
from scheduler.tally import Tally


@dataclass(frozen=True, slots=True)
class Shortage:
    """Rows that cannot hold together, by counting alone.

    Parameters
    ----------
    code
        Names the sentence in ``words/*.toml`` under ``[text]``.
    rules
        The rows; their places name the cells.
    """

    section: ClassVar[str] = "text"
    code: str
    rules: tuple[Rule, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rule's count: the rule, the people, the places, and the numbers wanted of them.

    A number is None where none is wanted, or where it depends on who is seated.
    """

    rule: Rule
    group: Group
    places: tuple[str, ...]
    least: int | None
    most: int | None


def preflight(programme: Programme, rules: Sequence[Rule]) -> tuple[Shortage, ...]:
    """Return every shortage that counting finds.

    Parameters
    ----------
    rules
        All rules that hold, implied ones included (:func:`scheduler.rulebook.complete`).
    """
    counts = Counts(programme, [rule for rule in rules if rule.is_must])
    return (*counts.people(), *counts.minimums(), *counts.pins(), *counts.pinned())


class Counts:
    """Counts people, seats and pins under the rules that must hold.

    Parameters
    ----------
    musts
        Those rules, implied ones included.
    """

    def __init__(self, programme: Programme, musts: Sequence[Rule]) -> None:
        self.programme, self.musts = programme, musts
        barring = [rule for rule in musts if type(rule).bar is not Rule.bar]
        self.board = Board(programme, barring, by_class=False)
        self.lines = [line for rule in musts for line in self._lines(rule)]

    def _lines(self, rule: Rule) -> Iterator[Line]:
        """Lines whose numbers do not depend on who is seated, with their people and places spelt out."""
        if not isinstance(rule, WhereRule):
            return
        empty = Allocation(programme=self.programme)
        known = {(tally.group, tally.places): tally for tally in rule.tallies(empty)}
        everybody = Allocation(programme=self.programme, seats=self._some_seats())
        fixed = {(tally.group, tally.places): tally for tally in rule.tallies(everybody)}
        groups = rule.groups(self.programme) if isinstance(rule, GroupRule) else (Group(),)
        for group in groups:
            for places in rule.scopes(self.programme):
                key = (str(group), spell(places, self.programme))
                if key in known and key in fixed:
                    yield Line(rule, group, places, *_same(known[key], fixed[key]))

    def _some_seats(self) -> tuple[Seat, ...]:
        """Some seat for everybody: numbers that are shares of the people seated change with it."""
        codes = [cohort.code for cohort in self.programme.cohorts if cohort.status != "closed"][:1]
        return tuple(Seat(nominee=n.id, cohort=code) for n in self.programme.nominees for code in codes)

    # -- people and seats -----------------------------------------------------------------

    def people(self) -> Iterator[Shortage]:
        """More people of a group needed than may be seated there."""
        for line in self.lines:
            if line.least and line.least > (found := self._able(line)):
                facts = {**self._facts(line), "least": line.least, "found": found}
                yield Shortage("too_few_people", (line.rule, *self._refusing(line)), facts)

    def _refusing(self, line: Line) -> tuple[Rule, ...]:
        """The rules that keep people of the group out."""
        columns = [self.board.index(place) for place in line.places]
        barring = self.board.barred_by[self.board.people(line.group)][:, columns]
        return tuple(self.board.rules[index] for index in np.unique(barring[barring >= 0]))

    def _able(self, line: Line) -> int:
        """Count the seats that people of the group could hold there at most, were there room for everybody."""
        homes = {self.programme.cohort_of(place).code for place in line.places}
        open_ones = [code for code in sorted(homes) if self.programme.cohort[code].status != "closed"]
        columns = [self.board.index(code) for code in open_ones]
        free = (self.board.barred_by[:, columns] < 0).sum(axis=1)
        able = np.minimum(free, self.programme.seats_each)
        return int(able[self.board.people(line.group)].sum())

    def minimums(self) -> Iterator[Shortage]:
        """Fewest numbers of people of whom nobody is counted twice, above the most in the same places."""
        owed: dict[tuple[str, ...], list[Line]] = defaultdict(list)
        for line in self.lines:
            if line.least:
                owed[line.places].append(line)
        for most in self.lines:
            if most.most is not None:
                found = (self._above(most, most.most, lines) for lines in self._sums(most, owed))
                yield from [shortage for shortage in found if shortage is not None][:1]

    def _above(self, line: Line, most: int, owed: Sequence[Line]) -> Shortage | None:
        """Add up what is owed within the people of a line, and compare it with the most that the line allows."""
        chosen = self._apart(owed, self.board.people(line.group))
        total = sum(each.least or 0 for each in chosen)
        rules = {id(rule): rule for rule in (line.rule, *(each.rule for each in chosen))}
        if total <= most or len(rules) < 2:
            return None
        facts = {**self._facts(line), "least": total, "most": most}
        return Shortage("minimums_above_most", tuple(rules.values()), facts)

    def _sums(self, most: Line, owed: Mapping[tuple[str, ...], list[Line]]) -> Iterator[list[Line]]:
        """Lines to be added up: those of the same places, and those of single places among these."""
        yield owed.get(most.places, [])
        parts = [(place,) for place in most.places]
        if len(parts) > 1:
            best = (max(owed.get(part, []), key=lambda line: line.least or 0, default=None) for part in parts)
            yield [line for line in best if line is not None]

    def _apart(self, lines: Sequence[Line], inside: np.ndarray) -> list[Line]:
        """Take the largest lines that concern only people `inside`, and in the same places nobody twice."""
        chosen: list[Line] = []
        taken: dict[tuple[str, ...], np.ndarray] = defaultdict(lambda: np.zeros(inside.size, dtype=np.bool_))
        for line in sorted(lines, key=lambda line: (-(line.least or 0), line.rule.key)):
            people = self.board.people(line.group)
            if not np.any(people & ~inside) and not np.any(people & taken[line.places]):
                taken[line.places] |= people
                chosen.append(line)
        return chosen

    def _facts(self, line: Line) -> dict[str, Fact]:
        return {"group": str(line.group), "places": spell(line.places, self.programme)}

    # -- pins -----------------------------------------------------------------------------

    def pins(self) -> Iterator[Shortage]:
        """Pins of one person that cannot hold together, and pins to where a person cannot be."""
        held: dict[str, dict[str, Rule]] = defaultdict(dict)
        for nominee, place, rule in self._pinned():
            cohort = self.programme.cohort_of(place)
            if cohort.status == "closed":
                yield Shortage("pin_to_closed", (rule,), {"nominee": nominee, "cohort": cohort.code})
            barred = int(self.board.barred_by[self.board.classes.row[nominee], self.board.index(cohort.code)])
            if barred >= 0:
                facts = {"nominee": nominee, "cohort": cohort.code}
                yield Shortage("pin_to_refused", (rule, self.board.rules[barred]), facts)
            held[nominee].setdefault(cohort.code, rule)
        for nominee, pins in sorted(held.items()):
            yield from self._too_many(nominee, pins)

    def _pinned(self) -> Iterator[tuple[str, str, Rule]]:
        for rule in self.musts:
            nominee, place = getattr(rule, "nominee", ""), getattr(rule, "to", OUT)
            if place != OUT and nominee in self.programme.nominee:
                yield nominee, place, rule

    def _too_many(self, nominee: str, pins: Mapping[str, Rule]) -> Iterator[Shortage]:
        cohorts = self.programme.cohort
        facts: dict[str, Fact] = {"nominee": nominee, "cohorts": tuple(pins)}
        if len(pins) > self.programme.seats_each:
            yield Shortage("pins_above_limit", tuple(pins.values()), {**facts, "most": self.programme.seats_each})
            return
        for one, other in combinations(sorted(pins), 2):
            if cohorts[one].overlaps(cohorts[other]):
                yield Shortage("pins_at_once", (pins[one], pins[other]), {**facts, "cohorts": (one, other)})

    def pinned(self) -> Iterator[Shortage]:
        """More people pinned to a place than a row allows there."""
        pins = [(nominee, self.programme.cohort_of(place).code, rule) for nominee, place, rule in self._pinned()]
        seats = tuple(dict.fromkeys(Seat(nominee=nominee, cohort=cohort) for nominee, cohort, _ in pins))
        fixed = Allocation(programme=self.programme, seats=seats)
        for line in (line for line in self.lines if line.most is not None):
            got = fixed.count(line.group, line.places)
            if line.most is not None and got > line.most:
                there = (rule for nominee, cohort, rule in pins if self._counts(line, nominee, cohort))
                facts = {**self._facts(line), "found": got, "most": line.most}
                yield Shortage("pins_above_most", (line.rule, *there), facts)

    def _counts(self, line: Line, nominee: str, cohort: str) -> bool:
        return cohort in line.places and line.group.has(self.programme.nominee[nominee])


def _same(one: Tally, other: Tally) -> tuple[int | None, int | None]:
    """The numbers that two counts of a rule have in common."""
    least = one.least if one.least == other.least else None
    return least, one.most if one.most == other.most else None
