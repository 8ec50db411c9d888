"""The things a coordinator speaks of: programme, cohort, session, nominee, group.

Every field is described once, in its ``Field(title=..., description=...)``: the title
is the English column heading and the description the comment on that heading in the
template.  This module knows pydantic and nothing else of the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from pydantic import Field

from scheduler.base import Amount, Code, Model, Span, Topic, spared
from scheduler.people import EACH, Group, Nominee, Value
from scheduler.resources import Break, DateWindow, Lecturer, Placement, Room, Route, Site, Slot, SpecialDay

__all__ = [
    "ALL", "EACH", "OUT", "Amount", "Break", "Code", "Cohort", "DateWindow", "Group", "Lecturer", "Model", "Nominee",
    "Placement", "Programme", "Room", "Route", "Session", "Site", "Slot", "Span", "SpecialDay", "Topic", "Value",
]  # fmt: skip

ALL = "all"
OUT = "out"


class Cohort(Model):
    """One dated intake with seats."""

    code: Code = Field(title="Code", description="Short and unique among cohorts and sessions.")
    title: str = Field(default="", title="Title", description="The cohort's name as printed on rosters.")
    topics: tuple[Topic, ...] = Field(
        default=(), title="Topics", description="Topic codes, weighted if wished: DAT:2; APP."
    )
    start: date | None = Field(default=None, title="Start", description="First day away, travel included.")
    end: date | None = Field(default=None, title="End", description="Last day away, travel included.")
    city: str = Field(default="", title="City", description="City of the training.")
    venue: str = Field(default="", title="Venue", description="Training venue.")
    seats_at_least: int = Field(
        default=0, ge=0, title="Seats at least", description="Fewest people with whom the cohort runs."
    )
    seats_at_most: int = Field(ge=0, title="Seats at most", description="Seats offered.")
    reserves: int = Field(default=0, ge=0, title="Reserves", description="How many reserves to rank.")
    lead: str = Field(default="", title="Lead institution", description="The institution that owns the cohort.")
    status: Literal["open", "closed", "may close"] = Field(
        default="open",
        title="Status",
        description="open: runs; closed: does not; may close: runs with its fewest seats or not at all.",
    )
    fixed: bool = Field(
        default=False,
        title="Never relax",
        description="yes: no way out of a conflict may change the seats of this row.",
    )

    travel_days: int = spared(
        0, ge=0, le=5, title="Travel days", description="Days of travel at each end, on which nothing is taught."
    )

    @property
    def span(self) -> Span | None:
        """The days away, or None where a date is missing."""
        return Span(first=self.start, last=self.end) if self.start and self.end else None

    def overlaps(self, other: Cohort, gap: int = 0) -> bool:
        """Whether nobody could attend both: shared days, or fewer than `gap` days between."""
        return self.span is not None and other.span is not None and self.span.overlaps(other.span, gap)


class Session(Model):
    """One session of a cohort; sessions of one block run in parallel and are chosen among."""

    code: Code = Field(title="Code", description="Short and unique among cohorts and sessions.")
    cohort: Code = Field(title="Cohort", description="Code of the cohort that it belongs to.")
    title: str = Field(default="", title="Title", description="The session's name.")
    topics: tuple[Topic, ...] = Field(default=(), title="Topics", description="Topic codes, weighted if wished.")
    kind: str = Field(default="lecture", title="Kind", description="lecture, workshop, study visit ...")
    block: str = Field(
        default="",
        title="Block",
        description="Sessions of a cohort with the same block are parallel breakouts. Empty: everyone attends.",
    )
    take: int = Field(default=1, ge=1, title="Take", description="How many sessions of the block each person takes.")
    seats_at_least: int = Field(default=0, ge=0, title="Seats at least", description="Fewest people in the session.")
    seats_at_most: int | None = Field(
        default=None, ge=0, title="Seats at most", description="Room for so many. Empty: no limit of its own."
    )
    start: datetime | None = Field(default=None, title="Start", description="Date and time; used to see clashes.")
    end: datetime | None = Field(default=None, title="End", description="Date and time.")
    clashes: tuple[str, ...] = Field(
        default=(), title="Clashes with", description="Sessions that nobody can take together with this one."
    )
    fixed: bool = Field(
        default=False,
        title="Never relax",
        description="yes: no way out of a conflict may change the seats of this row.",
    )
    length: int = spared(
        1, ge=1, le=24, title="Lesson hours", description="Lesson hours of the day grid that one meeting takes."
    )
    meetings: int = spared(1, ge=1, le=60, title="Meetings", description="How many times the session meets.")
    jointly: tuple[str, ...] = spared(
        (), title="Also for", description="Codes of further cohorts that attend together with its own."
    )
    lecturers: tuple[str, ...] = spared((), title="Lecturers", description="Codes of those who can teach it.")
    lecturers_at_once: int | None = spared(
        None, ge=1, title="Lecturers at once", description="How many of them teach a meeting. Empty: all of them."
    )
    needs_room: bool = spared(True, title="Needs room", description="no: it is held without one of the rooms.")  # noqa: FBT003
    features: tuple[str, ...] = spared(
        (), title="Room features", description="What the room must have, such as projector; computers."
    )
    site: str = spared("", title="Site", description="Code of the site that is visited; then no room is needed.")
    expected: int | None = spared(
        None, ge=0, title="People expected", description="Empty: those who are seated, or else all seats."
    )
    earliest: date | None = spared(None, title="Earliest", description="First day on which it may meet.")
    latest: date | None = spared(None, title="Latest", description="Last day on which it may meet.")
    spans_breaks: bool = spared(
        False,  # noqa: FBT003
        title="Spans breaks",
        description="yes: a meeting may go on after lunch or another break.",
    )

    @property
    def cohorts(self) -> tuple[str, ...]:
        """Codes of all cohorts that attend, its own first."""
        return (self.cohort, *(code for code in self.jointly if code != self.cohort))

    def clashes_with(self, other: Session) -> bool:
        """Whether nobody can take both: said so, or held at the same time."""
        if other.code in self.clashes or self.code in other.clashes:
            return True
        if self.start and self.end and other.start and other.end:
            return self.start < other.end and other.start < self.end
        return False


class Alias(Model):
    """What a spelling means, as the coordinator declares it; it goes before everything that angkatan knows."""

    written: Code = Field(
        title="Written", description="An institution, region or level as cells of other sheets write it."
    )
    means: Code = Field(title="Means", description="What is meant by it, written so that it means one thing only.")
    note: str = Field(default="", title="Note", description="Why it is so; kept as it is.")


class Programme(Model):
    """One round of training: its cohorts, their sessions and everyone nominated."""

    name: str = Field(default="", title="Programme name", description="The programme's name.")
    host: str = Field(default="", title="Host", description="Who receives the participants.")
    year: int | None = Field(default=None, ge=1950, le=2200, title="Year", description="Year of the programme.")
    reference_date: date | None = Field(
        default=None,
        title="Reference date",
        description="Day on which age and service are counted. Empty: the first day of each cohort.",
    )
    language: Literal["en", "id", "ko"] = Field(
        default="en", title="Language", description="Language of the results: en, id or ko."
    )
    seed: int = Field(default=1, ge=0, title="Seed", description="Number from which ties are drawn by lot.")
    seconds: int | None = Field(
        default=None, ge=1, title="Time limit", description="Most seconds to search. Empty: until proven."
    )
    seats_each: int = Field(
        default=1, ge=1, title="Seats per person", description="Most cohorts that one person can be in."
    )
    central: Literal["own region", "none"] = Field(
        default="own region",
        title="Central region",
        description="Whether people of the centre (Pusat) count as a region of their own, or as of none.",
    )
    planned_on: date | None = spared(
        None, title="Planned on", description="Day from which the lead days are counted. Empty: there is time enough."
    )
    lead_days: int = spared(
        45, ge=0, le=730, title="Lead days", description="Days that permits, passports and visas take before departure."
    )
    aliases: tuple[Alias, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    sessions: tuple[Session, ...] = ()
    nominees: tuple[Nominee, ...] = ()
    slots: tuple[Slot, ...] = spared(())
    breaks: tuple[Break, ...] = spared(())
    rooms: tuple[Room, ...] = spared(())
    lecturers: tuple[Lecturer, ...] = spared(())
    sites: tuple[Site, ...] = spared(())
    routes: tuple[Route, ...] = spared(())
    special_days: tuple[SpecialDay, ...] = spared(())
    windows: tuple[DateWindow, ...] = spared(())
    placements: tuple[Placement, ...] = spared(())
    """The timetable as it stood before, which `Few changes` compares with."""

    @cached_property
    def room(self) -> Mapping[str, Room]:
        """Rooms by code."""
        return {room.code: room for room in self.rooms}

    @cached_property
    def lecturer(self) -> Mapping[str, Lecturer]:
        """Lecturers by code."""
        return {lecturer.code: lecturer for lecturer in self.lecturers}

    @cached_property
    def site(self) -> Mapping[str, Site]:
        """Sites by code."""
        return {site.code: site for site in self.sites}

    @cached_property
    def cohort(self) -> Mapping[str, Cohort]:
        """Cohorts by code."""
        return {cohort.code: cohort for cohort in self.cohorts}

    @cached_property
    def session(self) -> Mapping[str, Session]:
        """Sessions by code."""
        return {session.code: session for session in self.sessions}

    @cached_property
    def nominee(self) -> Mapping[str, Nominee]:
        """Nominees by ID."""
        return {nominee.id: nominee for nominee in self.nominees}

    @cached_property
    def blocks(self) -> Mapping[tuple[str, str], tuple[Session, ...]]:
        """Breakouts by cohort and block, in order of code; sessions for everyone are left out."""
        found: dict[tuple[str, str], list[Session]] = {}
        for session in sorted(self.sessions, key=lambda s: s.code):
            if session.block:
                found.setdefault((session.cohort, session.block), []).append(session)
        return {key: tuple(found[key]) for key in sorted(found)}

    def cohort_of(self, place: str) -> Cohort:
        """Return the cohort that `place`, a cohort's or a session's code, belongs to."""
        return self.cohort[place] if place in self.cohort else self.cohort[self.session[place].cohort]

    def seats_offered(self, places: Iterable[str]) -> int:
        """Sum the seats of cohorts and sessions; a session without a limit offers its cohort's.

        A closed cohort offers none.
        """
        return sum(self._room(place) for place in places)

    def _room(self, place: str) -> int:
        session, cohort = self.session.get(place), self.cohort_of(place)
        if cohort.status == "closed":
            return 0
        return cohort.seats_at_most if session is None or session.seats_at_most is None else session.seats_at_most
