"""Capacity: a cohort or session has seats at least and at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.allocation import EVERYONE
from scheduler.domain import Programme
from scheduler.findings import Violation
from scheduler.rule import Rule, WhereRule, spell
from scheduler.tally import Tally

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class Capacity(WhereRule):
    """Seats at least and at most in a cohort, a session, or several counted together.

    What the Cohorts and Sessions sheets say holds as a "must"; rows of this sheet add to it.
    A fewest number holds where the cohort runs.
    """

    sheet = "Capacity"
    tells_apart: ClassVar[bool] = False
    says: ClassVar = {
        "over": "{places}: {seated} people seated; {most} fit.",
        "short": "{places}: {seated} people seated; at least {least} needed.",
    }

    at_least: int | None = Field(default=None, ge=0, title="At least", description="Fewest people. Empty: none.")
    at_most: int | None = Field(default=None, ge=0, title="At most", description="Most people. Empty: no limit.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield one rule for each limit that the Cohorts and Sessions sheets state."""
        del given
        for cohort in programme.cohorts:
            most = cohort.seats_at_most if cohort.status != "closed" else 0
            yield cls(where=(cohort.code,), at_most=most, stems=f"cohort:{cohort.code}:seats_at_most")
            if cohort.seats_at_least and cohort.status != "closed":
                stems = f"cohort:{cohort.code}:seats_at_least"
                yield cls(where=(cohort.code,), at_least=cohort.seats_at_least, stems=stems)
        for session in programme.sessions:
            if session.seats_at_most is not None:
                stems = f"session:{session.code}:seats_at_most"
                yield cls(where=(session.code,), at_most=session.seats_at_most, stems=stems)
            if session.seats_at_least:
                stems = f"session:{session.code}:seats_at_least"
                yield cls(where=(session.code,), at_least=session.seats_at_least, stems=stems)

    def post(self, board: Board) -> None:
        """Bound the seats of each set of places; a fewest number only where its cohorts run."""
        for places in self.scopes(board.programme):
            seats, about = board.seats(EVERYONE, places), spell(places, board.programme)
            if self.at_most is not None:
                idle = board.idle(places)
                # Where the cohort may close, no solution changes, but no part of a cohort runs in the relaxation.
                room = seats + idle * self.at_most if idle.columns.size else seats
                board.at_most(room, self.at_most, by=self, about=about)
            if self.at_least:
                board.at_least(seats + board.idle(places) * self.at_least, self.at_least, by=self, about=about)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Count the people in each set of places."""
        for places in self.scopes(allocation.programme):
            seated, about = allocation.count(places=places), spell(places, allocation.programme)
            if self.at_most is not None and seated > self.at_most:
                yield self.found("over", about, seated - self.at_most, places=about, seated=seated, most=self.at_most)
            if self.at_least and seated < self.at_least and not allocation.is_idle(places):
                yield self.found(
                    "short", about, self.at_least - seated, places=about, seated=seated, least=self.at_least
                )

    def tallies(self, allocation: Allocation) -> Iterator[Tally]:
        """Count the people in each set of places."""
        for places in self.scopes(allocation.programme):
            least = None if allocation.is_idle(places) else self.at_least
            where, seated = spell(places, allocation.programme), allocation.count(places=places)
            yield Tally("", where, seated, least, self.at_most)
