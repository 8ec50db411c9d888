"""Few changes: meetings stay where they were."""

from __future__ import annotations

from timetables import places
from week import held, off, session, some, urgency, week

from constraints.timetable.few_changes import FewChanges
from scheduler.domain import Room
from scheduler.timetable.hours import Grid


def example(random, programme):
    before = tuple(p for s in programme.sessions for p in places(s, Grid(programme), programme.rooms))
    chosen = tuple(random.sample(before, min(len(before), 2)))
    urgent = urgency(random, soft_only=True)
    rule = FewChanges(has_rooms=random.choice((True, False)), **some(random, programme), **urgent)
    return programme.model_copy(update={"placements": chosen}), rule


PROGRAMME = week(
    session("s", needs_room=True),
    session("t", needs_room=True),
    rooms=tuple(Room(code=code, capacity=9) for code in ("q", "r")),
    placements=held("s 0 1 r", "t 0 2 r"),
)


def test_each_earlier_meeting_that_moved_counts():
    assert off(FewChanges(), PROGRAMME, "s 0 1 r", "t 0 2 r") == 0
    assert off(FewChanges(), PROGRAMME, "s 0 1 r", "t 0 3 r") == 1
    assert off(FewChanges(), PROGRAMME, "s 0 1 q", "t 1 2 r") == 2


def test_a_change_of_room_alone_can_be_let_pass():
    assert off(FewChanges(has_rooms=False), PROGRAMME, "s 0 1 q", "t 0 2 r") == 0
