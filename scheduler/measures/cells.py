"""Columns and cells: how a heading names a column, and how a single cell of it is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from scheduler.domain import Cohort, Nominee, Programme, Value
from scheduler.reference.ranks import read_level, read_rank

AGE: Final = "age"
SERVICE: Final = "service years"
TRAINING: Final = "years since training"
MONTHS: Final = "months of "
NEVER: Final = "never"
"""The years since training of those who were never trained, as a word."""

DATED: Final = (AGE, SERVICE, TRAINING)
_TITLES: Final = {str(f.title).casefold(): name for name, f in Nominee.model_fields.items()} | {"topic": "topics"}
_WHAT: Final = {"rank": "a rank such as III/c or IX", "level": "a level of position"}
_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:[.,]\d+)?")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

Cell = Value | tuple[object, ...]
EMPTY: Final = (None, "", ())


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a scale: ``number``, ``date`` (day number), ``level``, or ``PNS`` and ``PPPK`` of ranks.

    Points of different scales do not compare.
    """

    scale: str
    size: float


class Days(NamedTuple):
    """The days that a cohort is judged by: the one on which years are counted, and its first."""

    counted: date | None = None
    start: date | None = None

    def deciding(self, column: str) -> Days:
        """Return the one of both that a dated column is judged by, alone."""
        return Days(start=self.start) if named(column).startswith(MONTHS) else Days(counted=self.counted)

    @classmethod
    def of(cls, cohort: Cohort, programme: Programme) -> Days:
        """Count years on the programme's reference date, else on the cohort's first day; months from the latter."""
        return cls(programme.reference_date or cohort.start, cohort.start or programme.reference_date)


# -- columns ------------------------------------------------------------------------------


def named(column: str) -> str:
    """Return the name that a column is kept under, from its heading or that name itself.

    Case matters only for further columns, which keep their heading as it is written.
    """
    plain = " ".join(column.split())
    small = plain.casefold()
    if small in DATED or small in Nominee.model_fields:
        return small
    if small.startswith(MONTHS):
        return MONTHS + named(plain[len(MONTHS) :])
    return _TITLES.get(small, plain)


def is_dated(column: str) -> bool:
    """Whether the measure depends on the days of the cohort."""
    name = named(column)
    return name in DATED or name.startswith(MONTHS)


def source(column: str) -> str:
    """Return the field or heading whose cells a column is read from; for years and months, that of their date."""
    name = named(column).removeprefix(MONTHS)
    return {AGE: "birth", SERVICE: "service_start", TRAINING: "trained"}.get(name, name)


def cell(nominee: Nominee, column: str) -> Cell:
    """Return what stands where a column is read from."""
    name = source(column)
    if name in nominee.meant:
        return nominee.meant[name]
    found: Cell = getattr(nominee, name) if name in Nominee.model_fields else nominee.facts.get(name)
    return found


# -- cells --------------------------------------------------------------------------------


def point(column: str, content: Cell) -> Point | None:
    """Understand a cell as a point on its column's scale; None where it is none."""
    if column == "rank":
        rank = read_rank(str(content))
        return Point(rank.scheme, rank.order) if rank else None
    if column == "level":
        level = read_level(str(content))
        return Point("level", level.order) if level else None
    day, number = day_of(content), _number(content)
    if day is not None:
        return Point("date", day.toordinal())
    return None if number is None else Point("number", number)


def day_of(content: Cell) -> date | None:
    """Understand a cell as a date: one already, or a text such as 2027-01-31."""
    if isinstance(content, str) and _DATE.fullmatch(content.strip()):
        try:
            return date.fromisoformat(content.strip())
        except ValueError:
            return None
    return content if isinstance(content, date) else None


def _number(content: Cell) -> float | None:
    if isinstance(content, str) and _NUMBER.fullmatch(content.strip()):
        return float(content.strip().replace(",", "."))
    return float(content) if isinstance(content, int | float) else None


def token(column: str, content: object) -> str:
    """Spell a value as values are compared: ranks and levels by their code, words in small letters."""
    text = str(plain(content)).strip()
    known = {"rank": read_rank, "level": read_level}.get(column, _nothing)(text)
    return known.code if known else text.casefold()


def _nothing(text: str) -> None:
    del text


def plain(content: object) -> str | int | float:
    """Return a cell as it is shown: whole numbers without a point, dates as 2027-01-31."""
    if isinstance(content, float) and content.is_integer():
        return int(content)
    return content if isinstance(content, int | float) else str(content)


def bounds(column: str, text: str) -> tuple[Point, ...]:
    """Read a bound on a column; ranks may give one for each scheme: ``III/c; IX``.

    Raises
    ------
    ValueError
        The text is no bound for this column, or gives two on one scale.
    """
    name = named(column)
    parts = text.split(";") if name == "rank" else [text]
    points = [point("" if is_dated(name) else name, part.strip()) for part in parts]
    found = tuple(p for p in points if p is not None and (p.scale == "number" or not is_dated(name)))
    if len(found) < len(parts):
        what = "a number" if is_dated(name) else _WHAT.get(name, "a number or a date such as 2027-01-31")
        msg = f"{text} is not {what}, which {column} is compared with"
        raise ValueError(msg)
    if len({p.scale for p in found}) < len(found):
        msg = f"{text} gives two bounds on one scale"
        raise ValueError(msg)
    return found
