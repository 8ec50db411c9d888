"""Conflicts of timetables: each is impossible when counted out alone, and none of its rules can be spared."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from random import Random

import pytest
from timetables import MONDAY, any_ways
from week import session, week

from constraints.timetable.daily_load import DailyLoad
from constraints.timetable.held_at import HeldAt
from constraints.timetable.order import Order
from constraints.timetable.unavailable import Unavailable
from scheduler.domain import Lecturer, Programme, Room
from scheduler.rule import Rule
from scheduler.solve.limits import Limits
from scheduler.timetable.conflict import diagnose
from scheduler.timetable.held import Timetable
from scheduler.timetable.hours import Grid
from scheduler.timetable.verdict import judge, time_rules


def can_hold(programme: Programme, rules: list[Rule]) -> bool:
    """Look at every timetable, also at those with fewer or more meetings than are wanted."""
    grid = Grid(programme)
    each = [any_ways(one, grid, programme.rooms) for one in programme.sessions]
    held = (Timetable(programme=programme, placements=sum(parts, ())) for parts in product(*each))
    return any(judge(one, rules).is_clean for one in held)


def planted(random: Random) -> tuple[Programme, list[Rule]]:
    """Three sessions of two cohorts in a room or two, and a contradiction about each of one or two of them."""
    by = {"lecturers": ("l",), "needs_room": True}
    sessions = (session("s", **by), session("t", **by), session("u", "B", needs_room=True))
    rooms = tuple(Room(code=code, capacity=9) for code in random.choice(("q", "qr", "qr")))
    programme = week(*sessions, days=1, hours=2, rooms=rooms, lecturers=(Lecturer(code="l", most_a_day=2),))
    contradictions = [
        [Unavailable(who="l")],
        [Order(first="s", second="t"), Order(first="t", second="s")],
        [HeldAt(session="s", day=MONDAY, slot=1), Unavailable(who="s", weekdays=("Mon",))],
        [HeldAt(session="u", day=MONDAY, slot=1), HeldAt(session="u", day=MONDAY, slot=2)],
        [DailyLoad(who="B", at_least=1)],
        [DailyLoad(at_most=0)],
        [Unavailable(who="B", days=(), slots=(1,)), Unavailable(who="u", slots=(2,))],
        [HeldAt(session="s", day=MONDAY, slot=1), Order(first="t", second="s")],
    ]
    spare = [Unavailable(who="q", slots=(2,)), Order(first="s", second="u", days=0), DailyLoad(at_most=2)]
    rows = [row for kind in random.sample(contradictions, random.randint(1, 2)) for row in kind]
    return programme, [*rows, *random.sample(spare, random.randint(0, 3))]


@pytest.mark.parametrize("seed", range(40))
def test_every_conflict_is_proven_by_counting_out_and_minimal(seed):
    programme, rows = planted(Random(seed))
    rules = time_rules(programme, rows)
    if can_hold(programme, list(rules)):
        with pytest.raises(ValueError, match="not proven"):
            diagnose(programme, rules)
        return
    diagnosis = diagnose(programme, rules)
    assert diagnosis.is_minimal
    for conflict in diagnosis.conflicts:
        assert not can_hold(programme, list(conflict))
        assert all(can_hold(programme, [other for other in conflict if other is not rule]) for rule in conflict)


def test_two_conflicts_may_rest_on_the_same_law_of_the_programme():
    """There is one room; each cohort has three meetings of a lecturer of its own who is there for two hours."""
    rooms = (Room(code="q", capacity=9), Room(code="r", capacity=9))
    mine = [session(code, lecturers=("l",)) for code in ("s1", "s2", "s3")]
    theirs = [session(code, "B", lecturers=("m",)) for code in ("t1", "t2", "t3")]
    programme = week(*mine, *theirs, days=1, hours=3, rooms=rooms)
    rows = [Unavailable(who=code, slots=(3,)) for code in ("l", "m")]
    diagnosis = diagnose(programme, time_rules(programme, rows))
    about = [{getattr(rule, "who", "") for rule in conflict} - {""} for conflict in diagnosis.conflicts]
    assert sorted(map(sorted, about)) in ([["l"], ["m"]], [[], []])
    assert len(diagnosis.conflicts) == 2


def test_where_time_is_too_short_a_proven_conflict_is_told_whole():
    programme = week(*(session(f"s{n}") for n in range(9)), days=4, hours=2, cohorts="A")
    rules = time_rules(programme, [Unavailable(who="A", days=(), slots=(1,)), DailyLoad(at_most=5)])
    short = Limits(seconds=1e-6)
    with pytest.raises(ValueError, match="not proven"):
        diagnose(programme, rules, short)
    told = diagnose(programme, rules, short, is_proven=True)
    assert set(map(id, told.conflicts[0])) == {id(rule) for rule in rules if rule.is_must}
    assert not told.is_minimal
    assert MONDAY + timedelta(days=3) in Grid(programme).days("A")
