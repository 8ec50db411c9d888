"""Unavailable: hours that must not be used."""

from __future__ import annotations

from datetime import time, timedelta

from timetables import MONDAY
from week import off, session, told, urgency, week

from constraints.timetable.unavailable import Unavailable
from scheduler.domain import Lecturer, Room, Span
from scheduler.rulebook import TIMETABLE, complete

TUESDAY = Span(first=MONDAY + timedelta(days=1), last=MONDAY + timedelta(days=1))


def rows(random):
    """Random columns of a row, shared with "rather not"."""
    who = random.choice(("l1", "l2", "r1", "w1", "A", "s0"))
    when = random.choice(
        ({"days": (TUESDAY,)}, {"weekdays": ("Mon",)}, {"slots": (1, 3)}, {"since": time(10)}, {"until": time(10)}, {})
    )
    return {"who": who, **when}


def example(random, programme):
    return programme, Unavailable(**rows(random), **urgency(random))


def test_every_lesson_hour_that_is_closed_counts():
    programme = week(session("s", length=2))
    assert off(Unavailable(who="s", slots=(2, 3)), programme, "s 0 1") == 1
    assert off(Unavailable(who="s", slots=(2, 3)), programme, "s 0 2") == 2
    assert off(Unavailable(who="s", slots=(2, 3), days=(TUESDAY,)), programme, "s 0 2") == 0


def test_a_row_can_name_a_lecturer_a_room_a_cohort_or_a_site():
    programme = week(
        session("s", needs_room=True, lecturers=("l", "k"), lecturers_at_once=1), rooms=(Room(code="r", capacity=9),)
    )
    assert off(Unavailable(who="l", weekdays=("Mon",)), programme, "s 0 1 r l") == 1
    assert off(Unavailable(who="l", weekdays=("Mon",)), programme, "s 0 1 r k") == 0
    assert off(Unavailable(who="r"), programme, "s 0 1 r l") == 1
    assert off(Unavailable(who="A"), programme, "s 0 1 r l") == 1
    assert off(Unavailable(who="B"), programme, "s 0 1 r l") == 0


def test_times_of_day_close_the_hours_that_they_touch():
    programme = week(session("s"))
    assert off(Unavailable(who="s", since=time(9, 45)), programme, "s 0 1") == 0
    assert off(Unavailable(who="s", since=time(9, 44)), programme, "s 0 1") == 1
    assert off(Unavailable(who="s", until=time(10)), programme, "s 0 2") == 0


def test_the_sheets_of_lecturers_and_sessions_close_days_too():
    programme = week(
        session("s", lecturers=("l",), latest=MONDAY), lecturers=(Lecturer(code="l", unavailable=(TUESDAY,)),)
    )
    implied = [rule for rule in complete(programme, (), package=TIMETABLE) if isinstance(rule, Unavailable)]
    assert len(implied) == 2
    assert [told(rule, programme, "s 0 1 - l") for rule in implied] == [[], []]
    assert all(told(rule, programme, "s 1 1 - l") for rule in implied)
