"""Ways out of clashing rules of a timetable: each works when it is made, counted out; marked rows stay as they are."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import product
from random import Random

import pytest
from timetables import MONDAY, ways
from week import session, week
from whole import rounds

from constraints.timetable.daily_load import DailyLoad
from constraints.timetable.held_at import HeldAt
from constraints.timetable.order import Order
from constraints.timetable.unavailable import Unavailable
from scheduler.domain import Lecturer, Programme, Room, Site, Span
from scheduler.rule import Rule
from scheduler.timetable.held import Timetable
from scheduler.timetable.hours import Grid
from scheduler.timetable.verdict import judge, time_rules
from scheduler.timetable.ways import ways_out

TUESDAY = MONDAY + timedelta(days=1)


def can_hold(programme: Programme, rows: list[Rule]) -> bool:
    """Look at every timetable in which all meetings are held."""
    rules, grid = time_rules(programme, rows), Grid(programme)
    each = [ways(one, grid, programme.rooms) for one in programme.sessions]
    held = (Timetable(programme=programme, placements=sum(parts, ())) for parts in product(*each))
    return any(judge(one, rules).is_clean for one in held)


def planted(random: Random) -> tuple[Programme, list[Rule]]:
    """Sessions of two cohorts in a room, and contradictions, some of them in rows that must stay."""
    by = {"lecturers": ("l",), "needs_room": True}
    sessions = (
        session("s", **by),
        session("t", **by),
        session("u", "B", needs_room=True, meetings=random.choice((1, 2))),
    )
    away = random.choice(((), (Span(first=TUESDAY, last=TUESDAY),)))
    lecturer = Lecturer(code="l", most_a_day=random.choice((1, 2)), unavailable=away)
    programme = week(*sessions, days=2, hours=2, rooms=(Room(code="q", capacity=9),), lecturers=(lecturer,))
    rows: list[Rule] = [
        Unavailable(who="A", slots=(2,), fixed=random.random() < 0.3),
        Order(first="s", second="t", days=1),
        Order(first="t", second="s", fixed=random.random() < 0.3),
        HeldAt(session="s", day=MONDAY, slot=1),
        HeldAt(session="u", day=MONDAY, slot=1),
        DailyLoad(who="B", at_least=1, fixed=random.random() < 0.3),
        DailyLoad(at_most=1),
    ]
    return programme, random.sample(rows, random.randint(2, 5))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(rounds(6, 60)))
def test_every_way_out_works_when_it_is_counted_out_and_leaves_marked_rows_alone(seed):
    programme, rows = planted(Random(seed))
    found = ways_out(programme, rows)
    if can_hold(programme, rows):
        assert found == ()
        return
    assert [way.cost for way in found] == sorted(way.cost for way in found)
    for way in found:
        after, kept = way.applied(programme, rows)
        assert can_hold(after, list(kept))
        assert not any(change.rule.fixed for change in way.changes)
        assert all(row in kept for row in rows if row.fixed)
        assert judge(way.witness, time_rules(after, kept)).is_clean


def told(programme: Programme, rows: list[Rule], most: int = 9) -> set[tuple[tuple[str, str], ...]]:
    """Each way as the sheets and columns that it changes."""
    found = ways_out(programme, rows, most=most)
    return {tuple((change.sheet, change.column) for change in way.changes) for way in found}


def test_too_few_hours_are_helped_by_an_hour_a_saturday_a_later_end_or_a_meeting_less():
    programme = week(session("s", meetings=6), days=5, hours=1, cohorts="A")
    longer = programme.model_copy(
        update={"cohorts": (programme.cohorts[0].model_copy(update={"end": MONDAY + timedelta(days=6)}),)}
    )
    ways_there = told(longer, [])
    assert ways_there == {
        (("Sessions", "Meetings"),),
        (("Day grid", "Slot"),),
        (("Special days", "Days"),),
        (("Cohorts", "End"),),
    }


def test_an_hour_more_begins_after_the_last_and_is_as_long():
    programme = week(session("s", meetings=2), days=1, hours=1, cohorts="A")
    hour = next(c for way in ways_out(programme) for c in way.changes if c.sheet == "Day grid")
    assert hour.moves == (("Slot", "", "2"), ("Starts", "", "09:50"), ("Ends", "", "10:35"))
    assert hour.edit.then["start"] == time(9, 50)


def test_one_room_too_few_is_helped_by_a_room():
    programme = week(
        session("s", needs_room=True),
        session("t", "B", needs_room=True),
        days=1,
        hours=1,
        rooms=(Room(code="q", capacity=9),),
    )
    assert (("Rooms", "Code"),) in told(programme, [])


def test_a_lecturer_comes_on_a_day_off_or_teaches_more_or_the_rule_gives_way():
    lecturer = Lecturer(code="l", most_a_day=1, unavailable=(Span(first=TUESDAY, last=TUESDAY),))
    programme = week(*(session(code, lecturers=("l",)) for code in "st"), days=2, hours=2, lecturers=(lecturer,))
    found = told(programme, [])
    assert {(("Lecturers", "Unavailable"),), (("Lecturers", "Most hours a day"),)} <= found
    assert len(found) >= 3


def test_a_daily_load_is_raised_by_as_little_as_is_needed():
    programme = week(*(session(code) for code in "stu"), days=1, hours=4, cohorts="A")
    way = next(w for w in ways_out(programme, [DailyLoad(at_most=1)]) if w.changes[0].sheet == "Daily load")
    assert way.changes[0].moves == (("At most", "1", "3"),)
    fixed = ways_out(programme, [DailyLoad(at_most=1, fixed=True)])
    assert not any(change.sheet == "Daily load" for one in fixed for change in one.changes)


def test_a_group_too_large_for_its_bus_gets_a_larger_one():
    programme = week(session("s", site="w", expected=30), sites=(Site(code="w", bus_seats=20),))
    (way,) = ways_out(programme)
    assert way.changes[0].moves == (("Bus seats", "20", "30"),)


def test_nothing_is_changed_where_everything_can_be_held():
    assert ways_out(week(session("s"))) == ()
