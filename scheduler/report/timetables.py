"""What a timetable says, as plain tables: its meetings, and those of every lecturer, room and site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from scheduler.domain import Placement
from scheduler.report.table import Cell, Column, Table, Word, told
from scheduler.timetable.held import Timetable
from scheduler.timetable.holidaynames import holiday_name
from scheduler.timetable.weeks import Day
from scheduler.words import Language, text
from scheduler.words import day as day_in_words

Resource = Literal["lecturer", "room", "site"]

SHOWN_COLUMNS: Final = (
    Column("Starts", "mark"),
    Column("Ends", "mark"),
    Column("Title"),
    Column("Cohort", "code"),
    Column("Kind"),
    Column("Site"),
)
"""What stands beside each meeting for whoever reads the list; it is never read again."""

AGENDA_COLUMNS: Final = (
    Column("Day", "date"),
    Column("Day of week", "mark"),
    Column("Time", "mark"),
    Column("Title", "sentence"),
    Column("Kind"),
    Column("Cohort", "code"),
    Column("Place"),
    Column("Lecturers"),
    Column("Participants", "count"),
)
DIVIDER: Final = "; "


@dataclass(frozen=True)
class Agenda:
    """The meetings of one lecturer, room or site.

    Parameters
    ----------
    title
        Name, with the code where that is another.
    hours
        Lesson hours, all meetings together.
    """

    code: str
    title: str
    hours: int
    table: Table


@dataclass(frozen=True, slots=True)
class Weekday:
    """The short name of a day of the week; 0 is Monday."""

    number: int

    def spoken(self, lang: Language) -> str:
        """Return it in a language."""
        from scheduler.words.catalogue import listed  # noqa: PLC0415  only whoever says a weekday asks for the list

        return listed(lang, "list", "weekdays")[self.number]


def in_order(timetable: Timetable) -> tuple[Placement, ...]:
    """Return all meetings in the order in which lists have them: by time, then by session."""
    return tuple(sorted(timetable.known, key=lambda one: (one.day, one.slot, one.session, one.meeting, one.room)))


def shown(timetable: Timetable) -> Table:
    """Return what is shown beside each meeting, in order."""
    rows = tuple(_shown(timetable, one) for one in in_order(timetable))
    return Table(told("timetable_list"), SHOWN_COLUMNS, rows)


def _shown(timetable: Timetable, one: Placement) -> tuple[Cell, ...]:
    session = timetable.session(one)
    start, end = timetable.times(one)
    times = (f"{start:%H:%M}", f"{end:%H:%M}")
    site = timetable.programme.site.get(session.site)
    where = (site.title or site.code) if site else ""
    return (*times, session.title, DIVIDER.join(session.cohorts), kind(session.kind), where)


def kind(word: str) -> Word:
    """Say what kind of session it is."""
    return Word("term", word, is_capital=True)


def calendar_files(timetable: Timetable, names: Mapping[str, str]) -> Table:
    """Return whose calendar is in which file.

    Parameters
    ----------
    names
        File names by ID of those seated.
    """
    seats = timetable.allocation.seats if timetable.allocation else ()
    known = timetable.programme.nominee
    rows = tuple(
        (seat.nominee, known[seat.nominee].name, seat.cohort, names.get(seat.nominee, ""))
        for seat in sorted(seats, key=lambda seat: (seat.cohort, seat.nominee))
    )
    columns = (Column("ID", "id"), Column("Name"), Column("Cohort", "code"), Column("File"))
    return Table(told("calendar_files"), columns, rows)


# -- lecturers, rooms, sites ------------------------------------------------------------------


def agendas(timetable: Timetable, of: Resource) -> tuple[Agenda, ...]:
    """Return the meetings of every lecturer, room or site that has any, in order of name."""
    found: dict[str, list[Placement]] = {}
    for one in timetable.known:
        for code in _USED[of](timetable, one):
            found.setdefault(code, []).append(one)
    made = (_agenda(timetable, of, code, listed) for code, listed in found.items())
    return tuple(sorted(made, key=lambda agenda: (agenda.title.casefold(), agenda.code)))


_USED: Final[dict[Resource, Callable[[Timetable, Placement], Iterable[str]]]] = {
    "lecturer": lambda _, one: one.lecturers,
    "room": lambda _, one: filter(None, (one.room,)),
    "site": lambda timetable, one: filter(None, (timetable.session(one).site,)),
}
_OWN: Final[dict[Resource, str]] = {"lecturer": "Lecturers", "room": "Place", "site": "Place"}


def _agenda(timetable: Timetable, of: Resource, code: str, meetings: Iterable[Placement]) -> Agenda:
    listed = tuple(meetings)
    rows = tuple(_row(timetable, one) for one in listed)
    table = Table(told("agenda"), AGENDA_COLUMNS, rows).without(_OWN[of])
    hours = sum(len(timetable.hours(one)) for one in listed)
    return Agenda(code, named(timetable, of, code), hours, table)


def named(timetable: Timetable, of: Resource, code: str) -> str:
    """Return the name of a lecturer, room or site, with the code where that is another."""
    known = getattr(timetable.programme, of).get(code)
    title = known.title if known else ""
    return f"{title} ({code})" if title and title != code else code


def _row(timetable: Timetable, one: Placement) -> tuple[Cell, ...]:
    session = timetable.session(one)
    start, end = timetable.times(one)
    return (
        one.day,
        Weekday(one.day.weekday()),
        f"{start:%H:%M}-{end:%H:%M}",
        session.title or session.code,
        kind(session.kind),
        DIVIDER.join(session.cohorts),
        place(timetable, one),
        DIVIDER.join(teachers(timetable, one)),
        timetable.people.size(session) or None,
    )


def place(timetable: Timetable, one: Placement) -> str:
    """Name where a meeting is held; empty where that is nowhere in particular."""
    programme = timetable.programme
    where = programme.site.get(timetable.session(one).site) or programme.room.get(one.room)
    return where.title or where.code if where else one.room


def teachers(timetable: Timetable, one: Placement) -> Iterator[str]:
    """Name those who teach a meeting."""
    known = timetable.programme.lecturer
    return ((known[code].title if code in known else "") or code for code in one.lecturers)


def dated(when: date, lang: Language) -> str:
    """Return a day with the short name of its weekday."""
    return text("weekday_date", lang, weekday=Weekday(when.weekday()).spoken(lang), date=day_in_words(when, lang))


def reason(day: Day, lang: Language) -> str:
    """Say why nothing is taught on a day: a holiday by its name."""
    if day.state == "travel":
        return text("day_travel", lang)
    return text("day_free", lang) if day.title in ("weekend", "free") else holiday_name(day.date, day.title, lang)
