"""Room features: a session's room has what the session needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from scheduler.domain import Programme, Session
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.timetable.rule import SessionRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class RoomFeatures(SessionRule):
    """A meeting's room has all features that its session asks for.  The amount is 1 for each meeting without."""

    sheet = "Room features"
    says: ClassVar = {"lacks": "{session} on {day} in slot {slot}: {room} lacks {missing}."}
    asks_rooms: ClassVar = True

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that features must be there, unless a row says otherwise."""
        is_asked = programme.rooms and any(session.features for session in programme.sessions)
        return (cls(),) if is_asked and not given else ()

    def post(self, board: TimeBoard) -> None:
        """Charge each meeting in a room that lacks anything."""
        for session in self.concerned(board.programme):
            for room in board.rooms(session):
                if set(session.features) - set(board.programme.room[room].features):
                    starts = board.starts(session)
                    board.minimise(Sum.total(board.room(session, start, room) for start in starts), by=self)

    def relax(self, board: TimeBoard) -> None:
        """Allow no more meetings that need the same features at each hour than there are rooms that have them."""
        own = [session for session in self.concerned(board.programme) if board.rooms(session) and session.features]
        for needed in sorted({tuple(sorted(session.features)) for session in own}):
            alike = [session for session in own if set(needed) <= set(session.features)]
            rooms = sum(set(needed) <= set(room.features) for room in board.programme.rooms)
            if self.is_must and board.is_firm("Room clash"):
                self._limit(board, alike, rooms)

    def _limit(self, board: TimeBoard, alike: Sequence[Session], rooms: int) -> None:
        for hour in board.hours(alike):
            board.at_most(Sum.total(board.on_at(session, hour) for session in alike), rooms, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Compare features, meeting by meeting."""
        for session, placement in self.meetings(timetable):
            room = timetable.programme.room.get(placement.room)
            missing = tuple(sorted(set(session.features) - set(room.features))) if room else ()
            if room and missing and session.needs_room and not session.site:
                facts: dict[str, Fact] = {"day": str(placement.day), "slot": placement.slot, "room": room.code}
                yield self.found("lacks", session.code, 1, session=session.code, missing=missing, **facts)
