"""Held at: people have decided when, or where, a session meets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from scheduler.domain import Code
from scheduler.findings import Fact, Violation
from scheduler.timetable.hours import Hour
from scheduler.timetable.rule import TimeRule

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class HeldAt(TimeRule):
    """A session has a meeting on that day, in that slot and in that room.  The amount is 1 where it has none."""

    sheet = "Held at"
    says: ClassVar = {"absent": "{session} does not begin on {day} in slot {slot}[ in {room}] (reason: {reason})."}
    eases: ClassVar[Literal["wish", "drop"]] = "drop"
    asks_rooms: ClassVar = True

    session: Code = Field(title="Session", description="Code of the session.")
    day: date = Field(title="Day", description="The day.")
    slot: int = Field(ge=1, title="Slot", description="Number of its first lesson hour.")
    room: str = Field(default="", title="Room", description="Code of the room. Empty: any.")
    reason: str = Field(default="", title="Reason", description="Why; shown in the result.")

    def post(self, board: TimeBoard) -> None:
        """Want a meeting there."""
        session = board.programme.session.get(self.session)
        start = Hour(self.day, self.slot)
        if session is not None:
            held = board.room(session, start, self.room) if self.room else board.at(session, start)
            board.at_least(held, 1, by=self)

    def relax(self, board: TimeBoard) -> None:
        """Want a meeting then."""
        session = board.programme.session.get(self.session)
        if session is not None:
            board.at_least(board.at(session, Hour(self.day, self.slot)), 1, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Look the meeting up."""
        held = [(one.day, one.slot, one.room) for one in timetable.of(self.session)]
        is_held = any((d, s) == (self.day, self.slot) and self.room in ("", r) for d, s, r in held)
        if self.session in timetable.programme.session and not is_held:
            facts: dict[str, Fact] = {"day": str(self.day), "slot": self.slot, "room": self.room}
            yield self.found("absent", self.session, 1, session=self.session, reason=self.reason or "-", **facts)
