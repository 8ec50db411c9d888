"""The columns of a timetable, and the questions about sessions that they answer.

Columns say at which hour each session begins a meeting, in which room that meeting is, and who
of several lecturers teaches it.  A session with one room, or held at given hours, needs fewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from scheduler.domain import Programme, Session
from scheduler.timetable.choice import Choice
from scheduler.timetable.hours import Grid, Hour
from scheduler.timetable.model import TimeModel
from scheduler.timetable.sums import Sum

NOTHING = Sum()


class Columns:
    """The columns, and what can be asked of them.

    Parameters
    ----------
    programme
        What is to be placed.
    choice
        What is left to choose.
    has_rooms
        False to seek times alone.
    """

    def __init__(self, programme: Programme, choice: Choice, *, has_rooms: bool) -> None:
        self.programme, self.choice, self.has_rooms = programme, choice, has_rooms
        self.grid, self.model = Grid(programme), TimeModel()
        self.sessions = tuple(sorted(programme.sessions, key=lambda session: session.code))
        self._at: dict[tuple[str, Hour], Sum] = {}
        self._room: dict[tuple[str, Hour, str], Sum] = {}
        self._by: dict[tuple[str, Hour, str], Sum] = {}
        self._starts: dict[str, tuple[Hour, ...]] = {}
        self._by_day: dict[str, Mapping[date, list[Hour]]] = {}
        self._covering: dict[str, Mapping[Hour, list[Hour]]] = {}
        for session in self.sessions:
            self._open(session)

    def _open(self, session: Session) -> None:
        """Make the columns of a session."""
        held = self.choice.held.get(session.code)
        starts = tuple(start for start in self.grid.starts(session) if held is None or start in held)
        self._starts[session.code] = starts
        for start in starts:
            self._at[session.code, start] = self.model.column(0, 1) if held is None else Sum.fixed(1)
        if self.has_rooms and self.rooms(session):
            self._open_rooms(session)
        if self.lecturers(session) and self.teachers(session) < len(self.lecturers(session)):
            self._open_lecturers(session)

    def _open_rooms(self, session: Session) -> None:
        rooms = self.rooms(session)
        for start in self.starts(session):
            held = self.at(session, start)
            columns = [self.model.column(0, 1) for _ in rooms] if len(rooms) > 1 else [held]
            self._room |= {(session.code, start, room): sums for room, sums in zip(rooms, columns, strict=True)}
            self.model.keep(Sum.total(columns) - held, 0, 0)

    def _open_lecturers(self, session: Session) -> None:
        for start in self.starts(session):
            columns = {who: self.model.column(0, 1) for who in self.lecturers(session)}
            self._by |= {(session.code, start, who): one for who, one in columns.items()}
            together = self.at(session, start) * self.teachers(session)
            self.model.keep(Sum.total(columns.values()) - together, 0, 0)

    # -- sessions -------------------------------------------------------------------------

    def starts(self, session: Session) -> tuple[Hour, ...]:
        """Return the hours at which a meeting of the session can begin."""
        return self._starts[session.code]

    def at(self, session: Session, start: Hour) -> Sum:
        """Return 1 where a meeting begins at that hour, else 0."""
        return self._at.get((session.code, start), NOTHING)

    def held(self, session: Session) -> Sum:
        """Return the number of meetings."""
        return Sum.total(self.at(session, start) for start in self.starts(session))

    def covering(self, session: Session, hour: Hour) -> Sequence[Hour]:
        """Return the hours at which a meeting can begin that is still on at `hour`."""
        if session.code not in self._covering:
            found: dict[Hour, list[Hour]] = {}
            starts = self.grid.starts(session)
            for start in self.starts(session):
                for taken in starts[start]:
                    found.setdefault(taken, []).append(start)
            self._covering[session.code] = found
        return self._covering[session.code].get(hour, ())

    def on_at(self, session: Session, hour: Hour) -> Sum:
        """Return the number of meetings that are on at that hour."""
        return Sum.total(self.at(session, start) for start in self.covering(session, hour))

    def on_day(self, session: Session, day: date) -> Sum:
        """Return the number of meetings on that day."""
        if session.code not in self._by_day:
            found: dict[date, list[Hour]] = {}
            for start in self.starts(session):
                found.setdefault(start.day, []).append(start)
            self._by_day[session.code] = found
        return Sum.total(self.at(session, start) for start in self._by_day[session.code].get(day, ()))

    def hours(self, sessions: Iterable[Session]) -> tuple[Hour, ...]:
        """Return every hour that a meeting of `sessions` can take, in order."""
        return tuple(sorted({h for s in sessions for start in self.starts(s) for h in self.grid.starts(s)[start]}))

    # -- rooms and lecturers --------------------------------------------------------------

    def rooms(self, session: Session) -> tuple[str, ...]:
        """Return the rooms that a session can be in; none where it needs none."""
        if not session.needs_room or session.site:
            return ()
        left = self.choice.rooms.get(session.code)
        return tuple(sorted(code for code in self.programme.room if left is None or code in left))

    def room(self, session: Session, start: Hour, room: str) -> Sum:
        """Return 1 where a meeting begins at that hour in that room, else 0."""
        return self._room.get((session.code, start, room), NOTHING)

    def in_room(self, session: Session, room: str, hour: Hour) -> Sum:
        """Return the number of meetings of a session that are on in a room at that hour."""
        return Sum.total(self.room(session, start, room) for start in self.covering(session, hour))

    def lecturers(self, session: Session) -> tuple[str, ...]:
        """Return who can teach a session: those whom it names and who are known."""
        return tuple(sorted(set(session.lecturers)))

    def teachers(self, session: Session) -> int:
        """Return how many teach a meeting."""
        return teachers(session)

    def by(self, session: Session, start: Hour, lecturer: str) -> Sum:
        """Return 1 where that lecturer teaches a meeting that begins at that hour, else 0."""
        if lecturer not in session.lecturers:
            return NOTHING
        return self._by.get((session.code, start, lecturer), self.at(session, start))

    def teaches(self, session: Session, lecturer: str, hour: Hour) -> Sum:
        """Return the number of meetings of a session that a lecturer teaches at that hour."""
        return Sum.total(self.by(session, start, lecturer) for start in self.covering(session, hour))


def teachers(session: Session) -> int:
    """Return how many lecturers teach a meeting of a session."""
    listed = len(set(session.lecturers))
    return listed if session.lecturers_at_once is None else min(listed, session.lecturers_at_once)
