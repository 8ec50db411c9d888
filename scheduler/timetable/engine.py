"""The search for a timetable: times first, then rooms, then both together, priority by priority.

Times alone, under rows that rooms imply, are a small model; its bound holds for the whole.  Rooms
at given times are another small one.  Where the two do not meet, times are sought again with each
session left in the rooms that it has, rooms again at these times, and at last everything at once.

References
----------
G. Lach, M.E. Luebbecke (2012), Annals of Operations Research 194, 255-272, doi:10.1007/s10479-010-0700-7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.allocation import Allocation
from scheduler.domain import Placement, Programme
from scheduler.errors import AuditFailed
from scheduler.rule import Rule
from scheduler.solve.limits import Clock
from scheduler.solve.outcome import Status, StoppedBy, TierOutcome
from scheduler.timetable.board import TimeBoard
from scheduler.timetable.choice import Choice
from scheduler.timetable.cpsat import Answer, Ask, answer
from scheduler.timetable.held import Timetable
from scheduler.timetable.sums import Sum
from scheduler.timetable.trip import columns_of, placements_of
from scheduler.timetable.verdict import judge

TIMES, ROOMS, PAIRS = 0.5, 0.2, 0.6
"""Shares of the time left: for times alone, rooms at these times, both in turn; the rest is for both at once."""

HINT = 5.0
"""Most seconds to complete what is known to a hint."""

LARGE = 250_000
"""Columns above which both at once are not tried."""


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
    """

    status: Status
    stopped_by: StoppedBy
    placements: tuple[Placement, ...] | None
    tiers: tuple[TierOutcome, ...] = ()
    first: float = 0.0


@dataclass(frozen=True)
class Found:
    """Meetings and what they cost in each priority."""

    placements: tuple[Placement, ...]
    costs: dict[int, int]


