"""Nomination order: nobody is seated before someone whom the same institution nominated earlier."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
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
    within one institution.  Whoever a "must" keeps out of every cohort that is offered is passed
    over; people without an order or an institution neither wait nor are waited for.  The amount
    is the number of people seated while someone of the step just before is not; how many
    seats a person has does not matter.
    """

    sheet = "Nomination order"
    says: ClassVar = {"early": "{nominee} is seated, but not {earlier}, named earlier by {institution}."}

    priority: Priority = Field(default=3, title="Priority", description="must, or 1, 2, 3 ... in strict order.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the wish where anyone has an order and no row says otherwise."""
        return () if given or all(nominee.order is None for nominee in programme.nominees) else (cls(),)

    def _steps(self, programme: Programme, may_sit: Callable[[str], bool]) -> Iterator[tuple[Step, Step]]:
        """Yield every two steps that follow each other, institution by institution."""
        for group in self.groups(programme):
            people = [n for n in programme.nominees if n.order and n.institution and group.has(n) and may_sit(n.id)]
            people.sort(key=lambda n: (n.institution, n.order, n.id))
            for _, own in groupby(people, key=lambda n: n.institution):
                yield from pairwise(tuple(step) for _, step in groupby(own, key=lambda n: n.order))

    def post(self, board: Board) -> None:
        """Let a person be seated only where everyone of the step before is."""
        offered = [code for code, cohort in board.programme.cohort.items() if cohort.status != "closed"]
        free = np.zeros(len(board.classes.members), dtype=np.bool_)
        for code in offered:
            free[board.pairs.row[board.pairs.at(board.index(code))]] = True
        seated = cache(lambda person: _seated(board, person))
        for earlier, later in self._steps(board.programme, lambda i: bool(free[board.classes.row[i]])):
            whole = _all(board, [seated(person.id) for person in earlier])
            for person in later:
                board.at_most(seated(person.id) - whole, 0, by=self, about=person.id)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Look at the step before everyone who is seated."""
        for earlier, later in self._steps(allocation.programme, allocation.may_sit):
            passed = tuple(person.id for person in earlier if not allocation.is_seated(person.id))
            for person in later if passed else ():
                if allocation.is_seated(person.id):
                    facts = {"nominee": person.id, "institution": person.institution}
                    yield self.found("early", person.id, 1, earlier=passed, **facts)

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


def _all(board: Board, parts: Sequence[Terms]) -> Terms:
    """Return 1 where all parts, each 0 or 1, are 1, else 0."""
    if len(parts) == 1:
        return parts[0]
    is_whole = board.level(1)
    for part in parts:
        board.link(part - is_whole, 0, np.inf)
    # Without this row the column could stay 0, and the optimum would not be known to be unique.
    board.link(Terms.sum(parts) - is_whole, -np.inf, len(parts) - 1)
    return is_whole
