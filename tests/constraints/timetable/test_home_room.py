"""Home room: one room for a session, or for a cohort."""

from __future__ import annotations

from week import off, session, some, urgency, week

from constraints.timetable.home_room import HomeRoom
from scheduler.domain import Room


def example(random, programme):
    per = random.choice(("session", "cohort"))
    return programme, HomeRoom(per=per, **random.choice(({}, some(random, programme))), **urgency(random))


PROGRAMME = week(
    session("s", needs_room=True, meetings=2),
    session("t", needs_room=True, jointly=("B",)),
    rooms=tuple(Room(code=code, capacity=9) for code in ("q", "r")),
)


def test_a_session_stays_in_one_room():
    assert off(HomeRoom(), PROGRAMME, "s 0 1 r", "s 0 2 r", "t 0 3 q") == 0
    assert off(HomeRoom(), PROGRAMME, "s 0 1 r", "s 0 2 q", "t 0 3 q") == 1


def test_a_cohort_stays_in_one_room():
    assert off(HomeRoom(per="cohort"), PROGRAMME, "s 0 1 r", "s 0 2 r", "t 0 3 q") == 1
    assert off(HomeRoom(per="cohort"), PROGRAMME, "s 0 1 r", "s 0 2 r", "t 0 3 r") == 0
