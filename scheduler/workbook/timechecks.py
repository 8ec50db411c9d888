"""Whether a timetable could be made of what a workbook says: days, hours, rooms, sites and lecturers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Final

from scheduler.domain import Cohort, Programme, Room, Session
from scheduler.findings import Fact
from scheduler.reference.text import nearest
from scheduler.timetable.hours import Grid
from scheduler.timetable.people import People
from scheduler.workbook.gridchecks import check_grid, check_windows
from scheduler.workbook.notes import Notes
from scheduler.workbook.resources import Resources
from scheduler.workbook.sheetrows import Row

_FAR: Final = 20
"""Minutes from the venue from which people hardly walk."""
_A_YEAR: Final = 366


class TimeChecks:
    """Checks of a workbook that speaks of a timetable.

    Parameters
    ----------
    programme
        What could be read.
    row_of
        Rows of cohorts and sessions by code.
    """

    def __init__(self, programme: Programme, row_of: Mapping[str, Row], resources: Resources, notes: Notes) -> None:
        self.programme, self.row_of, self.resources, self.notes = programme, row_of, resources, notes
        self.people = People(programme, None)
        self.windowed = {window.cohort for window in programme.windows}

    @cached_property
    def grid(self) -> Grid:
        """Days and hours of the cohorts that have dates."""
        return Grid(self.programme)

    def check(self) -> None:
        """Note everything that is wrong or doubtful."""
        check_grid(self.resources, self.notes)
        check_windows(self.resources, self.notes)
        self._check_resources()
        for cohort in self.programme.cohorts:
            if cohort.status != "closed":
                self._check_cohort(cohort, self.row_of[cohort.code])
        for session in self.programme.sessions:
            self._check_session(session, self.row_of[session.code])

    def is_dated(self, cohort: str) -> bool:
        """Whether a cohort has the dates that it will keep."""
        return self.programme.cohort[cohort].span is not None and cohort not in self.windowed

    # -- rooms, sites and lecturers -----------------------------------------------------------

    def _check_resources(self) -> None:
        taught = {topic.code for session in self.programme.sessions for topic in session.topics}
        for at, lecturer in enumerate(self.programme.lecturers):
            row = self.resources.row("lecturers", at)
            for skill in lecturer.skills if taught else ():
                if skill not in taught:
                    near = nearest(skill, sorted(taught))
                    row.note(self.notes, "skill_not_taught", "skills", found=skill, nearest=near)
        for at, site in enumerate(self.programme.sites):
            if site.minutes >= _FAR and site.bus_seats is None:
                row = self.resources.row("sites", at)
                row.note(self.notes, "no_bus", "bus_seats", found=site.code, minutes=site.minutes)
        for at, route in enumerate(self.programme.routes):
            if route.first == route.second:
                self.resources.row("routes", at).note(self.notes, "both_same", "second", found=route.second)

    # -- cohorts --------------------------------------------------------------------------------

    def _check_cohort(self, cohort: Cohort, row: Row) -> None:
        code = cohort.code
        if code in self.windowed:
            if cohort.span is not None:
                self.notes.add("dated_twice", row.place("start"), found=code)
        elif cohort.span is None:
            self.notes.add("cohort_undated", row.place("code"), found=code)
        else:
            self._check_days(cohort, row)

    def _check_days(self, cohort: Cohort, row: Row) -> None:
        """Holidays on which people would travel, and whether the days have hours enough."""
        from scheduler.timetable.calendar import blackout_days  # noqa: PLC0415  loads the holidays of both countries

        span = cohort.span
        assert span is not None  # noqa: S101  for the type checker; asked by the caller
        if (span.last - span.first).days > _A_YEAR:
            return
        black = blackout_days(span.first, span.last, self.programme.special_days)
        for field, day in (("start", span.first), ("end", span.last)):
            if day in black:
                row.note(self.notes, "on_holiday", field, found=str(day), title=black[day])
        offered = sum(len(self.grid.hours(day)) for day in self.grid.days(cohort.code))
        wanted = self._hours_of(cohort.code)
        if not offered:
            self.notes.add("no_teaching_days", row.place("start"), found=cohort.code, dates=str(span))
        elif wanted > offered:
            facts: dict[str, Fact] = {"cohort": cohort.code, "found": wanted, "allowed": offered}
            self.notes.add("too_many_hours", row.place("code"), **facts)

    def _hours_of(self, cohort: str) -> int:
        """Lesson hours that a cohort's sessions take; of a block, which is parallel, those of its longest session."""
        blocks: dict[str, int] = {}
        total = 0
        for session in self.programme.sessions:
            if cohort in session.cohorts and session.start is None:
                hours = session.length * session.meetings
                if session.block:
                    blocks[session.block] = max(hours, blocks.get(session.block, 0))
                else:
                    total += hours
        return total + sum(blocks.values())

    # -- sessions -------------------------------------------------------------------------------

    def _check_session(self, session: Session, row: Row) -> None:
        self._check_length(session, row)
        self._check_limits(session, row)
        self._check_lecturers(session, row)
        if session.site:
            self._check_visit(session, row)
        elif session.needs_room and self.programme.rooms:
            self._check_room(session, row)

    def _check_length(self, session: Session, row: Row) -> None:
        """A meeting has to fit into one of the days, or where these are not known yet into any week."""
        codes = [code for code in session.cohorts if code in self.programme.cohort]
        if session.start is None and all(map(self.is_dated, codes)):
            days = set(self.grid.days(session.cohort)).intersection(*(self.grid.days(code) for code in codes))
            most = max((self._run(day, session) for day in sorted(days)), default=0)
            if days and session.length > most:
                facts = {"found": session.length, "allowed": most}
                row.note(self.notes, "session_too_long", "length", **facts)

    def _run(self, day: date, session: Session) -> int:
        """The longest meeting that a day has room for."""
        hours = self.grid.hours(day)
        best = run = min(1, len(hours))
        for before, after in pairwise(hours):
            start, end = self.grid.times(before)[0].time(), self.grid.times(after)[1].time()
            is_cut = any(start < pause.end and pause.start < end for pause in self.grid.breaks(day))
            run = 1 if is_cut and not session.spans_breaks else run + 1
            best = max(best, run)
        return best

    def _check_limits(self, session: Session, row: Row) -> None:
        span = self.programme.cohort[session.cohort].span if session.cohort in self.programme.cohort else None
        for field in ("earliest", "latest"):
            day = getattr(session, field)
            if day and span and session.cohort not in self.windowed and not span.first <= day <= span.last:
                facts = {"found": str(day), "cohort": session.cohort, "allowed": str(span)}
                row.note(self.notes, "outside_cohort", field, **facts)

    def _check_lecturers(self, session: Session, row: Row) -> None:
        named = len(session.lecturers)
        if session.lecturers_at_once is not None and session.lecturers_at_once > named:
            facts = {"found": session.lecturers_at_once, "allowed": named}
            row.note(self.notes, "too_few_lecturers", "lecturers_at_once", **facts)
        topics = tuple(topic.code for topic in session.topics)
        for code in session.lecturers:
            lecturer = self.programme.lecturer.get(code)
            if lecturer and lecturer.skills and topics and not {*topics} & {*lecturer.skills}:
                row.note(self.notes, "lacks_skill", "lecturers", found=code, topics=topics)

    def _check_visit(self, session: Session, row: Row) -> None:
        site, people = self.programme.site.get(session.site), self.people.size(session)
        for code, most in (("site_small", site.capacity), ("bus_small", site.bus_seats)) if site else ():
            if most is not None and people > most:
                facts: dict[str, Fact] = {"session": session.code, "found": people, "allowed": most}
                self.notes.add(code, row.place("site"), site=session.site, **facts)

    def _check_room(self, session: Session, row: Row) -> None:
        had = {feature for room in self.programme.rooms for feature in room.features}
        missing = [feature for feature in session.features if feature not in had]
        for feature in missing:
            near = nearest(feature, sorted(had))
            row.note(self.notes, "no_such_feature", "features", found=feature, nearest=near)
        fitting = list(self._fitting(session))
        if not fitting and not missing:
            row.note(self.notes, "no_such_room", "features", found=session.features)
        self._check_size(session, row, fitting)

    def _fitting(self, session: Session) -> Iterator[Room]:
        return (room for room in self.programme.rooms if {*session.features} <= {*room.features})

    def _check_size(self, session: Session, row: Row, rooms: Sequence[Room]) -> None:
        people, most = self.people.size(session), max((room.capacity for room in rooms), default=None)
        if most is not None and people > most:
            facts: dict[str, Fact] = {"session": session.code, "found": people, "allowed": most}
            self.notes.add("room_small", row.place("expected" if session.expected is not None else "code"), **facts)
