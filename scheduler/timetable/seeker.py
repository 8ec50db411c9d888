"""What every stage of the search for a timetable shares: boards, questions about them, and the best that is known."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from scheduler.allocation import Allocation
from scheduler.domain import Placement, Programme
from scheduler.errors import AuditFailed
from scheduler.rule import Rule
from scheduler.solve.limits import Clock
from scheduler.timetable.board import TimeBoard
from scheduler.timetable.choice import Choice
from scheduler.timetable.cpsat import PROVING, Answer, Ask, Manner, answer, answers
from scheduler.timetable.descent import Descent
from scheduler.timetable.held import Timetable
from scheduler.timetable.hood import Hoods
from scheduler.timetable.model import TimeModel
from scheduler.timetable.part import Frame
from scheduler.timetable.sums import Sum
from scheduler.timetable.trip import Decision, columns_of, decisions, placements_of
from scheduler.timetable.verdict import judge
from scheduler.timetable.work import WorkClock

HINT = 5.0
"""Most seconds to complete what is known to values of every column."""

SETTLING = 60.0
"""Most work of the plain search that settles which of the best timetables is handed out."""

PLAIN = 20.0
"""Most work of a plain search for any solution, in CP-SAT's unit: more often than not the quickest."""


@dataclass(frozen=True)
class Found:
    """Meetings and what they cost in each priority."""

    placements: tuple[Placement, ...]
    costs: dict[int, int]


