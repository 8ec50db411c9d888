"""The search for a timetable: times first, then rooms, then both together, priority by priority.

Times alone, under rows that rooms imply, are a small model, and its bound holds for the whole.  It
is asked for a proof first; then a large neighbourhood search betters the times, rooms are sought
for them, and the same search goes on over times and rooms together.  Where these are too many,
times within the rooms used and rooms at these times take turns.

References
----------
G. Lach, M.E. Luebbecke (2012), Curriculum based course timetabling: new solutions to Udine benchmark
instances, Annals of Operations Research 194, 255-272, doi:10.1007/s10479-010-0700-7.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from scheduler.domain import Placement
from scheduler.solve.limits import Clock
from scheduler.solve.outcome import Status, StoppedBy, TierOutcome
from scheduler.timetable.board import TimeBoard
from scheduler.timetable.choice import Choice
from scheduler.timetable.cpsat import Answer
from scheduler.timetable.seeker import Seeker
from scheduler.timetable.trip import placements_of

PROOF, TIMES, ROOMS, TURN = 0.2, 0.4, 0.1, 0.5
"""Shares of the time left: to prove about times alone, to better these, for rooms at given times, for one turn."""

FIRST: Final = 60.0
"""Most seconds for such a share where no limit is set."""

PATIENCE: Final = 200
"""Rounds of no use after which another way is tried."""

SOON: Final = 10
"""The same for rooms at given times, which are bettered with the times later on."""

LARGE: Final = 250_000
"""Columns above which times and rooms are never free together."""


@dataclass(frozen=True)
class TimeOutcome:
    """The result of a search.

    Attributes
    ----------
    status
        "optimal" (every priority proven), "feasible", "infeasible" (proven) or "unknown".
    stopped_by
        "proof", "time" or "interrupt".
    placements
        The meetings; None without a solution.
    tiers
        One outcome for each priority, in order.
    first
        Seconds until the first timetable that keeps all that must hold.
    is_settled
        Whether the same programme and seed give this very timetable on any machine, by any number of workers.
        Else it is one of the best, or of the best found, and another run may hand out another.
    """

    status: Status
    stopped_by: StoppedBy
    placements: tuple[Placement, ...] | None
    tiers: tuple[TierOutcome, ...] = ()
    first: float = 0.0
    is_settled: bool = False


class Search(Seeker):
    """One search; `run` may be called once.

    Parameters
    ----------
    is_reproducible
        Whether the same call gives the same timetable whatever the machine does meanwhile; time is then
        counted in work done, about one unit a second.
    """

    def run(self) -> TimeOutcome:
        """Find a timetable and make it as good as time allows."""
        if self._first() is False:
            return TimeOutcome("infeasible", "proof", None)
        if self.best is None:
            return TimeOutcome("unknown", self._ended(), None)
        first = self.clock.elapsed
        names = sorted({int(rule.priority) for rule in self.rules if not rule.is_must})
        tiers = []
        for number, name in enumerate(names, 1):
            self.clock.set_scene(tier=str(name), number=number, tiers=len(names), value=None, bound=None)
            tiers.append(self._serve(name, self.clock.narrowed(1 / (len(names) - number + 1))))
            self.kept[name] = self._cost(name)
        tiers = [self._told(tier) for tier in tiers]
        if not all(tier.is_proven for tier in tiers):
            return TimeOutcome("feasible", self._ended(), self.best.placements, tuple(tiers), first)
        is_settled = self._settle()
        return TimeOutcome("optimal", "proof", self.best.placements, tuple(tiers), first, is_settled)

    def _settle(self) -> bool:
        """Hand out that one of the best timetables which a plain search finds, whatever way led to the proof.

        First at times found without rooms, which is quick where rooms are no trouble; then all at once.
        """
        self.clock.set_scene(phase="checking")
        board = self.board(has_rooms=False)
        times = self.plain(board)
        if not self.has_rooms or times.values is None:
            return self.settle(board, times)
        roomed = self.narrowed(Choice.times_of(placements_of(board, times.values)))
        if self.settle(roomed, self.plain(roomed)):
            return True
        whole = None if self._size() > LARGE else self.board(has_rooms=True)
        return whole is not None and self.settle(whole, self.plain(whole))

    def _ended(self) -> StoppedBy:
        return "interrupt" if self.clock.is_stopped else "time"

    def _told(self, tier: TierOutcome) -> TierOutcome:
        """What a priority costs in the end: those after it may have found it less."""
        value, bound = self._cost(int(tier.name)), tier.bound or 0
        return replace(tier, value=value, bound=min(bound, value), is_proven=value <= bound)

    # -- a first timetable ----------------------------------------------------------------

    def _first(self) -> bool:
        """Find any timetable; False where none is possible."""
        self.clock.set_scene(phase="times")
        musts = [rule for rule in self.rules if rule.is_must]
        board = TimeBoard(self.programme, musts, allocation=self.allocation, has_rooms=not self.has_rooms)
        times = self.any(board, self.clock)
        if times.values is None:
            return times.status != "infeasible"
        self._take_times(board, times, 0, self.clock)
        if self.best is None:
            whole = self.any(self.board(has_rooms=self.has_rooms), self.clock)
            self.take(self.board(has_rooms=self.has_rooms), whole)
            return whole.status != "infeasible"
        return True

    # -- one priority ---------------------------------------------------------------------

    def _serve(self, name: int, clock: Clock) -> TierOutcome:
        """Make one priority's cost small, those before held."""
        began = self.clock.elapsed
        self.bound = 0
        if self._is_open(name, clock):
            self._seek_times(name, clock)
        while self._is_open(name, clock):
            self._seek_both(name, clock)
        value, bound = self._cost(name), self.bound
        return TierOutcome(str(name), value, bound, value <= bound, self.clock.elapsed - began, "CP-SAT")

    def _is_open(self, name: int, clock: Clock) -> bool:
        """Whether there is time left, and something that could be better."""
        return self._cost(name) > self.bound and not clock.is_over

    def _cost(self, name: int) -> int:
        assert self.best is not None  # noqa: S101  a first timetable is there
        return self.best.costs.get(name, 0)

    def _seek_times(self, name: int, clock: Clock) -> None:
        """Prove what can be proven about times alone, better them, and seek rooms for the best found."""
        self.clock.set_scene(phase="times")
        board = self.board(has_rooms=False)
        found = self.prove(board, name, _share(clock, PROOF))
        if not self.has_rooms:
            self.take(board, found)
            return
        if found.status not in ("optimal", "infeasible"):
            found = self.descend(board, name, _share(clock, TIMES), patience=PATIENCE, values=found.values)
        self._take_times(board, found, name, clock)

    def _take_times(self, board: TimeBoard, times: Answer, name: int, clock: Clock) -> None:
        """Seek rooms for times that were found, and keep both if they are the best."""
        if times.values is None or not self.has_rooms:
            self.take(board, times)
            return
        self.clock.set_scene(phase="rooms")
        roomed = self.narrowed(Choice.times_of(placements_of(board, times.values)))
        found = self.any(roomed, clock)
        if found.values is not None and name:
            found = self.sweep(roomed, name, found.values, clock)
        self.take(roomed, found)
        if name and self._is_open(name, clock):
            self.take(roomed, self.descend(roomed, name, _share(clock, ROOMS), patience=SOON, values=found.values))

    def _seek_both(self, name: int, clock: Clock) -> None:
        """Go on with times and rooms together, and ask for a proof where that is of no more use."""
        self.clock.set_scene(phase="both")
        if self.has_rooms and self._size() > LARGE:
            self._in_turn(name, clock)
            return
        board = self.board(has_rooms=self.has_rooms)
        self.take(board, self.descend(board, name, clock, patience=PATIENCE))
        if self._is_open(name, clock):
            self.take(board, self.prove(board, name, clock.narrowed(TURN)))

    def _in_turn(self, name: int, clock: Clock) -> None:
        """Better the times within the rooms used, then the rooms at these times."""
        for choice_of, share in ((Choice.rooms_of, TURN), (Choice.times_of, ROOMS)):
            if self.best is not None and self._is_open(name, clock):
                board = self.narrowed(choice_of(self.best.placements))
                self.take(board, self.descend(board, name, _share(clock, share), patience=PATIENCE))

    def _size(self) -> int:
        """About how many columns times and rooms together have."""
        board = self.board(has_rooms=False)
        rooms = len(self.programme.rooms)
        return sum(len(board.starts(one)) * (rooms if board.rooms(one) else 1) for one in board.sessions)


def _share(clock: Clock, share: float) -> Clock:
    """A share of the time left, or a while where there is no end."""
    return clock.within(FIRST) if math.isinf(clock.left) else clock.narrowed(share)
