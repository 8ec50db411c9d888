"""Daily load: lesson hours a day."""

from __future__ import annotations

from week import off, session, urgency, week

from constraints.timetable.daily_load import DailyLoad


def example(random, programme):
    who = random.choice(("each", "A", "B", "l1", "l2"))
    limits = {"at_least": random.randint(0, 2), "at_most": random.choice((None, 0, 1, 2))}
    return programme, DailyLoad(who=who, **limits, **urgency(random))


def test_a_cohort_has_so_many_hours_a_day_at_most():
    programme = week(session("s", length=2), session("t"))
    assert off(DailyLoad(at_most=2), programme, "s 0 1", "t 0 3") == 1
    assert off(DailyLoad(at_most=2), programme, "s 0 1", "t 1 3") == 0


def test_a_fewest_number_is_owed_on_every_day_of_a_cohort():
    programme = week(session("s", length=2), session("t"), cohorts="A")
    assert off(DailyLoad(who="A", at_least=1), programme, "s 0 1", "t 1 3") == 0
    assert off(DailyLoad(who="A", at_least=2), programme, "s 0 1") == 2


def test_a_lecturer_owes_hours_only_on_days_that_have_any():
    programme = week(session("s", lecturers=("l",)), session("t", lecturers=("l",)))
    assert off(DailyLoad(who="l", at_least=2), programme, "s 0 1 - l", "t 0 2 - l") == 0
    assert off(DailyLoad(who="l", at_least=2), programme, "s 0 1 - l", "t 1 2 - l") == 2
    assert off(DailyLoad(who="l", at_most=1), programme, "s 0 1 - l", "t 0 2 - l") == 1


def test_parallel_breakouts_are_one_hour_of_the_cohort():
    programme = week(session("s", block="x"), session("t", block="x"))
    assert off(DailyLoad(at_most=1), programme, "s 0 1", "t 0 1") == 0
