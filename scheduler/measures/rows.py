"""What can be measured of all rows of a board at once, as arrays; the audit does not use this module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.measures.cells import (
    EMPTY,
    MONTHS,
    NEVER,
    TRAINING,
    Days,
    day_of,
    is_dated,
    named,
    point,
    source,
    token,
)
from scheduler.terms import Floats
from scheduler.traits import Mask, Traits

Dates = NDArray[np.datetime64]


class Rows:
    """One column of all rows of a board; its cells are read once, however many cohorts ask.

    Parameters
    ----------
    traits
        The people of the rows.
    column
        A heading, as :func:`scheduler.measures.cells.named` knows it.
    """

    def __init__(self, traits: Traits, column: str) -> None:
        self.name = named(column)
        self.is_dated = is_dated(column)
        self.contents = traits.raw(source(column))

    @classmethod
    def of(cls, traits: Traits, column: str) -> Rows:
        """Return a column of some people, read when it is first asked for."""
        found = traits.measured.get(column)
        if not isinstance(found, cls):
            found = traits.measured[column] = cls(traits, column)
        return found

    def sizes(self, days: Days) -> Mapping[str, Floats]:
        """Return where the rows stand, by scale: arrays of shape (rows,), NaN for those not on that scale."""
        if not self.is_dated:
            return self._by_scale
        if self.name == TRAINING:
            return {"number": _since(self._trained, days.counted)}
        if self.name.startswith(MONTHS):
            return {"number": _months(days.start, self._dates)}
        return {"number": _years(self._dates, days.counted)}

    def blank(self, days: Days) -> Mask:
        """Return in which rows nothing stands, or nothing can be counted from what does."""
        return np.isnan(self.sizes(days)["number"]) if self.is_dated else self._empty

    def among(self, values: Iterable[str], days: Days) -> Mask:
        """Return which rows hold any of some values."""
        if self.is_dated:
            numbers = [np.inf if text == NEVER else float(text) for text in map(_folded, values) if _is_count(text)]
            return np.isin(self.sizes(days)["number"], numbers)
        wanted = {token(self.name, value) for value in values}
        return np.asarray([not wanted.isdisjoint(tokens) for tokens in self._tokens], dtype=np.bool_)

    @cached_property
    def _by_scale(self) -> dict[str, Floats]:
        points = [point(self.name, content) for content in self.contents]
        scales = sorted({p.scale for p in points if p is not None})
        return {scale: np.asarray([p.size if p and p.scale == scale else np.nan for p in points]) for scale in scales}

    @cached_property
    def _dates(self) -> Dates:
        return np.asarray([day_of(content) for content in self.contents], dtype="datetime64[D]")

    @cached_property
    def _trained(self) -> Floats:
        return np.asarray([np.nan if year is None else year for year in self.contents], dtype=np.float64)

    @cached_property
    def _empty(self) -> Mask:
        return np.asarray([content in EMPTY for content in self.contents], dtype=np.bool_)

    @cached_property
    def _tokens(self) -> list[set[str]]:
        listed = [content if isinstance(content, tuple) else (content,) for content in self.contents]
        return [{token(self.name, each) for each in contents if each not in EMPTY} for contents in listed]


def _folded(text: str) -> str:
    return text.strip().casefold()


def _is_count(text: str) -> bool:
    return text == NEVER or (text.removeprefix("-").isdecimal() and text == str(int(text)))


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
