"""A first allocation without any search, for when a search ends empty-handed.

Whoever has the strongest claim is seated first, wherever no rule that must hold is broken; what
must hold at least is served before.  Nothing is proven of it, and it is only ever used where
every rule that must hold finds nothing to complain of (`Rule.check`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from scheduler.allocation import Allocation
from scheduler.board import Board
from scheduler.seating import seats_of
from scheduler.solve import Limits, LinearModel, Outcome, solve
from scheduler.standing import Standing
from scheduler.terms import Floats, Ints

SECONDS = 60.0
"""Most time for the columns that follow from the seats; none of them is a choice of any weight."""

TINY = 1e-9


def started(board: Board, model: LinearModel, empty: Outcome, limits: Limits) -> Outcome:
    """Return what a search ended with, and seats for it where they can be had without searching.

    Parameters
    ----------
    empty
        The outcome without values; it is returned as it is where the seats would break a rule that must hold.
    """
    pairs = _Greedy(board, model, limits.seed).pairs()
    lower, upper = model.lower.copy(), model.upper.copy()
    lower[: pairs.size] = upper[: pairs.size] = pairs
    found = solve(replace(model, lower=lower, upper=upper), Limits(seconds=SECONDS, seed=limits.seed))
    if found.values is None:
        return empty
    seats = seats_of(board, found.values, limits.seed)
    if Allocation(programme=board.programme, seats=seats, rules=board.rules).broken(board.rules):
        return empty
    bounds = [tier.bound for tier in empty.tiers[:1]] + [None] * (len(found.tiers) - 1)
    tiers = (
        replace(tier, bound=bound, is_proven=False, seconds=0.0, engine="none")
        for tier, bound in zip(found.tiers, bounds, strict=True)
    )
    return replace(found, status="feasible", stopped_by=empty.stopped_by, tiers=tuple(tiers), is_unique=False)


class _Greedy:
    """Seats people one after another on a board."""

    def __init__(self, board: Board, model: LinearModel, seed: int) -> None:
        self.board, self.model = board, model
        self.standing = Standing(board, model, np.zeros(model.width), seed)
        effect = self.standing.effect.tocsc()
        self.starts, self.rows, self.factors = effect.indptr, effect.indices, effect.data
        owners, slacks = np.asarray(board.rows.owners), np.asarray(board.rows.slack_of)
        self.is_hard = (owners >= 0) & (slacks < 0)
        ties = [index for index, rule in enumerate(board.rules) if rule.sheet == "Breakouts"]
        self.is_tie = np.isin(owners, ties)
        """Rows that tie breakouts to seats: a seat alone breaks them, and its breakouts mend it."""
        self.sums = np.zeros(model.height)
        self.taken = np.zeros(board.pairs.size)

    def pairs(self) -> Floats:
        """Return how many seats each pair of the board holds."""
        for row in self._owed():
            for column in self._candidates(row):
                if not self._lack(row):
                    break
                self._seat(column)
        while sum(self._seated_all(column) for column in self.standing.best_first.tolist()):
            pass  # a share of the seats filled lets more people in with each one of its group who came
        return self.taken

    def _seated_all(self, column: int) -> int:
        """Seat as many of a pair as can be; how many there were."""
        count = 0
        while self._seat(column):
            count += 1
        return count

    def _lack(self, row: int) -> float:
        """How far a row is from what it wants: below its least, or above its most, as "at least" is written too."""
        low, high, now = self.model.row_lower[row], self.model.row_upper[row], self.sums[row]
        return float(low - now if now < low - TINY else max(now - high, 0) if now > high + TINY else 0)

    def _owed(self) -> list[int]:
        """Hard rows that want seats, those with the fewest candidates to spare first."""
        wants = [int(row) for row in np.flatnonzero(self.is_hard) if self._lack(int(row))]
        return sorted(wants, key=lambda row: (len(self._members.get(row, ())) - self._lack(row), row))

    @cached_property
    def _members(self) -> dict[int, list[int]]:
        """Columns that bring each hard row nearer to what it wants."""
        members: dict[int, list[int]] = defaultdict(list)
        wants = np.where(self.model.row_lower > TINY, 1.0, np.where(self.model.row_upper < -TINY, -1.0, 0.0))
        for column in range(self.board.pairs.size):
            for row, factor in self._entries([column]):
                if factor * wants[row] > 0:
                    members[row].append(column)
        return members

    def _candidates(self, row: int) -> list[int]:
        return sorted(self._members.get(row, ()), key=lambda column: (self._rank[self._seat_of(column)], column))

    @cached_property
    def _rank(self) -> Ints:
        """Place of each cohort pair among all by claim."""
        rank = np.full(self.board.pairs.size, self.board.pairs.size, dtype=np.int64)
        rank[self.standing.best_first] = np.arange(self.standing.best_first.size)
        return rank

    def _seat_of(self, column: int) -> int:
        """The cohort pair that a pair belongs to: itself, or that of the breakout's cohort."""
        pairs = self.board.pairs
        if pairs.place[column] < pairs.cohorts:
            return column
        cohort = self.board.programme.cohort_of(self.board.places[pairs.place[column]]).code
        return self._columns[int(pairs.row[column]), self.board.index(cohort)]

    @cached_property
    def _columns(self) -> dict[tuple[int, int], int]:
        pairs = zip(self.board.pairs.row.tolist(), self.board.pairs.place.tolist(), strict=True)
        return {pair: column for column, pair in enumerate(pairs)}

    # -- one seat ---------------------------------------------------------------------------

    def _seat(self, column: int) -> bool:
        """Seat one more of a pair with breakouts that have room; whether that could be done."""
        seat = self._seat_of(column)
        bundle = self._bundle(seat, wanted=column)
        if bundle is None or self.taken[seat] >= self.board.pairs.upper[seat] or not self._fits(bundle, is_whole=True):
            return False
        for member in bundle:
            self.taken[member] += 1
            inside = slice(self.starts[member], self.starts[member + 1])
            np.add.at(self.sums, self.rows[inside], self.factors[inside])
        return True

    def _bundle(self, seat: int, wanted: int) -> list[int] | None:
        """The seat and a breakout of every block, the one wanted first; None where a block has no room."""
        bundle, row = [seat], int(self.board.pairs.row[seat])
        for places, take in self._blocks.get(int(self.board.pairs.place[seat]), ()):
            open_to = [column for place in places if (column := self._columns.get((row, place))) is not None]
            open_to.sort(key=lambda column: (column != wanted, tuple(self.standing.costs[column]), column))
            chosen = [column for column in open_to if self._fits([column], is_whole=False)][:take]
            if len(chosen) < take:
                return None
            bundle += chosen
        return bundle

    @cached_property
    def _blocks(self) -> dict[int, list[tuple[list[int], int]]]:
        """Breakouts of each cohort, block by block, and how many of them everybody takes."""
        blocks: dict[int, list[tuple[list[int], int]]] = defaultdict(list)
        for (cohort, _), sessions in self.board.programme.blocks.items():
            places = [self.board.index(session.code) for session in sessions]
            blocks[self.board.index(cohort)].append((places, sessions[0].take))
        return blocks

    def _fits(self, columns: Sequence[int], *, is_whole: bool) -> bool:
        """Whether no hard row would be over its most; rows that tie breakouts to seats count for a whole seat alone."""
        added: dict[int, float] = defaultdict(float)
        for row, factor in self._entries(columns):
            added[row] += factor
        high, low, sums = self.model.row_upper, self.model.row_lower, self.sums
        return not any(
            (added[row] > 0 and sums[row] + added[row] > high[row] + TINY)
            or (added[row] < 0 and sums[row] + added[row] < low[row] - TINY)
            for row in added
            if self.is_hard[row] and (is_whole or not self.is_tie[row])
        )

    def _entries(self, columns: Sequence[int]) -> Iterable[tuple[int, float]]:
        for column in columns:
            inside = slice(self.starts[column], self.starts[column + 1])
            yield from zip(self.rows[inside].tolist(), self.factors[inside].tolist(), strict=True)
