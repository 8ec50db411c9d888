"""Compact days: hours hang together."""

from __future__ import annotations

from week import off, session, urgency, week, which

from constraints.timetable.compact_days import CompactDays


def example(random, programme):
    measure = random.choice(("lonely", "gaps"))
    return programme, CompactDays(measure=measure, **which(random, programme), **urgency(random))


THREE = week(session("s"), session("t"), session("u"), hours=5)


def test_an_hour_with_none_beside_it_is_lonely():
    assert off(CompactDays(), THREE, "s 0 1", "t 0 2", "u 0 4") == 1
    assert off(CompactDays(), THREE, "s 0 1", "t 0 3", "u 0 5") == 3
    assert off(CompactDays(), THREE, "s 0 1", "t 0 2", "u 0 3") == 0
    assert off(CompactDays(), THREE, "s 0 5", "t 1 1", "u 1 2") == 1


def test_a_long_meeting_is_never_lonely():
    assert off(CompactDays(), week(session("s", length=2)), "s 0 1") == 0


def test_gaps_are_the_free_hours_between():
    assert off(CompactDays(measure="gaps"), THREE, "s 0 1", "t 0 5") == 3
    assert off(CompactDays(measure="gaps"), THREE, "s 0 1", "t 0 3", "u 0 5") == 2
    assert off(CompactDays(measure="gaps"), THREE, "s 0 3", "t 0 4", "u 1 1") == 0
