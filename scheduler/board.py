"""The board: where rules state themselves as linear rows over arrays.

Rules ask questions (`seats`, `runs`, `total`, `people`) and use verbs (`never`, `at_most`,
`at_least`, `minimise`).  The board, not the rule, makes a row hard or soft: a bare row, or a
slack whose cost is the rule's weight in the rule's tier.  It remembers the rule and the
subject of every row, and the rule that barred every pair: diagnosis, prices and explanations
come from that.

Columns are the pairs of a class of people (:mod:`scheduler.classes`) and a place, a cohort or
a breakout session, that no rule forbids; then whatever auxiliary columns rows ask for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from scheduler.allocation import EVERYONE
from scheduler.classes import Classes, alone, classes
from scheduler.domain import Group, Programme
from scheduler.pairs import Pairs
from scheduler.rows import Rows
from scheduler.rule import Rule
from scheduler.terms import Ints, Terms
from scheduler.traits import Mask

Who = Group | Sequence[str] | Mask
"""A group, IDs, or one truth value for each row of the board."""


class Board:
    """The linear model of a programme under some rules.

    Parameters
    ----------
    programme
        What is to be allocated.
    rules
        All rules that hold, implied ones included (:func:`scheduler.rulebook.complete`).
    by_class
        Whether people whom no rule tells apart may be counted together; or the classes, where they are known.
    """

    def __init__(self, programme: Programme, rules: Sequence[Rule], *, by_class: bool | Classes = True) -> None:
        self.programme = programme
        self.rules = tuple(rules)
        known = classes(programme, self.rules) if by_class is True else by_class
        self.classes = known or alone(programme)
        self.traits = self.classes.traits
        self.places = (*sorted(programme.cohort), *(s.code for block in programme.blocks.values() for s in block))
        self._place = {code: index for index, code in enumerate(self.places)}
        self._rule = {id(rule): index for index, rule in enumerate(self.rules)}
        rows, columns = len(self.classes.members), len(self.places)
        self.barred_by = np.full((rows, columns), -1, dtype=np.int32)
        """Index of the first rule that forbids a pair; -1 where none does. Shape (rows, places)."""
        self.bars = np.zeros((rows, columns), dtype=np.int32)
        """How many rules forbid a pair. Shape (rows, places)."""
        self._wishes_against: list[tuple[Rule, Ints, int]] = []
        self._post()

    def _post(self) -> None:
        for rule in self.rules:
            rule.bar(self)
        self.pairs  # noqa: B018  from here on no pair can be barred
        for rule, rows, place in self._wishes_against:
            self.minimise(self._columns_of(rows, place), by=rule, about=self.places[place])
        for rule in self.rules:
            rule.post(self)

    # -- questions ------------------------------------------------------------------------

    def people(self, who: Who = EVERYONE) -> Mask:
        """Return which rows of the board `who` means."""
        if isinstance(who, np.ndarray):
            return who
        if isinstance(who, Group):
            return self.traits.mask(who)
        inside = np.zeros(len(self.classes.members), dtype=np.bool_)
        inside[[self.classes.row[i] for i in who if i in self.classes.row]] = True
        return inside

    def seats(self, who: Who, where: Sequence[str]) -> Terms:
        """Return the number of seats that `who` hold in cohorts or sessions, summed over `where`."""
        inside = self.people(who)
        return Terms.of(np.concatenate([np.empty(0, np.int64), *(self._held(inside, p) for p in where)]))

    def _held(self, inside: Mask, place: str) -> Ints:
        columns = self.pairs.at(self.index(place))
        return columns if inside.all() else columns[inside[self.pairs.row[columns]]]

    def _columns_of(self, rows: Ints, place: int) -> Terms:
        columns = self.pairs.at(place)
        return Terms.of(columns[np.isin(self.pairs.row[columns], rows)])

    def reached(self, who: Who) -> frozenset[int]:
        """Return the numbers of the places in which any of `who` can be."""
        inside = self.people(who)
        return frozenset(np.unique(self.pairs.place[inside[self.pairs.row]]).tolist())

    def seats_of_row(self, row: int) -> Terms:
        """Return the number of cohort seats that one row of the board holds."""
        order, starts = self._by_row
        return Terms.of(order[starts[row] : starts[row + 1]])

    @cached_property
    def _by_row(self) -> tuple[Ints, Ints]:
        columns = np.flatnonzero(self.pairs.is_cohort)
        order = columns[np.argsort(self.pairs.row[columns], kind="stable")]
        rows = np.arange(len(self.classes.members) + 1)
        return order, np.searchsorted(self.pairs.row[order], rows).astype(np.int64)

    def index(self, place: str) -> int:
        """Return a place's number; a session that everyone attends stands for its cohort."""
        return self._place[place] if place in self._place else self._place[self.programme.cohort_of(place).code]

    def total(self, where: Sequence[str]) -> Terms:
        """Return all seats held in `where`, as one auxiliary column: rows over it stay short."""
        key = tuple(sorted(where))
        if key not in self._totals:
            self._totals[key] = self.rows.total(self.seats(EVERYONE, key))
        return self._totals[key]

    def runs(self, cohort: str) -> Terms:
        """Return 1 where the cohort takes place, else 0; a column only where it may close."""
        status = self.programme.cohort[cohort].status
        if status != "may close":
            return Terms.fixed(int(status == "open"))
        if cohort not in self._runs:
            self._runs[cohort] = self._has_anybody(cohort)
        return self._runs[cohort]

    def _has_anybody(self, cohort: str) -> Terms:
        held, runs = self.total((cohort,)), self.rows.column(0, 1)
        room = int(self.pairs.upper[self.pairs.at(self.index(cohort))].sum())
        self.rows.link(held - runs, 0, np.inf)
        self.rows.link(held - runs * room, -np.inf, 0)
        return runs

    def idle(self, where: Sequence[str]) -> Terms:
        """Return 1 where all of `where` is in one cohort that does not take place, else 0."""
        cohorts = {self.programme.cohort_of(place).code for place in where}
        return Terms.fixed(1) - self.runs(*cohorts) if len(cohorts) == 1 else Terms.fixed(0)

    def headcount(self, who: Who) -> int:
        """Return how many nominees `who` are."""
        return int(self.classes.sizes[self.people(who)].sum())

    def level(self, most: int) -> Terms:
        """Return a new whole number from 0 to `most`, to be tied to others by `link`."""
        return self.rows.column(0, most)

    # -- verbs ----------------------------------------------------------------------------

    def never(self, who: Who, where: Sequence[str], *, by: Rule) -> None:
        """Forbid the pairs of `who` and `where`; only within `Rule.bar`.  Amount: 1 for each seat."""
        inside = np.flatnonzero(self.people(who))
        for place in map(self.index, where):
            if by.is_must:
                self.bars[inside, place] += 1
                free = inside[self.barred_by[inside, place] < 0]
                self.barred_by[free, place] = self._rule[id(by)]
            else:
                self._wishes_against.append((by, inside, place))

    def at_most(self, terms: Terms, bound: int, *, by: Rule, about: str, unit: int = 1) -> None:
        """Keep ``terms <= bound``; `unit` is what one person counts for in a scaled row."""
        self.rows.limit(terms, bound, by, about, unit)

    def at_least(self, terms: Terms, bound: int, *, by: Rule, about: str, unit: int = 1) -> None:
        """Keep ``terms >= bound``."""
        self.rows.limit(terms * -1, -bound, by, about, unit)

    def exactly(self, terms: Terms, bound: int, *, by: Rule, about: str) -> None:
        """Keep ``terms == bound``; the amount off is the distance."""
        if by.is_must:
            self.rows.equal(terms, bound, by, about)
        else:
            self.at_most(terms, bound, by=by, about=about)
            self.at_least(terms, bound, by=by, about=about)

    def minimise(self, terms: Terms, *, by: Rule, about: str) -> None:
        """Make the value of `terms`, never below 0, the amount by which `by` is off."""
        if by.is_must:
            self.rows.limit(terms, 0, by, about, 1)
        else:
            self.rows.cost(terms, by)

    def link(self, terms: Terms, least: float, most: float) -> None:
        """Define auxiliary columns: a row that holds whatever the priority of its rule."""
        self.rows.link(terms, least, most)

    # -- arrays ---------------------------------------------------------------------------

    @cached_property
    def pairs(self) -> Pairs:
        """The pairs that no rule forbids; they are the first columns."""
        count = len(self.programme.cohort)
        free = self.barred_by < 0
        homes = [self._place[self.programme.cohort_of(code).code] for code in self.places]
        free[:, count:] &= free[:, homes[count:]]
        return Pairs.where(free, self.classes.sizes, count)

    @cached_property
    def rows(self) -> Rows:
        """The rows posted so far, over the pairs and auxiliary columns."""
        return Rows(self.pairs, self.rules)

    @cached_property
    def _totals(self) -> dict[tuple[str, ...], Terms]:
        return {}

    @cached_property
    def _runs(self) -> dict[str, Terms]:
        return {}
