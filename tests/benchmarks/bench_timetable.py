"""Print how a large round is placed: 12 cohorts of 4 weeks, 30 sessions each, 40 lecturers, 15 rooms.

``python tests/benchmarks/bench_timetable.py SECONDS``
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from random import Random
from time import monotonic

from constraints.timetable.compact_days import CompactDays
from constraints.timetable.daily_load import DailyLoad
from constraints.timetable.first_last import FirstLast
from constraints.timetable.home_room import HomeRoom
from constraints.timetable.topic_sequence import TopicSequence
from scheduler.domain import Cohort, Lecturer, Programme, Room, Session, Site, Span
from scheduler.rule import Rule
from scheduler.solve.limits import Progress
from scheduler.timetable.run import TimeOptions, timetable

MONDAY = date(2027, 5, 31)
KINDS = ("lecture",) * 18 + ("study visit",) * 5 + ("workshop",) * 5


def programme(seed: int = 1) -> Programme:
    """Invent the round: two sets of six cohorts, a week apart."""
    random = Random(seed)
    cohorts = [_cohort(number) for number in range(12)]
    return Programme(
        cohorts=tuple(cohorts),
        sessions=tuple(session for cohort in cohorts for session in _sessions(random, cohort.code)),
        rooms=tuple(Room(code=f"r{n:02}", capacity=random.choice((25, 30, 40))) for n in range(15)),
        lecturers=tuple(_lecturer(random, f"l{n:02}") for n in range(40)),
        sites=tuple(Site(code=f"w{n}", minutes=random.choice((20, 40, 60)), bus_seats=45) for n in range(6)),
    )


def _cohort(number: int) -> Cohort:
    start = MONDAY + timedelta(days=7 * (number % 2))
    return Cohort(code=f"C{number:02}", start=start, end=start + timedelta(days=27), seats_at_most=20)


def _lecturer(random: Random, code: str) -> Lecturer:
    first = MONDAY + timedelta(days=random.randint(0, 25))
    return Lecturer(code=code, most_a_day=6, unavailable=(Span(first=first, last=first + timedelta(days=4)),))


def _sessions(random: Random, cohort: str) -> list[Session]:
    kinds = ["orientation", *KINDS, "presentation"]
    return [_session(random, f"{cohort}-{n:02}", cohort, kind) for n, kind in enumerate(kinds)]


def _session(random: Random, code: str, cohort: str, kind: str) -> Session:
    is_visit = kind == "study visit"
    return Session(
        code=code,
        cohort=cohort,
        kind=kind,
        length=3 if is_visit else random.choice((2, 2, 3)),
        lecturers=() if is_visit else tuple(f"l{n:02}" for n in random.sample(range(40), 3)),
        lecturers_at_once=None if is_visit else 1,
        site=f"w{random.randrange(6)}" if is_visit else "",
    )


def rules() -> tuple[Rule, ...]:
    """What a coordinator would ask for."""
    return (
        FirstLast(kinds=("orientation",)),
        FirstLast(kinds=("presentation",), which="last day"),
        DailyLoad(at_most=6),
        TopicSequence(stages=("lecture", "workshop"), priority=1),
        CompactDays(measure="gaps", priority=2),
        HomeRoom(per="cohort", priority=3),
    )


def tell(progress: Progress) -> None:
    """Print where the search stands."""
    where = f"priority {progress.tier or '-'} {progress.phase:6}"
    print(f"  {progress.seconds:6.1f} s {where} value {progress.value} bound {progress.bound}", flush=True)


if __name__ == "__main__":
    began = monotonic()
    result = timetable(programme(), rules(), options=TimeOptions(seconds=float(sys.argv[1])), progress=tell)
    print(f"first valid timetable after {result.outcome.first:.1f} s")
    for tier in result.outcome.tiers:
        print(f"priority {tier.name}: value {tier.value}, bound {tier.bound}, gap {tier.gap}")
    print(f"{result.outcome.status}, {monotonic() - began:.0f} s, audit clean: {result.audit.is_clean}")
