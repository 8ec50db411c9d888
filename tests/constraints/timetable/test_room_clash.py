"""Room clash: one meeting at a time."""

from __future__ import annotations

from week import off, session, urgency, week

from constraints.timetable.room_clash import RoomClash
from scheduler.domain import Room


def example(random, programme):
    return programme, RoomClash(**urgency(random))


PROGRAMME = week(
    session("s", needs_room=True, length=2),
    session("t", "B", needs_room=True),
    rooms=(Room(code="r", capacity=9), Room(code="q", capacity=9)),
)


def test_a_room_holds_one_meeting_at_a_time():
    assert off(RoomClash(), PROGRAMME, "s 0 1 r", "t 0 2 r") == 1
    assert off(RoomClash(), PROGRAMME, "s 0 1 r", "t 0 2 q") == 0
    assert off(RoomClash(), PROGRAMME, "s 0 1 r", "t 0 3 r") == 0