class Search:
    """One search; `run` may be called once.

    Parameters
    ----------
    is_reproducible
        Whether the same call gives the same timetable whatever the machine does meanwhile; time is then
        counted in work done, about one unit a second.
    """

    def __init__(
        self,
        programme: Programme,
        rules: Sequence[Rule],
        clock: Clock,
        *,
        allocation: Allocation | None = None,
        is_reproducible: bool = False,
    ) -> None:
        self.programme, self.rules, self.allocation = programme, tuple(rules), allocation
        self.clock, self.is_reproducible = clock, is_reproducible
        self.has_rooms = bool(programme.rooms)
        self.best: Found | None = None
        self.kept: dict[int, int] = {}
        self.bound = 0
        self._boards: dict[bool, TimeBoard] = {}

    # -- the whole ------------------------------------------------------------------------

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
            share = self.clock.narrowed(1 / (len(names) - number + 1))
            tiers.append(self._serve(name, share))
            self.kept[name] = self.best.costs.get(name, 0)
        is_proven = all(tier.is_proven for tier in tiers)
        status: Status = "optimal" if is_proven else "feasible"
        return TimeOutcome(status, "proof" if is_proven else self._ended(), self.best.placements, tuple(tiers), first)

    def _ended(self) -> StoppedBy:
        return "interrupt" if self.clock.is_stopped else "time"

    # -- a first timetable ----------------------------------------------------------------

    def _first(self) -> bool:
        """Find any timetable; False where none is possible."""
        self.clock.set_scene(phase="times")
        musts = [rule for rule in self.rules if rule.is_must]
        board = TimeBoard(self.programme, musts, allocation=self.allocation, has_rooms=not self.has_rooms)
        times = self._ask(board, Sum(), self.clock)
        if times.values is None:
            return times.status != "infeasible"
        self._take_times(board, times, 0, self.clock)
        if self.best is None:
            whole = self._ask(self._board(has_rooms=self.has_rooms), Sum(), self.clock)
            self._take(self._board(has_rooms=self.has_rooms), whole)
            return whole.status != "infeasible"
        return True

    # -- one priority ---------------------------------------------------------------------

    def _serve(self, name: int, clock: Clock) -> TierOutcome:
        """Make one priority's cost small, those before held."""
        began = self.clock.elapsed
        self.bound = 0
        if self._is_open(name, clock):
            self._seek_times(name, clock)
        if self.has_rooms and self._is_open(name, clock):
            self._in_turn(name, clock.narrowed(PAIRS))
        if self.has_rooms and self._is_open(name, clock) and self._size() <= LARGE:
            self._seek_all(name, clock)
        value, bound = self._cost(name), self.bound
        spent = self.clock.elapsed - began
        return TierOutcome(str(name), value, min(bound, value), value <= bound, spent, "CP-SAT")

    def _is_open(self, name: int, clock: Clock) -> bool:
        """Whether there is time left, and something that could be better."""
        return self._cost(name) > self.bound and not clock.is_over

    def _size(self) -> int:
        """About how many columns hours and rooms together have."""
        board = self._board(has_rooms=False)
        rooms = len(self.programme.rooms)
        return sum(len(board.starts(one)) * (rooms if board.rooms(one) else 1) for one in board.sessions)

    def _cost(self, name: int) -> int:
        assert self.best is not None  # noqa: S101  a first timetable is there
        return self.best.costs.get(name, 0)

    def _seek_times(self, name: int, clock: Clock) -> None:
        """Seek times alone, and rooms for the best found."""
        self.clock.set_scene(phase="times")
        board = self._board(has_rooms=False)
        narrowed = clock.narrowed(TIMES) if self.has_rooms else clock
        found = self._ask(board, board.model.costs.get(name, Sum()), narrowed, is_whole=True)
        self.bound = max(self.bound, found.bound or 0)
        self._take_times(board, found, name, clock.narrowed(ROOMS))

    def _take_times(self, board: TimeBoard, times: Answer, name: int, clock: Clock) -> None:
        """Seek rooms for times that were found, and keep both if they are the best."""
        if times.values is None:
            return
        if not self.has_rooms:
            self._take(board, times)
            return
        placements = placements_of(board, times.values)
        self._seek_within(Choice.times_of(placements), name, clock)

    def _in_turn(self, name: int, clock: Clock) -> None:
        """Seek times within the rooms used, then rooms at these times, until neither helps."""
        self.clock.set_scene(phase="rooms")
        before = None
        while self.best is not None and self._is_open(name, clock) and self.best is not before:
            before = self.best
            self._seek_within(Choice.rooms_of(self.best.placements), name, clock)
            self._seek_within(Choice.times_of(self.best.placements), name, clock)

    def _seek_within(self, choice: Choice, name: int, clock: Clock) -> None:
        board = self._new(choice, has_rooms=True)
        goal = board.model.costs.get(name, Sum())
        self._take(board, self._ask(board, goal, clock))

    def _seek_all(self, name: int, clock: Clock) -> None:
        """Seek times and rooms together."""
        self.clock.set_scene(phase="both")
        board = self._board(has_rooms=True)
        found = self._ask(board, board.model.costs.get(name, Sum()), clock, is_whole=True)
        self.bound = max(self.bound, found.bound or 0)
        self._take(board, found)

    # -- boards and answers ---------------------------------------------------------------

    def _board(self, *, has_rooms: bool) -> TimeBoard:
        if has_rooms not in self._boards:
            self._boards[has_rooms] = self._new(Choice(), has_rooms=has_rooms)
        return self._boards[has_rooms]

    def _new(self, choice: Choice, *, has_rooms: bool) -> TimeBoard:
        is_whole = has_rooms or not self.has_rooms  # where there are no rooms, no rule need hold its tongue
        return TimeBoard(self.programme, self.rules, allocation=self.allocation, choice=choice, has_rooms=is_whole)

    def _ask(self, board: TimeBoard, goal: Sum, clock: Clock, *, is_whole: bool = False) -> Answer:
        """Ask for the least of a goal, earlier priorities held, beginning from the best that is known.

        `is_whole` says that the bound found holds for every timetable.
        """
        model = replace(board.model, rows=list(board.model.rows))
        for name, most in self.kept.items():
            model.keep(board.model.costs.get(name, Sum()), most=most)
        hint = self._hint(board)
        ask = Ask(goal, hint, None, self.is_reproducible, self.bound, is_whole)
        return answer(model, ask, clock)

    def _hint(self, board: TimeBoard) -> dict[int, int] | None:
        """Values of every column for the best that is known, where the board can hold it."""
        columns = columns_of(board, self.best.placements) if self.best else None
        if columns is None:
            return None
        costs = Sum.total(board.model.costs.values())
        full = answer(board.model, Ask(costs, None, columns), self.clock.within(HINT))
        return columns if full.values is None else dict(enumerate(full.values))

    def _take(self, board: TimeBoard, found: Answer) -> None:
        """Keep what was found if it is better than the best."""
        if found.values is None:
            return
        placements = placements_of(board, found.values)
        costs = self._costs(placements)
        names = sorted(costs)
        if self.best is None or [costs[n] for n in names] < [self.best.costs[n] for n in names]:
            self.best = Found(placements, costs)

    def _costs(self, placements: tuple[Placement, ...]) -> dict[int, int]:
        """What the meetings cost in every priority, as the second witness counts it.

        Raises
        ------
        AuditFailed
            A bug: the witness finds a "must" broken.
        """
        timetable = Timetable(programme=self.programme, placements=placements, allocation=self.allocation)
        verdict = judge(timetable, self.rules)
        if verdict.broken:
            raise AuditFailed(verdict.broken)
        return dict(verdict.costs)
