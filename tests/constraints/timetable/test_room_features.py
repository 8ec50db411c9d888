"""Room features: what a session needs."""

from __future__ import annotations

from week import off, session, some, told, urgency, week

from constraints.timetable.room_features import RoomFeatures
from scheduler.domain import Room


def example(random, programme):
    return programme, RoomFeatures(**some(random, programme), **urgency(random))


def test_a_room_must_have_all_that_is_asked_for():
    rooms = (
        Room(code="r", capacity=9, features=("computers", "projector")),
        Room(code="q", capacity=9, features=("projector",)),
    )
    programme = week(session("s", needs_room=True, features=("projector", "computers")), rooms=rooms)
    assert off(RoomFeatures(), programme, "s 0 1 r") == 0
    assert off(RoomFeatures(), programme, "s 0 1 q") == 1
    assert told(RoomFeatures(), programme, "s 0 1 q") == ["s on 2027-06-07 in slot 1: q lacks computers."]
