"""Every meeting: each session meets as often as it says, where there is time for it, in a room, with its lecturers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from scheduler.domain import Placement, Programme, Session
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.timetable.hours import Hour
from scheduler.timetable.rule import SessionRule

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class EveryMeeting(SessionRule):
    """Each session has all its meetings, and each meeting an hour of the day grid, a room if needed, and its lecturers.

    The amount is the meetings that are missing or too many, 1 for each that cannot be held as it stands, and,
    hour by hour, the session's own meetings beyond the first.
    """

    sheet = "Every meeting"
    says: ClassVar = {
        "meetings": "{session} meets {held} times instead of {wanted}.",
        "no_hours": "{session} cannot begin on {day} in slot {slot}: there is no time for it.",
        "twice": "{session} begins twice on {day} in slot {slot}.",
        "overlap": "{session} has {held} meetings at the same time on {day} in slot {slot}.",
        "room": "{session} on {day} in slot {slot} has the room {room}; it needs one of the rooms listed, or none.",
        "lecturers": "{session} on {day} in slot {slot} has the lecturers {lecturers}; it needs {wanted} of its own.",
        "unknown": "{session} is placed on {day}, but there is no such session.",
    }

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that all meetings must be held, unless a row says otherwise."""
        return () if given or not programme.sessions else (cls(),)

    def post(self, board: TimeBoard) -> None:
        """Count the meetings; the board's columns are all that can be held."""
        for session in self.concerned(board.programme):
            board.exactly(board.held(session), session.meetings, by=self)
            for hour in board.hours([session]) if session.length > 1 or session.start else ():
                board.at_most(board.on_at(session, hour), 1, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Count the meetings, and look at each."""
        for session in self.concerned(timetable.programme):
            held = len(timetable.of(session.code))
            if held != session.meetings:
                off = abs(held - session.meetings)
                facts: dict[str, Fact] = {"held": held, "wanted": session.meetings}
                yield self.found("meetings", session.code, off, session=session.code, **facts)
            yield from self._overlaps(timetable, session.code)
        yield from self._strangers(timetable)
        counts = Counter((one.session, one.day, one.slot) for one in timetable.known)
        for session, placement in self.meetings(timetable):
            yield from self._look(timetable, session, placement)
            if counts[placement.session, placement.day, placement.slot] > 1:
                yield self._found("twice", placement)

    def _overlaps(self, timetable: Timetable, code: str) -> Iterator[Violation]:
        for hour, meetings in timetable.by_hour(timetable.of(code)).items():
            begun = {(one.day, one.slot) for one in meetings}
            if len(begun) > 1:
                facts: dict[str, Fact] = {"held": len(begun), "day": str(hour.day), "slot": hour.slot}
                yield self.found("overlap", code, len(begun) - 1, session=code, **facts)

    def _strangers(self, timetable: Timetable) -> Iterator[Violation]:
        is_for_all = not self.sessions and not self.kinds
        for placement in timetable.placements if is_for_all else ():
            if placement.session not in timetable.programme.session:
                yield self._found("unknown", placement)

    def _look(self, timetable: Timetable, session: Session, placement: Placement) -> Iterator[Violation]:
        if Hour(placement.day, placement.slot) not in timetable.grid.starts(session):
            yield self._found("no_hours", placement)
        has_room = session.needs_room and not session.site and bool(timetable.programme.rooms)
        if (placement.room in timetable.programme.room) != has_room or (placement.room and not has_room):
            yield self._found("room", placement, room=placement.room or "-")
        own, taught = set(session.lecturers), placement.lecturers
        wanted = min(len(own), session.lecturers_at_once or len(own))
        if len(set(taught)) != wanted or len(taught) != wanted or not set(taught) <= own:
            yield self._found("lecturers", placement, lecturers=taught, wanted=wanted)

    def _found(self, case: str, placement: Placement, **facts: str | int | tuple[str, ...]) -> Violation:
        where: dict[str, Fact] = {"session": placement.session, "day": str(placement.day), "slot": placement.slot}
        return self.found(case, placement.session, 1, **where, **facts)
