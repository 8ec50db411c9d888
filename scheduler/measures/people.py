"""What can be measured of one nominee: the audit's reading, in plain Python."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from math import inf

from scheduler.domain import Nominee
from scheduler.findings import Fact
from scheduler.measures.cells import (
    DATED,
    EMPTY,
    MONTHS,
    NEVER,
    TRAINING,
    Days,
    Point,
    cell,
    day_of,
    is_dated,
    named,
    plain,
    point,
    token,
)


def measure(nominee: Nominee, column: str, days: Days) -> Point | None:
    """Return where a person stands on a column's scale; None where nothing can be told.

    Years are full years: they end on the anniversary, which for 29 February is 1 March in
    other years.  Whoever was never trained in Korea has endless years since.  Full months end
    on the day of the month on which they began, or on the last day of a shorter month: from 31 August
    to 28 February there are six.
    """
    name, content = named(column), cell(nominee, column)
    if name == TRAINING:
        return _since(nominee.trained, days.counted)
    if name in DATED:
        return _years(day_of(content), days.counted)
    if name.startswith(MONTHS):
        return _months(days.start, day_of(content))
    return point(name, content)


def words(nominee: Nominee, column: str, days: Days) -> tuple[str, ...]:
    """Return a column's values as they are compared: one, several (topics), or none where it is empty."""
    if is_dated(column):
        found = shown(nominee, column, days)
        return () if found is None else (str(found),)
    content = cell(nominee, column)
    contents = content if isinstance(content, tuple) else (content,)
    return tuple(token(named(column), each) for each in contents if each not in EMPTY)


def shown(nominee: Nominee, column: str, days: Days) -> Fact:
    """Return what to print as found: years or months as a number, else what stands in the cell; None for nothing."""
    if is_dated(column):
        found = measure(nominee, column, days)
        return None if found is None else NEVER if found.size == inf else int(found.size)
    content = cell(nominee, column)
    if content in EMPTY:
        return None
    return tuple(map(str, content)) if isinstance(content, tuple) else plain(content)


def _years(first: date | None, last: date | None) -> Point | None:
    if first is None or last is None:
        return None
    return Point("number", last.year - first.year - ((last.month, last.day) < (first.month, first.day)))


def _since(year: int | None, day: date | None) -> Point | None:
    if year is None:
        return Point("number", inf)
    return None if day is None else Point("number", day.year - year)


def _months(first: date | None, last: date | None) -> Point | None:
    if first is None or last is None:
        return None
    ends_on = min(first.day, monthrange(last.year, last.month)[1])
    return Point("number", (last.year - first.year) * 12 + last.month - first.month - (last.day < ends_on))
