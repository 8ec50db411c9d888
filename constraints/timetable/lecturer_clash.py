"""Lecturer clash: a lecturer teaches one meeting at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from scheduler.domain import Programme
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.timetable.rule import TimeRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class LecturerClash(TimeRule):
    """At any hour a lecturer has one meeting.  The amount is, hour by hour, the meetings beyond the first."""

    sheet = "Lecturer clash"
    says: ClassVar = {"clash": "{lecturer} teaches {sessions} at the same time on {day} in slot {slot}."}

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that nobody teaches twice at once, unless a row says otherwise."""
        is_used = any(session.lecturers for session in programme.sessions)
        return (cls(),) if is_used and not given else ()

    def post(self, board: TimeBoard) -> None:
        """Allow each lecturer one meeting at each hour."""
        for lecturer in sorted({code for session in board.sessions for code in session.lecturers}):
            own = [session for session in board.sessions if lecturer in session.lecturers]
            for hour in board.hours(own):
                board.at_most(Sum.total(board.teaches(session, lecturer, hour) for session in own), 1, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Look at each hour of each lecturer."""
        for lecturer in sorted({code for one in timetable.known for code in one.lecturers}):
            for hour, meetings in timetable.by_hour(timetable.of_lecturer(lecturer)).items():
                if len(meetings) > 1:
                    codes = tuple(sorted(one.session for one in meetings))
                    facts: dict[str, Fact] = {"lecturer": lecturer, "day": str(hour.day), "slot": hour.slot}
                    yield self.found("clash", lecturer, len(meetings) - 1, sessions=codes, **facts)
