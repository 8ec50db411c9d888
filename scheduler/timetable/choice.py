"""What a search may still choose: everything, or the hours and rooms that are left to some sessions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from scheduler.domain import Placement
from scheduler.timetable.hours import Hour

T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """Hours and rooms that remain; a session that is not named keeps all of its own.

    Parameters
    ----------
    held
        Sessions whose meetings begin exactly at these hours.
    rooms
        Rooms left to a session.
    """

    held: Mapping[str, Collection[Hour]] = field(default_factory=dict)
    rooms: Mapping[str, Collection[str]] = field(default_factory=dict)

    @classmethod
    def times_of(cls, placements: Iterable[Placement]) -> Choice:
        """Hold every meeting at its time, in any room."""
        return cls(held=_grouped((one.session, Hour(one.day, one.slot)) for one in placements))

    @classmethod
    def rooms_of(cls, placements: Iterable[Placement]) -> Choice:
        """Leave to every session the rooms that it has, at any time."""
        return cls(rooms=_grouped((one.session, one.room) for one in placements if one.room))


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, dict[T, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}
