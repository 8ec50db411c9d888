"""What calendars said when they were given out before: read from the files alone, nothing else is stored.

From it follow the number that a meeting keeps for good, whatever is moved around it, and the
SEQUENCE that goes on from the highest given out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from scheduler.domain import Placement, Programme
from scheduler.timetable.held import Timetable

if TYPE_CHECKING:
    from icalendar import Component

ZONE: Final = "Asia/Seoul"
_MOST: Final = 99
"""Meetings of one session that are looked for in earlier files; a session has at most sixty."""

Events = Mapping[str, "Component"]
"""Events by UID."""


def key_of(programme: Programme) -> str:
    """Return what tells the calendars of one programme from those of others that stand in the same folder."""
    return sha256(f"{programme.name}\n{programme.year or ''}".encode()).hexdigest()[:16]


def uid(programme: Programme, session: str, number: int) -> str:
    """Return an event's identity: its programme, session and number, whatever time or room it has."""
    said = "\n".join([programme.name, str(programme.year or ""), session, str(number)])
    return f"{sha256(said.encode()).hexdigest()[:32]}@angkatan"


class Issued:
    """Calendars as they were given out before.

    Parameters
    ----------
    files
        Their bytes by file name.

    Raises
    ------
    ValueError
        A file is no calendar; its first argument is the file's name.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        read = {name: _read(name, text) for name, text in sorted(files.items()) if text}
        self._files = {
            name: {str(event["UID"]): event for event in found.walk("VEVENT")} for name, found in read.items()
        }
        self.titles = {name: str(found.get("X-WR-CALNAME", "")) for name, found in read.items()}

    def __contains__(self, name: object) -> bool:
        return name in self._files

    @property
    def names(self) -> Sequence[str]:
        """Names of the files."""
        return tuple(self._files)

    def events(self, name: str) -> Events:
        """Return the events of one file; none where it was not given out."""
        return self._files.get(name, {})

    @cached_property
    def latest(self) -> Events:
        """Each event as it was given out with the highest number, in whatever file."""
        found: dict[str, Component] = {}
        for events in self._files.values():
            for key, event in events.items():
                if key not in found or number_of(event) > number_of(found[key]):
                    found[key] = event
        return found

    def uids(self, timetable: Timetable) -> Mapping[Placement, str]:
        """Return the identity of every meeting.

        A meeting at a time at which its session was held before goes on under the same identity; the others
        take those of meetings that are no longer held then, in order of time, and new ones after that.
        """
        sessions = dict.fromkeys(one.session for one in timetable.known)
        return {one: key for code in sessions for one, key in self._uids(timetable, code).items()}

    def _uids(self, timetable: Timetable, session: str) -> Mapping[Placement, str]:
        keys = [uid(timetable.programme, session, number) for number in range(1, _MOST + 1)]
        free = sorted(keys, key=lambda key: (_rank(self.latest.get(key)), keys.index(key)))
        starts = {key: _start(self.latest[key]) for key in free if key in self.latest}
        found: dict[Placement, str] = {}
        held = list(dict.fromkeys(timetable.of(session)))
        for one in held:
            same = next((key for key in free if starts.get(key) == timetable.times(one)[0]), None)
            if same is not None:
                found[one] = same
                free.remove(same)
        return found | dict(zip((one for one in held if one not in found), free, strict=False))


def number_of(event: Component) -> int:
    """Return an event's SEQUENCE."""
    return int(event.get("SEQUENCE", 0))


def _rank(event: Component | None) -> int:
    """Which identities are taken first: of meetings that were held, then of cancelled ones, then new ones."""
    if event is None:
        return 2
    return int(str(event.get("STATUS", "")) == "CANCELLED")


def _start(event: Component) -> datetime | None:
    moment = event.decoded("DTSTART")
    return moment.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None) if isinstance(moment, datetime) else None


def _read(name: str, text: bytes) -> Component:
    from icalendar import Calendar  # noqa: PLC0415  only whoever has earlier files reads them

    try:
        found = Calendar.from_ical(text)
        if all({"UID", "DTSTART"} <= event.keys() for event in found.walk("VEVENT")):
            return found
    except ValueError as error:
        raise ValueError(name) from error
    raise ValueError(name)
