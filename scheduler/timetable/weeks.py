"""The weeks of a cohort as grids: days across, times of day down, and what stands in each cell.

What is printed, in a workbook or on a page, is drawn from these; no word of any language is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from scheduler.domain import Break, Placement
from scheduler.timetable.held import Timetable

State = Literal["taught", "travel", "free"]

_WORKING: Final = 5


class Line(NamedTuple):
    """One line of a grid: from when to when; `is_break` where no lesson hour lies in it."""

    start: time
    end: time
    is_break: bool = False


@dataclass(frozen=True)
class Day:
    """One column: a date, whether it is taught, and what a free day is called."""

    date: date
    state: State
    title: str = ""


@dataclass(frozen=True)
class Block:
    """What stands in one column over some lines: meetings held at once, or a break.

    Attributes
    ----------
    day
        Number of the column.
    first, last
        Numbers of the lines, both included.
    meetings
        Those held then, in order of time and code; several where breakouts run in parallel.
    breaks
        Those that fall into the block; empty where something is held.
    """

    day: int
    first: int
    last: int
    meetings: tuple[Placement, ...] = ()
    breaks: tuple[Break, ...] = ()

    @property
    def title(self) -> str:
        """What the breaks are called."""
        return "; ".join(dict.fromkeys(row.title for row in self.breaks if row.title))

    @property
    def times(self) -> tuple[time, time]:
        """When the first of the breaks begins and the last one ends."""
        return min(row.start for row in self.breaks), max(row.end for row in self.breaks)


@dataclass(frozen=True)
class Week:
    """Days from a Monday on, at most seven; no two blocks share a cell."""

    days: tuple[Day, ...]
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]


def weeks(timetable: Timetable, cohort: str) -> tuple[Week, ...]:
    """Return the weeks of a cohort; none where it has neither dates nor meetings.

    Weekends are left out where nothing is held on them; holidays and days of travel are not.
    """
    meetings = timetable.of_cohort(cohort)
    found: dict[date, list[Day]] = {}
    for day in _days(timetable, cohort, {one.day for one in meetings}):
        found.setdefault(day.date - timedelta(days=day.date.weekday()), []).append(day)
    return tuple(_week(timetable, days, meetings) for _, days in sorted(found.items()))


def _days(timetable: Timetable, cohort: str, held: set[date]) -> Iterator[Day]:
    span, taught = timetable.programme.cohort[cohort].span, set(timetable.grid.days(cohort))
    away = {span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1)} if span else set()
    for day in sorted(away | held):
        title = timetable.grid.free(day)
        if day in taught or day in held:
            yield Day(day, "taught")
        elif title and (day.weekday() < _WORKING or title != "weekend"):
            yield Day(day, "free", title)
        elif not title:
            yield Day(day, "travel")


def _week(timetable: Timetable, days: Sequence[Day], meetings: Sequence[Placement]) -> Week:
    taught = [day.date for day in days if day.state == "taught"]
    held = [one for one in meetings if one.day in taught]
    lines = _lines(timetable, taught, held)
    blocks: list[Block] = []
    for number, day in enumerate(days):
        if day.state == "taught":
            mine = list(_held(timetable, number, [one for one in held if one.day == day.date], lines))
            blocks += [*mine, *_breaks(timetable.grid.breaks(day.date), number, lines, mine)]
    return Week(tuple(days), lines, tuple(sorted(blocks, key=lambda block: (block.day, block.first))))


# -- lines ------------------------------------------------------------------------------------


def _lines(timetable: Timetable, days: Sequence[date], meetings: Iterable[Placement]) -> tuple[Line, ...]:
    """Lesson hours, cut where those of two days overlap, with the breaks that lie between them."""
    hours = {(a.time(), b.time()) for day in days for a, b in timetable.grid.clock(day).values()}
    hours |= {_times(timetable, one) for one in meetings if not any(_overlap(_times(timetable, one), h) for h in hours)}
    marks = sorted({mark for hour in hours for mark in hour})
    cut = [span for span in pairwise(marks) if any(a <= span[0] < b for a, b in hours)]
    pauses = [(row.start, row.end) for day in days for row in timetable.grid.breaks(day)]
    between = [_pause((a[1], b[0]), pauses) for a, b in pairwise(cut)]
    found = [Line(*span) for span in cut] + [Line(*span, is_break=True) for span in between if span]
    return tuple(sorted(found))


def _pause(gap: tuple[time, time], pauses: Iterable[tuple[time, time]]) -> tuple[time, time] | None:
    """The part of a gap between two lesson hours that breaks take."""
    inside = [pause for pause in pauses if _overlap(pause, gap)]
    if not inside:
        return None
    return max(gap[0], min(start for start, _ in inside)), min(gap[1], max(end for _, end in inside))


def _times(timetable: Timetable, one: Placement) -> tuple[time, time]:
    start, end = timetable.times(one)
    late = max(end, start + timedelta(minutes=1))
    return start.time(), late.time() if late.date() == start.date() else time.max


def _overlap(one: tuple[time, time], other: tuple[time, time]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


# -- blocks -----------------------------------------------------------------------------------


def _held(timetable: Timetable, day: int, meetings: Iterable[Placement], lines: Sequence[Line]) -> Iterator[Block]:
    """Put meetings that share any line into one block."""
    open_block: Block | None = None
    for one in meetings:
        taken = _taken(_times(timetable, one), lines)
        if open_block and taken[0] <= open_block.last:
            last = max(open_block.last, taken[-1])
            open_block = Block(day, open_block.first, last, (*open_block.meetings, one))
            continue
        if open_block:
            yield open_block
        open_block = Block(day, taken[0], taken[-1], (one,))
    if open_block:
        yield open_block


def _taken(times: tuple[time, time], lines: Sequence[Line]) -> list[int]:
    return [number for number, line in enumerate(lines) if _overlap(times, line[:2])]


def _breaks(rows: Iterable[Break], day: int, lines: Sequence[Line], held: Iterable[Block]) -> Iterator[Block]:
    """Put breaks where nothing is held; those that follow each other or overlap share a block."""
    taken = {number for block in held for number in range(block.first, block.last + 1)}
    found: dict[int, list[Break]] = {}
    for row in sorted(rows, key=lambda row: (row.start, row.end, row.title)):
        for number in _taken((row.start, row.end), lines):
            if number not in taken:
                found.setdefault(number, []).append(row)
    first, met = None, list[Break]()
    for number, here in sorted(found.items()):
        first, met = (number, here) if first is None else (first, met + here)
        if number + 1 not in found:
            yield Block(day, first, number, breaks=tuple(dict.fromkeys(met)))
            first = None
