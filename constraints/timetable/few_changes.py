"""Few changes: meetings stay where the timetable had them before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.domain import Placement, Programme
from scheduler.findings import Fact, Violation
from scheduler.rule import Priority
from scheduler.timetable.hours import Hour
from scheduler.timetable.rule import SessionRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class FewChanges(SessionRule):
    """Each meeting of the timetable as it stood is held again at its time, and in its room if rooms count.

    The amount is 1 for each earlier meeting that is not.
    """

    sheet = "Few timetable changes"
    says: ClassVar = {"moved": "{session} is no longer held on {day} in slot {slot}[ in {room}]."}
    is_soft_only: ClassVar = True
    asks_rooms: ClassVar = True

    priority: Priority = Field(default=1, title="Priority", description="1, 2, 3 ...: served strictly in that order.")
    has_rooms: bool = Field(default=True, title="Rooms count", description="no: a meeting may change its room.")

    def _earlier(self, programme: Programme) -> Iterator[Placement]:
        for placement in programme.placements:
            session = programme.session.get(placement.session)
            if session is not None and self.concerns(session):
                yield placement

    def post(self, board: TimeBoard) -> None:
        """Charge each earlier meeting that is not held."""
        for placement in self._earlier(board.programme):
            session, start = board.programme.session[placement.session], Hour(placement.day, placement.slot)
            is_roomed = self.has_rooms and bool(placement.room)
            held = board.room(session, start, placement.room) if is_roomed else board.at(session, start)
            board.minimise(Sum.fixed(1) - held, by=self)

    def relax(self, board: TimeBoard) -> None:
        """Charge each earlier meeting of which nothing is held at its time."""
        for placement in self._earlier(board.programme):
            session, start = board.programme.session[placement.session], Hour(placement.day, placement.slot)
            board.minimise(Sum.fixed(1) - board.at(session, start), by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Look each earlier meeting up."""
        for placement in self._earlier(timetable.programme):
            room = placement.room if self.has_rooms else ""
            held = [(one.day, one.slot, one.room) for one in timetable.of(placement.session)]
            if not any((d, s) == (placement.day, placement.slot) and room in ("", r) for d, s, r in held):
                facts: dict[str, Fact] = {"day": str(placement.day), "slot": placement.slot, "room": room}
                yield self.found("moved", placement.session, 1, session=placement.session, **facts)
