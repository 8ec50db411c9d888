"""Two cohorts for a week each, with lecturers, a room, a site, breakouts and a holiday: small, and soon placed."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

from scheduler.domain import (
    Break,
    Cohort,
    DateWindow,
    Lecturer,
    Nominee,
    Programme,
    Room,
    Session,
    Site,
    Slot,
)
from scheduler.rulebook import TIMETABLE, kinds
from scheduler.workbook.write import write_programme

HOURS = (("09:00", "09:45"), ("09:50", "10:35"), ("13:00", "13:45"), ("13:50", "14:35"))
SLOTS = tuple(
    Slot(number=number, start=time.fromisoformat(start), end=time.fromisoformat(end))
    for number, (start, end) in enumerate(HOURS, 1)
)
BREAKS = (
    Break(title="Lunch", start=time(11, 30), end=time(13)),
    Break(title="Friday prayer", start=time(11, 45), end=time(13, 30), weekdays=("Fri",)),
)
CHUSEOK = date(2026, 9, 25)
"""A Friday."""


def sessions(cohort: str) -> tuple[Session, ...]:
    """Return a cohort's sessions: an opening, two lectures, a pair of breakouts, a visit."""
    made = (
        {"code": "1", "title": "Opening", "kind": "orientation", "lecturers": ("kim",)},
        {"code": "2", "title": "Policy & law", "length": 2, "meetings": 2, "lecturers": ("kim",)},
        {"code": "3", "title": "Open data", "kind": "workshop", "block": "x", "lecturers": ("lee",)},
        {"code": "4", "title": "Identity", "kind": "workshop", "block": "x", "needs_room": False},
        {"code": "5", "title": "City tour", "kind": "study visit", "length": 2, "site": "hall"},
    )
    return tuple(Session(**{**one, "code": f"{cohort}{one['code']}"}, cohort=cohort) for one in made)  # type: ignore[arg-type]


def fortnight(**changes: Any) -> Programme:
    """Return the programme."""
    cohorts = (
        Cohort(code="A", title="Data", start=date(2026, 9, 14), end=date(2026, 9, 18), seats_at_most=2, venue="KITC"),
        Cohort(code="B", start=date(2026, 9, 21), end=date(2026, 9, 25), seats_at_most=2),
    )
    people = tuple(Nominee(id=f"n{number}", name=f"Person {number}", institution="PANRB") for number in range(1, 6))
    fields = {
        "name": "Fortnight",
        "year": 2026,
        "cohorts": cohorts,
        "sessions": (*sessions("A"), *sessions("B")),
        "nominees": people,
        "slots": SLOTS,
        "breaks": BREAKS,
        "rooms": (Room(code="r1", title="Main hall", capacity=30), Room(code="r2", capacity=30)),
        "lecturers": (Lecturer(code="kim", title="Prof. Kim"), Lecturer(code="lee", title="Dr. Lee")),
        "sites": (Site(code="hall", title="City Hall", minutes=30),),
    }
    return Programme(**{**fields, **changes})


def undated() -> Programme:
    """Return the programme with windows in the place of dates."""
    cohorts = tuple(cohort.model_copy(update={"start": None, "end": None}) for cohort in fortnight().cohorts)
    window = {"earliest": date(2026, 9, 7), "latest": date(2026, 10, 9), "days": 5, "weekday": "Mon", "free_at_most": 1}
    windows = (DateWindow(cohort="A", **window), DateWindow(cohort="B", **window, not_with=("A",)))
    return fortnight(cohorts=cohorts, windows=windows)


def opening_first() -> Any:
    """Return the rule that the opening is on the first day."""
    return kinds(TIMETABLE)["First and last"](kinds=("orientation",))


def written(path: Path, programme: Programme | None = None, *rules: Any) -> Path:
    """Write the programme, or another, as a workbook."""
    write_programme(programme or fortnight(), [opening_first(), *rules], path, lang="en")
    return path
