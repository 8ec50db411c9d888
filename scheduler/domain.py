"""The things a coordinator speaks of: programme, cohort, session, nominee, group.

Every field is described once, in its ``Field(title=..., description=...)``: the title
is the English column heading and the description the comment on that heading in the
template.  This module knows pydantic and nothing else of the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any, Literal

from pydantic import Field, model_validator

from scheduler.base import Code, Model, Span
from scheduler.resources import Break, DateWindow, Lecturer, Placement, Room, Route, Site, Slot, SpecialDay

__all__ = [
    "ALL", "EACH", "OUT", "Amount", "Break", "Code", "Cohort", "DateWindow", "Group", "Lecturer", "Model", "Nominee",
    "Placement", "Programme", "Room", "Route", "Session", "Site", "Slot", "Span", "SpecialDay", "Topic", "Value",
]  # fmt: skip

Value = str | int | float | bool | date | None
"""What a further column of the nominee sheet can hold."""

EACH = "each"
ALL = "all"
OUT = "out"


def _spared(default: Any, **column: Any) -> Any:
    """Describe a field that is left out of what is written down where it says nothing."""
    return Field(default=default, exclude_if=lambda value: value == default, **column)


class Amount(Model):
    """A number of people: a count, or a percentage of some base."""

    count: int | None = Field(default=None, ge=0)
    percent: Decimal | None = Field(default=None, ge=0, le=100)

    @model_validator(mode="after")
    def _one_of_both(self) -> Amount:
        if (self.count is None) == (self.percent is None):
            msg = "an amount is a count or a percentage"
            raise ValueError(msg)
        return self

    @property
    def share(self) -> Fraction:
        """The percentage as a fraction of one; 0 for a count."""
        return Fraction(self.percent) / 100 if self.percent is not None else Fraction(0)

    def at_least(self, base: int) -> int:
        """People needed to reach this amount of `base`: a percentage is rounded up."""
        return self.count if self.count is not None else ceil(self.share * base)

    def at_most(self, base: int) -> int:
        """People allowed by this amount of `base`: a percentage is rounded down."""
        return self.count if self.count is not None else floor(self.share * base)

    def __str__(self) -> str:
        """Show the amount as it is written in a cell: ``5`` or ``30%``."""
        return str(self.count) if self.count is not None else f"{self.percent.normalize():f}%"  # type: ignore[union-attr]


class Topic(Model):
    """A topic of a cohort or session and how strongly it counts."""

    code: Code
    weight: int = Field(default=1, ge=1, le=100)

    def __str__(self) -> str:
        """Show the topic as it is written in a cell: ``DAT`` or ``DAT:2``."""
        return self.code if self.weight == 1 else f"{self.code}:{self.weight}"


class Nominee(Model):
    """A person whom an institution proposes."""

    id: Code = Field(title="ID", description="NIP, NI PPPK or any other number that is this person's alone. Text.")
    name: str = Field(default="", title="Name", description="Full name, with or without titles.")
    institution: str = Field(default="", title="Institution", description="The institution that nominates.")
    institution_type: str = Field(
        default="", title="Institution type", description="Ministry, agency, province ...; filled in where known."
    )
    unit: str = Field(default="", title="Unit", description="Unit within the institution.")
    region: str = Field(default="", title="Region", description="Province, regency or city, or Pusat for the centre.")
    island_group: str = Field(default="", title="Island group", description="Filled in from the region where known.")
    sex: Literal["F", "M", ""] = Field(default="", title="Sex", description="F or M (also P or L).")
    birth: date | None = Field(default=None, title="Birth date", description="Date of birth.")
    service_start: date | None = Field(
        default=None, title="Service start", description="Start of service; read from the NIP where it is empty."
    )
    rank: str = Field(default="", title="Rank", description="Rank such as III/c, or IX for contract staff.")
    level: str = Field(default="", title="Level", description="Level of position, such as Administrator or Ahli Muda.")
    english: float | None = Field(default=None, title="English", description="English score; one test for everyone.")
    topics: tuple[str, ...] = Field(
        default=(), title="Topics", description="Topic codes in order of wish, divided by semicolons."
    )
    choices: tuple[str, ...] = Field(
        default=(), title="Choices", description="Cohort or session codes in order of wish, divided by semicolons."
    )
    order: int | None = Field(
        default=None, ge=1, title="Nomination order", description="1 for the institution's first nominee, and so on."
    )
    unavailable: tuple[Span, ...] = Field(
        default=(),
        title="Unavailable",
        description="Days on which this person cannot be away: 2019-09-02..2019-09-05; 2019-09-12.",
    )
    trained: int | None = Field(
        default=None, ge=1950, le=2200, title="Trained in Korea", description="Year of the latest training in Korea."
    )
    pin: str = Field(
        default="", title="Pin", description="A cohort or session this person must be in, or: out. Empty: free."
    )
    pin_reason: str = Field(default="", title="Pin reason", description="Why the pin was set; shown in the result.")
    facts: Mapping[str, Value] = Field(default_factory=dict, exclude_if=lambda facts: not facts)
    """Further columns by heading: kept as they are, and usable by any rule."""
    meant: Mapping[str, str] = Field(default_factory=dict, exclude_if=lambda meant: not meant, repr=False)
    """The spelling that this person is counted under, by column, where others write the same thing otherwise."""

    def counted(self, column: str) -> str:
        """Return the institution, region or other text that this person is counted under; it may be empty."""
        return self.meant[column] if column in self.meant else str(getattr(self, column))

    def values(self, column: str) -> tuple[str, ...]:
        """Return what stands in a column as words to compare: one, several (topics) or none."""
        if column in self.meant:
            return (self.meant[column],) if self.meant[column] else ()
        if column == "topic":
            return self.topics
        value = getattr(self, column) if column in type(self).model_fields else self.facts.get(column)
        if value is None or value == "":
            return ()
        return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


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

    travel_days: int = _spared(
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
    length: int = _spared(
        1, ge=1, le=24, title="Lesson hours", description="Lesson hours of the day grid that one meeting takes."
    )
    meetings: int = _spared(1, ge=1, le=60, title="Meetings", description="How many times the session meets.")
    jointly: tuple[str, ...] = _spared(
        (), title="Also for", description="Codes of further cohorts that attend together with its own."
    )
    lecturers: tuple[str, ...] = _spared((), title="Lecturers", description="Codes of those who can teach it.")
    lecturers_at_once: int | None = _spared(
        None, ge=1, title="Lecturers at once", description="How many of them teach a meeting. Empty: all of them."
    )
    needs_room: bool = _spared(True, title="Needs room", description="no: it is held without one of the rooms.")  # noqa: FBT003
    features: tuple[str, ...] = _spared(
        (), title="Room features", description="What the room must have, such as projector; computers."
    )
    site: str = _spared("", title="Site", description="Code of the site that is visited; then no room is needed.")
    expected: int | None = _spared(
        None, ge=0, title="People expected", description="Empty: those who are seated, or else all seats."
    )
    earliest: date | None = _spared(None, title="Earliest", description="First day on which it may meet.")
    latest: date | None = _spared(None, title="Latest", description="Last day on which it may meet.")
    spans_breaks: bool = _spared(
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


class Group(Model):
    """The people whom a rule concerns: those who match every column named.

    Parameters
    ----------
    wants
        Pairs of a column and the values allowed in it.  No pairs: everyone.
    """

    wants: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, **wants: str | Iterable[str]) -> Group:
        """Make a group from keywords: ``Group.of(sex="F", region=("Papua", "Maluku"))``."""
        listed = {c: (v,) if isinstance(v, str) else tuple(v) for c, v in wants.items()}
        return cls(wants=tuple(sorted(listed.items())))

    def has(self, nominee: Nominee) -> bool:
        """Whether this nominee belongs to the group."""
        return all(any(value in values for value in nominee.values(column)) for column, values in self.wants)

    def each(self, nominees: Iterable[Nominee]) -> tuple[Group, ...]:
        """Return one group for every combination that ``each`` stands for among `nominees`."""
        columns = [column for column, values in self.wants if values == (EACH,)]
        if not columns:
            return (self,)
        met = {pick for nominee in nominees for pick in _picks(nominee, columns)}
        return tuple(self._picked(dict(zip(columns, pick, strict=True))) for pick in sorted(met))

    def _picked(self, pick: Mapping[str, str]) -> Group:
        return Group(wants=tuple((c, (pick[c],) if c in pick else values) for c, values in self.wants))

    def __str__(self) -> str:
        """Name the group by its values: ``F, Papua/Maluku``; empty for everyone."""
        return ", ".join("/".join(values) for _, values in self.wants)


def _picks(nominee: Nominee, columns: list[str]) -> list[tuple[str, ...]]:
    picks: list[tuple[str, ...]] = [()]
    for column in columns:
        picks = [(*pick, value) for pick in picks for value in nominee.values(column)]
    return picks


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
    aliases: tuple[Alias, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    sessions: tuple[Session, ...] = ()
    nominees: tuple[Nominee, ...] = ()
    slots: tuple[Slot, ...] = _spared(())
    breaks: tuple[Break, ...] = _spared(())
    rooms: tuple[Room, ...] = _spared(())
    lecturers: tuple[Lecturer, ...] = _spared(())
    sites: tuple[Site, ...] = _spared(())
    routes: tuple[Route, ...] = _spared(())
    special_days: tuple[SpecialDay, ...] = _spared(())
    windows: tuple[DateWindow, ...] = _spared(())
    placements: tuple[Placement, ...] = _spared(())
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