class Seeker:
    """Asks boards, and keeps the best timetable.

    Attributes
    ----------
    best
        The best timetable so far that keeps all that must hold.
    kept
        What priorities already served may cost at most.
    bound
        The least that the priority being served can cost, as far as that is proven.
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
        self.clock = WorkClock.of(clock) if is_reproducible else clock
        self.has_rooms = bool(programme.rooms)
        self.best: Found | None = None
        self.kept: dict[int, int] = {}
        self.bound = 0
        self._boards: dict[bool, TimeBoard] = {}
        self._descents = 0

    # -- boards ---------------------------------------------------------------------------

    def board(self, *, has_rooms: bool) -> TimeBoard:
        """Return the board on which everything is left to choose, with rooms or of times alone."""
        if has_rooms not in self._boards:
            self._boards[has_rooms] = self.narrowed(Choice(), has_rooms=has_rooms)
        return self._boards[has_rooms]

    def narrowed(self, choice: Choice, *, has_rooms: bool = True) -> TimeBoard:
        """Return a board of what a choice leaves."""
        is_whole = has_rooms or not self.has_rooms  # where there are no rooms, no rule need hold its tongue
        return TimeBoard(self.programme, self.rules, allocation=self.allocation, choice=choice, has_rooms=is_whole)

    def _model(self, board: TimeBoard) -> TimeModel:
        """The model of a board, earlier priorities held."""
        model = replace(board.model, rows=list(board.model.rows))
        for name, most in self.kept.items():
            model.keep(board.model.costs.get(name, Sum()), most=most)
        return model

    # -- questions ------------------------------------------------------------------------

    def prove(self, board: TimeBoard, name: int, clock: Clock) -> Answer:
        """Ask for the least that a priority can cost, on a board whose bounds hold for every timetable.

        By every way to prove at once; the first proof ends all, but where work is counted, each has its share.
        """
        is_race = math.isinf(clock.left) or not isinstance(clock, WorkClock)
        work = None if is_race else clock.left / len(PROVING)
        hint, model, wanted = self._hint(board), self._model(board), goal(board, name)
        asked = [Ask(wanted, hint, None, self.bound, manner=manner, work=work) for manner in PROVING]
        found = answers([(model, ask) for ask in asked], clock, is_race=is_race)
        self.bound = max([self.bound, *(one.bound for one in found if one.bound is not None)])
        return min(found, key=lambda one: (one.value is None, one.value, one.status not in ("optimal", "infeasible")))

    def any(self, board: TimeBoard, clock: Clock) -> Answer:
        """Ask for any solution that costs no more in earlier priorities: by a plain search, or by CP-SAT's own mix."""
        found = self._ask(board, Sum(), clock, "part", PLAIN)
        return found if found.status != "unknown" or clock.is_over else self._ask(board, Sum(), clock, "any")

    def plain(self, board: TimeBoard) -> Answer:
        """Ask for any solution, by a search that nothing but the board and the seed steers.

        One thread, from nothing that is known, for so much work at most: the same on every machine.
        """
        return answer(self._model(board), Ask(manner="part", work=SETTLING), self.clock)

    def _ask(self, board: TimeBoard, wanted: Sum, clock: Clock, manner: Manner, work: float | None = None) -> Answer:
        """Ask for the least of a sum, earlier priorities held, beginning from the best that is known."""
        ask = Ask(wanted, self._hint(board), None, self.bound, manner=manner, work=work)
        return answer(self._model(board), ask, clock)

    def _hint(self, board: TimeBoard) -> dict[int, int] | None:
        known = self._known(board)
        return None if known is None else dict(enumerate(known))

    def _known(self, board: TimeBoard) -> list[int] | None:
        """Values of every column for the best that is known, where the board can hold it."""
        columns = columns_of(board, self.best.placements) if self.best else None
        return None if columns is None else self._completed(board, columns)

    def _completed(self, board: TimeBoard, columns: Mapping[int, int]) -> list[int] | None:
        """Values of every column where those that decide are given, and nothing costs more than it does."""
        costs = Sum.total(board.model.costs.values())
        frame = Frame(board.model, len(board.model.rows), costs, list(columns))
        values = np.zeros(len(board.model.lower), dtype=np.int64)
        values[list(columns)] = list(columns.values())
        part = frame.part(np.flatnonzero(~frame.is_decided), values)
        found = answer(part.model, Ask(part.goal, manner="part"), self.clock.within(HINT)).values
        whole = None if found is None else part.whole(found)
        return whole.tolist() if whole is not None and frame.holds(whole) else None

    def descend(
        self, board: TimeBoard, name: int, clock: Clock, *, patience: int, values: Sequence[int] | None = None
    ) -> Answer:
        """Search from the best that is known, or from other values if these cost less."""
        begun = [one for one in (self._known(board), values) if one is not None]
        wanted = goal(board, name)
        told = decisions(board)
        if not begun or wanted.is_fixed or not told:
            return Answer("unknown", None, None, None)
        descent = self._descent(board, told, wanted, min(begun, key=lambda one: board.model.value(wanted, one)))
        descent.run(clock, target=self.bound, patience=patience)
        return Answer("feasible", descent.values.tolist(), descent.value, None)

    def sweep(self, board: TimeBoard, name: int, values: Sequence[int], clock: Clock) -> Answer:
        """Make a solution better hour by hour."""
        told, wanted = decisions(board), goal(board, name)
        completed = self._completed(board, {one.column: values[one.column] for one in told})
        if completed is None or wanted.is_fixed or not told:
            return Answer("feasible", list(values), None, None)
        descent = self._descent(board, told, wanted, completed)
        descent.sweep(clock)
        return Answer("feasible", descent.values.tolist(), descent.value, None)

    def _descent(self, board: TimeBoard, told: Sequence[Decision], wanted: Sum, values: Sequence[int]) -> Descent:
        self._descents += 1
        random = Random(self.clock.limits.seed + self._descents)  # noqa: S311  no secret
        frame = Frame(self._model(board), len(board.model.rows), wanted, [one.column for one in told])
        return Descent(frame, Hoods(board, told, frame, random), values, random)

    # -- the best -------------------------------------------------------------------------

    def take(self, board: TimeBoard, found: Answer) -> None:
        """Keep what was found if it is better than the best."""
        if found.values is None:
            return
        placements = placements_of(board, found.values)
        costs = self._costs(placements)
        names = sorted(costs)
        if self.best is None or [costs[n] for n in names] < [self.best.costs[n] for n in names]:
            self.best = Found(placements, costs)

    def settle(self, board: TimeBoard, found: Answer) -> bool:
        """Keep what was found instead of the best, if it is as good; whether it is."""
        if found.values is None or self.best is None:
            return False
        placements = placements_of(board, found.values)
        if self._costs(placements) != self.best.costs:
            return False
        self.best = Found(placements, self.best.costs)
        return True

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


def goal(board: TimeBoard, name: int) -> Sum:
    """Return what a priority costs on a board; 0 names none."""
    return board.model.costs.get(name, Sum()).merged()
