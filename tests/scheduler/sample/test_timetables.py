"""The dated samples get full timetables: every meeting held, every rule that must hold kept, proven best."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scheduler.sample import samples
from scheduler.timetable import Timetable, timetable
from scheduler.timetable.calendar import free_days

DATED = ("egcc_2019", "onnara_2015", "multi_year")
HOLIDAYS = {date(2015, 9, 24), *(date(2015, 9, 26) + timedelta(days=day) for day in range(4))}
"""Idul Adha, and Chuseok with its substitute day."""


@pytest.mark.slow
@pytest.mark.parametrize("name", DATED)
def test_every_meeting_is_held_where_it_belongs_and_no_timetable_is_better(name):
    sample = samples()[name]()
    found = timetable(sample.programme, sample.rules)
    wanted = {session.code: session.meetings for session in found.programme.sessions}
    assert {code: len(found.timetable.of(code)) for code in wanted} == wanted
    assert found.audit.is_clean
    assert found.is_proven
    assert_days_are_kept(found.timetable)
    assert_friday_noon_is_left_to_the_prayer(found.timetable)
    assert_a_course_begins_with_its_orientation_and_ends_with_its_plans(found.timetable)
    if name == "onnara_2015":
        assert_idul_adha_and_chuseok_are_avoided(found.timetable)


def assert_days_are_kept(held: Timetable) -> None:
    """Nothing is held on the way, on weekends, or on holidays of Korea."""
    for cohort in held.programme.cohorts:
        days = {one.day for one in held.of_cohort(cohort.code)}
        assert all(cohort.start < day < cohort.end for day in days)
        assert not days & free_days(cohort.start, cohort.end, held.programme.special_days).keys()


def assert_friday_noon_is_left_to_the_prayer(held: Timetable) -> None:
    fridays = [hour for one in held.known for hour in held.hours(one) if hour.day.weekday() == 4]
    assert fridays
    assert not [hour for hour in fridays if hour.slot in (4, 5)]


def assert_a_course_begins_with_its_orientation_and_ends_with_its_plans(held: Timetable) -> None:
    for cohort in held.programme.cohorts:
        kinds = [held.session(one).kind for one in held.of_cohort(cohort.code)]
        assert (kinds[0], kinds[-1]) == ("orientation", "presentation")


def assert_idul_adha_and_chuseok_are_avoided(held: Timetable) -> None:
    days = {one.day for one in held.known}
    assert not days & HOLIDAYS
    assert (min(days), max(days)) == (date(2015, 9, 7), date(2015, 10, 2))
