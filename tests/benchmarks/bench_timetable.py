"""Print how a large round is placed: 12 cohorts of 4 weeks, 30 sessions each, 40 lecturers, 15 rooms.

``python tests/benchmarks/bench_timetable.py SECONDS [SEED]``
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import pairwise
from random import Random
from time import monotonic, process_time

from constraints.timetable.compact_days import CompactDays
from constraints.timetable.daily_load import DailyLoad
from constraints.timetable.first_last import FirstLast
from constraints.timetable.home_room import HomeRoom
from constraints.timetable.order import Order
from constraints.timetable.topic_sequence import TopicSequence
from constraints.timetable.unavailable import Unavailable
from scheduler.domain import Break, Cohort, Lecturer, Programme, Room, Session, Site, Span
from scheduler.rule import Rule
from scheduler.solve.limits import Progress
from scheduler.timetable.hours import STANDARD_BREAKS, STANDARD_SLOTS
from scheduler.timetable.run import TimeOptions, timetable

MONDAY = date(2027, 5, 31)
KINDS = ("orientation", *("lecture",) * 17, "briefing", *("study visit",) * 5, *("workshop",) * 5, "presentation")
FRIDAY = Break(title="Friday prayer", start=time(11, 45), end=time(13, 30), weekdays=("Fri",))
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


def programme(seed: int = 1) -> Programme:
    """Invent the round: two sets of six cohorts, a week apart; pairs of cohorts share their orientation."""
    random = Random(seed)
    cohorts = [_cohort(number) for number in range(12)]
    sessions = [session for cohort in cohorts for session in _sessions(random, int(cohort.code[1:]))]
    return Programme(
        cohorts=tuple(cohorts),
        sessions=tuple(sessions),
        slots=STANDARD_SLOTS,
        breaks=(*STANDARD_BREAKS, FRIDAY),
        rooms=tuple(_room(random, number) for number in range(15)),
        lecturers=tuple(_lecturer(random, f"l{n:02}") for n in range(40)),
        sites=tuple(Site(code=f"w{n}", minutes=random.choice((20, 40, 60)), bus_seats=45) for n in range(6)),
    )


def _cohort(number: int) -> Cohort:
    start = MONDAY + timedelta(days=7 * (number // 2 % 2))
    return Cohort(code=f"C{number:02}", start=start, end=start + timedelta(days=27), seats_at_most=20)


def _room(random: Random, number: int) -> Room:
    features = ("projector", "computers") if number < 5 else ("projector",)
    return Room(code=f"r{number:02}", capacity=40 if number in (0, 7) else random.choice((25, 30)), features=features)


def _lecturer(random: Random, code: str) -> Lecturer:
    away = MONDAY + timedelta(days=random.randint(0, 25))
    unloved = MONDAY + timedelta(days=random.randint(0, 30))
    return Lecturer(
        code=code,
        most_a_day=6,
        unavailable=(Span(first=away, last=away + timedelta(days=4)),),
        rather_not=(Span(first=unloved, last=unloved + timedelta(days=1)),),
    )


def _sessions(random: Random, cohort: int) -> Iterator[Session]:
    """Thirty sessions that a cohort attends; an odd cohort's orientation is that of the one before."""
    for number, kind in enumerate(KINDS):
        if kind != "orientation" or cohort % 2 == 0:
            yield _session(random, f"C{cohort:02}", number, kind)


def _session(random: Random, cohort: str, number: int, kind: str) -> Session:
    is_visit = kind == "study visit"
    return Session(
        code=f"{cohort}-{number:02}",
        cohort=cohort,
        jointly=(f"C{int(cohort[1:]) + 1:02}",) if kind == "orientation" else (),
        kind=kind,
        length=3 if is_visit else 1 if kind == "briefing" else random.choice((2, 2, 3)),
        lecturers=() if is_visit else tuple(f"l{n:02}" for n in random.sample(range(40), 3)),
        lecturers_at_once=None if is_visit else 1,
        features=("computers",) if kind == "workshop" else (),
        site=f"w{random.randrange(6)}" if is_visit else "",
    )


def rules(seed: int = 1) -> tuple[Rule, ...]:
    """What a coordinator would ask for; half the lecturers have a morning or an afternoon of other duties a week."""
    random = Random(seed)
    return (
        FirstLast(kinds=("orientation",)),
        FirstLast(kinds=("presentation",), which="last day"),
        DailyLoad(at_most=6),
        *(rule for number in range(12) for rule in _orders(f"C{number:02}")),
        *(_duty(random, f"l{n:02}") for n in range(0, 40, 2)),
        TopicSequence(stages=("lecture", "workshop"), priority=1),
        CompactDays(measure="gaps", priority=2),
        HomeRoom(per="cohort", priority=3),
    )


def _orders(cohort: str) -> Iterator[Rule]:
    """The briefing is before the first visit, visits are on days of their own, and two lectures belong together."""
    briefing, *visits = (f"{cohort}-{number:02}" for number in range(18, 24))
    yield Order(first=briefing, second=visits[0])
    for visit, following in pairwise(visits):
        yield Order(first=visit, second=following, days=1)
    yield Order(first=f"{cohort}-01", relation="same day", second=f"{cohort}-02")
    yield Order(first=f"{cohort}-03", second=f"{cohort}-04", hours=24)


def _duty(random: Random, lecturer: str) -> Rule:
    slots = random.choice(((1, 2, 3), (6, 7, 8)))
    return Unavailable(who=lecturer, weekdays=(random.choice(WEEKDAYS),), slots=slots)


TOLD: list[tuple[object, ...]] = []


def tell(progress: Progress) -> None:
    """Print what is new."""
    now = (progress.tier, progress.phase, progress.value, progress.bound)
    if now not in TOLD:
        TOLD.append(now)
        where = f"priority {progress.tier or '-'} {progress.phase:6}"
        print(f"  {progress.seconds:6.1f} s {where} value {progress.value} bound {progress.bound}", flush=True)


if __name__ == "__main__":
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    began, worked = monotonic(), process_time()
    result = timetable(programme(seed), rules(seed), options=TimeOptions(seconds=seconds), progress=tell)
    print(f"first valid timetable after {result.outcome.first:.1f} s")
    for tier in result.outcome.tiers:
        print(f"priority {tier.name}: value {tier.value}, bound {tier.bound}, gap {tier.gap}")
    spent = f"{monotonic() - began:.0f} s, {process_time() - worked:.0f} s of work"
    print(f"{result.outcome.status}, {spent}, audit clean: {result.audit.is_clean}, broken: {len(result.audit.broken)}")
