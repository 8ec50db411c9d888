"""Room clash: a room holds one meeting at a time."""

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


class RoomClash(TimeRule):
    """At any hour a room holds one meeting.  The amount is, hour by hour, the meetings beyond the first."""

    sheet = "Room clash"
    says: ClassVar = {"clash": "{room} holds {sessions} at the same time on {day} in slot {slot}."}
    asks_rooms: ClassVar = True

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that no room holds two meetings at once, unless a row says otherwise."""
        return (cls(),) if programme.rooms and not given else ()

    def post(self, board: TimeBoard) -> None:
        """Allow each room one meeting at each hour."""
        for room in sorted(board.programme.room):
            own = [session for session in board.sessions if room in board.rooms(session)]
            for hour in board.hours(own):
                board.at_most(Sum.total(board.in_room(session, room, hour) for session in own), 1, by=self)

    def relax(self, board: TimeBoard) -> None:
        """Allow no more meetings at each hour than there are rooms."""
        own = [session for session in board.sessions if board.rooms(session)]
        for hour in board.hours(own):
            board.at_most(Sum.total(board.on_at(session, hour) for session in own), len(board.programme.rooms), by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Look at each hour of each room."""
        for room in sorted({one.room for one in timetable.known} - {""}):
            for hour, meetings in timetable.by_hour(timetable.in_room(room)).items():
                if len(meetings) > 1:
                    codes = tuple(sorted(one.session for one in meetings))
                    facts: dict[str, Fact] = {"room": room, "day": str(hour.day), "slot": hour.slot}
                    yield self.found("clash", room, len(meetings) - 1, sessions=codes, **facts)
