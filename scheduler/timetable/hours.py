"""The day grid: which days are taught, which lesson hours they have, and where a meeting fits.

Times are local time at the place of training.  A lesson hour that a break overlaps is no hour of
that day; a meeting takes consecutive hours without a break between, unless it may span breaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final, NamedTuple

from scheduler.domain import Break, Programme, Session, Slot
from scheduler.resources import WEEKDAYS
from scheduler.timetable.calendar import free_days, is_ramadan

STANDARD_SLOTS: Final = tuple(
    Slot(number=number, start=time.fromisoformat(start), end=time.fromisoformat(end))
    for number, (start, end) in enumerate(
        (
            ("09:00", "09:45"), ("09:50", "10:35"), ("10:40", "11:25"), ("13:00", "13:45"),
            ("13:50", "14:35"), ("14:40", "15:25"), ("15:30", "16:15"), ("16:20", "17:05"),
        ),
        1,
    )
)  # fmt: skip
"""Eight lesson hours of 45 minutes, for programmes that state none."""

STANDARD_BREAKS: Final = (Break(title="Lunch", start=time(11, 30), end=time(13)),)
"""Goes with `STANDARD_SLOTS`."""


class Hour(NamedTuple):
    """One lesson hour of one day; also the first hour of a meeting."""

    day: date
    slot: int


class Grid:
    """Days and lesson hours of a programme, and the hours at which each session can begin.

    Parameters
    ----------
    programme
        Its cohorts need dates; those without have no days.
    """

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._slots = programme.slots or STANDARD_SLOTS
        self._breaks = [row for row in (programme.breaks if programme.slots else STANDARD_BREAKS) if row.is_on]
        self._hours: dict[date, Mapping[int, tuple[datetime, datetime]]] = {}
        self._starts: dict[str, Mapping[Hour, tuple[Hour, ...]]] = {}

    # -- days -----------------------------------------------------------------------------

    @cached_property
    def _free(self) -> Mapping[date, str]:
        spans = [cohort.span for cohort in self.programme.cohorts if cohort.span]
        if not spans:
            return {}
        first, last = min(span.first for span in spans), max(span.last for span in spans)
        return free_days(first, last, self.programme.special_days)

    @cached_property
    def _days(self) -> Mapping[str, tuple[date, ...]]:
        found = {}
        for cohort in self.programme.cohorts:
            days = _between(cohort.start, cohort.end, cohort.travel_days)
            found[cohort.code] = tuple(day for day in days if day not in self._free)
        return found

    def days(self, cohort: str) -> tuple[date, ...]:
        """Return the days on which a cohort is taught."""
        return self._days[cohort]

    @cached_property
    def all_days(self) -> tuple[date, ...]:
        """The days on which any cohort is taught."""
        return tuple(sorted({day for days in self._days.values() for day in days}))

    def free(self, day: date) -> str:
        """Return why nothing is taught on a day, empty where something may be; days of no cohort are not known."""
        return self._free.get(day, "")

    # -- hours ----------------------------------------------------------------------------

    def breaks(self, day: date) -> list[Break]:
        """Return the breaks of a day."""
        return [row for row in self._breaks if _holds(row.season, day) and _is_on(row, day)]

    def clock(self, day: date) -> Mapping[int, tuple[datetime, datetime]]:
        """Return the lesson hours of a day in order: start and end by slot number."""
        if day not in self._hours:
            breaks = self.breaks(day)
            slots = sorted(_slots_of(self._slots, day).values(), key=lambda slot: (slot.start, slot.number))
            free = [slot for slot in slots if not any(_overlap(slot, row) for row in breaks)]
            self._hours[day] = {slot.number: _times(day, slot) for slot in free}
        return self._hours[day]

    def hours(self, day: date) -> tuple[Hour, ...]:
        """Return the lesson hours of a day in order."""
        return tuple(Hour(day, slot) for slot in self.clock(day))

    def times(self, hour: Hour) -> tuple[datetime, datetime]:
        """Return when an hour starts and ends; midnight where the day has no such hour."""
        midnight = datetime.combine(hour.day, time())
        return self.clock(hour.day).get(hour.slot, (midnight, midnight))

    def beside(self, hour: Hour) -> tuple[Hour, ...]:
        """Return the lesson hours right before and right after, whatever break is between."""
        line = self.hours(hour.day)
        where = line.index(hour)
        return line[max(0, where - 1) : where] + line[where + 1 : where + 2]

    def after(self, taken: Sequence[Hour]) -> tuple[Hour, ...]:
        """Return the lesson hour right after a meeting that takes these hours; none at the end of a day."""
        line = self.hours(taken[-1].day) if taken else ()
        return line[line.index(taken[-1]) + 1 :][:1] if taken else ()

    # -- meetings -------------------------------------------------------------------------

    def starts(self, session: Session) -> Mapping[Hour, tuple[Hour, ...]]:
        """Return the hours at which a meeting of the session can begin, each with the hours that it takes."""
        if session.code not in self._starts:
            self._starts[session.code] = dict(self._timed(session) if session.start else self._possible(session))
        return self._starts[session.code]

    def _possible(self, session: Session) -> Iterator[tuple[Hour, tuple[Hour, ...]]]:
        days = set(self._days[session.cohort]).intersection(*(self._days.get(c, ()) for c in session.cohorts))
        for day in sorted(days):
            line = self.hours(day)
            for where in range(len(line) - session.length + 1):
                taken = line[where : where + session.length]
                if session.spans_breaks or not self._is_broken(taken):
                    yield line[where], taken

    def _is_broken(self, taken: tuple[Hour, ...]) -> bool:
        """Whether a break, or an hour that is none because of one, lies between the first hour and the last."""
        day, first, last = taken[0].day, self.times(taken[0])[0], self.times(taken[-1])[1]
        return any(first.time() < row.end and row.start < last.time() for row in self.breaks(day))

    def _timed(self, session: Session) -> Iterator[tuple[Hour, tuple[Hour, ...]]]:
        """Where start and end are given, people have decided: the hours that these overlap, on whatever day."""
        assert session.start is not None  # noqa: S101  for the type checker; asked by the caller
        start = session.start.replace(tzinfo=None)
        end = (session.end or session.start + timedelta(minutes=45 * session.length)).replace(tzinfo=None)
        clock = self.clock(start.date())
        taken = tuple(Hour(start.date(), slot) for slot, (a, b) in clock.items() if a < end and start < b)
        yield (taken[0] if taken else Hour(start.date(), 1)), taken

    def covered(self, session: Session, start: Hour) -> tuple[Hour, ...]:
        """Return the hours of a meeting that begins at `start`, as far as there are any, even where it does not fit."""
        found = self.starts(session).get(start)
        if found is not None:
            return found
        line = self.hours(start.day)
        where = line.index(start) if start in line else len(line)
        return line[where : where + session.length]


def _between(start: date | None, end: date | None, margin: int) -> list[date]:
    if start is None or end is None:
        return []
    count = (end - start).days + 1
    return [start + timedelta(days=number) for number in range(margin, count - margin)]


def _slots_of(slots: tuple[Slot, ...], day: date) -> Mapping[int, Slot]:
    """One slot of each number: that of the season where there is one."""
    ordered = sorted(slots, key=lambda slot: slot.season != "always")
    return {slot.number: slot for slot in ordered if _holds(slot.season, day)}


def _holds(season: str, day: date) -> bool:
    return season == "always" or is_ramadan(day) == (season == "ramadan")


def _is_on(row: Break, day: date) -> bool:
    return not row.weekdays or WEEKDAYS[day.weekday()] in row.weekdays


def _overlap(slot: Slot, row: Break) -> bool:
    return slot.start < row.end and row.start < slot.end


def _times(day: date, slot: Slot) -> tuple[datetime, datetime]:
    return datetime.combine(day, slot.start), datetime.combine(day, slot.end)
