"""Dates of cohorts: holidays of both countries, windows, lead time, and cohorts that meet or do not."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from scheduler.domain import Break, Cohort, DateWindow, Nominee, Programme, Span, SpecialDay
from scheduler.errors import NoDates
from scheduler.timetable import doubts
from scheduler.timetable.calendar import blackout_days, eid, free_days, holidays_of, is_ramadan
from scheduler.timetable.dates import candidates, choose_dates
from scheduler.timetable.hours import Grid
from scheduler.words import say


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


def test_every_day_of_travel_is_free_of_holidays():
    """15 and 17 August are days of independence, 25 August 2026 is the Prophet's birthday."""
    window = {"earliest": date(2026, 8, 15), "latest": date(2026, 8, 25), "days": 7, "free_at_most": 5}
    one_day, two_days = (one(window, travel_days=n) for n in (1, 2))
    assert [s.first.day for s in candidates(one_day, one_day.windows[0]).spans] == [16, 18]
    assert [s.first.day for s in candidates(two_days, two_days.windows[0]).spans] == [18]


def test_a_month_from_september_2015_is_taught_on_neither_idul_adha_nor_chuseok():
    """From 6 September to 2 October 19 weekdays are between the travels; 24, 28 and 29 September are lost."""
    window = {"earliest": date(2015, 9, 1), "latest": date(2015, 10, 3), "days": 27, "weekday": "Sun"}
    strict, easy = one(window, travel_days=1), one({**window, "free_at_most": 3}, travel_days=1)
    assert candidates(strict, strict.windows[0]).refused == {"holidays on teaching days": 1, "weekday": 6}
    chosen = choose_dates(easy)
    assert chosen.spans["A"] == days("2015-09-06", "2015-10-02")
    taught = Grid(chosen.applied(easy)).days("A")
    assert len(taught) == 19 - 3
    assert not {date(2015, 9, 24), *(date(2015, 9, day) for day in range(26, 30))} & set(taught)


def test_a_course_in_autumn_2015_is_put_where_few_days_are_lost():
    window = {"earliest": date(2015, 9, 1), "latest": date(2015, 10, 31), "days": 12, "weekday": "Sun"}
    chosen = choose_dates(one(window, travel_days=1))
    assert chosen.spans["A"] == days("2015-09-06", "2015-09-17")
    assert chosen.is_proven
    late = choose_dates(one({**window, "preferred": date(2015, 9, 20)}, travel_days=1))
    assert late.spans["A"].first == date(2015, 9, 6)
    easy = choose_dates(one({**window, "preferred": date(2015, 9, 20), "free_at_most": 3}, travel_days=1))
    assert easy.spans["A"].first == date(2015, 9, 20)


def test_a_window_can_keep_out_of_ramadan():
    """In 2026 Ramadan is from 18 February to 19 March; Eid, on which nobody travels, and joint days follow."""
    window = {"earliest": date(2026, 2, 9), "latest": date(2026, 4, 10), "days": 5, "weekday": "Mon", "free_at_most": 5}
    usual, strict = one(window), one({**window, "ramadan": "avoid"})
    assert date(2026, 3, 9) in {span.first for span in candidates(usual, usual.windows[0]).spans}
    found = candidates(strict, strict.windows[0])
    assert [span.first for span in found.spans] == [date(2026, 2, 9), date(2026, 4, 6)]
    assert found.refused["ramadan"] == 5


def test_even_one_day_in_ramadan_is_too_many():
    window = {"earliest": date(2026, 2, 12), "latest": date(2026, 2, 18), "days": 3, "free_at_most": 5}
    strict = one({**window, "ramadan": "avoid"})
    assert [span.last.day for span in candidates(strict, strict.windows[0]).spans] == [14, 15]


def on(programme: Programme, day: date, **more: object) -> Programme:
    return programme.model_copy(update={"planned_on": day, **more})


def test_papers_need_their_time():
    programme = one({"earliest": date(2026, 6, 8), "latest": date(2026, 7, 31), "days": 5, "free_at_most": 5})
    assert choose_dates(on(programme, date(2026, 5, 1))).spans["A"].first == date(2026, 5, 1) + timedelta(days=45)
    short = on(programme, date(2026, 5, 1), lead_days=50)
    assert choose_dates(short).spans["A"].first == date(2026, 5, 1) + timedelta(days=50)
    with pytest.raises(NoDates) as refusal:
        choose_dates(on(programme, date(2026, 7, 1)))
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


def told(programme: Programme) -> list[str]:
    return [say(doubt, "en") for doubt in doubts(programme)]


def test_what_nobody_has_decreed_yet_is_told_as_a_doubt():
    window = {"earliest": date(2028, 1, 24), "latest": date(2028, 2, 26), "days": 5}
    programme = one(window)
    assert told(programme) == [
        "The joint holidays (cuti bersama) of Indonesia in 2028 are not known yet; add them under Special days.",
        "Lunar New Year, 2028-01-26, is an estimate and may be decreed for another day; Special days settle it.",
    ]
    settled = SpecialDay(days=(days("2028-01-26", "2028-01-26"),), title="decreed")
    assert len(told(programme.model_copy(update={"special_days": (settled,)}))) == 1
    assert told(one({**window, "earliest": date(2026, 6, 8), "latest": date(2026, 8, 31)})) == []


def test_ramadan_is_doubtful_where_hours_or_dates_depend_on_it():
    prayer = Break(title="Maghrib", start=time(18), end=time(19), season="ramadan")
    programme = one({"earliest": date(2026, 2, 10), "latest": date(2026, 3, 1), "days": 5})
    assert told(programme) == []
    avoided = programme.windows[0].model_copy(update={"ramadan": "avoid"})
    assert told(programme.model_copy(update={"windows": (avoided,)})) == told(
        programme.model_copy(update={"breaks": (prayer,)})
    )
    assert told(programme.model_copy(update={"breaks": (prayer,)})) == [
        "Ramadan is taken from 2026-02-18 to 2026-03-19 by the calendar; it may begin or end a day earlier or later."
    ]


def test_fixed_dates_before_papers_are_ready_are_told():
    fixed = Cohort(code="A", seats_at_most=1, start=date(2026, 6, 8), end=date(2026, 6, 12))
    programme = Programme(cohorts=(fixed,), planned_on=date(2026, 5, 1))
    assert told(programme) == [
        "A leaves on 2026-06-08, before papers can be ready: 45 lead days from 2026-05-01 end on 2026-06-15."
    ]
    assert told(programme.model_copy(update={"lead_days": 38})) == []


def test_years_whose_moon_nobody_has_computed_are_told():
    assert told(one({"earliest": date(2090, 6, 1), "latest": date(2090, 6, 9), "days": 5}))[0] == (
        "Ramadan and Eid of 2090 are not known here; add their days under Special days."
    )


def test_the_same_choice_does_not_come_out_twice():
    programme = one({"earliest": date(2026, 6, 8), "latest": date(2026, 6, 19), "days": 5})
    first = choose_dates(programme)
    second = choose_dates(programme, without=(first.spans,))
    assert first.spans != second.spans
    assert first.applied(programme).cohort["A"].span == first.spans["A"]
