"""One seat: nobody is in more than one cohort, or in more than the programme allows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.domain import Nominee, Programme
from scheduler.findings import Violation
from scheduler.rule import GroupRule, Rule

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class OneSeat(GroupRule):
    """Most cohorts for each person: the programme's "Seats per person", and less for groups that have a row."""

    sheet = "One seat"
    says: ClassVar = {"several": "{nominee} has seats in {seated} cohorts ({cohorts}); at most {most} allowed."}

    at_most: int = Field(default=1, ge=1, title="At most", description="Most cohorts for one person.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the programme's own limit; rows can only be stricter."""
        del given
        return (cls(at_most=programme.seats_each, stems="programme:seats_each"),)

    def post(self, board: Board) -> None:
        """Bound each person's seats over all cohorts."""
        groups = self.groups(board.programme)
        for row in sorted({int(row) for group in groups for row in board.people(group).nonzero()[0]}):
            speaker, size = board.classes.speakers[row], int(board.classes.sizes[row])
            board.at_most(board.seats_of_row(row), self.at_most * size, by=self, about=speaker.id)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Count each person's seats."""
        groups = self.groups(allocation.programme)
        for nominee in allocation.seated():
            cohorts = tuple(seat.cohort for seat in allocation.held_by(nominee.id))
            over = len(cohorts) - self.at_most
            if over > 0 and any(group.has(nominee) for group in groups):
                facts = {"seated": len(cohorts), "most": self.at_most}
                yield self.found("several", nominee.id, over, nominee=nominee.id, cohorts=cohorts, **facts)

    def sees(self, nominee: Nominee) -> Hashable:
        """One seat for each can be counted by class; several cannot, as no two may be alike."""
        return super().sees(nominee) if self.at_most == 1 else nominee.id
