"""What a timetable is made of beside sessions: lesson hours, breaks, rooms, lecturers, sites, days.

Every class is one row of one sheet; its fields are described here once.  Times are local time
at the place of training, in Seoul unless the programme is held elsewhere.
"""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from pydantic import Field

from scheduler.base import Code, Model, Span

Season = Literal["always", "ramadan", "not ramadan"]
"""When a lesson hour or a break holds."""

Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

WEEKDAYS: tuple[Weekday, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Slot(Model):
    """One lesson hour of the day grid, as a rule of 45 minutes; or a half day."""

    number: int = Field(ge=1, title="Slot", description="Its number in the day, 1 for the first.")
    start: time = Field(title="Starts", description="Time of day in Korea, such as 09:00.")
    end: time = Field(title="Ends", description="Time of day in Korea, such as 09:45.")
    season: Season = Field(
        default="always",
        title="Season",
        description="always; ramadan: takes the place of the slot with this number in Ramadan; not ramadan.",
    )


class Break(Model):
    """A time of day in which nothing is held: lunch, a prayer, the Friday prayer."""

    title: str = Field(title="Title", description="Lunch, Dhuhr, Friday prayer ...")
    start: time = Field(title="Starts", description="Time of day in Korea.")
    end: time = Field(title="Ends", description="Time of day in Korea.")
    weekdays: tuple[Weekday, ...] = Field(default=(), title="Weekdays", description="Mon; Fri. Empty: every day.")
    season: Season = Field(default="always", title="Season", description="always, ramadan or not ramadan.")
    is_on: bool = Field(default=True, title="On", description="no: the row is kept but does nothing.")


class Away(Model):
    """What rooms, lecturers and sites share: a code, and days on which they cannot or would rather not."""

    code: Code = Field(title="Code", description="Short; no other room, lecturer, site, cohort or session has it.")
    title: str = Field(default="", title="Title", description="Name as printed in timetables.")
    unavailable: tuple[Span, ...] = Field(
        default=(), title="Unavailable", description="Days that must not be used: 2026-09-07..2026-09-09; 2026-09-14."
    )
    rather_not: tuple[Span, ...] = Field(
        default=(), title="Rather not", description="Days that are used only where nothing else fits."
    )


class Room(Away):
    """A room at the training venue."""

    capacity: int = Field(ge=0, title="Capacity", description="People that fit.")
    features: tuple[str, ...] = Field(default=(), title="Features", description="What it has: projector; computers.")


class Lecturer(Away):
    """Someone who teaches."""

    skills: tuple[str, ...] = Field(
        default=(), title="Skills", description="Topic codes that he or she can teach, divided by semicolons."
    )
    most_a_day: int | None = Field(
        default=None, ge=0, title="Most hours a day", description="Most lesson hours a day. Empty: no limit."
    )


class Site(Away):
    """A place that is visited."""

    capacity: int | None = Field(default=None, ge=0, title="Capacity", description="Most people at a visit.")
    minutes: int = Field(default=0, ge=0, le=720, title="Minutes away", description="Minutes from the venue, one way.")
    bus_seats: int | None = Field(
        default=None, ge=1, title="Bus seats", description="Seats of the bus that goes there. Empty: no bus is needed."
    )


class Route(Model):
    """Minutes on the way between two sites, where it is not the sum of both ways from the venue."""

    first: Code = Field(title="First site", description="Code of a site.")
    second: Code = Field(title="Second site", description="Code of another site; the way back takes as long.")
    minutes: int = Field(ge=0, le=720, title="Minutes", description="Minutes on the way.")


class SpecialDay(Model):
    """A day on which nothing is held though no calendar says so, or on which something is though one does."""

    days: tuple[Span, ...] = Field(title="Days", description="2026-12-15..2026-12-31; 2027-01-04.")
    is_free: bool = Field(default=True, title="Free", description="yes: nothing is held. no: it is a day like others.")
    title: str = Field(default="", title="Title", description="Why: budget close, venue closed ...")


class DateWindow(Model):
    """Between which days the dates of a cohort are chosen."""

    cohort: Code = Field(title="Cohort", description="Code of the cohort.")
    earliest: date = Field(title="Earliest start", description="First day on which it may leave.")
    latest: date = Field(title="Latest end", description="Last day on which it may be back.")
    days: int = Field(ge=1, le=366, title="Days away", description="Days away, travel included.")
    weekday: Weekday | Literal[""] = Field(
        default="", title="Weekday", description="Weekday on which it leaves. Empty: any."
    )
    free_at_most: int = Field(
        default=0, ge=0, title="Free days at most", description="Holidays that may fall on its weekdays of training."
    )
    not_with: tuple[str, ...] = Field(
        default=(), title="Not with", description="Cohorts that must share no day with it."
    )
    together: tuple[str, ...] = Field(
        default=(), title="Together with", description="Cohorts that must share a day with it."
    )
    unavailable: tuple[Span, ...] = Field(
        default=(), title="Unavailable", description="Days on which venue or host cannot receive it."
    )
    preferred: date | None = Field(default=None, title="Preferred start", description="Day nearest to which it leaves.")
    ramadan: Literal["accept", "avoid"] = Field(
        default="accept",
        title="Ramadan",
        description="avoid: nobody is away on any day of Ramadan. accept: days may be.",
    )


class Placement(Model):
    """Where and when one meeting of a session is held."""

    session: Code = Field(title="Session", description="Code of the session.")
    meeting: int = Field(default=1, ge=1, title="Meeting", description="1 for its first meeting, in order of time.")
    day: date = Field(title="Day", description="The day.")
    slot: int = Field(ge=1, title="Slot", description="Number of its first lesson hour.")
    room: str = Field(default="", title="Room", description="Code of the room. Empty: none.")
    lecturers: tuple[str, ...] = Field(default=(), title="Lecturers", description="Codes of those who teach.")
