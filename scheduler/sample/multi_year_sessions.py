"""What the six cohorts of 2026 are taught: sessions for everybody, and breakouts to choose among."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scheduler.domain import Session, Topic

SHARED: Final = (
    ("1", "Opening and orientation", "orientation"),
    ("2", "Country reports", "workshop"),
    ("3", "Study visit", "study visit"),
    ("4", "Action plans", "presentation"),
)
"""Number, title and kind of the sessions of every cohort that everybody attends."""

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


def sessions() -> tuple[Session, ...]:
    """Return the sessions of all cohorts."""
    return tuple(_all())


def _all() -> Iterator[Session]:
    for cohort in dict.fromkeys(row[0] for row in BREAKOUTS):
        for number, title, kind in SHARED:
            yield Session(code=f"{cohort}-{number}", cohort=cohort, title=title, kind=kind)
    for cohort, topic, title, block, least, most in BREAKOUTS:
        yield Session(
            code=f"{cohort}-{topic}",
            cohort=cohort,
            title=title,
            topics=(Topic(code=topic),),
            kind="workshop",
            block=block,
            seats_at_least=least,
            seats_at_most=most,
        )
