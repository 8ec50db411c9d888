"""Neighbourhoods: which meetings may move together while all others stay.

Some free whole days, some a few lesson hours, some a cohort's or a lecturer's sessions and those
tied to them, some what lies around something that costs; with rooms, some the rooms alone.  Each
kind grows while what it frees is solved to the end, and shrinks where it is not.

References
----------
P. Shaw (1998), Using constraint programming and local search methods to solve vehicle routing
problems, CP98, LNCS 1520, 417-431, doi:10.1007/3-540-49481-2_30.
S. Ropke, D. Pisinger (2006), An adaptive large neighborhood search heuristic for the pickup and
delivery problem with time windows, Transportation Science 40, 455-472, doi:10.1287/trsc.1050.0135.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final, NamedTuple

import numpy as np

from scheduler.timetable.board import TimeBoard
from scheduler.timetable.bounds import Flags, Ints
from scheduler.timetable.part import Frame
from scheduler.timetable.trip import Decision

BEGIN: Final = 0.25
"""Largest share of the sessions, hours or days that is freed at first."""

FREED: Final = 4000
"""About how many deciding columns are freed at first."""

CHANGE: Final = {"optimal": 1.04, "feasible": 0.93}
"""What the share freed is multiplied by after such an answer."""

OTHERWISE: Final = 0.8
LEAST: Final = 0.01
"""Smallest share; and however small it is, so many sessions, hours or days are freed:"""

FEWEST: Final = 2
DEEP: Final = 5
"""Most rows between something that costs and the meetings that it is about."""


class Hood(NamedTuple):
    """Columns to free, and the kind of neighbourhood that they are."""

    kind: str
    columns: Ints


class Hoods:
    """Draws neighbourhoods of a board.

    Parameters
    ----------
    told
        What the board's columns decide; at least one.
    frame
        The board's model.
    random
        Where choices come from.
    """

    def __init__(self, board: TimeBoard, told: Sequence[Decision], frame: Frame, random: Random) -> None:
        self._frame, self._random = frame, random
        hours = sorted({one.start for one in told})
        codes = sorted({one.session for one in told})
        self.columns = np.array([one.column for one in told], dtype=np.int64)
        self._session = _numbered([one.session for one in told], codes)
        self._hour = _numbered([one.start for one in told], hours)
        self._day = _numbered([one.start.day for one in told], sorted({hour.day for hour in hours}))
        self._is_room = np.array([one.is_room for one in told], dtype=np.bool_)
        self._groups = _groups(board, codes)
        self._tied = [sorted({k for group in self._groups if n in group for k in group}) for n in range(len(codes))]
        self._session_of = dict(zip(self.columns.tolist(), self._session.tolist(), strict=True))
        self._kinds = self._draws()
        self._share = dict.fromkeys(self._kinds, min(BEGIN, FREED / max(1, len(told))))

    def _draws(self) -> Mapping[str, Callable[[Ints, float], Ints]]:
        """The kinds that the board has any use for."""
        draws: dict[str, Callable[[Ints, float], Ints]] = {
            "days": lambda _, share: self._among(self._day, share),
            "hours": lambda _, share: self._among(self._hour, share),
            "any": lambda _, share: self._among(self._session, share),
            "kin": lambda _, share: self._kin(self._random.choice(self._groups), share),
            "cost": lambda values, share: self._kin(self._dear(values), share),
        }
        return draws | ({"rooms": self._rooms} if self._is_room.any() else {})

    # -- drawing --------------------------------------------------------------------------

    def draw(self, values: Ints) -> Hood:
        """Draw a neighbourhood of a solution."""
        kind = self._random.choice(list(self._kinds))
        return Hood(kind, self._kinds[kind](values, self._share[kind]))

    def each_hour(self) -> list[Hood]:
        """Return what is decided about each lesson hour, one hour a neighbourhood."""
        return [Hood("hours", self.columns[self._hour == number]) for number in range(int(self._hour.max()) + 1)]

    def learn(self, kind: str, status: str) -> None:
        """Free more of a kind from now on, or less, by how an answer about it ended."""
        self._share[kind] = min(1.0, max(LEAST, self._share[kind] * CHANGE.get(status, OTHERWISE)))

    def _count(self, share: float, whole: int) -> int:
        return min(whole, max(FEWEST, round(share * whole)))

    def _among(self, numbers: Ints, share: float) -> Ints:
        """Free all that is decided about some of the days, hours or sessions."""
        whole = int(numbers.max()) + 1
        chosen = self._random.sample(range(whole), self._count(share, whole))
        return self.columns[np.isin(numbers, chosen)]

    def _rooms(self, values: Ints, share: float) -> Ints:
        """Free the rooms of meetings at some hours; a meeting's columns share session and hour."""
        key = self._session * (int(self._hour.max()) + 1) + self._hour
        held = np.isin(key, key[values[self.columns] > 0]) & self._is_room
        whole = int(self._hour.max()) + 1
        chosen = self._random.sample(range(whole), self._count(share, whole))
        return self.columns[held & np.isin(self._hour, chosen)]

    def _kin(self, first: Sequence[int], share: float) -> Ints:
        """Free sessions beginning with some, then others tied to those freed already."""
        count = self._count(share, len(self._tied))
        found = dict.fromkeys(self._random.sample(first, min(len(first), count)))
        while len(found) < count:
            beside = sorted({k for n in found for k in self._tied[n]} - found.keys())
            rest = beside or sorted(set(range(len(self._tied))) - found.keys())
            found |= dict.fromkeys(self._random.sample(rest, min(len(rest), max(1, (count - len(found)) // 2))))
        return self.columns[np.isin(self._session, list(found))]

    def _dear(self, values: Ints) -> list[int]:
        """The sessions nearest to something that costs."""
        dear = self._frame.dear(values)
        if not len(dear):
            return list(self._random.choice(self._groups))
        reach: Flags = np.zeros(len(values), dtype=np.bool_)
        reach[self._random.choice(dear.tolist())] = True
        for _ in range(DEEP):
            if (reach & self._frame.is_decided).any():
                break
            reach = self._frame.near(reach)
        return sorted({self._session_of[k] for k in np.flatnonzero(reach & self._frame.is_decided).tolist()})


def _numbered(things: Sequence[object], known: Sequence[object]) -> Ints:
    place = {thing: number for number, thing in enumerate(known)}
    return np.array([place[thing] for thing in things], dtype=np.int64)


def _groups(board: TimeBoard, codes: Sequence[str]) -> list[list[int]]:
    """Sessions that share a cohort, or a lecturer."""
    place = {code: number for number, code in enumerate(codes)}
    found: dict[tuple[str, str], list[int]] = {}
    for session in board.sessions:
        if session.code in place:
            keys = [("cohort", code) for code in session.cohorts] + [("by", code) for code in board.lecturers(session)]
            for key in keys:
                found.setdefault(key, []).append(place[session.code])
    return [found[key] for key in sorted(found)]
