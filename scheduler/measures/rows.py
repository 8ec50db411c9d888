"""What can be measured of all rows of a board at once, as arrays; the audit does not use this module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scheduler.measures.cells import (
    EMPTY,
    MONTHS,
    NEVER,
    TRAINING,
    Cell,
    Days,
    cell,
    day_of,
    is_dated,
    named,
    point,
    token,
)
from scheduler.terms import Floats
from scheduler.traits import Mask, Traits

Dates = NDArray[np.datetime64]


def sizes(traits: Traits, column: str, days: Days) -> Mapping[str, Floats]:
    """Return where the rows stand, by scale: arrays of shape (rows,), NaN for those not on that scale."""
    name, contents = named(column), _cells(traits, column)
    if name == TRAINING:
        return {"number": _since(traits.numbers("trained"), days.counted)}
    if name.startswith(MONTHS):
        return {"number": _months(days.start, _dates(contents))}
    if is_dated(name):
        return {"number": _years(_dates(contents), days.counted)}
    return _by_scale(name, contents)


def blank(traits: Traits, column: str, days: Days) -> Mask:
    """Return for which rows nothing stands in a column, or nothing can be counted from it."""
    if is_dated(column):
        return np.isnan(sizes(traits, column, days)["number"])
    return np.asarray([content in EMPTY for content in _cells(traits, column)], dtype=np.bool_)


def among(traits: Traits, column: str, values: Iterable[str], days: Days) -> Mask:
    """Return for which rows a column holds any of some values."""
    name = named(column)
    if is_dated(name):
        numbers = [np.inf if text == NEVER else float(text) for text in map(_folded, values) if _is_count(text)]
        return np.isin(sizes(traits, column, days)["number"], numbers)
    wanted = {token(name, value) for value in values}
    return np.asarray([not wanted.isdisjoint(_tokens(name, c)) for c in _cells(traits, column)], dtype=np.bool_)


def _cells(traits: Traits, column: str) -> list[Cell]:
    return [cell(person, column) for person in traits.people]


def _tokens(name: str, content: Cell) -> set[str]:
    listed = content if isinstance(content, tuple) else (content,)
    return {token(name, each) for each in listed if each not in EMPTY}


def _folded(text: str) -> str:
    return text.strip().casefold()


def _is_count(text: str) -> bool:
    return text == NEVER or (text.removeprefix("-").isdecimal() and text == str(int(text)))


def _by_scale(name: str, contents: list[Cell]) -> dict[str, Floats]:
    points = [point(name, content) for content in contents]
    scales = sorted({p.scale for p in points if p is not None})
    return {scale: np.asarray([p.size if p and p.scale == scale else np.nan for p in points]) for scale in scales}


def _dates(contents: list[Cell]) -> Dates:
    return np.asarray([day_of(content) for content in contents], dtype="datetime64[D]")


def _years(first: Dates, last: date | None) -> Floats:
    """Read dates as numbers such as 19800229: a full year is 10,000 of them."""
    if last is None:
        return np.full(first.size, np.nan)
    return np.floor((_yyyymmdd(np.full(first.size, last, dtype="datetime64[D]")) - _yyyymmdd(first)) / 10_000)


def _yyyymmdd(dates: Dates) -> Floats:
    months = dates.astype("datetime64[M]")
    years = months.astype("datetime64[Y]")
    number = (years.astype(np.int64) + 1970) * 10_000 + ((months - years).astype(np.int64) + 1) * 100 + _day(dates)
    return np.where(np.isnat(dates), np.nan, number)


def _day(dates: Dates) -> Floats:
    """Day of the month."""
    return np.asarray((dates - dates.astype("datetime64[M]")).astype(np.float64) + 1)


def _months(first: date | None, last: Dates) -> Floats:
    if first is None:
        return np.full(last.size, np.nan)
    month = last.astype("datetime64[M]")
    is_last_day = last + 1 == (month + 1).astype("datetime64[D]")
    is_short = (_day(last) < first.day) & ~is_last_day
    full = (month - np.datetime64(first, "M")).astype(np.float64) - is_short
    return np.where(np.isnat(last), np.nan, full)


def _since(trained: Floats, day: date | None) -> Floats:
    year = np.nan if day is None else day.year
    return np.where(np.isnan(trained), np.inf, year - trained)
