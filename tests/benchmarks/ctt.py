"""Curriculum-based course timetabling: a reader of .ctt files, our own sessions and rules, a score of its own.

The formulation is UD2.  A curriculum becomes a cohort, a course a session that its curricula attend
jointly, a teacher a lecturer; a course of no curriculum gets a cohort of its own that no wish speaks of.

References
----------
A. Bonutti, F. De Cesco, L. Di Gaspero, A. Schaerf (2012), Benchmarking curriculum-based course timetabling,
Annals of Operations Research 194, 59-70, doi:10.1007/s10479-010-0707-0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from constraints.timetable.compact_days import CompactDays
from constraints.timetable.home_room import HomeRoom
from constraints.timetable.room_size import RoomSize
from constraints.timetable.spread_days import SpreadDays
from constraints.timetable.unavailable import Unavailable
from scheduler.domain import Cohort, Lecturer, Placement, Programme, Room, Session, Slot, Span, SpecialDay
from scheduler.rule import Rule

MONDAY = date(2027, 6, 7)


@dataclass(frozen=True)
class Course:
    """One line of COURSES."""

    code: str
    teacher: str
    lectures: int
    days: int
    students: int


@dataclass(frozen=True)
class Instance:
    """What a file says."""

    name: str
    days: int
    periods: int
    courses: Mapping[str, Course]
    rooms: Mapping[str, int]
    curricula: Mapping[str, tuple[str, ...]]
    closed: frozenset[tuple[str, int, int]]


def read(path: Path) -> Instance:
    """Read a file."""
    parts: dict[str, list[list[str]]] = defaultdict(list)
    head: dict[str, str] = {}
    section = ""
    for words in (line.split() for line in path.read_text(encoding="utf-8").splitlines()):
        if len(words) == 1 and words[0].endswith((":", ".")):
            section = words[0].rstrip(":.")
        elif words and not section:
            head[words[0].rstrip(":")] = words[1]
        elif words:
            parts[section].append(words)
    courses = (Course(code, who, *map(int, numbers)) for code, who, *numbers in parts["COURSES"])
    return Instance(
        name=head["Name"],
        days=int(head["Days"]),
        periods=int(head["Periods_per_day"]),
        courses={course.code: course for course in courses},
        rooms={code: int(size) for code, size in parts["ROOMS"]},
        curricula={code: tuple(members) for code, _, *members in parts["CURRICULA"]},
        closed=frozenset((code, int(day), int(slot)) for code, day, slot in parts["UNAVAILABILITY_CONSTRAINTS"]),
    )


def programme(instance: Instance) -> Programme:
    """Say an instance as a programme: a week of lesson hours, and nothing else."""
    last = MONDAY + timedelta(days=instance.days - 1)
    week = Span(first=MONDAY, last=last)
    alone = [course.code for course in instance.courses.values() if not _curricula(instance, course.code)]
    cohorts = [*instance.curricula, *map(_alone, alone)]
    return Programme(
        name=instance.name,
        cohorts=tuple(Cohort(code=code, start=week.first, end=week.last, seats_at_most=0) for code in cohorts),
        sessions=tuple(_session(instance, course) for course in instance.courses.values()),
        slots=tuple(Slot(number=n + 1, start=time(7 + n), end=time(7 + n, 45)) for n in range(instance.periods)),
        rooms=tuple(Room(code=code, capacity=size) for code, size in instance.rooms.items()),
        lecturers=tuple(Lecturer(code=code) for code in sorted({c.teacher for c in instance.courses.values()})),
        special_days=(SpecialDay(days=(week,), is_free=False),),
    )


def _curricula(instance: Instance, course: str) -> list[str]:
    return [code for code, members in instance.curricula.items() if course in members]


def _alone(course: str) -> str:
    return f"only {course}"


def _session(instance: Instance, course: Course) -> Session:
    cohorts = _curricula(instance, course.code) or [_alone(course.code)]
    return Session(
        code=course.code,
        cohort=cohorts[0],
        jointly=tuple(cohorts[1:]),
        meetings=course.lectures,
        lecturers=(course.teacher,),
        expected=course.students,
    )


def rules(instance: Instance) -> tuple[Rule, ...]:
    """Say what UD2 wants; that nothing clashes is implied by any programme."""
    closed: dict[tuple[str, int], list[int]] = defaultdict(list)
    for code, day, slot in sorted(instance.closed):
        closed[code, day].append(slot + 1)
    return (
        *(Unavailable(who=c, days=(_day(day),), slots=tuple(slots)) for (c, day), slots in closed.items()),
        *(SpreadDays(sessions=(c.code,), at_least=c.days, priority=1, weight=5) for c in instance.courses.values()),
        CompactDays(cohorts=tuple(instance.curricula), priority=1, weight=2),
        RoomSize(priority=1, weight=1),
        HomeRoom(priority=1, weight=1),
    )


def _day(number: int) -> Span:
    return Span(first=MONDAY + timedelta(days=number), last=MONDAY + timedelta(days=number))


@dataclass(frozen=True)
class Score:
    """What UD2 finds in a timetable."""

    hard: int
    capacity: int
    days: int
    compactness: int
    stability: int

    @property
    def soft(self) -> int:
        """The sum that is to be made small."""
        return self.capacity + self.days + self.compactness + self.stability


def score(instance: Instance, placements: Iterable[Placement]) -> Score:
    """Count what UD2 counts, from the file and the meetings alone."""
    held = [(one.session, (one.day - MONDAY).days, one.slot - 1, one.room) for one in placements]
    by_course: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for code, day, slot, room in held:
        by_course[code].append((day, slot, room))
    courses = instance.courses.values()
    return Score(
        hard=_hard(instance, held, by_course),
        capacity=sum(max(0, instance.courses[c].students - instance.rooms[room]) for c, _, _, room in held),
        days=sum(5 * max(0, c.days - len({day for day, _, _ in by_course[c.code]})) for c in courses),
        compactness=sum(2 for _ in _lonely(instance, by_course)),
        stability=sum(max(0, len({room for _, _, room in by_course[c.code]}) - 1) for c in courses),
    )


def _hard(
    instance: Instance, held: list[tuple[str, int, int, str]], by_course: Mapping[str, list[tuple[int, int, str]]]
) -> int:
    """Lectures missing or too many, two at once, and unavailable periods."""
    found = sum(abs(c.lectures - len({(d, s) for d, s, _ in by_course[c.code]})) for c in instance.courses.values())
    found += sum(d not in range(instance.days) or s not in range(instance.periods) for _, d, s, _ in held)
    found += sum(room not in instance.rooms for *_, room in held)
    found += sum((code, day, slot) in instance.closed for code, day, slot, _ in held)
    uses: Counter[tuple[str, str, int, int]] = Counter()
    for code, day, slot, room in held:
        uses["room", room, day, slot] += 1
        uses["teacher", instance.courses[code].teacher, day, slot] += 1
        for curriculum in _curricula(instance, code):
            uses["curriculum", curriculum, day, slot] += 1
    return found + sum(count - 1 for count in uses.values())


def _lonely(instance: Instance, by_course: Mapping[str, list[tuple[int, int, str]]]) -> Iterator[tuple[str, int, int]]:
    for curriculum, members in instance.curricula.items():
        busy = {(day, slot) for code in members for day, slot, _ in by_course[code]}
        for day, slot in sorted(busy):
            if not busy & {(day, slot - 1), (day, slot + 1)}:
                yield curriculum, day, slot
