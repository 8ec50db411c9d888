"""The timetable of the round of September 2019: what all three groups share, and each group's own breakouts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from scheduler.domain import Session, Topic

PREFIX: Final = {"PANRB": "P", "KOMINFO": "K", "WB": "W"}
"""First letter of each cohort's session codes."""

MONDAY = datetime(2019, 9, 23)  # noqa: DTZ001  local time in Seoul, as sheets write it

SHARED: Final = (
    ("01", "Opening and orientation (MOIS, NIA)", "orientation", "", 0, "09:30", 60),
    ("02", "Policy and law of Korea's digital government (MOIS)", "lecture", "KBJ", 0, "11:00", 60),
    ("03", "From master plan to enterprise architecture (NIA)", "lecture", "TKL", 0, "14:00", 120),
    ("04", "On-Nara: business processes and the electronic office (MOIS)", "lecture", "BPS", 1, "09:30", 120),
    ("05", "Seoul Transport Operation and Information Service", "study visit", "SCT", 1, "14:00", 150),
    ("06", "The e-Government exhibition, Seoul", "study visit", "PLP", 2, "14:00", 150),
    ("07", "Procurement and quality of information systems (KITC)", "lecture", "APP", 3, "09:30", 120),
    ("08", "Seoul City Hall: data in the mayor's office", "study visit", "DAT", 3, "14:00", 150),
    ("09", "Action plan workshop (NIA)", "workshop", "", 4, "09:30", 120),
    ("10", "Action plans presented, and closing", "presentation", "", 4, "14:30", 90),
)
"""Number, title, kind, topic, day from Monday, start, and minutes of the sessions that everybody attends."""

BREAKOUTS: Final = (
    ("PANRB", "TKL", "SPBE architecture and its evaluation (NIA)", 4),
    ("PANRB", "PLP", "Public services in one place (MOIS)", 4),
    ("PANRB", "BPS", "Work management with On-Nara (MOIS)", 4),
    ("KOMINFO", "DAT", "Sharing administrative data (NIA)", 3),
    ("KOMINFO", "INF", "Government data centres and networks (KITC)", 3),
    ("KOMINFO", "KAM", "Security of information systems (KITC)", 3),
    ("WB", "PLP", "Services that reach everybody (NIA)", 2),
    ("WB", "DAT", "Open data and statistics (NIA)", 2),
)
"""Cohort, topic, title and seats of the sessions to choose among, all on Wednesday morning."""


def sessions() -> tuple[Session, ...]:
    """Return the sessions of all three cohorts."""
    return (*_shared(), *_breakouts())


def _shared() -> Iterator[Session]:
    for cohort, prefix in PREFIX.items():
        for number, title, kind, topic, day, start, minutes in SHARED:
            yield Session(
                code=f"{prefix}-{number}",
                cohort=cohort,
                title=title,
                topics=(Topic(code=topic),) if topic else (),
                kind=kind,
                start=_at(day, start),
                end=_at(day, start) + timedelta(minutes=minutes),
            )


def _breakouts() -> Iterator[Session]:
    for cohort, topic, title, seats in BREAKOUTS:
        yield Session(
            code=f"{PREFIX[cohort]}-{topic}",
            cohort=cohort,
            title=title,
            topics=(Topic(code=topic),),
            kind="workshop",
            block="Focus",
            seats_at_least=2,
            seats_at_most=seats,
            start=_at(2, "09:30"),
            end=_at(2, "09:30") + timedelta(minutes=150),
        )


def _at(day: int, clock: str) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return MONDAY + timedelta(days=day, hours=hours, minutes=minutes)
