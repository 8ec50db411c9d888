"""Spread over days: meetings on different days."""

from __future__ import annotations

from week import off, session, some, urgency, week

from constraints.timetable.spread_days import SpreadDays


def example(random, programme):
    return programme, SpreadDays(at_least=random.randint(1, 3), **some(random, programme), **urgency(random))


def test_days_missing_count():
    programme = week(session("s", meetings=3), days=3)
    assert off(SpreadDays(at_least=3), programme, "s 0 1", "s 0 2", "s 0 3") == 2
    assert off(SpreadDays(at_least=3), programme, "s 0 1", "s 0 2", "s 2 3") == 1
    assert off(SpreadDays(at_least=3), programme, "s 0 1", "s 1 2", "s 2 3") == 0


def test_no_more_days_are_owed_than_meetings():
    assert off(SpreadDays(at_least=3), week(session("s")), "s 0 1") == 0
