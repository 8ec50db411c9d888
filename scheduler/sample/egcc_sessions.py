"""What the three groups of September 2019 are taught: most of it together, breakouts and one visit apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scheduler.domain import Session
from scheduler.sample.school import read, session

PREFIX: Final = {"PANRB": "P", "KOMINFO": "K", "WB": "W"}
"""First letter of the codes of each cohort's own sessions."""

TOGETHER: Final = (
    "S-01 | Opening and orientation (MOIS, NIA)                        | orientation  |     | 2 | 1 | MOIS-1;NIA-1",
    "S-02 | Policy and law of Korea's digital government (MOIS)        | lecture      | KBJ | 2 | 1 | MOIS-1",
    "S-03 | From master plan to enterprise architecture (NIA)          | lecture      | TKL | 3 | 1 | NIA-1/NIA-2",
    "S-04 | On-Nara: business processes and the electronic office      | lecture      | BPS | 3 | 1 | MOIS-2",
    "S-07 | Procurement and quality of information systems (KITC)      | lecture      | APP | 3 | 1 | KITC-1/KITC-2",
    "S-09 | Action plan workshop (NIA)                                 | workshop     |     | 3 | 1 | NIA-1;NIA-2",
    "S-10 | Action plans presented, and closing                        | presentation |     | 2 | 1 | MOIS-1;NIA-1",
)
"""Code, title, kind, topic, lesson hours, meetings and lecturers of what all three groups attend together."""

VISITS: Final = (
    ("S-05", "Seoul Transport Operation and Information Service", "SCT", "TOPIS"),
    ("S-08", "Seoul City Hall: data in the mayor's office", "DAT", "CITYHALL"),
)

EXHIBITION: Final = (("P-06", "PANRB", ()), ("K-06", "KOMINFO", ("WB",)))
"""The exhibition takes fifteen people at a time, so that the groups go in two parts."""

BREAKOUTS: Final = (
    ("PANRB", "TKL", "SPBE architecture and its evaluation (NIA)", 4, "NIA-1/NIA-2"),
    ("PANRB", "PLP", "Public services in one place (MOIS)", 4, "MOIS-1"),
    ("PANRB", "BPS", "Work management with On-Nara (MOIS)", 4, "MOIS-2"),
    ("KOMINFO", "DAT", "Sharing administrative data (NIA)", 3, "NIA-2/NIA-3"),
    ("KOMINFO", "INF", "Government data centres and networks (KITC)", 3, "KITC-1"),
    ("KOMINFO", "KAM", "Security of information systems (KITC)", 3, "KITC-2"),
    ("WB", "PLP", "Services that reach everybody (MOIS)", 2, "MOIS-3"),
    ("WB", "DAT", "Open data and statistics (NIA)", 2, "NIA-2/NIA-3"),
)
"""Cohort, topic, title, seats and lecturers of the sessions to choose among."""

HOURS: Final = 3
"""Lesson hours of a visit, and of a breakout."""


def sessions() -> tuple[Session, ...]:
    """Return the sessions of all three cohorts."""
    everybody = {"cohort": "PANRB", "jointly": ("KOMINFO", "WB"), "features": ("projector",)}
    return (*read(TOGETHER, **everybody), *_visits(), *_breakouts())


def _visits() -> Iterator[Session]:
    for code, title, topic, site in VISITS:
        row = f"{code} | {title} | study visit | {topic} | {HOURS} | 1 |"
        yield session(row, cohort="PANRB", jointly=("KOMINFO", "WB"), site=site)
    for code, cohort, jointly in EXHIBITION:
        row = f"{code} | The e-Government exhibition, Seoul | study visit | PLP | {HOURS} | 1 |"
        yield session(row, cohort=cohort, jointly=jointly, site="EXPO")


def _breakouts() -> Iterator[Session]:
    for cohort, topic, title, seats, lecturer in BREAKOUTS:
        row = f"{PREFIX[cohort]}-{topic} | {title} | workshop | {topic} | {HOURS} | 1 | {lecturer}"
        yield session(row, cohort=cohort, block="Focus", seats_at_least=2, seats_at_most=seats)
