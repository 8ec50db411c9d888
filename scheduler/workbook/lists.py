"""Cells that hold several things, divided by semicolons or line breaks.

Commas divide nothing: they are part of many institutions' names.  A list of codes that was
divided by commas is noticed later, when the whole is no code and its parts are
(:mod:`scheduler.workbook.check_places`).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final

from scheduler.domain import ALL, EACH, Span, Topic
from scheduler.reference.nip import read_sex
from scheduler.reference.text import fold, nearest
from scheduler.words import known_terms
from scheduler.workbook.days import Day, of_serial, read_day
from scheduler.workbook.layout import Column
from scheduler.workbook.numbers import number_in
from scheduler.workbook.problems import A_TOPIC, SPANS
from scheduler.workbook.readings import Fault, Reading, as_text, doubt, fault, tidy
from scheduler.workbook.tables import Raw

SEXES: Final = ("F", "M")

_PARTS: Final = re.compile(r"[;\n\r；]")
_TO: Final = re.compile(
    r"\s*(?:\.\.+|…|~|–|—)\s*|\s+(?:-|to|until|s\.?\s?/?d\.?|sampai(?: dengan)?|hingga)\s+", re.IGNORECASE
)
_WEIGHTED: Final = re.compile(r"(.+?)\s*[:：]\s*(\S+)")


def parts(raw: Raw) -> tuple[str, ...] | Fault:
    """Split a cell into its texts; empty ones between two semicolons are left out."""
    text = raw if isinstance(raw, str) else as_text(raw)
    if isinstance(text, Fault):
        return text
    return tuple(part for part in map(tidy, _PARTS.split(text)) if part)


def read_list(raw: Raw, column: Column) -> Reading:
    """Read texts in order."""
    del column
    found = parts(raw)
    return found if isinstance(found, Fault) else _once(found)


def _once(found: tuple[str, ...]) -> Reading:
    twice = sorted({part for part in found if found.count(part) > 1})
    return doubt(found, "repeated", twice[0]) if twice else found or None


def read_group(raw: Raw, column: Column) -> Reading:
    """Read values of a nominee column, ``each``, or ``all``, which is as good as an empty cell."""
    found = parts(raw)
    if isinstance(found, Fault):
        return found
    word = _special(found, (EACH, ALL))
    if word:
        return (EACH,) if word == (EACH,) else word if isinstance(word, Fault) else None
    return _sexes(found) if column.field == "sex" else _once(found)


def _sexes(found: tuple[str, ...]) -> Reading:
    read = tuple(read_sex(part) for part in found)
    wrong = [part for part, sex in zip(found, read, strict=True) if sex is None]
    return fault("not_choice", wrong[0], allowed=SEXES, nearest=()) if wrong else read


def read_where(raw: Raw, column: Column) -> Reading:
    """Read codes of cohorts and sessions, ``each`` or ``all``."""
    del column
    found = parts(raw)
    return found if isinstance(found, Fault) else _special(found, (EACH, ALL)) or _once(found)


def _special(found: tuple[str, ...], words: tuple[str, ...]) -> tuple[str] | Fault | None:
    """Find a word that stands for many values, and refuse it beside others."""
    for word in words:
        met = [part for part in found if fold(part) in known_terms(word)]
        if met:
            return (word,) if len(found) == 1 else fault("alone", met[0])
    return None


def read_topics(raw: Raw, column: Column) -> Reading:
    """Read topics with their weights."""
    del column
    found = parts(raw)
    if isinstance(found, Fault):
        return found
    topics = [_topic(part) for part in found]
    wrong = next((topic for topic in topics if isinstance(topic, Fault)), None)
    return wrong or tuple(topics) or None


def _topic(part: str) -> Topic | Fault:
    weighted = _WEIGHTED.fullmatch(part)
    if not weighted:
        return Topic(code=part)
    weight = number_in(weighted[2])
    if not isinstance(weight, int) or not 1 <= weight <= 100:
        return fault("not_weight", part, allowed=A_TOPIC)
    return Topic(code=weighted[1], weight=weight)


def read_spans(raw: Raw, column: Column, *, is_1904: bool) -> Reading:
    """Read days and spans of days; the last doubt about a day is the one that is told."""
    del column
    if isinstance(raw, datetime | date):
        day = raw.date() if isinstance(raw, datetime) else raw
        return (Span(first=day, last=day),)
    if isinstance(raw, int | float):
        return _one_serial(raw, is_1904=is_1904)
    found = parts(raw)
    return found if isinstance(found, Fault) else _spans(found)


def _one_serial(raw: float, *, is_1904: bool) -> Reading:
    day = of_serial(raw, is_1904=is_1904)
    if day is None:
        return fault("not_span", raw, allowed=SPANS)
    return doubt((Span(first=day.date(), last=day.date()),), "serial_date", raw, read=str(day.date()))


def _spans(found: tuple[str, ...]) -> Reading:
    spans, guess = [], ("", "")
    for part in found:
        ends = [read_day(end) for end in _TO.split(part)]
        days = [end.value for end in ends if isinstance(end, Day)]
        if len(days) != len(ends) or len(days) > 2:
            return fault("not_span", part, allowed=SPANS)
        if days[-1] < days[0]:
            return fault("ends_first", str(days[-1]), start=str(days[0]))
        spans.append(Span(first=days[0], last=days[-1]))
        guess = (part, str(spans[-1])) if any(isinstance(end, Day) and end.is_guess for end in ends) else guess
    read = tuple(spans) or None
    return doubt(read, "day_first", guess[0], read=guess[1]) if guess[0] else read


def read_choice(raw: Raw, column: Column) -> Reading:
    """Read one word of a closed list, in any language."""
    text = as_text(raw)
    if isinstance(text, Fault):
        return text
    plain = fold(text)
    found = next((word for word in column.choices if plain in known_terms(word)), None)
    if found is not None:
        return found
    words = {spelling: word for word in column.choices for spelling in known_terms(word)}
    close = tuple(dict.fromkeys(words[spelling] for spelling in nearest(text, words)))
    return fault("not_choice", text, allowed=column.choices, nearest=close)


def read_values(raw: Raw, column: Column) -> Reading:
    """Read several values of any type: what looks like a number or a day is one."""
    del column
    if not isinstance(raw, str):
        return (raw.date() if isinstance(raw, datetime) else raw,)
    found = parts(raw)
    return found if isinstance(found, Fault) else tuple(map(typed, found)) or None


def typed(text: str) -> Any:
    """Return a text as the number or the day that it shows, else as it is."""
    number = number_in(text)
    if isinstance(number, int | float):
        return number
    day = read_day(text)
    return day.value if isinstance(day, Day) else text
