"""Timetables as calendars: one .ics file for each cohort, lecturer and participant.

An event keeps its UID for good and its SEQUENCE rises when it changes, so that a calendar that
takes the file again moves the event instead of doubling it.  What a calendar held before is read
from the earlier file; nothing else is stored.

References
----------
B. Desruisseaux (2009), Internet Calendaring and Scheduling Core Object Specification, RFC 5545.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from scheduler.domain import Placement
from scheduler.timetable.held import Timetable

if TYPE_CHECKING:
    from icalendar import Component, Event

ZONE: Final = "Asia/Seoul"
PRODUCT: Final = "-//angkatan//timetable//EN"
_TOLD: Final = ("SUMMARY", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION", "STATUS")
"""What a reader of a calendar sees of an event; a change of any of it raises the SEQUENCE."""


@dataclass(frozen=True)
class Entry:
    """What one meeting says in a calendar."""

    uid: str
    summary: str
    start: datetime
    end: datetime
    location: str
    description: str


def cohort_calendar(timetable: Timetable, cohort: str, *, now: datetime, before: bytes = b"") -> bytes:
    """Return the calendar of a cohort; breakouts are all in it."""
    title = timetable.programme.cohort[cohort].title or cohort
    return calendar(title, entries(timetable, timetable.of_cohort(cohort)), now=now, before=before)


def lecturer_calendar(timetable: Timetable, lecturer: str, *, now: datetime, before: bytes = b"") -> bytes:
    """Return the calendar of a lecturer."""
    known = timetable.programme.lecturer.get(lecturer)
    title = (known.title if known else "") or lecturer
    return calendar(title, entries(timetable, timetable.of_lecturer(lecturer)), now=now, before=before)


def participant_calendar(timetable: Timetable, nominee: str, *, now: datetime, before: bytes = b"") -> bytes:
    """Return the calendar of someone who takes part: what the cohort attends, and the breakouts taken.

    The file tells nothing of the person but the name of the programme.
    """
    title = timetable.programme.name or "Programme"
    attended = (one for one in timetable.known if nominee in timetable.people.present(one.session))
    return calendar(title, entries(timetable, attended), now=now, before=before)


def entries(timetable: Timetable, placements: Iterable[Placement]) -> Iterator[Entry]:
    """Say meetings as entries of a calendar."""
    for one in placements:
        session, programme = timetable.session(one), timetable.programme
        where = programme.site.get(session.site) or programme.room.get(one.room)
        people = [programme.lecturer[code].title or code for code in one.lecturers if code in programme.lecturer]
        zone = ZoneInfo(ZONE)
        yield Entry(
            uid=uid(timetable, one),
            summary=session.title or session.code,
            start=timetable.start(one).replace(tzinfo=zone),
            end=timetable.end(one).replace(tzinfo=zone),
            location=(where.title or where.code) if where else "",
            description="; ".join(people),
        )


def uid(timetable: Timetable, placement: Placement) -> str:
    """Return the event's identity: its programme, session and meeting, whatever time or room it has."""
    programme = timetable.programme
    said = "\n".join([programme.name, str(programme.year or ""), placement.session, str(placement.meeting)])
    return f"{sha256(said.encode()).hexdigest()[:32]}@angkatan"


def calendar(title: str, listed: Iterable[Entry], *, now: datetime, before: bytes = b"") -> bytes:
    """Return a calendar file.

    Parameters
    ----------
    now
        When the file is made; stands in new and changed events.
    before
        The file as it was given out before; empty where there is none.  Events that are no longer
        held stay in it as cancelled.
    """
    from icalendar import Calendar  # noqa: PLC0415  only whoever writes calendars loads it

    earlier, made = _events(before), Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", title)):
        made.add(name, value)
    made.add("x-wr-timezone", ZONE)
    events = [_event(entry, now) for entry in sorted(listed, key=lambda entry: (entry.start, entry.uid))]
    held = {str(event["UID"]) for event in events}
    events += [_cancelled(event) for key, event in earlier.items() if key not in held]
    for event in events:
        made.add_component(_continued(event, earlier.get(str(event["UID"])), now))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _events(text: bytes) -> Mapping[str, Component]:
    from icalendar import Calendar  # noqa: PLC0415

    if not text:
        return {}
    return {str(event["UID"]): event for event in Calendar.from_ical(text).walk("VEVENT")}


def _event(entry: Entry, now: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", entry.uid)
    event.add("summary", entry.summary)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end)
    event.add("status", "CONFIRMED")
    for name, value in (("location", entry.location), ("description", entry.description)):
        if value:
            event.add(name, value)
    _stamp(event, 0, now)
    return event


def _cancelled(earlier: Component) -> Event:
    """The same event, no longer held."""
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    for name, value in earlier.items():
        event[name] = value
    event.pop("STATUS", None)
    event.add("status", "CANCELLED")
    return event


def _continued(event: Event, earlier: Component | None, now: datetime) -> Event:
    """Carry an event's number on: the same where it says the same, one more where it does not."""
    if earlier is None:
        return event
    number = int(earlier.get("SEQUENCE", 0))
    if _said(event) == _said(earlier):
        _stamp(event, number, earlier.DTSTAMP or now)
    else:
        _stamp(event, number + 1, now)
    return event


def _said(event: Component) -> list[str]:
    return [_plain(event.get(name)) for name in _TOLD]


def _plain(value: Any) -> str:
    moment = getattr(value, "dt", None)
    return moment.astimezone(UTC).isoformat() if isinstance(moment, datetime) else str(value or "")


def _stamp(event: Event, number: int, when: datetime) -> None:
    for name in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED"):
        event.pop(name, None)
    event.add("sequence", number)
    event.add("dtstamp", when.astimezone(UTC))
    event.add("last-modified", when.astimezone(UTC))


def all_calendars(
    timetable: Timetable, *, now: datetime, before: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return every calendar by file name: cohorts, lecturers, and those seated, by number and not by name.

    Parameters
    ----------
    before
        The files as they were given out before, by the same names.
    """
    past, programme = before or {}, timetable.programme
    made: dict[str, bytes] = {}
    for code in sorted(programme.cohort):
        name = f"cohort-{_file(code)}.ics"
        made[name] = cohort_calendar(timetable, code, now=now, before=past.get(name, b""))
    for code in sorted({who for one in timetable.known for who in one.lecturers}):
        name = f"lecturer-{_file(code)}.ics"
        made[name] = lecturer_calendar(timetable, code, now=now, before=past.get(name, b""))
    seats = timetable.allocation.seats if timetable.allocation else ()
    for person in sorted({seat.nominee for seat in seats}):
        name = f"participant-{token(programme.seed, person)}.ics"
        made[name] = participant_calendar(timetable, person, now=now, before=past.get(name, b""))
    return made


def token(seed: int, nominee: str) -> str:
    """Return the name of a participant's file, which does not show the NIP."""
    return sha256(f"{seed}\n{nominee}".encode()).hexdigest()[:16]


def _file(code: str) -> str:
    return "".join(mark if mark.isalnum() or mark in "-_" else "_" for mark in code)
