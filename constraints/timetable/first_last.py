"""First and last: orientation on the cohort's first day, the presentation on its last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from scheduler.domain import Session
from scheduler.findings import Violation
from scheduler.timetable.hours import Grid
from scheduler.timetable.rule import SessionRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class FirstLast(SessionRule):
    """Sessions are on the first, or the last, day on which their own cohort is taught.

    The amount is the meetings on other days.
    """

    sheet = "First and last"
    says: ClassVar = {"elsewhere": "{session} is on {day} instead of the {which}, {wanted}."}

    which: Literal["first day", "last day"] = Field(
        default="first day", title="Which day", description="first day or last day on which the cohort is taught."
    )

    def _wanted(self, session: Session, grid: Grid) -> date | None:
        days = grid.days(session.cohort)
        return (days[0] if self.which == "first day" else days[-1]) if days else None

    def post(self, board: TimeBoard) -> None:
        """Charge every meeting on another day."""
        for session in self.concerned(board.programme):
            wanted = self._wanted(session, board.grid)
            others = [start for start in board.starts(session) if start.day != wanted]
            board.minimise(Sum.total(board.at(session, start) for start in others), by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Look at the day of each meeting."""
        for session, placement in self.meetings(timetable):
            wanted = self._wanted(session, timetable.grid)
            if placement.day != wanted:
                facts = {"day": str(placement.day), "which": self.which, "wanted": str(wanted or "-")}
                yield self.found("elsewhere", session.code, 1, session=session.code, **facts)
