"""A cell becomes the value of a field, by the kind of its column.

Every failure is a value.  What Excel has damaged beyond doubt, such as an ID typed as a
number, is never repaired; what can be read in one way only is read, and the doubt is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import Any, Final

from scheduler.domain import OUT
from scheduler.reference.nip import DIGITS, Nip, is_damaged, read_nip, read_sex
from scheduler.reference.text import fold
from scheduler.words import known_terms
from scheduler.workbook.columnkinds import Kind as ColumnKind
from scheduler.workbook.days import EPOCHS, Day, NoDay, of_serial, read_day, read_time
from scheduler.workbook.hours import read_choices, read_clock, read_numbers, read_who
from scheduler.workbook.layout import Column
from scheduler.workbook.lists import (
    SEXES,
    read_choice,
    read_group,
    read_list,
    read_spans,
    read_topics,
    read_values,
    read_where,
    typed,
)
from scheduler.workbook.numbers import number_in, read_amount, read_decimal, read_priority, read_whole
from scheduler.workbook.problems import A_DATE, A_TIME
from scheduler.workbook.readings import Doubt, Fault, Reading, as_text, doubt, fault, shown, tidy
from scheduler.workbook.tables import Faulty, Percent, Raw

Reader = Callable[[Raw], Reading]

NOTHING: Final = frozenset({"", "-", "–", "—"})
"""What people write into a cell that they leave empty."""


def reader(column: Column, *, is_1904: bool = False) -> Reader:
    """Return the function that reads the cells of a column.

    It takes a raw value and returns the field's value, a `Doubt` with the value, a `Fault`,
    or None for a cell that holds nothing.

    Parameters
    ----------
    is_1904
        Whether the workbook counts its days from 1904.
    """
    read = _READERS.get(column.kind)
    if read is None:
        read = partial(_DATED[column.kind], is_1904=is_1904)
    has_words = column.kind in ("text", "code", "value")
    nothing = frozenset({""}) if has_words else NOTHING
    # Most cells of a column repeat others; types are told apart, as 1 is a number, True a word and 100% a share.
    return lru_cache(maxsize=4096, typed=True)(partial(_read, read=partial(read, column=column), nothing=nothing))


def _read(raw: Raw, read: Reader, nothing: frozenset[str]) -> Reading:
    if raw is None:
        return None
    if isinstance(raw, str) and tidy(raw) in nothing:
        return None
    if isinstance(raw, Faulty):
        return Fault(raw.code, {"found": raw.found} if raw.code == "error_value" else {})
    return read(raw)


def _read_text(raw: Raw, column: Column) -> Reading:
    del column
    return as_text(raw)


def _read_id(raw: Raw, column: Column) -> Reading:
    """Read an ID; 18 digits with spaces or ``NIP.`` before them are put together."""
    del column
    if is_damaged(raw):
        return Fault("damaged_id", {})
    text = as_text(raw)
    if isinstance(text, Fault) or (len(text) == DIGITS and text.isdecimal()):
        return text
    nip = read_nip(text)
    return doubt(nip.digits, "tidied_id", text) if isinstance(nip, Nip) else text


def _read_sex(raw: Raw, column: Column) -> Reading:
    del column
    text = as_text(raw)
    if isinstance(text, Fault):
        return text
    return read_sex(text) or fault("not_choice", text, allowed=SEXES, nearest=())


def _read_pin(raw: Raw, column: Column) -> Reading:
    del column
    text = as_text(raw)
    return OUT if isinstance(text, str) and fold(text) in known_terms(OUT) else text


def _read_flag(raw: Raw, column: Column) -> Reading:
    del column
    if isinstance(raw, bool):
        return raw
    text = as_text(raw)
    if isinstance(text, Fault):
        return text
    plain = fold(text)
    if plain in known_terms("yes") or plain == "1":
        return True
    is_no = plain in known_terms("no") or plain == "0"
    return False if is_no else fault("not_choice", text, allowed=("yes", "no"), nearest=())


def _read_date(raw: Raw, column: Column, *, is_1904: bool) -> Reading:
    del column
    if isinstance(raw, date):
        day = raw.date() if isinstance(raw, datetime) else raw
        # A bare year typed into a cell that is formatted as a date turns into a day of 1905.
        return day if day.year != 1905 else fault("not_date", (day - EPOCHS[False].date()).days, allowed=A_DATE)
    if isinstance(raw, str):
        found = read_day(raw)
        return _no_day(found, raw) if isinstance(found, NoDay) else _guessed(found, found.value, raw)
    moment = _of_number(raw, is_1904=is_1904)
    if moment is None:
        return fault("not_date", raw, allowed=A_DATE)
    return doubt(moment.date(), "serial_date", raw, read=str(moment.date()))


def _of_number(raw: Raw, *, is_1904: bool) -> datetime | None:
    if isinstance(raw, bool | Percent) or not isinstance(raw, int | float):
        return None
    return of_serial(raw, is_1904=is_1904)


def _guessed(found: Day, value: date, raw: str) -> Reading:
    return doubt(value, "day_first", raw, read=str(found.value)) if found.is_guess else value


def _no_day(found: NoDay, raw: str) -> Fault:
    if found.code == "month_first":
        return fault("month_first", raw, month=found.month, nearest=str(found.nearest))
    return fault(found.code, raw, allowed=A_TIME if found.code == "not_time" else A_DATE)


def _read_time(raw: Raw, column: Column, *, is_1904: bool) -> Reading:
    del column
    if isinstance(raw, date):
        return raw if isinstance(raw, datetime) else datetime.combine(raw, time())
    if isinstance(raw, str):
        day, clock = read_time(raw)
        return _no_day(day, raw) if isinstance(day, NoDay) else _guessed(day, datetime.combine(day.value, clock), raw)
    moment = _of_number(raw, is_1904=is_1904)
    return doubt(moment, "serial_date", raw, read=str(moment)) if moment else fault("not_time", raw, allowed=A_TIME)


def _read_value(raw: Raw, column: Column) -> Reading:
    """Read whatever stands there; in a rule a text that shows a number or a day is one."""
    del column
    value = fact(raw)
    read = typed(value) if isinstance(value, str) else value
    return doubt(read, "number_as_text", raw, read=shown(read)) if isinstance(raw, str) and read != value else read


def _read_bound(raw: Raw, column: Column, *, is_1904: bool) -> Reading:
    """Read a bound that may be a number, a rank or a day as the text that rules compare with."""
    if isinstance(raw, date) or (isinstance(raw, str) and isinstance(read_day(raw), Day)):
        day = _read_date(raw, column, is_1904=is_1904)
        return Doubt(str(day.value), day.code, day.facts) if isinstance(day, Doubt) else str(day)
    number = number_in(raw) if isinstance(raw, str) else None
    return shown(number) if isinstance(number, int | float) else as_text(raw)


def fact(raw: Raw) -> Any:
    """Return a cell of a further nominee column: its value as it is, days without their midnight."""
    if isinstance(raw, str):
        return tidy(raw) or None
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time() else str(raw)
    return str(raw) if isinstance(raw, time | timedelta) else float(raw) if isinstance(raw, Percent) else raw


_READERS: Mapping[ColumnKind, Callable[..., Reading]] = {
    "text": _read_text,
    "code": _read_text,
    "id": _read_id,
    "whole": read_whole,
    "decimal": read_decimal,
    "flag": _read_flag,
    "choice": read_choice,
    "sex": _read_sex,
    "priority": read_priority,
    "amount": read_amount,
    "list": read_list,
    "group": read_group,
    "where": read_where,
    "topics": read_topics,
    "pin": _read_pin,
    "heading": _read_text,
    "value": _read_value,
    "values": read_values,
    "clock": read_clock,
    "choices": read_choices,
    "numbers": read_numbers,
    "who": read_who,
}
_DATED: Mapping[ColumnKind, Callable[..., Reading]] = {
    "date": _read_date,
    "time": _read_time,
    "spans": read_spans,
    "bound": _read_bound,
}
"""Kinds whose day numbers need the workbook's day 0."""
