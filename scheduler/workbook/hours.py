"""Cells of the timetable: times of day, lists of weekdays and of lesson hours, and whom a row is about."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from scheduler.domain import EACH
from scheduler.reference.text import fold, nearest, visible
from scheduler.words import known_terms
from scheduler.workbook.layout import Column
from scheduler.workbook.lists import parts
from scheduler.workbook.numbers import number_in
from scheduler.workbook.problems import A_CLOCK, SLOT_NUMBERS
from scheduler.workbook.readings import Fault, Reading, as_text, doubt, fault
from scheduler.workbook.tables import Percent, Raw

_CLOCK: Final = re.compile(
    r"(?:jam |pukul )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(am|pm)?(?: ?(?:kst|wib|wita|wit))?"
)
_KOREAN: Final = re.compile(r"(?:(오전|오후) ?)?(\d{1,2})시(?: ?(\d{1,2})분)?")
_TO: Final = re.compile(r"\s*(?:\.\.+|~|–|—|-|\bto\b|\bs\.?\s?/?d\.?(?!\w)|\bsampai\b)\s*", re.IGNORECASE)
_AFTERNOON: Final = frozenset({"pm", "오후"})
_DAY: Final = timedelta(days=1)
_NOON: Final = 12


def read_clock(raw: Raw, column: Column) -> Reading:
    """Read a time of day: a cell formatted as one, a share of a day, or a text such as 09:00, 9.00 or 오후 2시."""
    del column
    if isinstance(raw, time):
        return raw.replace(microsecond=0, tzinfo=None)
    found = _of_text(raw) if isinstance(raw, str) else _of_cell(raw)
    return fault("not_clock", raw, allowed=A_CLOCK) if found is None else found


def _of_cell(raw: Raw) -> time | None:
    """Excel keeps a time as a share of its first day, 0.375 for 09:00."""
    if isinstance(raw, datetime) and raw.year < _FIRST_YEARS:
        return raw.time().replace(microsecond=0)
    if isinstance(raw, timedelta) and timedelta() <= raw < _DAY:
        return _after(raw).replace(microsecond=0)
    if isinstance(raw, float) and not isinstance(raw, Percent) and 0 < raw < 1:
        return _after(timedelta(minutes=round(raw * 24 * 60)))
    return None


def _after(midnight: timedelta) -> time:
    return (datetime.combine(date(1900, 1, 1), time()) + midnight).time()


_FIRST_YEARS: Final = 1906
"""Times without a day are shown with a day of 1899, 1900 or 1904."""


def _of_text(text: str) -> time | None:
    plain = visible(text).casefold()
    found = _CLOCK.fullmatch(plain)
    if found:
        return _time(found[1], found[2], found[3], found[4])
    korean = _KOREAN.fullmatch(plain)
    return _time(korean[2], korean[3], None, korean[1]) if korean else None


def _time(hour: str, minute: str | None, second: str | None, half: str | None) -> time | None:
    number = int(hour)
    if half:
        if not 1 <= number <= _NOON:
            return None
        number = number % _NOON + (_NOON if half in _AFTERNOON else 0)
    try:
        return time(number, int(minute or 0), int(second or 0))
    except ValueError:
        return None


def read_numbers(raw: Raw, column: Column) -> Reading:
    """Read whole numbers; 1..3 stands for 1; 2; 3."""
    del column
    if isinstance(raw, int) and not isinstance(raw, bool):
        return (raw,)
    found = parts(raw) if not isinstance(raw, date) else fault("not_numbers", raw, allowed=SLOT_NUMBERS)
    if isinstance(found, Fault):
        return found
    numbers: list[int] = []
    for part in found:
        ends = [number_in(end) for end in _TO.split(part)]
        whole = [end for end in ends if isinstance(end, int)]
        if len(whole) != len(ends) or len(whole) > 2 or not 0 <= whole[-1] - whole[0] < _LONGEST_RUN:
            return fault("not_numbers", part, allowed=SLOT_NUMBERS)
        numbers += range(whole[0], whole[-1] + 1)
    return tuple(dict.fromkeys(numbers)) or None


_LONGEST_RUN: Final = 100


def read_choices(raw: Raw, column: Column) -> Reading:
    """Read words of a closed list, in any language; Mon..Fri stands for all from the one to the other."""
    found = parts(raw)
    if isinstance(found, Fault):
        return found
    words: list[str] = []
    for part in found:
        ends = [_word(part, column)] if _word(part, column) else [_word(end, column) for end in _TO.split(part)]
        if None in ends or len(ends) > 2:
            return fault("not_choice", part, allowed=column.choices, nearest=_near(part, column))
        first, last = column.choices.index(str(ends[0])), column.choices.index(str(ends[-1]))
        words += _run(column.choices, first, last)
    twice = sorted({word for word in words if words.count(word) > 1})
    kept = tuple(dict.fromkeys(words))
    return doubt(kept, "repeated", twice[0]) if twice else kept or None


def _run(words: tuple[str, ...], first: int, last: int) -> tuple[str, ...]:
    """The words from one to the other, over the end of the list where the last stands first: Sat..Mon."""
    return words[first : last + 1] if first <= last else (*words[first:], *words[: last + 1])


def _word(text: str, column: Column) -> str | None:
    return next((word for word in column.choices if fold(text) in known_terms(word)), None)


def _near(text: str, column: Column) -> tuple[str, ...]:
    words = {spelling: word for word in column.choices for spelling in known_terms(word)}
    return tuple(dict.fromkeys(words[spelling] for spelling in nearest(text, words)))


def read_who(raw: Raw, column: Column) -> Any:
    """Read a code, or ``each``."""
    del column
    text = as_text(raw)
    return EACH if isinstance(text, str) and fold(text) in known_terms(EACH) else text
