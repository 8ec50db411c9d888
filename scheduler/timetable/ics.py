"""Timetables as calendars: one .ics file for each cohort, lecturer and participant.

An event keeps its UID for good and its SEQUENCE rises when it changes, so that a calendar that
takes the file again moves the event instead of doubling it.  What a calendar held before is read
from the earlier file; nothing else is stored.

References
----------
B. Desruisseaux (2009), Internet Calendaring and Scheduling Core Object Specification, RFC 5545.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from scheduler.domain import Placement
from scheduler.report.timetables import place, teachers
from scheduler.timetable.held import Timetable
from scheduler.timetable.issued import ZONE, Events, Issued, key_of, number_of

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Event

KEY: Final = "X-ANGKATAN-PROGRAMME"
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


class Calendars:
    """Calendars of one timetable, which go on from those given out before.

    Parameters
    ----------
    now
        When the files are made; stands in new and changed events.
    before
        The files as they were given out before, by name.

    Raises
    ------
    ValueError
        An earlier file is no calendar; its first argument is the file's name.
    """

    def __init__(self, timetable: Timetable, now: datetime, before: Mapping[str, bytes] | None = None) -> None:
        self.timetable, self.now, self.issued = timetable, now, Issued(before or {})
        self.uids = self.issued.uids(timetable)

    def file(self, name: str, title: str, placements: Iterable[Placement]) -> bytes:
        """Return one file; events that it had and that are no longer held stay in it as cancelled."""
        listed = (self._entry(one) for one in dict.fromkeys(placements))
        held = [_event(entry, self.now) for entry in sorted(listed, key=lambda entry: (entry.start, entry.uid))]
        known = {str(event["UID"]) for event in held}
        gone = [_cancelled(event) for key, event in self.issued.events(name).items() if key not in known]
        made = _empty(_plain_text(title), key_of(self.timetable.programme))
        for event in (*held, *gone):
            made.add_component(_continued(event, self._earlier(event, name), self.now))
        made.add_missing_timezones()
        return bytes(made.to_ical())

    def _earlier(self, event: Event, name: str) -> Component | None:
        """The event as it was given out before: cancelled ones in this file, others anywhere."""
        found: Events = self.issued.latest if str(event["STATUS"]) == "CONFIRMED" else self.issued.events(name)
        return found.get(str(event["UID"]))

    def _entry(self, one: Placement) -> Entry:
        timetable, zone = self.timetable, ZoneInfo(ZONE)
        session, (start, end) = timetable.session(one), timetable.times(one)
        return Entry(
            uid=self.uids[one],
            summary=_plain_text(session.title or session.code),
            start=start.replace(tzinfo=zone),
            end=end.replace(tzinfo=zone),
            location=_plain_text(place(timetable, one)),
            description=_plain_text("; ".join(teachers(timetable, one))),
        )

    # -- for whom -------------------------------------------------------------------------

    def of_cohort(self, cohort: str, name: str = "") -> bytes:
        """Return the calendar of a cohort; breakouts are all in it."""
        title = self.timetable.programme.cohort[cohort].title or cohort
        return self.file(name, title, self.timetable.of_cohort(cohort))

    def of_lecturer(self, lecturer: str, name: str = "") -> bytes:
        """Return the calendar of a lecturer."""
        known = self.timetable.programme.lecturer.get(lecturer)
        title = (known.title if known else "") or lecturer
        return self.file(name, title, self.timetable.of_lecturer(lecturer))

    def of_participant(self, nominee: str, name: str = "") -> bytes:
        """Return the calendar of someone who takes part: what the cohort attends, and the breakouts taken.

        The file tells nothing of the person but the name of the programme.
        """
        timetable = self.timetable
        title = timetable.programme.name or "Programme"
        attended = (one for one in timetable.known if nominee in timetable.people.present(one.session))
        return self.file(name, title, attended)


def all_calendars(
    timetable: Timetable,
    *,
    now: datetime,
    before: Mapping[str, bytes] | None = None,
    participants: Callable[[str], str] | None = None,
) -> dict[str, bytes]:
    """Return every calendar by file name; one without events is none, unless it had some before.

    Parameters
    ----------
    before
        The files as they were given out before, by the same names.
    participants
        How the file of someone seated is called, by ID, as by `token`; None makes no new ones.  Files of
        participants that were given out before go on in any case: who has none any longer gets all cancelled.
    """
    made, programme = Calendars(timetable, now, before), timetable.programme
    teaching = {who for one in timetable.known for who in one.lecturers} | set(programme.lecturer)
    wanted: dict[str, Callable[[], bytes]] = {}
    for code in sorted(programme.cohort):
        name = f"cohort-{_file(code)}.ics"
        wanted[name] = lambda code=code, name=name: made.of_cohort(code, name)  # type: ignore[misc]  # bound now
    for code in sorted(teaching):
        name = f"lecturer-{_file(code)}.ics"
        wanted[name] = lambda code=code, name=name: made.of_lecturer(code, name)  # type: ignore[misc]  # the same
    for person, name in _participants(timetable, made.issued, participants):
        wanted[name] = lambda person=person, name=name: made.of_participant(person, name)  # type: ignore[misc]  # so
    files = {name: write() for name, write in wanted.items()}
    lapsed = [name for name in made.issued.names if name not in files]
    files |= {name: made.file(name, made.issued.titles[name], ()) for name in lapsed}
    return {name: text for name, text in files.items() if b"BEGIN:VEVENT" in text}


def _participants(
    timetable: Timetable, issued: Issued, named: Callable[[str], str] | None
) -> Iterator[tuple[str, str]]:
    """Go through those seated, where files are wanted for them, and those who have a file."""
    seats = timetable.allocation.seats if timetable.allocation else ()
    seated = {seat.nominee for seat in seats}
    for person in sorted(seated | set(timetable.programme.nominee)):
        names = {participant_file(said) for said in (token(timetable.programme.seed, person), person)}
        wanted = {participant_file(named(person))} if named and person in seated else set()
        for name in sorted(wanted | {name for name in names if name in issued}):
            yield person, name


def participant_file(called: str) -> str:
    """Return the name of the file of someone who is called so."""
    return f"participant-{_file(called)}.ics"


def token(seed: int, nominee: str) -> str:
    """Return the name of a participant's file, which does not show the NIP."""
    return sha256(f"{seed}\n{nominee}".encode()).hexdigest()[:16]


def _file(code: str) -> str:
    """Return a code as a file can be called; two codes never become one."""
    plain = "".join(mark if mark.isalnum() or mark in "-_" else "_" for mark in code)
    return plain if plain == code else f"{plain}-{sha256(code.encode()).hexdigest()[:6]}"


# -- events -----------------------------------------------------------------------------------


def _plain_text(words: str) -> str:
    """Return words without what no line of a calendar may hold."""
    return "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in words)


def _empty(title: str, key: str) -> Calendar:
    from icalendar import Calendar  # noqa: PLC0415  only whoever writes calendars loads it

    made = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", title)):
        made.add(name, value)
    made.add("x-wr-timezone", ZONE)
    made.add(KEY, key)
    return made


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
    number = number_of(earlier)
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
