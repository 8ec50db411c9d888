"""Room size: a place for everybody."""

from __future__ import annotations

from week import off, session, some, urgency, week

from constraints.timetable.room_size import RoomSize
from scheduler.allocation import Allocation, Seat
from scheduler.domain import Nominee, Room


def example(random, programme):
    return programme, RoomSize(**some(random, programme), **urgency(random))


ROOMS = {"rooms": (Room(code="large", capacity=10), Room(code="small", capacity=7))}


def test_people_without_a_place_count_for_each_lesson_hour():
    programme = week(session("s", needs_room=True, expected=9, length=2), **ROOMS)
    assert off(RoomSize(), programme, "s 0 1 large") == 0
    assert off(RoomSize(), programme, "s 0 1 small") == 4


def test_those_seated_count_and_before_that_all_seats():
    programme = week(session("s", needs_room=True, jointly=("B",)), nominees=(Nominee(id="n"),), **ROOMS)
    seat = Allocation(programme=programme, seats=(Seat(nominee="n", cohort="A"),))
    assert off(RoomSize(), programme, "s 0 1 small") == 1
    assert off(RoomSize(), programme, "s 0 1 small", allocation=seat) == 0
