"""What would be lost if one person had the seat of another: who came first in a full cohort, and by what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduler.rule import Rule
from scheduler.standing import Standing
from scheduler.terms import Ints

NEVER = 1_000_000
"""Later than any priority: nothing would be served less well, and the lot decided."""


@dataclass(frozen=True, order=True)
class Swap:
    """The first priority that one person in the seat of another would serve less well; the later the better.

    Parameters
    ----------
    row
        The row of the board that shows it; -1 where it is the person's own points.
    """

    priority: int
    row: int = -1


class Swaps:
    """Swaps of seats on one solved board.

    Parameters
    ----------
    columns
        Pair by row and place of the board.
    """

    def __init__(self, standing: Standing, columns: Mapping[tuple[int, int], int]) -> None:
        self.standing, self.columns, self.board = standing, columns, standing.board
        self._claims: dict[int, tuple[float, ...]] = {}

    @cached_property
    def _held(self) -> dict[int, Ints]:
        """Pairs that hold a seat, by cohort, the weakest claim first."""
        order = self.standing.best_first[::-1]
        held = order[self.standing.is_held[order]]
        places = self.board.pairs.place[held]
        return {int(place): held[places == place] for place in np.unique(places)}

    def outranked(self, column: int) -> tuple[int, float] | None:
        """The first priority (by its place) in which everyone seated there has a stronger claim, and the weakest one.

        None where the cohort is empty, or where somebody there has no stronger claim before that.
        """
        held = self._held.get(int(self.board.pairs.place[column]), _NOBODY)
        claims = self.standing.claims
        for tier, mine in enumerate(claims[column]):
            theirs = claims[held, tier]
            if not held.size or theirs.max() > mine:
                return None
            if theirs.max() < mine:
                return tier, float(theirs.max())
        return None

    def best(self, column: int) -> Swap | None:
        """The least harmful swap with somebody seated there whose claim is no stronger; None where a must forbids all.

        Breakouts go with the seat.
        """
        mine, best = tuple(self.standing.claims[column]), None
        held = self._held.get(int(self.board.pairs.place[column]), _NOBODY)
        for other in held.tolist():
            if self._claim(other) < mine:
                break  # the weakest come first
            swap = self._swapped(column, other)
            best = swap if best is None or (swap is not None and best < swap) else best
            if best is not None and best.priority == NEVER:
                break
        return best

    def _claim(self, column: int) -> tuple[float, ...]:
        if column not in self._claims:
            self._claims[column] = tuple(self.standing.claims[column])
        return self._claims[column]

    def rule(self, swap: Swap) -> Rule:
        """The rule whose row shows what is lost."""
        return self.board.rules[self.board.rows.owners[swap.row]]

    def _swapped(self, column: int, other: int) -> Swap | None:
        taken = [other, *self._breakouts(other)]
        mine, place = int(self.board.pairs.row[column]), self.board.pairs.place
        into = [found for held in taken if (found := self.columns.get((mine, int(place[held])))) is not None]
        if len(into) < len(taken):
            return None
        rows = [*self.standing.broken_by_swap(into, taken), *self._passed_over(mine, int(self.board.pairs.row[other]))]
        owners = [self.board.rules[self.board.rows.owners[row]] for row in rows]
        if any(rule.is_must for rule in owners):
            return None
        dearer = self.standing.costs[into].sum(axis=0) - self.standing.costs[taken].sum(axis=0)
        own = [Swap(p) for p, cost in zip(self.board.rows.priorities, dearer, strict=True) if cost > 0]
        lost = [Swap(int(rule.priority), row) for rule, row in zip(owners, rows, strict=True)]
        return min([*own, *lost], default=Swap(NEVER))

    def _passed_over(self, mine: int, theirs: int) -> list[int]:
        """The row of a colleague named earlier, who would then be passed over: it hangs on columns of its own."""
        me, other = self.board.classes.speakers[mine], self.board.classes.speakers[theirs]
        row, colleagues = self._orders.get(other.id), me.counted("institution") == other.counted("institution")
        is_later = me.order is not None and other.order is not None and other.order < me.order
        return [row] if row is not None and colleagues and is_later else []

    @cached_property
    def _orders(self) -> dict[str, int]:
        """Rows that keep nomination order, by the person who is not to be passed over."""
        ordered = {index for index, rule in enumerate(self.board.rules) if rule.sheet == "Nomination order"}
        pairs = zip(self.board.rows.owners, self.board.rows.subjects, strict=True)
        return {subject: row for row, (owner, subject) in enumerate(pairs) if owner in ordered}

    def _breakouts(self, column: int) -> list[int]:
        """The pairs of breakouts that go with a seat that is held."""
        row = int(self.board.pairs.row[column])
        held = (self.columns.get((row, place)) for place in self._places.get(int(self.board.pairs.place[column]), ()))
        return [found for found in held if found is not None and self.standing.is_held[found]]

    @cached_property
    def _places(self) -> dict[int, list[int]]:
        """Breakouts by cohort, as places of the board."""
        places: dict[int, list[int]] = {}
        for code, session in self.board.programme.session.items():
            if session.block:
                places.setdefault(self.board.index(session.cohort), []).append(self.board.index(code))
        return places


_NOBODY = np.empty(0, dtype=np.int64)
