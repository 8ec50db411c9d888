"""Home room: a session, or a cohort, stays in one room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from scheduler.domain import Programme, Session
from scheduler.findings import Violation
from scheduler.rule import Priority
from scheduler.timetable.rule import SessionRule, TimeRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class HomeRoom(SessionRule):
    """The meetings of each session, or of all sessions of a cohort, are in one room.

    The amount is the rooms beyond the first.  A session of several cohorts counts for each.
    """

    sheet = "Home room"
    says: ClassVar = {"rooms": "{who} uses {count} rooms ({rooms}); one is wanted."}
    asks_rooms: ClassVar = True

    priority: Priority = Field(default=4, title="Priority", description="must, or 1, 2, 3 ...: strictly in that order.")
    per: Literal["session", "cohort"] = Field(default="session", title="Per", description="session or cohort.")

    def parts(self, programme: Programme) -> Iterable[TimeRule]:
        """Yield the rule of each session; that of a cohort speaks of several at once."""
        return super().parts(programme) if self.per == "session" else (self,)

    def _groups(self, programme: Programme) -> dict[str, list[Session]]:
        own = [session for session in self.concerned(programme) if session.needs_room and not session.site]
        if self.per == "session":
            return {session.code: [session] for session in own}
        return {code: [session for session in own if code in session.cohorts] for code in sorted(programme.cohort)}

    def post(self, board: TimeBoard) -> None:
        """Count the rooms used; where there are none at all, none is too many."""
        for who, sessions in self._groups(board.programme).items():
            rooms = sorted({room for session in sessions for room in board.rooms(session)})
            key = (self.sheet, self.per, self.sessions, self.kinds, who)
            used = [board.any_of(list(self._held(board, sessions, room)), (*key, room)) for room in rooms]
            board.at_most(Sum.total(used), 1, by=self)

    def _held(self, board: TimeBoard, sessions: list[Session], room: str) -> Iterator[Sum]:
        for session in sessions:
            yield Sum.total(board.room(session, start, room) for start in board.starts(session))

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Count the rooms of each session or cohort."""
        for who, sessions in self._groups(timetable.programme).items():
            rooms = sorted({one.room for session in sessions for one in timetable.of(session.code)} - {""})
            if len(rooms) > 1:
                yield self.found("rooms", who, len(rooms) - 1, who=who, count=len(rooms), rooms=tuple(rooms))
