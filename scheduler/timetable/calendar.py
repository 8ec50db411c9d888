"""Days on which nothing is held: weekends, holidays of both countries, Eid, and what a coordinator adds.

Joint holidays (cuti bersama) are a category of their own for Indonesia and must be asked for.
Ramadan follows the Umm al-Qura calendar and may differ by a day from what is decided in Indonesia;
so may Eid in years for which nothing is decreed yet.  A special day moves them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Final

from scheduler.base import Span
from scheduler.resources import SpecialDay

INDONESIA: Final = ("public", "government")
"""Public holidays and joint days."""

KOREA: Final = ("public",)

_EID: Final = {(10, 1): "Idul Fitri", (10, 2): "Idul Fitri", (12, 10): "Idul Adha"}
_RAMADAN: Final = 9
_SATURDAY: Final = 5
_KNOWN: Final = (date(1924, 8, 1), date(2077, 11, 16))
"""The days that the Umm al-Qura tables cover."""


@cache
def _hijri(day: date) -> tuple[int, int]:
    """Month and day of the Islamic year; (0, 0) outside the tables."""
    from hijridate import Gregorian  # noqa: PLC0415  loads only where days are asked about

    if not _KNOWN[0] <= day <= _KNOWN[1]:
        return 0, 0
    found = Gregorian.fromdate(day).to_hijri()
    return found.month, found.day


def is_ramadan(day: date) -> bool:
    """Whether the day falls into Ramadan."""
    return _hijri(day)[0] == _RAMADAN


def is_moon_known(year: int) -> bool:
    """Whether Ramadan and Eid of a year can be told."""
    return _KNOWN[0].year < year < _KNOWN[1].year


@cache
def ramadan_days(year: int) -> tuple[Span, ...]:
    """Return Ramadan as it falls into a year: once or twice, each cut at the ends of the year."""
    found: list[list[date]] = []
    for day in _days(date(year, 1, 1), date(year, 12, 31)):
        if is_ramadan(day):
            if not found or day - found[-1][-1] > timedelta(days=1):
                found.append([])
            found[-1].append(day)
    return tuple(Span(first=days[0], last=days[-1]) for days in found)


def eid(day: date) -> str:
    """Name the feast of a day: Idul Fitri (two days) or Idul Adha; empty where there is none.

    The days are those of Indonesia's own list of holidays, and of the Islamic calendar where that has none.
    """
    decreed = _feasts(day.year)
    return decreed.get(day, "") if decreed else _EID.get(_hijri(day), "")


@cache
def _feasts(year: int) -> Mapping[date, str]:
    """The feasts that Indonesia's holidays of a year name, without the joint days beside them."""
    names = {"Eid al-Fitr": "Idul Fitri", "Eid al-Adha": "Idul Adha"}
    listed = ((day, word, name) for day, name in holidays_of("ID", year).items() for word in names if word in name)
    return {day: names[word] for day, word, name in listed if "joint" not in name.lower()}


@cache
def holidays_of(country: str, year: int) -> Mapping[date, str]:
    """Return the holidays of a country (``ID`` or ``KR``) in a year, with their English names.

    Indonesia's include the joint holidays as far as they are decreed.
    """
    from holidays import country_holidays  # noqa: PLC0415  loads only where days are asked about

    categories = INDONESIA if country == "ID" else KOREA
    found = country_holidays(country, years=year, categories=categories, language="en_US")
    return dict(sorted(found.items()))


def free_days(first: date, last: date, special: Sequence[SpecialDay] = ()) -> dict[date, str]:
    """Return the days from `first` to `last` on which nothing is taught in Korea, with the reason.

    Weekends, public holidays of Korea, and Eid; then what `special` adds or takes away.
    """
    found = {day: name for day in _days(first, last) if (name := _reason(day))}
    return _changed(found, first, last, special)


def blackout_days(first: date, last: date, special: Sequence[SpecialDay] = ()) -> dict[date, str]:
    """Return the days on which nobody should leave or come back: holidays of both countries, and Eid."""
    days = list(_days(first, last))
    names = ((day, eid(day) or _holiday("ID", day) or _holiday("KR", day)) for day in days)
    return _changed({day: name for day, name in names if name}, first, last, special)


def _reason(day: date) -> str:
    if day.weekday() >= _SATURDAY:
        return "weekend"
    return _holiday("KR", day) or eid(day)


def _holiday(country: str, day: date) -> str:
    return holidays_of(country, day.year).get(day, "")


def _changed(found: dict[date, str], first: date, last: date, special: Iterable[SpecialDay]) -> dict[date, str]:
    for row in special:
        for day in (day for span in row.days for day in _days(max(first, span.first), min(last, span.last))):
            if row.is_free:
                found[day] = row.title or "free"
            else:
                found.pop(day, None)
    return dict(sorted(found.items()))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
