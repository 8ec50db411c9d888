"""Holidays by their names in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from scheduler.timetable.calendar import holidays_of
from scheduler.words import Language
from scheduler.words.catalogue import entry

_ALTERNATIVE: Final = "Alternative holiday for"


def holiday_name(day: date, title: str, lang: Language) -> str:
    """Return the name of a holiday of Korea or of Eid in a language, and any other title as it is.

    Korean holidays are published in Korean and English; their Indonesian names are the catalogue's.
    """
    if holidays_of("KR", day.year).get(day) != title:
        return entry(lang, "holiday", title) or title
    if lang == "ko":
        return _korean(day.year).get(day, title)
    return "; ".join(_named(part, lang) for part in title.split("; "))


def _named(title: str, lang: Language) -> str:
    """Name one holiday, of which two can fall on a day; or the working day that stands in for one."""
    name = title.removeprefix(_ALTERNATIVE).lstrip()
    known = entry(lang, "holiday", name)
    pattern = "{name}" if name == title else entry(lang, "holiday", _ALTERNATIVE)
    return pattern.format(name=known) if known and pattern else title


@cache
def _korean(year: int) -> Mapping[date, str]:
    from holidays import country_holidays  # noqa: PLC0415  loads only where days are asked about

    return dict(sorted(country_holidays("KR", years=year, language="ko").items()))
