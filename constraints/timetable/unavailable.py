"""Unavailable: hours at which a lecturer, room, site, cohort or session must not be used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from constraints.timetable._closed import Closed
from scheduler.domain import Programme, Span
from scheduler.rule import Rule


class Unavailable(Closed):
    """A lecturer, room, site, cohort or session is not used at the hours named.

    The days that the Lecturers, Rooms and Sites sheets name, and those before the earliest and
    after the latest of a session, hold as a "must"; rows of this sheet add to them.
    """

    sheet = "Unavailable"

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the days of the Lecturers, Rooms, Sites and Sessions sheets."""
        del given
        for session in programme.sessions:
            if session.earliest:
                early = Span(first=date.min, last=session.earliest - timedelta(days=1))
                yield cls(who=session.code, days=(early,), stems=f"session:{session.code}:earliest")
            if session.latest:
                late = Span(first=session.latest + timedelta(days=1), last=date.max)
                yield cls(who=session.code, days=(late,), stems=f"session:{session.code}:latest")
        for thing in (*programme.lecturers, *programme.rooms, *programme.sites):
            if thing.unavailable:
                stems = f"{type(thing).__name__.lower()}:{thing.code}:unavailable"
                yield cls(who=thing.code, days=thing.unavailable, stems=stems)
