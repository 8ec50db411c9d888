"""Hours at which somebody or something is not to be used: shared by "must not" and "rather not"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.domain import Code, Placement, Programme, Session, Span
from scheduler.findings import Fact, Violation
from scheduler.resources import WEEKDAYS, Weekday
from scheduler.timetable.hours import Grid, Hour
from scheduler.timetable.rule import TimeRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class Closed(TimeRule):
    """Whom or what a row concerns, and at which hours; the amount is the lesson hours held at them."""

    says: ClassVar = {"closed": "{session} on {day} in slot {slot} uses {who}, which is not free then."}

    who: Code = Field(title="Who", description="Code of a lecturer, room, site, cohort or session.")
    days: tuple[Span, ...] = Field(default=(), title="Days", description="2026-09-07..2026-09-09. Empty: every day.")
    weekdays: tuple[Weekday, ...] = Field(default=(), title="Weekdays", description="Mon; Fri. Empty: every day.")
    slots: tuple[int, ...] = Field(default=(), title="Slots", description="Numbers of lesson hours. Empty: see times.")
    since: time | None = Field(default=None, title="From", description="Time of day. Empty: from morning.")
    until: time | None = Field(default=None, title="Until", description="Time of day. Empty: until evening.")

    def is_closed(self, hour: Hour, grid: Grid) -> bool:
        """Whether the row speaks of this hour."""
        start, end = grid.times(hour)
        return (
            (not self.days or any(span.first <= hour.day <= span.last for span in self.days))
            and (not self.weekdays or WEEKDAYS[hour.day.weekday()] in self.weekdays)
            and (not self.slots or hour.slot in self.slots)
            and (self.since is None or end.time() > self.since)
            and (self.until is None or start.time() < self.until)
        )

    def post(self, board: TimeBoard) -> None:
        """Charge every closed hour of every meeting that would use whom the row names."""
        for session in board.sessions:
            if not self._can_use(board, session):
                continue
            for start, hours in board.grid.starts(session).items():
                closed = sum(self.is_closed(hour, board.grid) for hour in hours)
                if closed:
                    board.minimise(self._use(board, session, start) * closed, by=self)

    def _can_use(self, board: TimeBoard, session: Session) -> bool:
        own = (session.code, session.site, *session.cohorts, *session.lecturers)
        return self.who in own or self.who in board.rooms(session)

    def _use(self, board: TimeBoard, session: Session, start: Hour) -> Sum:
        """Return 1 where the meeting would use it, else 0; a room where rooms are not asked for is never used."""
        if self.who in (session.code, session.site, *session.cohorts):
            return board.at(session, start)
        if self.who in session.lecturers:
            return board.by(session, start, self.who)
        return board.room(session, start, self.who)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Count the closed hours of every meeting that uses whom the row names."""
        for placement in timetable.known:
            hours = timetable.hours(placement)
            closed = sum(self.is_closed(hour, timetable.grid) for hour in hours)
            if closed and self._is_used(timetable.programme, placement):
                facts: dict[str, Fact] = {"day": str(placement.day), "slot": placement.slot}
                yield self.found("closed", self.who, closed, who=self.who, session=placement.session, **facts)

    def _is_used(self, programme: Programme, placement: Placement) -> bool:
        session = programme.session[placement.session]
        return self.who in (session.code, session.site, *session.cohorts, placement.room, *placement.lecturers)
