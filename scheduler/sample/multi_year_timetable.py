"""Rooms, lecturers and sites of 2026 in five cities, and the rules of the timetables.  Everybody is invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from constraints.timetable.compact_days import CompactDays
from constraints.timetable.daily_load import DailyLoad
from constraints.timetable.first_last import FirstLast
from constraints.timetable.held_at import HeldAt
from constraints.timetable.home_room import HomeRoom
from constraints.timetable.order import Order
from constraints.timetable.rather_not import RatherNot
from constraints.timetable.spread_days import SpreadDays
from constraints.timetable.topic_sequence import TopicSequence
from constraints.timetable.unavailable import Unavailable
from scheduler.domain import Lecturer, Room, Route, Site, SpecialDay
from scheduler.rule import MUST, Rule
from scheduler.sample.multi_year_sessions import CITIES
from scheduler.sample.school import days

ROOMS: Final = {
    "Seoul": ("SE", 30, 14, 14, 14),
    "Daegu": ("DG", 36, 20, 20),
    "Jincheon": ("JC", 30, 16, 16),
    "Sejong": ("SJ", 40, 36, 20, 20, 16),
    "Daejeon": ("DJ", 24, 14, 14),
}
"""Places in the rooms of each city; the first two rooms have a projector."""

LECTURERS: Final = (
    ("MOIS-A", "Director Heo (MOIS)", "KBJ;PLP", ("2026-06-01..2026-06-02",), ()),
    ("MOIS-B", "Deputy director Ma (MOIS)", "KBJ;BPS", ("2026-09-07",), ("2026-10-16",)),
    ("MOIS-C", "Deputy director Cheon (MOIS)", "BPS;PLP", (), ("2026-09-14",)),
    ("NIA-A", "Principal researcher Ban (NIA)", "TKL;DAT;INF", ("2026-04-20",), ()),
    ("NIA-B", "Senior researcher Wi (NIA)", "TKL;MJN;APP;SCT", (), ("2026-04-17",)),
    ("NIA-C", "Senior researcher Yeon (NIA)", "DAT;APP;INF;KAM;SCT", ("2026-06-08",), ()),
    ("KISA", "Team leader Myeong (KISA)", "KAM", ("2026-06-04..2026-06-05",), ()),
    ("BAI", "Auditor Sa (BAI)", "MJN;AKU", ("2026-07-02", "2026-09-03..2026-09-04"), ()),
    ("MPM-A", "Director Guk (MPM)", "SDM", ("2026-07-06",), ()),
    ("MPM-B", "Deputy director Eo (MPM)", "SDM;AKU", (), ("2026-07-01",)),
    ("NHI-A", "Professor Ok (NHI)", "", ("2026-09-10..2026-09-11",), ()),
    ("NHI-B", "Professor Pyeon (NHI)", "", (), ()),
    ("NAK-A", "Archivist Je (National Archives)", "ARS", ("2026-10-13",), ()),
    ("NAK-B", "Archivist Mok (National Archives)", "ARS", (), ()),
)
"""Code, title, skills, days away and days rather not."""

SITES: Final = (
    ("NCIA-D", "National data centre, Daejeon, from Seoul", 150, 30, 40),
    ("G-SEOUL", "Seoul Transport Operation and Information Service", 30, None, 40),
    ("NCIA-DG", "National data centre, Daegu", 25, 40, 40),
    ("NCIA-DJ", "National data centre, Daejeon, from the archives", 20, 24, 40),
    ("CITY-DG", "Daegu City, smart-city centre", 30, 35, 40),
    ("NHI", "National Human Resources Development Institute", 0, None, None),
    ("LOGODI", "Local Government Officials Development Institute", 60, 30, 40),
    ("BAI-S", "Audit academy", 40, 30, 40),
    ("MOIS-S", "Ministry of the Interior and Safety", 15, 60, 60),
    ("G24-S", "Government24 service centre", 20, 32, 40),
    ("NAK-D", "National Archives", 10, None, None),
)
"""Code, title, minutes from the venue, people at a time, and seats of the bus."""


OPENING: Final = {
    "GOV": date(2026, 4, 13),
    "DAT": date(2026, 6, 1),
    "SDM": date(2026, 6, 29),
    "AKU": date(2026, 9, 1),
    "PLP": date(2026, 9, 7),
    "ARS": date(2026, 10, 12),
}
"""First day of teaching of each cohort; the venue in Sejong moves on 31 August."""


def parts() -> dict[str, Any]:
    """Return what the timetable is made of, by field of the programme."""
    return {
        "rooms": tuple(_rooms()),
        "lecturers": tuple(_lecturers()),
        "sites": tuple(_sites()),
        "routes": (Route(first="MOIS-S", second="G24-S", minutes=15),),
        "special_days": (SpecialDay(days=days("2026-08-31"), title="The venue moves"),),
    }


def _rooms() -> Iterator[Room]:
    for city, (prefix, *sizes) in ROOMS.items():
        for number, size in enumerate(sizes, 1):
            beam = ("projector",) if number <= 2 else ()
            yield Room(code=f"{prefix}-{number}", title=f"{city}, room {number}", capacity=size, features=(city, *beam))


def _lecturers() -> Iterator[Lecturer]:
    for cohort in CITIES:
        yield Lecturer(code=f"HOST-{cohort}", title=f"Course manager of {cohort}")
    for code, title, skills, away, rather in LECTURERS:
        known = tuple(filter(None, skills.split(";")))
        yield Lecturer(
            code=code, title=title, skills=known, most_a_day=6, unavailable=days(*away), rather_not=days(*rather)
        )


def _sites() -> Iterator[Site]:
    for code, title, minutes, people, seats in SITES:
        yield Site(code=code, title=title, minutes=minutes, capacity=people, bus_seats=seats)


def rules() -> tuple[Rule, ...]:
    """Return the rows of the timetable's rule sheets; clashes, skills, rooms and travel hold without rows."""
    return (
        *(HeldAt(session=f"{cohort}-1", day=day, slot=2, reason="The host greets") for cohort, day in OPENING.items()),
        FirstLast(kinds=("presentation",), which="last day", note="Action plans end the course"),
        TopicSequence(stages=("orientation", "lecture", "presentation"), note="Foundations first", priority=3),
        *_orders(),
        SpreadDays(kinds=("discussion", "workshop", "cultural experience"), at_least=2, priority=MUST),
        DailyLoad(at_most=7, note="Seven lesson hours are enough"),
        Unavailable(who="SDM", days=days("2026-07-03"), slots=(5, 6, 7, 8), note="Health check"),
        Unavailable(who="SJ-1", weekdays=("Mon",), slots=(1, 2), note="The complex has its own meeting"),
        CompactDays(measure="gaps", priority=4, note="No waiting about"),
        RatherNot(who="SJ-2", weekdays=("Fri",), slots=(8,), priority=5, note="Cleaned on Friday evening"),
        HomeRoom(kinds=("discussion", "workshop"), priority=5, note="The same room each time"),
    )


def _orders() -> Iterator[Rule]:
    for cohort in CITIES:
        yield Order(first=f"{cohort}-5", second=f"{cohort}-3", note="Visits when the law is known")
        yield Order(first=f"{cohort}-3", second=f"{cohort}-8", note="Plans build on what was seen")
        yield Order(first=f"{cohort}-8", second=f"{cohort}-4", days=1, note="A night to prepare")
        yield Order(first=f"{cohort}-9", second=f"{cohort}-4", note="Nothing after the closing")
        yield Order(first=f"{cohort}-2", second=f"{cohort}-8", note="Reports before plans")
