"""Held at: what people have decided."""

from __future__ import annotations

from datetime import timedelta

from timetables import MONDAY
from week import off, session, told, urgency, week

from constraints.timetable.held_at import HeldAt
from scheduler.domain import Room


def example(random, programme):
    day = MONDAY + timedelta(days=random.randint(0, 1))
    room = random.choice(("", "", "r1"))
    code = random.choice([session.code for session in programme.sessions])
    return programme, HeldAt(session=code, day=day, slot=random.randint(1, 3), room=room, **urgency(random))


def test_a_session_meets_when_and_where_it_was_decided():
    rooms = tuple(Room(code=code, capacity=9) for code in ("q", "r"))
    programme = week(session("s", needs_room=True), rooms=rooms)
    assert off(HeldAt(session="s", day=MONDAY, slot=2), programme, "s 0 2 q") == 0
    assert off(HeldAt(session="s", day=MONDAY, slot=2), programme, "s 0 1 q") == 1
    assert off(HeldAt(session="s", day=MONDAY, slot=2, room="r"), programme, "s 0 2 q") == 1
    assert off(HeldAt(session="s", day=MONDAY, slot=2, room="r"), programme, "s 0 2 r") == 0


def test_the_reason_is_told():
    rule = HeldAt(session="s", day=MONDAY, slot=2, reason="The minister speaks")
    programme = week(session("s"))
    assert told(rule, programme) == ["s does not begin on 2027-06-07 in slot 2 (reason: The minister speaks)."]
