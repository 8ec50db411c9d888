"""A finished timetable and the questions that one can ask of it.

This is what the `check` of every rule of the timetable reads.  It knows nothing of any solver.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property

from scheduler.allocation import Allocation
from scheduler.domain import Model, Placement, Programme, Session
from scheduler.timetable.hours import Grid, Hour
from scheduler.timetable.people import People


class Timetable(Model):
    """When and where every meeting is held.

    Parameters
    ----------
    programme
        Whose sessions are placed.
    placements
        The meetings, in any order; those of unknown sessions are told by `Every meeting` and else passed over.
    allocation
        Who takes part, where that is known.
    """

    programme: Programme
    placements: tuple[Placement, ...] = ()
    allocation: Allocation | None = None

    @cached_property
    def grid(self) -> Grid:
        """The days and lesson hours."""
        return Grid(self.programme)

    @cached_property
    def people(self) -> People:
        """Who attends what."""
        return People(self.programme, self.allocation)

    @cached_property
    def known(self) -> tuple[Placement, ...]:
        """The placements of sessions that there are, in order of time."""
        kept = (one for one in self.placements if one.session in self.programme.session)
        return tuple(sorted(kept, key=lambda one: (one.day, self.start(one), one.session, one.meeting, one.room)))

    @cached_property
    def _of(self) -> Mapping[str, tuple[Placement, ...]]:
        found: dict[str, list[Placement]] = defaultdict(list)
        for placement in self.known:
            found[placement.session].append(placement)
        return {code: tuple(listed) for code, listed in found.items()}

    def session(self, placement: Placement) -> Session:
        """Return the session that meets."""
        return self.programme.session[placement.session]

    def of(self, session: str) -> tuple[Placement, ...]:
        """Return the meetings of a session in order of time."""
        return self._of.get(session, ())

    def of_cohort(self, cohort: str) -> tuple[Placement, ...]:
        """Return the meetings that a cohort attends, in order of time."""
        return tuple(one for one in self.known if cohort in self.session(one).cohorts)

    def of_lecturer(self, lecturer: str) -> tuple[Placement, ...]:
        """Return the meetings that a lecturer teaches, in order of time."""
        return tuple(one for one in self.known if lecturer in one.lecturers)

    def in_room(self, room: str) -> tuple[Placement, ...]:
        """Return the meetings in a room, in order of time."""
        return tuple(one for one in self.known if one.room == room)

    def hours(self, placement: Placement) -> tuple[Hour, ...]:
        """Return the lesson hours that a meeting takes."""
        return self.grid.covered(self.session(placement), Hour(placement.day, placement.slot))

    def start(self, placement: Placement) -> datetime:
        """Return when a meeting starts."""
        return self.grid.times(Hour(placement.day, placement.slot))[0]

    def end(self, placement: Placement) -> datetime:
        """Return when a meeting ends."""
        hours = self.hours(placement)
        return self.grid.times(hours[-1])[1] if hours else self.start(placement)

    def times(self, placement: Placement) -> tuple[datetime, datetime]:
        """Return the times that people are told: a session's own where it stands at these, else those of its hours."""
        session, hour = self.session(placement), Hour(placement.day, placement.slot)
        if session.start is None or hour not in self.grid.starts(session):
            return self.start(placement), self.end(placement)
        start = session.start.replace(tzinfo=None)
        return start, session.end.replace(tzinfo=None) if session.end else self.end(placement)

    def by_hour(self, placements: Iterable[Placement]) -> Mapping[Hour, list[Placement]]:
        """Return which of some meetings are on in each lesson hour."""
        found: dict[Hour, list[Placement]] = defaultdict(list)
        for placement in placements:
            for hour in self.hours(placement):
                found[hour].append(placement)
        return {hour: found[hour] for hour in sorted(found)}
