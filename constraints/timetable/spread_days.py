"""Spread over days: a session's meetings are on different days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.findings import Violation
from scheduler.rule import Priority
from scheduler.timetable.rule import SessionRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class SpreadDays(SessionRule):
    """The meetings of each session concerned are on so many days at least.  The amount is the days missing."""

    sheet = "Spread over days"
    says: ClassVar = {"few": "{session} meets on {days} days; at least {least} wanted."}

    priority: Priority = Field(default=4, title="Priority", description="must, or 1, 2, 3 ...: strictly in that order.")
    at_least: int = Field(ge=1, title="Days at least", description="Fewest days; no more than meetings are asked for.")

    def post(self, board: TimeBoard) -> None:
        """Count the days with any meeting."""
        for session in self.concerned(board.programme):
            days = sorted({start.day for start in board.starts(session)})
            used = [board.any_of([board.on_day(session, day)], ("day", session.code, day)) for day in days]
            board.at_least(Sum.total(used), min(self.at_least, session.meetings), by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Count the days, session by session."""
        for session in self.concerned(timetable.programme):
            days = len({one.day for one in timetable.of(session.code)})
            least = min(self.at_least, session.meetings)
            if days < least:
                yield self.found("few", session.code, least - days, session=session.code, days=days, least=least)
