"""A small week by hand, and both witnesses on meetings made by hand."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from timetables import MONDAY, slots

from scheduler.allocation import Allocation
from scheduler.domain import Cohort, Placement, Programme, Session
from scheduler.rule import MUST, Rule
from scheduler.solve.limits import Clock, Limits
from scheduler.timetable.board import TimeBoard
from scheduler.timetable.cpsat import Ask, answer
from scheduler.timetable.held import Timetable
from scheduler.timetable.sums import Sum
from scheduler.timetable.trip import columns_of
from scheduler.words import say


def week(*sessions: Session, days: int = 2, hours: int = 3, cohorts: str = "AB", **more: Any) -> Programme:
    """Make a programme of cohorts that share their days, of so many lesson hours each."""
    last = MONDAY + timedelta(days=days - 1)
    made = tuple(Cohort(code=code, start=MONDAY, end=last, seats_at_most=4) for code in cohorts)
    return Programme(cohorts=made, sessions=sessions, slots=slots(hours), **more)


def session(code: str, cohort: str = "A", **more: Any) -> Session:
    """Make a session that needs no room unless told."""
    return Session(code=code, cohort=cohort, **{"needs_room": False, **more})


def held(*meetings: str) -> tuple[Placement, ...]:
    """Read meetings such as ``"s1 0 2"`` or ``"s1 0 2 r1 l1+l2"``: session, day from Monday, slot, room, lecturers."""
    return tuple(_placement(*meeting.split()) for meeting in meetings)


def _placement(code: str, day: str, slot: str, room: str = "-", by: str = "") -> Placement:
    when = {"day": MONDAY + timedelta(days=int(day)), "slot": int(slot)}
    lecturers = tuple(filter(None, by.split("+")))
    return Placement(session=code, room=room.replace("-", ""), lecturers=lecturers, **when)


def off(rule: Rule, programme: Programme, *meetings: str, allocation: Allocation | None = None) -> int:
    """Return by how much meetings are off: as a must they are refused when that is not 0, as a wish they cost it."""
    timetable = Timetable(programme=programme, placements=held(*meetings), allocation=allocation)
    amount = sum(violation.amount for violation in rule.check(timetable))
    assert _cost(rule.model_copy(update={"priority": 1}), timetable) == amount * rule.weight
    if not rule.is_soft_only:
        assert _cost(rule.model_copy(update={"priority": MUST}), timetable) == (None if amount else 0)
    return amount


def _cost(rule: Rule, timetable: Timetable) -> int | None:
    board = TimeBoard(timetable.programme, [rule], allocation=timetable.allocation)
    columns = columns_of(board, timetable.placements)
    assert columns is not None, "the board has no column for what is to be fixed"
    goal = board.model.costs.get(1, Sum())
    return answer(board.model, Ask(goal, None, columns), Clock.start(Limits(workers=1))).value


def told(rule: Rule, programme: Programme, *meetings: str, allocation: Allocation | None = None) -> list[str]:
    """List what the check finds as English sentences."""
    timetable = Timetable(programme=programme, placements=held(*meetings), allocation=allocation)
    return [say(violation, "en") for violation in rule.check(timetable)]


def urgency(random: Random, *, soft_only: bool = False) -> dict[str, Any]:
    """Pick a priority and a weight."""
    return {"priority": random.choice((1, 2) if soft_only else ("must", 1, 2)), "weight": random.randint(1, 3)}


def some(random: Random, programme: Programme) -> dict[str, Any]:
    """Pick sessions: all, some, or those of a kind."""
    codes = [session.code for session in programme.sessions]
    return random.choice(
        ({}, {"sessions": tuple(random.sample(codes, random.randint(1, len(codes))))}, {"kinds": ("lecture",)})
    )


def which(random: Random, programme: Programme) -> dict[str, Any]:
    """Pick cohorts: all or one."""
    return random.choice(({}, {"cohorts": (random.choice(programme.cohorts).code,)}))
