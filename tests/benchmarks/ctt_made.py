"""Invent instances of curriculum-based course timetabling: ``python tests/benchmarks/ctt_made.py FOLDER SEED ...``.

Each seed gives a file of its own shape between those of the published instances: 30 to 130 courses, 5 to 20
rooms that are busy for 45 to 85 in 100 periods, and curricula that share the courses of a degree.  Whether all that
must hold can hold is left to luck; it nearly always can.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

DAYS = 5


@dataclass(frozen=True)
class Made:
    """One course: its teacher, its lectures, the days that they are to be spread over, its students, its degree."""

    code: str
    teacher: str
    lectures: int
    days: int
    students: int
    degree: int


def text(seed: int) -> str:
    """Return an instance as the text of a .ctt file."""
    random = Random(seed)
    periods, rooms = random.choice((5, 5, 5, 6, 9)), random.randint(5, 20)
    courses = _courses(random, round(random.uniform(0.45, 0.85) * rooms * DAYS * periods))
    curricula = list(_curricula(random, courses, DAYS * periods))
    closed = list(_closed(random, courses, periods))
    head = {"Name": f"made{seed}", "Courses": len(courses), "Rooms": rooms, "Days": DAYS, "Periods_per_day": periods}
    head |= {"Curricula": len(curricula), "Constraints": len(closed)}
    told = [f"{c.code} {c.teacher} {c.lectures} {c.days} {c.students}" for c in courses]
    parts = {"COURSES": told, "ROOMS": _rooms(random, courses, rooms), "CURRICULA": curricula}
    parts["UNAVAILABILITY_CONSTRAINTS"] = closed
    lines = [f"{name}: {value}" for name, value in head.items()]
    for name, rows in parts.items():
        lines += ["", f"{name}:", *rows]
    return "\n".join([*lines, "", "END.", ""])


def _courses(random: Random, lectures: int) -> list[Made]:
    made: list[Made] = []
    while lectures > 0:
        count = min(lectures, random.choices((1, 2, 3, 4, 5, 6), (3, 9, 30, 25, 14, 8))[0])
        lectures -= count
        degree = random.randint(0, 3 + len(made) // 8)
        students = max(5, int(random.lognormvariate(3.8, 0.7)))
        days = min(count, random.choice((1, 2, 2, 3, 3, 4)), DAYS)
        made.append(Made(f"c{len(made):04}", f"t{random.randint(0, len(made)):03}", count, days, students, degree))
    return made


def _rooms(random: Random, courses: list[Made], count: int) -> list[str]:
    """Rooms as large as lectures at even steps from the largest to the smallest ask for, or a little larger."""
    wanted = sorted((c.students for c in courses for _ in range(c.lectures)), reverse=True)
    sizes = [wanted[len(wanted) * number // count] for number in range(count)]
    return [f"r{number:02} {int(size * random.choice((1, 1, 1.1, 1.3)))}" for number, size in enumerate(sizes)]


def _curricula(random: Random, courses: list[Made], periods: int) -> Iterator[str]:
    """For each degree its core courses with some of the others, and now and then one of another degree."""
    seen: set[tuple[str, ...]] = set()
    for _ in range(random.randint(len(courses) // 2, len(courses) * 3 // 2)):
        degree = random.choice(courses).degree
        own = [c for c in courses if c.degree == degree]
        core, more = own[: (len(own) + 1) // 2], own[(len(own) + 1) // 2 :]
        picked = [*core, *random.sample(more, min(len(more), random.randint(0, 2)))]
        picked += [random.choice(courses)] if random.random() < 0.3 else []
        members: list[str] = []
        load = 0
        for course in picked:
            load += course.lectures
            if load <= 0.8 * periods and course.code not in members:
                members.append(course.code)
        if tuple(members) not in seen:
            seen.add(tuple(members))
            yield f"q{len(seen) - 1:03} {len(members)} {' '.join(members)}"


def _closed(random: Random, courses: list[Made], periods: int) -> Iterator[str]:
    """Half days on which a course is not to be held; at most half of all periods."""
    for course in courses:
        halves = random.sample(range(2 * DAYS), random.choice((0, 0, 1, 2, 3)))
        for half in sorted(halves):
            first, last = (0, periods // 2) if half % 2 == 0 else (periods // 2, periods)
            yield from (f"{course.code} {half // 2} {period}" for period in range(first, last))


if __name__ == "__main__":
    for seed in map(int, sys.argv[2:]):
        (Path(sys.argv[1]) / f"made{seed}.ctt").write_text(text(seed), encoding="utf-8")
