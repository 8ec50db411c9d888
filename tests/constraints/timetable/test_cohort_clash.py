"""Cohort clash: one thing at a time."""

from __future__ import annotations

from week import off, session, urgency, week, which

from constraints.timetable.cohort_clash import CohortClash


def example(random, programme):
    return programme, CohortClash(**which(random, programme), **urgency(random))


def test_a_cohort_is_in_one_place_at_a_time():
    programme = week(session("s"), session("t"))
    assert off(CohortClash(), programme, "s 0 1", "t 0 1") == 1
    assert off(CohortClash(), programme, "s 0 1", "t 0 2") == 0
    assert off(CohortClash(), programme, "s 0 1", "t 1 1") == 0


def test_each_hour_that_two_long_sessions_share_counts():
    programme = week(session("s", length=2), session("t", length=2))
    assert off(CohortClash(), programme, "s 0 1", "t 0 1") == 2
    assert off(CohortClash(), programme, "s 0 1", "t 0 2") == 1


def test_breakouts_of_a_block_are_parallel_but_not_beside_what_all_attend():
    programme = week(session("s", block="x"), session("t", block="x"), session("u"))
    assert off(CohortClash(), programme, "s 0 1", "t 0 1", "u 0 2") == 0
    assert off(CohortClash(), programme, "s 0 1", "t 0 1", "u 0 1") == 1


def test_a_joint_session_is_in_the_way_of_every_cohort_that_attends():
    programme = week(session("s", jointly=("B",)), session("t", "B"))
    assert off(CohortClash(), programme, "s 0 1", "t 0 1") == 1
    assert off(CohortClash(cohorts=("A",)), programme, "s 0 1", "t 0 1") == 0
