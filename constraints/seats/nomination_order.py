"""Nomination order: nobody is seated before someone whom the same institution nominated earlier."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from scheduler.domain import Nominee, Programme
from scheduler.findings import Violation
from scheduler.rule import GroupRule, Priority, Rule
from scheduler.terms import Terms

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board

Step = tuple[Nominee, ...]
"""People of one institution with the same order."""


class NominationOrder(GroupRule):
    """The order in which an institution names its own people is kept among those who could be seated.

    People of the group with an order form steps: a step for each number, in rising order,
    within one institution.  Whoever a "must" keeps out of every cohort that is offered does not
    count; people without an order or an institution neither wait nor are waited for.  The
    amount is the number of people passed over: without a seat, while somebody of a later step
    has one.
    """

    sheet = "Nomination order"
    says: ClassVar = {"passed": "{nominee} has no seat, but {later} of {institution}, named later, have."}

    priority: Priority = Field(default=3, title="Priority", description="must, or 1, 2, 3 ... in strict order.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the wish where anyone has an order and no row says otherwise."""
        return () if given or all(nominee.order is None for nominee in programme.nominees) else (cls(),)

    def _steps(self, programme: Programme, may_sit: Callable[[str], bool]) -> Iterator[tuple[Step, ...]]:
        """Yield the steps of each institution that has several, in rising order."""
        for group in self.groups(programme):
            people = [n for n in programme.nominees if n.order and n.institution and group.has(n) and may_sit(n.id)]
            people.sort(key=lambda n: (n.counted("institution"), n.order, n.id))
            for _, own in groupby(people, key=lambda n: n.counted("institution")):
                steps = tuple(tuple(step) for _, step in groupby(own, key=lambda n: n.order))
                if len(steps) > 1:
                    yield steps

    def post(self, board: Board) -> None:
        """Carry along, from the last step to the first, whether anyone of a later step is seated."""
        offered = [code for code, cohort in board.programme.cohort.items() if cohort.status != "closed"]
        free = np.zeros(len(board.classes.members), dtype=np.bool_)
        for code in offered:
            free[board.pairs.row[board.pairs.at(board.index(code))]] = True
        seated = cache(lambda person: _seated(board, person))
        for steps in self._steps(board.programme, lambda i: bool(free[board.classes.row[i]])):
            later = _any(board, [seated(person.id) for person in steps[-1]])
            for step in reversed(steps[:-1]):
                own = [seated(person.id) for person in step]
                for person, held in zip(step, own, strict=True):
                    board.at_most(later - held, 0, by=self, about=person.id)
                later = _any(board, [later, *own])

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Look, institution by institution, for people without a seat before the last one seated."""
        for steps in self._steps(allocation.programme, allocation.may_sit):
            seated = [[p.id for p in step if allocation.is_seated(p.id)] for step in steps]
            last = max((number for number, ids in enumerate(seated) if ids), default=0)
            for number, step in enumerate(steps[:last]):
                later = tuple(i for ids in seated[number + 1 :] for i in ids)
                for person in step:
                    if person.id not in seated[number]:
                        facts = {"nominee": person.id, "institution": person.institution}
                        yield self.found("passed", person.id, 1, later=later, **facts)

    def sees(self, nominee: Nominee) -> Hashable:
        """Each person with an order, and all others."""
        has_order = nominee.order and nominee.institution and self.concerns(nominee)
        return nominee.id if has_order else None


def _seated(board: Board, person: str) -> Terms:
    """Return 1 where the person has any seat, else 0."""
    seats = board.seats_of_row(board.classes.row[person])
    if board.programme.seats_each == 1:
        return seats
    has_any = board.level(1)
    board.link(seats - has_any, 0, np.inf)
    board.link(seats - has_any * seats.columns.size, -np.inf, 0)
    return has_any


def _any(board: Board, parts: Sequence[Terms]) -> Terms:
    """Return 1 where any of the parts, each 0 or 1, is 1, else 0."""
    if len(parts) == 1:
        return parts[0]
    has_any = board.level(1)
    for part in parts:
        board.link(has_any - part, 0, np.inf)
    # Without this row the column could be 1 for nothing, and the optimum would not be known to be unique.
    board.link(Terms.sum(parts) - has_any, 0, np.inf)
    return has_any
