"""Rather not: hours at which a lecturer, room, site, cohort or session is used only where nothing else fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from pydantic import Field

from constraints.timetable._closed import Closed
from scheduler.domain import Programme
from scheduler.rule import Priority, Rule


class RatherNot(Closed):
    """A lecturer, room, site, cohort or session is rather not used at the hours named.

    The days that the Lecturers, Rooms and Sites sheets name hold with priority 5; rows of this
    sheet add to them.
    """

    sheet = "Rather not"
    is_soft_only: ClassVar = True

    priority: Priority = Field(default=5, title="Priority", description="1, 2, 3 ...: served strictly in that order.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the days of the Lecturers, Rooms and Sites sheets."""
        del given
        for thing in (*programme.lecturers, *programme.rooms, *programme.sites):
            if thing.rather_not:
                stems = f"{type(thing).__name__.lower()}:{thing.code}:rather_not"
                yield cls(who=thing.code, days=thing.rather_not, stems=stems)
