"""What the rules about wishes share: points for every seat, and the points that were missed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from constraints.seats.breakouts import Breakouts
from scheduler.domain import Nominee, Programme
from scheduler.findings import Violation
from scheduler.rule import Rule
from scheduler.terms import Floats, Ints, Terms

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class Wishes(Rule):
    """Points for the cohort and for each breakout that a person gets.

    The amount off is, person by person, the points that the best cohort with its best
    breakouts would have given (the best few, where a person may hold several seats), less
    the points of the seats held.  Whoever has no seat misses all of them.
    """

    is_soft_only: ClassVar[bool] = True

    @abstractmethod
    def worth(self, nominee: Nominee, place: str, programme: Programme) -> int:
        """Return the points of one place to one person; read by the audit."""

    @abstractmethod
    def worths(self, board: Board, place: str) -> Ints:
        """Return the points of one place to every row of the board, shape (rows,)."""

    def post(self, board: Board) -> None:
        """Lose the points of the best seats, regain those of the seats held."""
        best = self._best(board)
        gains = np.zeros(board.pairs.size)
        for index, place in enumerate(board.places):
            columns = board.pairs.at(index)
            gains[columns] = self.worths(board, place)[board.pairs.row[columns]]
        everything = Terms.of(np.arange(board.pairs.size), constant=int(best @ board.classes.sizes))
        if all(rule.is_must for rule in board.rules if isinstance(rule, Breakouts)):
            board.minimise(everything.weighted(-gains), by=self, about="")
        else:
            self._post_each(board, best, gains)

    def _post_each(self, board: Board, best: Ints, gains: Floats) -> None:
        """Count person by person: more breakouts than a block says can beat the best, which helps nobody else."""
        held = {int(board.pairs.row[columns[0]]): columns for columns in board.pairs.by_row(range(len(board.places)))}
        for row, person in enumerate(board.classes.speakers):
            columns = held.get(row, np.empty(0, np.int64))
            board.at_least(Terms.of(columns).weighted(gains[columns]), int(best[row]), by=self, about=person.id)

    def _best(self, board: Board) -> Ints:
        """Most points that each row could have, shape (rows,)."""
        values = []
        for cohort in sorted(board.programme.cohort):
            value = self.worths(board, cohort)
            for (home, _), sessions in board.programme.blocks.items():
                if home == cohort:
                    table = np.sort([self.worths(board, session.code) for session in sessions], axis=0)
                    value = value + table[-sessions[0].take :].sum(axis=0)
            values.append(value)
        top = np.sort(values, axis=0)[-board.programme.seats_each :]
        return np.asarray(top.sum(axis=0), dtype=np.int64)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Compare each person's points with the most there were."""
        best: dict[Hashable, int] = {}
        for nominee in allocation.programme.nominees:
            seen = self.sees(nominee)
            if seen not in best:
                best[seen] = self._most(nominee, allocation.programme)
            held = allocation.held_by(nominee.id)
            places = [place for seat in held for place in (seat.cohort, *seat.sessions)]
            points = sum(self.worth(nominee, place, allocation.programme) for place in places)
            if points < best[seen]:
                facts = {"points": points, "best": best[seen]}
                yield self.found("missed", nominee.id, best[seen] - points, nominee=nominee.id, **facts)

    def _most(self, nominee: Nominee, programme: Programme) -> int:
        values = []
        for cohort in programme.cohorts:
            value = self.worth(nominee, cohort.code, programme)
            for (home, _), sessions in programme.blocks.items():
                if home == cohort.code:
                    worths = sorted((self.worth(nominee, s.code, programme) for s in sessions), reverse=True)
                    value += sum(worths[: sessions[0].take])
            values.append(value)
        return sum(sorted(values, reverse=True)[: programme.seats_each])
