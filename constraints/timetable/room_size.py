"""Room size: everybody who attends has a place in the room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from scheduler.domain import Programme
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.timetable.rule import SessionRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class RoomSize(SessionRule):
    """A meeting's room holds all who attend.  The amount is the people without a place, for each lesson hour."""

    sheet = "Room size"
    says: ClassVar = {"small": "{session} on {day} in slot {slot}: {people} people in {room}, which holds {capacity}."}
    asks_rooms: ClassVar = True

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that rooms must hold everybody, unless a row says otherwise."""
        return (cls(),) if programme.rooms and not given else ()

    def post(self, board: TimeBoard) -> None:
        """Charge each room for those who do not fit."""
        for session in self.concerned(board.programme):
            size = board.people.size(session)
            for room in board.rooms(session):
                short = size - board.programme.room[room].capacity
                if short > 0:
                    held = Sum.total(self._lasting(board, session.code, room))
                    board.minimise(held * short, by=self)

    def _lasting(self, board: TimeBoard, code: str, room: str) -> Iterator[Sum]:
        session = board.programme.session[code]
        for start, hours in board.grid.starts(session).items():
            yield board.room(session, start, room) * len(hours)

    def relax(self, board: TimeBoard) -> None:
        """At each hour, of those who need more than so many places, all beyond the rooms that large lack one.

        Best is the largest in the largest; so the people without a place are the sum over all
        sizes of the meetings that have no room above that size.
        """
        is_sound = board.is_firm("Room clash")  # or one large room could hold them all
        own = [session for session in self.concerned(board.programme) if is_sound and board.rooms(session)]
        sizes = {session.code: board.people.size(session) for session in own}
        levels = sorted({*sizes.values(), *(room.capacity for room in board.programme.rooms)})
        for hour in board.hours(own):
            for low, high in zip([0, *levels], levels, strict=False):
                large = [board.on_at(session, hour) for session in own if sizes[session.code] >= high]
                rooms = sum(room.capacity >= high for room in board.programme.rooms)
                if high > low and large:
                    board.minimise(board.above(Sum.total(large), rooms) * (high - low), by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Compare people and places, meeting by meeting."""
        for session, placement in self.meetings(timetable):
            room = timetable.programme.room.get(placement.room)
            people = timetable.people.size(session)
            if room and people > room.capacity:
                off = (people - room.capacity) * len(timetable.hours(placement))
                facts: dict[str, Fact] = {"day": str(placement.day), "slot": placement.slot, "room": room.code}
                numbers: dict[str, Fact] = {"people": people, "capacity": room.capacity}
                if off:
                    yield self.found("small", session.code, off, session=session.code, **facts, **numbers)
