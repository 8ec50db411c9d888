"""Holidays in the language of whoever reads the page."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.timetable.calendar import holidays_of
from scheduler.timetable.holidaynames import holiday_name

VOTE = date(2026, 6, 3)


@pytest.mark.parametrize(
    ("lang", "name"),
    [("en", "Local Election Day"), ("id", "Hari Pemilihan Kepala Daerah Korea"), ("ko", "지방선거일")],
)
def test_a_korean_holiday_is_named_in_the_language(lang, name):
    assert holiday_name(VOTE, "Local Election Day", lang) == name


@pytest.mark.parametrize("year", range(2014, 2036))
def test_every_korean_holiday_has_an_indonesian_name(year):
    same = {"Chuseok"}
    found = {title: holiday_name(day, title, "id") for day, title in holidays_of("KR", year).items()}
    assert [title for title, name in found.items() if title == name and title not in same] == []


def test_two_holidays_and_a_day_instead_are_both_told():
    assert holiday_name(date(2025, 5, 5), "Buddha's Birthday; Children's Day", "id") == "Hari Lahir Buddha; Hari Anak"
    instead = "Alternative holiday for Labor Day"
    assert holiday_name(date(2027, 5, 3), instead, "id") == "Pengganti libur Hari Buruh"


def test_eid_has_a_korean_name_and_titles_of_the_coordinator_stay():
    day = date(2026, 3, 20)
    assert [holiday_name(day, "Idul Fitri", lang) for lang in ("id", "ko")] == ["Idul Fitri", "이드 알피트르"]
    assert holiday_name(day, "The venue moves", "ko") == "The venue moves"
    assert holiday_name(day, "Local Election Day", "id") == "Hari Pemilihan Kepala Daerah Korea"
