"""A full week of two cohorts, in which every rule of the timetable that must hold has something to say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random

from constraints.timetable.compact_days import CompactDays
from constraints.timetable.daily_load import DailyLoad
from constraints.timetable.first_last import FirstLast
from constraints.timetable.held_at import HeldAt
from constraints.timetable.home_room import HomeRoom
from constraints.timetable.order import Order
from constraints.timetable.spread_days import SpreadDays
from constraints.timetable.topic_sequence import TopicSequence
from constraints.timetable.unavailable import Unavailable
from scheduler.domain import (
    Break,
    Cohort,
    Lecturer,
    Programme,
    Room,
    Session,
    Site,
    Slot,
    Span,
    SpecialDay,
    Topic,
)
from scheduler.rule import MUST, Rule

MONDAY = date(2027, 6, 7)
SUNDAY = MONDAY + timedelta(days=6)
PEOPLE = 10

SLOTS = tuple(
    Slot(number=number, start=time(hour), end=time(hour, 45)) for number, hour in enumerate((9, 10, 11, 13, 14, 15), 1)
)
BREAKS = (
    Break(title="Lunch", start=time(12), end=time(13)),
    Break(title="Friday prayer", start=time(11, 30), end=time(13, 30), weekdays=("Fri",)),
)
"""The Friday prayer takes the slots 3 and 4 away."""


def on(*days: int) -> tuple[Span, ...]:
    """Days of the week as spans, 0 for Monday."""
    return tuple(Span(first=MONDAY + timedelta(days=n), last=MONDAY + timedelta(days=n)) for n in days)


def programme(random: Random) -> Programme:
    """Invent the week: which day is off, who is away when, how large rooms are, how far the sites."""
    return Programme(
        cohorts=tuple(Cohort(code=code, start=MONDAY, end=SUNDAY, seats_at_most=PEOPLE) for code in "AB"),
        sessions=(*_sessions(random, "A", take=1), *_sessions(random, "B", take=2), _joint(random)),
        slots=SLOTS,
        breaks=BREAKS,
        rooms=_rooms(random),
        lecturers=_lecturers(random),
        sites=_sites(random),
        special_days=(SpecialDay(days=on(random.choice((1, 2, 3))), title="venue closed"),),
    )


def _rooms(random: Random) -> tuple[Room, ...]:
    beam = ("projector",)
    return (
        Room(code="hall", capacity=random.randint(20, 40), features=beam),
        Room(code="seminar", capacity=random.randint(10, 15), features=beam),
        Room(code="plain", capacity=random.randint(10, 15)),
        Room(code="closet", capacity=random.randint(1, 4), features=beam, unavailable=on(random.randint(0, 4))),
    )


def _lecturers(random: Random) -> tuple[Lecturer, ...]:
    return (
        Lecturer(code="law", skills=("KBJ",), unavailable=on(random.randint(1, 3))),
        Lecturer(code="both", skills=("KBJ", "DAT"), unavailable=on(random.randint(1, 3)), most_a_day=3),
        Lecturer(code="data", skills=("DAT",), unavailable=on(random.randint(1, 3))),
    )


def _sites(random: Random) -> tuple[Site, ...]:
    shut = on(*sorted(random.sample((1, 2, 3), 2)))
    return (
        Site(code="near", minutes=random.choice((20, 30)), bus_seats=PEOPLE + random.randint(0, 5), unavailable=shut),
        Site(code="far", minutes=random.choice((60, 90)), capacity=PEOPLE, unavailable=shut),
    )


def _sessions(random: Random, cohort: str, take: int) -> Iterator[Session]:
    """One cohort's week; breakouts are parallel where each person takes one, and apart where two are taken."""
    plain = {"cohort": cohort, "expected": PEOPLE}
    law, data = (Topic(code="KBJ"),), (Topic(code="DAT"),)
    yield Session(code=f"{cohort}-open", kind="orientation", **plain)
    everyone = {"lecturers": ("law", "both", "data"), "lecturers_at_once": 1}
    yield Session(code=f"{cohort}-law", topics=law, length=random.choice((1, 2)), **everyone, **plain)
    yield Session(code=f"{cohort}-data", topics=data, meetings=2, features=("projector",), **everyone, **plain)
    yield Session(code=f"{cohort}-pair", topics=data, lecturers=("both", "data"), earliest=MONDAY, **plain)
    for name in ("x", "y"):
        group = {"cohort": cohort, "expected": PEOPLE // 2, "block": "focus", "take": take}
        yield Session(code=f"{cohort}-{name}", kind="breakout", features=("projector",)[: name == "x"], **group)
    site = random.choice(("near", "far"))
    yield Session(code=f"{cohort}-visit", kind="study visit", site=site, length=2, spans_breaks=True, **plain)
    yield Session(code=f"{cohort}-plan", kind="workshop", latest=MONDAY + timedelta(days=4), **plain)
    yield Session(code=f"{cohort}-show", kind="presentation", **plain)


def _joint(random: Random) -> Session:
    more = {"expected": 2 * PEOPLE, "lecturers": ("both",), "kind": "welcome", "meetings": random.choice((1, 2))}
    return Session(code="joint", cohort="A", jointly=("B",), topics=(Topic(code="KBJ"),), **more)


def rules(random: Random) -> tuple[Rule, ...]:
    """Rows that must hold, beyond what the week implies by itself."""
    return (
        Unavailable(who="A-open", slots=(6,)),
        Unavailable(who="B-show", since=time(15)),
        Unavailable(who=random.choice(("hall", "data")), slots=(6,), weekdays=("Mon",)),
        FirstLast(kinds=("orientation",)),
        FirstLast(kinds=("presentation",), which="last day"),
        TopicSequence(stages=("lecture", "study visit", "workshop")),
        DailyLoad(at_most=5),
        SpreadDays(sessions=("A-data", "B-data"), at_least=2, priority=MUST),
        HomeRoom(sessions=("A-data", "B-data"), priority=MUST),
        HeldAt(session="B-open", day=MONDAY, slot=random.choice((1, 2)), reason="the host greets"),
        Order(first="A-law", second="A-data", days=random.choice((0, 1))),
        Order(first="A-x", relation="right before", second="A-pair"),
        Order(first="B-law", relation="same day", second="B-pair"),
        Order(first="B-x", relation="other day", second="B-y"),
        CompactDays(cohorts=("B",), priority=MUST),
    )
