"""Where a person stands in the race for a cohort: the costs of the pair, tier by tier, then order and lot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduler.board import Board
from scheduler.lots import lots
from scheduler.solve.linear import LinearModel
from scheduler.terms import Floats, Ints

LAST = 1_000_000_000


class Standing:
    """A solved board, read pair by pair.

    Parameters
    ----------
    board, model
        What was solved.
    values
        The solution, shape (columns,).
    seed
        Of the lots.
    """

    def __init__(self, board: Board, model: LinearModel, values: Floats, seed: int) -> None:
        self.board, self.model, self.values, self.seed = board, model, values, seed

    @cached_property
    def costs(self) -> Floats:
        """What one seat of each pair costs in each priority, shape (pairs, priorities)."""
        count = len(self.board.rows.priorities)
        tiers = [tier.costs[: self.board.pairs.size] for tier in self.model.tiers[:count]]
        return np.stack(tiers, axis=1) if tiers else np.zeros((self.board.pairs.size, 0))

    @cached_property
    def claims(self) -> Floats:
        """What a seat of each cohort pair costs with its breakouts, shape (pairs, priorities).

        Whoever has the seat has the breakouts too; anybody else could have the best ones open to him or her.
        """
        claims, pairs = self.costs.copy(), self.board.pairs
        for (cohort, _), sessions in self.board.programme.blocks.items():
            own = pairs.at(self.board.index(cohort))
            taken = self._best_of([pairs.at(self.board.index(session.code)) for session in sessions], sessions[0].take)
            sums = np.zeros((len(self.board.classes.members), claims.shape[1]))
            np.add.at(sums, pairs.row[taken], self.costs[taken])
            claims[own] += sums[pairs.row[own]]
        return claims

    def _best_of(self, breakouts: Sequence[Ints], take: int) -> Ints:
        """So many pairs of each row: those held, then those that cost least."""
        columns, row = np.concatenate(breakouts), self.board.pairs.row
        order = np.lexsort((columns, *self.costs[columns].T[::-1], ~self.is_held[columns], row[columns]))
        columns = columns[order]
        _, first, sizes = np.unique(row[columns], return_index=True, return_counts=True)
        return columns[np.arange(columns.size) - np.repeat(first, sizes) < take]

    @cached_property
    def lots(self) -> Ints:
        """Lot number of each row of the board."""
        return lots(self.seed, [person.id for person in self.board.classes.speakers])

    @cached_property
    def keys(self) -> Floats:
        """Sort keys of the pairs, smallest first: claims, nomination order, lot; shape (pairs, priorities + 2)."""
        orders = np.asarray([person.order or LAST for person in self.board.classes.speakers], dtype=np.float64)
        row = self.board.pairs.row
        return np.column_stack([self.claims, orders[row], -self.lots[row].astype(np.float64)])

    @cached_property
    def best_first(self) -> Ints:
        """Cohort pairs, the strongest claim first; a full tie goes by column."""
        columns = np.flatnonzero(self.board.pairs.is_cohort)
        keys = self.keys[columns]
        return columns[np.lexsort((columns, *keys.T[::-1]))]

    @cached_property
    def is_held(self) -> NDArray[np.bool_]:
        """Which pairs hold a seat."""
        return self.values[: self.board.pairs.size] > 0.5

    @cached_property
    def blocked_by(self) -> dict[int, list[int]]:
        """Rows, by pair, that one more seat of that pair would break or make worse."""
        effect = self.effect
        after = self._sums[effect.row] + effect.data
        low, high = self.model.row_lower[effect.row], self.model.row_upper[effect.row]
        is_broken = (after > high + 1e-9) | (after < low - 1e-9)
        blocked: dict[int, list[int]] = {}
        for column, row in zip(effect.col[is_broken], effect.row[is_broken], strict=True):
            blocked.setdefault(int(column), []).append(int(row))
        return blocked

    def broken_by_swap(self, into: Sequence[int], out: Sequence[int]) -> list[int]:
        """Rows that seats of some pairs in place of seats of others would break or make worse."""
        moved: dict[int, float] = defaultdict(float)
        for columns, sign in ((into, 1), (out, -1)):
            for column in columns:
                for row, factor in zip(*self._rows_of(column), strict=True):
                    moved[row] += sign * factor
        low, high, sums = self.model.row_lower, self.model.row_upper, self._sums
        changed = ((row, sums[row] + change) for row, change in moved.items() if change)
        return sorted(row for row, after in changed if after > high[row] + 1e-9 or after < low[row] - 1e-9)

    def _rows_of(self, column: int) -> tuple[list[int], list[float]]:
        effect = self._by_pair
        inside = slice(effect.indptr[column], effect.indptr[column + 1])
        return effect.indices[inside].tolist(), effect.data[inside].tolist()

    @cached_property
    def _sums(self) -> Floats:
        return self.model.times(self.values)

    @cached_property
    def _by_pair(self) -> Any:
        return self.effect.tocsc()

    @cached_property
    def effect(self) -> Any:
        """What one more seat of a pair adds to each row; auxiliary totals move along."""
        from scipy.sparse import coo_matrix, csr_matrix, diags_array  # noqa: PLC0415  only explanations need it

        model, size = self.model, self.board.pairs.size
        whole = csr_matrix((model.factors, model.columns, model.starts), (model.height, model.width))
        owned = np.asarray(self.board.rows.owners) >= 0
        effect = whole[:, :size]
        totals = self.board.rows.totals
        if totals:
            effect = effect + whole[:, [column for column, _ in totals]] @ _membership(totals, size)
        return coo_matrix(diags_array(owned.astype(float)) @ effect)


def _membership(totals: list[tuple[int, Ints]], size: int) -> Any:
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    starts = np.cumsum([0, *(columns.size for _, columns in totals)])
    columns = np.concatenate([columns for _, columns in totals])
    return csr_matrix((np.ones(columns.size), columns, starts), (len(totals), size))
