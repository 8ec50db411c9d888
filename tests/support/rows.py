"""Random columns of rule rows: whom, where, how many, how urgent."""

from __future__ import annotations

from random import Random
from typing import Any

import programmes

from scheduler.domain import Amount, Programme


def who(random: Random) -> dict[str, Any]:
    """Pick a group: everyone, by one or two columns, by a further column, or one for each value."""
    return random.choice(
        (
            {},
            {"sex": ("F",)},
            {"institution": ("PANRB",), "sex": ("M",)},
            {"region": tuple(random.sample(tuple(programmes.REGIONS), 2))},
            {"topic": ("DAT",)},
            {"institution_type": ("each",)},
            {"institution": ("each",), "sex": ("each",)},
            {"topic": ("each",)},
            {"others": {"Team": ("X",)}},
        )
    )


def where(random: Random, programme: Programme) -> tuple[str, ...]:
    """Pick places: each, all, a cohort, two cohorts together, or a session."""
    cohorts = [cohort.code for cohort in programme.cohorts]
    options: list[tuple[str, ...]] = [("each",), ("all",), (cohorts[0],), tuple(cohorts[:2])]
    options += [(session.code,) for session in programme.sessions]
    return random.choice(options)


def amount(random: Random) -> Amount:
    """Pick a count or a percentage."""
    return random.choice((Amount(count=random.randint(0, 3)), Amount(percent=random.choice((0, 25, 40, 50, 100)))))


def urgency(random: Random, *, soft_only: bool = False) -> dict[str, Any]:
    """Pick a priority and a weight."""
    return {"priority": random.choice((1, 2) if soft_only else ("must", 1, 2)), "weight": random.randint(1, 3)}
