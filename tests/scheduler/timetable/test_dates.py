"""Dates of cohorts: holidays of both countries, windows, lead time, and cohorts that meet or do not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scheduler.domain import Cohort, DateWindow, Nominee, Programme, Span, SpecialDay
from scheduler.errors import NoDates
from scheduler.timetable.calendar import blackout_days, eid, free_days, holidays_of, is_ramadan
from scheduler.timetable.dates import candidates, choose_dates


def days(first: str, last: str) -> Span:
    return Span(first=date.fromisoformat(first), last=date.fromisoformat(last))


def one(window: dict, **cohort: object) -> Programme:
    made = Cohort(code="A", seats_at_most=2, **cohort)
    return Programme(cohorts=(made,), windows=(DateWindow(cohort="A", **window),))


def test_september_2015_has_idul_adha_and_chuseok():
    free = free_days(date(2015, 9, 21), date(2015, 10, 2))
    assert [day.day for day in free] == [24, 26, 27, 28, 29]
    assert free[date(2015, 9, 24)] == "Idul Adha"
    assert "Chuseok" in free[date(2015, 9, 28)]


def test_joint_holidays_of_indonesia_count_and_korea_has_its_substitutes():
    joint = [day for day, name in holidays_of("ID", 2026).items() if "joint" in name.lower()]
    assert joint
    assert date(2027, 2, 9) in holidays_of("KR", 2027)
    assert date(2026, 7, 17) in holidays_of("KR", 2026)


def test_ramadan_and_eid_follow_the_moon():
    assert not is_ramadan(date(2026, 2, 17))
    assert is_ramadan(date(2026, 2, 18))
    assert is_ramadan(date(2026, 3, 19))
    assert eid(date(2026, 3, 21)) == "Idul Fitri"
    assert eid(date(2026, 5, 27)) == "Idul Adha"
    assert eid(date(2026, 5, 26)) == ""


def test_a_special_day_is_added_or_taken_away():
    closed = SpecialDay(days=(days("2026-12-15", "2026-12-16"),), title="budget close")
    worked = SpecialDay(days=(days("2026-12-19", "2026-12-19"),), is_free=False)
    free = free_days(date(2026, 12, 14), date(2026, 12, 20), (closed, worked))
    assert [day.day for day in free] == [15, 16, 20]
    assert free[date(2026, 12, 15)] == "budget close"


def test_nobody_travels_on_a_holiday():
    assert date(2026, 8, 17) in blackout_days(date(2026, 8, 1), date(2026, 8, 31))
    found = candidates(
        one({"earliest": date(2026, 8, 17), "latest": date(2026, 8, 22), "days": 5}),
        DateWindow(cohort="A", earliest=date(2026, 8, 17), latest=date(2026, 8, 22), days=5, free_at_most=5),
    )
    assert [span.first.day for span in found.spans] == [18]
    assert found.refused == {"travel on a holiday": 1}


def test_a_month_from_september_2015_can_be_chosen_so_that_few_days_are_lost():
    window = {"earliest": date(2015, 9, 1), "latest": date(2015, 10, 31), "days": 12, "weekday": "Sun"}
    chosen = choose_dates(one(window, travel_days=1))
    assert chosen.spans["A"] == days("2015-09-06", "2015-09-17")
    assert chosen.is_proven
    late = choose_dates(one({**window, "preferred": date(2015, 9, 20)}, travel_days=1))
    assert late.spans["A"].first == date(2015, 9, 6)
    easy = choose_dates(one({**window, "preferred": date(2015, 9, 20), "free_at_most": 3}, travel_days=1))
    assert easy.spans["A"].first == date(2015, 9, 20)


def test_papers_need_their_time():
    programme = one({"earliest": date(2026, 6, 8), "latest": date(2026, 7, 31), "days": 5, "free_at_most": 5})
    assert choose_dates(programme, today=date(2026, 5, 1)).spans["A"].first >= date(2026, 5, 1) + timedelta(days=45)
    with pytest.raises(NoDates) as refusal:
        choose_dates(programme, today=date(2026, 7, 1))
    assert set(refusal.value.refused["A"]) == {"lead time"}


def test_dates_are_chosen_for_those_who_would_be_free():
    window = {"earliest": date(2026, 6, 8), "latest": date(2026, 7, 31), "days": 5}
    away = days("2026-06-08", "2026-06-30")
    people = (Nominee(id="1", unavailable=(away,)), Nominee(id="2"), Nominee(id="3", unavailable=(away,)))
    programme = one(window).model_copy(update={"nominees": people})
    chosen = choose_dates(programme)
    assert chosen.short == 0
    assert chosen.spans["A"].first == date(2026, 7, 1)


@pytest.mark.parametrize("relation", ["not_with", "together"])
def test_cohorts_meet_or_do_not(relation):
    cohorts = tuple(Cohort(code=code, seats_at_most=1) for code in "AB")
    span = {"earliest": date(2026, 6, 8), "latest": date(2026, 6, 26), "days": 5, "weekday": "Mon", "free_at_most": 5}
    windows = (
        DateWindow(cohort="A", **span, **{relation: ("B",)}),
        DateWindow(cohort="B", **{**span, "preferred": date(2026, 6, 15)}),
    )
    chosen = choose_dates(Programme(cohorts=cohorts, windows=windows)).spans
    assert chosen["B"].first == date(2026, 6, 15)
    assert chosen["A"].overlaps(chosen["B"]) == (relation == "together")


def test_windows_that_do_not_go_together_are_refused():
    cohorts = (
        Cohort(code="A", seats_at_most=1),
        Cohort(code="B", seats_at_most=1, start=date(2026, 6, 8), end=date(2026, 6, 19)),
    )
    window = DateWindow(cohort="A", earliest=date(2026, 6, 8), latest=date(2026, 6, 19), days=5, not_with=("B",))
    with pytest.raises(NoDates):
        choose_dates(Programme(cohorts=cohorts, windows=(window,)))


def test_the_same_choice_does_not_come_out_twice():
    programme = one({"earliest": date(2026, 6, 8), "latest": date(2026, 6, 19), "days": 5})
    first = choose_dates(programme)
    second = choose_dates(programme, without=(first.spans,))
    assert first.spans != second.spans
    assert first.applied(programme).cohort["A"].span == first.spans["A"]
