"""Holidays by their names in the reader's language, as far as these are published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from scheduler.timetable.calendar import holidays_of
from scheduler.words import Language


def holiday_name(day: date, title: str, lang: Language) -> str:
    """Return the name of a holiday of Korea in a language, and any other title as it is.

    Korean holidays have Korean and English names; Indonesian readers get the English one.
    """
    if lang != "ko" or holidays_of("KR", day.year).get(day) != title:
        return title
    return _korean(day.year).get(day, title)


@cache
def _korean(year: int) -> Mapping[date, str]:
    from holidays import country_holidays  # noqa: PLC0415  loads only where days are asked about

    return dict(sorted(country_holidays("KR", years=year, language="ko").items()))
