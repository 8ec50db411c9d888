"""Rooms, lecturers and sites of September 2019, and the rules of its timetable.  Everybody is invented."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from constraints.timetable.compact_days import CompactDays
from constraints.timetable.daily_load import DailyLoad
from constraints.timetable.first_last import FirstLast
from constraints.timetable.held_at import HeldAt
from constraints.timetable.order import Order
from constraints.timetable.rather_not import RatherNot
from constraints.timetable.topic_sequence import TopicSequence
from constraints.timetable.unavailable import Unavailable
from scheduler.domain import Lecturer, Room, Route, Site
from scheduler.rule import Rule
from scheduler.sample.school import days

MONDAY: Final = date(2019, 9, 23)


def parts() -> dict[str, Any]:
    """Return what the timetable is made of, by field of the programme."""
    return {"rooms": _rooms(), "lecturers": _lecturers(), "sites": _sites(), "routes": _routes()}


def _rooms() -> tuple[Room, ...]:
    beam = ("projector",)
    return (
        Room(code="HALL", title="Lecture hall", capacity=40, features=beam),
        Room(code="SEM-1", title="Seminar room 1", capacity=12, features=beam),
        Room(code="SEM-2", title="Seminar room 2", capacity=12, features=beam, unavailable=days("2019-09-24")),
        Room(code="GRP-1", title="Group room 1", capacity=6),
        Room(code="GRP-2", title="Group room 2", capacity=6),
        Room(code="LAB", title="Computer room", capacity=16, features=("computers", "projector")),
    )


def _lecturers() -> tuple[Lecturer, ...]:
    rows = (
        ("MOIS-1", "Director Kang (MOIS)", "KBJ;PLP", 8, ("2019-09-25",), ()),
        ("MOIS-2", "Deputy director Moon (MOIS)", "BPS", 8, ("2019-09-23",), ()),
        ("MOIS-3", "Deputy director Nam (MOIS)", "PLP", 8, (), ("2019-09-26",)),
        ("NIA-1", "Principal researcher Ahn (NIA)", "TKL;PLP", 8, (), ("2019-09-24",)),
        ("NIA-2", "Senior researcher Bae (NIA)", "TKL;DAT", 8, ("2019-09-23",), ()),
        ("NIA-3", "Researcher Ra (NIA)", "DAT;PLP", 8, ("2019-09-24",), ()),
        ("KITC-1", "Consultant Chae (KITC)", "APP;INF", 6, ("2019-09-24..2019-09-25",), ()),
        ("KITC-2", "Consultant Do (KITC)", "APP;KAM", 6, (), ()),
    )
    return tuple(
        Lecturer(
            code=code,
            title=title,
            skills=tuple(skills.split(";")),
            most_a_day=most,
            unavailable=days(*away),
            rather_not=days(*rather),
        )
        for code, title, skills, most, away, rather in rows
    )


def _sites() -> tuple[Site, ...]:
    return (
        Site(code="TOPIS", title="Seoul TOPIS", minutes=40, bus_seats=28, capacity=30),
        Site(code="CITYHALL", title="Seoul City Hall", minutes=35, bus_seats=28, unavailable=days("2019-09-23")),
        Site(code="EXPO", title="e-Government exhibition", minutes=30, bus_seats=28, capacity=15),
    )


def _routes() -> tuple[Route, ...]:
    return (Route(first="TOPIS", second="CITYHALL", minutes=10),)


def rules() -> tuple[Rule, ...]:
    """Return the rows of the timetable's rule sheets; clashes, skills, rooms and travel hold without rows."""
    return (
        HeldAt(session="S-01", day=MONDAY, slot=1, reason="The vice-president of NIA greets"),
        FirstLast(kinds=("presentation",), which="last day", note="The action plans end the week"),
        TopicSequence(stages=("orientation", "lecture", "presentation"), note="Foundations first"),
        Order(first="S-02", second="S-03", note="Law before architecture"),
        Order(first="S-04", relation="before", second="P-BPS", note="On-Nara before its workshop"),
        *(Order(first=code, second="S-09", note="Plans build on what was seen") for code in VISITS),
        Order(first="S-09", second="S-10", hours=2, note="Time to write"),
        Order(first="S-05", relation="other day", second="S-08", note="One visit a day"),
        *(Order(first="S-05", relation="other day", second=code, note="One visit a day") for code in ("P-06", "K-06")),
        *(Order(first="S-08", relation="other day", second=code, note="One visit a day") for code in ("P-06", "K-06")),
        DailyLoad(at_most=7, note="Seven lesson hours are enough"),
        Unavailable(who="EXPO", slots=(1, 2), note="Opens at half past ten"),
        CompactDays(measure="gaps", priority=3, note="No waiting about"),
        RatherNot(who="HALL", slots=(8,), priority=4, note="Cleaned in the evening"),
    )


VISITS: Final = ("S-05", "S-08", "P-06", "K-06")
