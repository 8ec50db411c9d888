"""Days and times as people write them: ISO, day first, with month names in three languages, as day numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from scheduler.reference.text import fold, visible

_MONTHS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february pebruari feb peb", "maret march mar mrt", "april apr",
            "mei may", "juni june jun", "juli july jul", "agustus august ags agu agt aug", "september sept sep",
            "oktober october okt oct", "november nopember nov nop", "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
"""Month names and their short forms: Indonesian, with the older spellings Pebruari and Nopember, and English."""

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?")
_NUMERIC: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_DAY_NAME: Final = re.compile(r"(?:\D+ )?(\d{1,2}) ([a-z]+) (\d{4})")
"""A weekday or a place of birth may stand before the day: Kota Batang, 12 Mei 1985."""
_NAME_DAY: Final = re.compile(r"([a-z]+) (\d{1,2}) (\d{4})")
_KOREAN: Final = re.compile(r"(\d{4})년 (\d{1,2})월 (\d{1,2})일")
_PLACE: Final = re.compile(r"[^\d,/]+[,/]\s*(?=\d)")
"""A place of birth before the day, parted by a comma or a slash."""
_CLOCK: Final = re.compile(r"(.*?)[ T,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.0+)?)?")

EPOCHS: Final = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001  cells know no time zone
"""Day 0 of a workbook's day numbers, by whether it counts from 1904."""

SERIALS: Final = (7_500, 110_000)
"""Day numbers that are believed where a date is due: about 1920 to 2200; what is below reads like a year."""


@dataclass(frozen=True, slots=True)
class Day:
    """A text that is a day.

    Parameters
    ----------
    is_guess
        Whether the month could also have come first.
    """

    value: date
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class NoDay:
    """A text that is none: `not_date`, `impossible_date`, or `month_first` with the day that may be meant."""

    code: str
    nearest: date | None = None
    month: int = 0


def read_day(text: str) -> Day | NoDay:
    """Read a day; of two numbers before the year the first is the day of the month.

    Examples
    --------
    >>> read_day("12 Agustus 1985").value
    datetime.date(1985, 8, 12)
    """
    plain = _PLACE.sub("", visible(text), count=1)
    found = _ISO.fullmatch(plain.removesuffix(" 00:00:00").replace(". ", "."))
    if found:
        return _day(found[1], found[2], found[3])
    numeric = _NUMERIC.fullmatch(plain)
    return _day_first(numeric) if numeric else _with_name(fold(plain))


def _with_name(plain: str) -> Day | NoDay:
    korean = _KOREAN.fullmatch(plain)
    if korean:
        return _day(korean[1], korean[2], korean[3])
    named, turned = _DAY_NAME.fullmatch(plain), _NAME_DAY.fullmatch(plain)
    if named and named[2] in _MONTHS:
        return _day(named[3], str(_MONTHS[named[2]]), named[1])
    if turned and turned[1] in _MONTHS:
        return _day(turned[3], str(_MONTHS[turned[1]]), turned[2])
    return NoDay("not_date")


def _day(year: str, month: str, day: str) -> Day | NoDay:
    try:
        return Day(date(int(year), int(month), int(day)))
    except ValueError:
        return NoDay("impossible_date")


def _day_first(found: re.Match[str]) -> Day | NoDay:
    first, second, year = found.groups()
    day = _day(year, second, first)
    if isinstance(day, Day):
        return Day(day.value, is_guess=int(first) <= 12 and first.lstrip("0") != second.lstrip("0"))
    turned = _day(year, first, second) if int(second) > 12 else day
    return NoDay("month_first", turned.value, int(second)) if isinstance(turned, Day) else day


def read_time(text: str) -> tuple[Day | NoDay, time]:
    """Read a day and, where one follows, a time of day."""
    plain = visible(text)
    found = _CLOCK.fullmatch(plain)
    if not found:
        return read_day(plain), time()
    hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return NoDay("not_time"), time()
    return read_day(found[1]), time(hour, minute, second)


def of_serial(number: float, *, is_1904: bool) -> datetime | None:
    """Turn a day number into its day and time, to the second; None for what is hardly meant as one."""
    if not SERIALS[0] <= number <= SERIALS[1]:
        return None
    exact = EPOCHS[is_1904] + timedelta(days=number)
    return (exact + timedelta(microseconds=500_000)).replace(microsecond=0)
