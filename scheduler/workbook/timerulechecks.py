"""What a row of a timetable's rule says, held against the days and hours that there are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from scheduler.domain import Programme, Session
from scheduler.findings import Fact
from scheduler.timetable.hours import STANDARD_SLOTS, Grid, Hour
from scheduler.workbook.gridchecks import check_clock
from scheduler.workbook.notes import Notes
from scheduler.workbook.sheetrows import Row


class TimeRuleChecks:
    """Checks of the rows of the timetable's rules.

    Parameters
    ----------
    programme
        What could be read.
    has_all_slots
        Whether every row of the day grid could be.
    """

    def __init__(self, programme: Programme, notes: Notes, *, has_all_slots: bool = True) -> None:
        self.programme, self.notes, self.has_all_slots = programme, notes, has_all_slots

    @cached_property
    def grid(self) -> Grid:
        """Days and hours of the cohorts that have dates."""
        return Grid(self.programme)

    @cached_property
    def slots(self) -> tuple[int, ...]:
        """Numbers of the lesson hours that there are."""
        return tuple(sorted({slot.number for slot in self.programme.slots or STANDARD_SLOTS}))

    def check(self, row: Row) -> None:
        """Note what cannot be, or hardly can."""
        values = row.values
        check_clock(row, ("since", "until"), self.notes)
        if values.get("first") and values.get("first") == values.get("second"):
            row.note(self.notes, "both_same", "second", found=values["second"])
        self._check_slots(row, "slots", values.get("slots", ()))
        if "session" in values and "slot" in values and not self._check_slots(row, "slot", (values["slot"],)):
            self._check_place(row)

    def _check_slots(self, row: Row, field: str, numbers: Iterable[int]) -> bool:
        """Note numbers of lesson hours that no day has; return whether there are any."""
        unknown = [number for number in numbers if self.has_all_slots and number not in self.slots]
        for number in unknown:
            row.note(self.notes, "unknown_slot", field, found=number, allowed=tuple(map(str, self.slots)))
        return bool(unknown)

    def _check_place(self, row: Row) -> None:
        """A meeting that people have fixed has to be possible on its day and at its hour."""
        session, day = self.programme.session.get(str(row.values["session"])), row.values.get("day")
        if session is None or day is None or session.start is not None or not self._is_dated(session):
            return
        closed = [code for code in session.cohorts if day not in self.grid.days(code)]
        if closed:
            row.note(self.notes, "not_taught_then", "day", found=str(day), cohort=closed[0])
        else:
            self._check_begin(row, session, day)

    def _is_dated(self, session: Session) -> bool:
        chosen = {window.cohort for window in self.programme.windows}
        codes = [code for code in session.cohorts if code in self.programme.cohort]
        return all(self.programme.cohort[code].span and code not in chosen for code in codes)

    def _check_begin(self, row: Row, session: Session, day: date) -> None:
        slot = int(row.values["slot"])
        if Hour(day, slot) not in self.grid.starts(session):
            facts: dict[str, Fact] = {"session": session.code, "day": str(day), "found": slot, "hours": session.length}
            row.note(self.notes, "cannot_begin", "slot", **facts)
