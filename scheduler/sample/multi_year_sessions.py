"""What the six cohorts of 2026 are taught: sessions for everybody, and breakouts to choose among."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scheduler.domain import Session
from scheduler.sample.school import read, session

SHARED: Final = (
    "1 | Opening and orientation         | orientation         |     | 3 | 1 | HOST",
    "2 | Country reports                 | discussion          |     | 3 | 2 | HOST",
    "4 | Action plans                    | presentation        |     | 3 | 1 | HOST",
    "5 | Korea's digital government      | lecture             | KBJ | 3 | 1 | MOIS-A/MOIS-B",
    "8 | Action plans: writing           | workshop            |     | 3 | 2 | NHI-A/NHI-B",
    "9 | Korean for every day            | cultural experience |     | 2 | 2 | HOST",
)
"""Number, title, kind, topic, lesson hours, meetings and lecturers of what every cohort attends."""

LECTURES: Final = (
    ("GOV", "TKL", "Architecture of the whole government", "NIA-A/NIA-B"),
    ("GOV", "MJN", "Risk, audit and continuity", "NIA-B/BAI"),
    ("DAT", "DAT", "A data law and those who apply it", "NIA-A/NIA-C"),
    ("DAT", "KAM", "Security operations of ministries", "NIA-C/KISA"),
    ("SDM", "SDM", "Careers in Korea's civil service", "MPM-A/MPM-B"),
    ("SDM", "AKU", "Goals and how they are measured", "MPM-B/BAI"),
    ("AKU", "AKU", "Audit that improves", "BAI/MPM-B"),
    ("AKU", "BPS", "From paper to process", "MOIS-B/MOIS-C"),
    ("PLP", "PLP", "One window for every service", "MOIS-A/MOIS-C"),
    ("PLP", "SCT", "What a smart city is for", "NIA-B/NIA-C"),
    ("ARS", "ARS", "From desk to archive", "NAK-A/NAK-B"),
    ("ARS", "BPS", "On-Nara from the inside", "MOIS-B/MOIS-C"),
)
"""Cohort, topic, title and lecturers; two meetings each."""

VISITS: Final = (
    ("GOV", "NCIA-D", "G-SEOUL"),
    ("DAT", "NCIA-DG", "CITY-DG"),
    ("SDM", "NHI", "LOGODI"),
    ("AKU", "BAI-S", "MOIS-S"),
    ("PLP", "G24-S", "MOIS-S"),
    ("ARS", "NAK-D", "NCIA-DJ"),
)
"""Cohort and the sites of its two visits; AKU and PLP, which share a week in Sejong, see the ministry together."""

TAUGHT_BY: Final = {
    "TKL": "NIA-A/NIA-B", "KBJ": "MOIS-A/MOIS-B", "MJN": "BAI/NIA-B", "DAT": "NIA-A/NIA-C", "APP": "NIA-B/NIA-C",
    "INF": "NIA-A/NIA-C", "KAM": "KISA/NIA-C", "SDM": "MPM-A/MPM-B", "AKU": "BAI/MPM-B", "BPS": "MOIS-B/MOIS-C",
    "PLP": "MOIS-A/MOIS-C", "SCT": "NIA-B/NIA-C", "ARS": "NAK-A/NAK-B",
}  # fmt: skip
"""Who teaches the breakouts, by topic."""

BREAKOUTS: Final = (
    ("GOV", "TKL", "National and local architecture", "Focus", 4, 10),
    ("GOV", "KBJ", "Law and policy", "Focus", 4, 10),
    ("GOV", "MJN", "Risk and audit", "Focus", 4, 10),
    ("DAT", "DAT", "Sharing data", "First week", 8, 18),
    ("DAT", "APP", "Shared applications", "First week", 8, 18),
    ("DAT", "INF", "Data centres", "Second week", 8, 18),
    ("DAT", "KAM", "Security", "Second week", 8, 18),
    ("SDM", "SDM", "Talent and learning", "Focus", 6, 14),
    ("SDM", "AKU", "Measuring people's work", "Focus", 6, 14),
    ("AKU", "AKU", "Performance and budgets", "Focus", 6, 14),
    ("AKU", "BPS", "Processes that leave a trace", "Focus", 6, 14),
    ("PLP", "PLP", "Services in one place", "Focus", 8, 17),
    ("PLP", "SCT", "Smart cities", "Focus", 8, 17),
    ("ARS", "ARS", "Records for good", "Focus", 4, 12),
    ("ARS", "BPS", "Work management", "Focus", 4, 12),
)
"""Cohort, topic, title, block, seats at least and at most of the sessions to choose among."""


CITIES: Final = {"GOV": "Seoul", "DAT": "Daegu", "SDM": "Jincheon", "AKU": "Sejong", "PLP": "Sejong", "ARS": "Daejeon"}
"""Where each cohort is taught; a room's features say where it is."""


def sessions() -> tuple[Session, ...]:
    """Return the sessions of all cohorts."""
    return tuple(_all())


def _all() -> Iterator[Session]:
    for cohort, city in CITIES.items():
        rows = (f"{cohort}-{row}".replace("HOST", f"HOST-{cohort}") for row in SHARED)
        yield from read(rows, cohort=cohort, features=(city,))
    for cohort, topic, title, by in LECTURES:
        row = f"{cohort}-L-{topic} | {title} | lecture | {topic} | 3 | 2 | {by}"
        yield session(row, cohort=cohort, features=(CITIES[cohort], "projector"))
    yield from _visits()
    for cohort, topic, title, block, least, most in BREAKOUTS:
        meetings = 2 if block == "Focus" else 1
        row = f"{cohort}-{topic} | {title} | workshop | {topic} | 3 | {meetings} | {TAUGHT_BY[topic]}"
        seats = {"seats_at_least": least, "seats_at_most": most}
        yield session(row, cohort=cohort, block=block, features=(CITIES[cohort],), **seats)


def _visits() -> Iterator[Session]:
    for cohort, first, second in VISITS:
        yield session(f"{cohort}-3 | Study visit | study visit | | 3 | 1 |", cohort=cohort, site=first)
        if cohort != "PLP":
            with_whom = ("PLP",) if cohort == "AKU" else ()
            row = f"{cohort}-6 | Second study visit | study visit | | 3 | 1 |"
            yield session(row, cohort=cohort, jointly=with_whom, site=second)
