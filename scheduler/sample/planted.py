"""A plain allocation that keeps the rules of a national intake: the proof that there is one.

Minimums are set below what this allocation seats, so that however large the intake and whatever its seed, its rules
can all hold.  It is nobody's idea of a good allocation: first come, first served.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

from scheduler.domain import Cohort, Nominee

MOST_TRIED = 8
"""Cohorts tried for each person; enough, as only a plain allocation is wanted."""

COLUMNS = ("island_group", "region", "institution_type")


@dataclass(frozen=True)
class Limits:
    """What every cohort keeps: most people of one ministry and of one region, and the least share of women."""

    ministry: int
    region: int
    women: Fraction


@dataclass
class Room:
    """Who sits in one cohort so far."""

    seats: int
    seated: int = 0
    women: int = 0
    bodies: Counter[str] = field(default_factory=Counter)


def seated(
    nominees: Iterable[Nominee], options: Callable[[Nominee], Iterator[Cohort]], limits: Limits
) -> Counter[tuple[str, str]]:
    """Count the people seated by column and value: island group, region, institution type.

    Parameters
    ----------
    options
        The cohorts that a nominee is eligible for.
    """
    rooms: dict[str, Room] = {}
    count = Counter[tuple[str, str]]()
    for nominee in nominees:
        for cohort in islice(options(nominee), MOST_TRIED):
            room = rooms.setdefault(cohort.code, Room(cohort.seats_at_most))
            if _fits(nominee, room, limits):
                _seat(nominee, room)
                count.update((column, getattr(nominee, column)) for column in COLUMNS)
                break
    return count


def _fits(nominee: Nominee, room: Room, limits: Limits) -> bool:
    # A woman never lowers the share of women; a man is let in where it stays high enough.
    has_women = nominee.sex == "F" or room.women >= limits.women * (room.seated + 1)
    return has_women and room.seated < room.seats and room.bodies[_body(nominee)] < _most(nominee, room, limits)


def _body(nominee: Nominee) -> str:
    """Whose limit a person counts for: the ministry's, or the region's."""
    return nominee.institution if nominee.institution_type == "ministry" else nominee.region


def _most(nominee: Nominee, room: Room, limits: Limits) -> int:
    if nominee.institution_type == "ministry":
        return limits.ministry
    return limits.region if nominee.island_group else room.seats


def _seat(nominee: Nominee, room: Room) -> None:
    room.seated += 1
    room.women += nominee.sex == "F"
    room.bodies[_body(nominee)] += 1
