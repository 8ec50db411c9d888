"""Choices: people go to the cohorts and breakouts that they chose, in their order of wish."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from constraints.seats._wishes import Wishes
from scheduler.domain import Nominee, Programme
from scheduler.rule import Priority, Rule
from scheduler.terms import Ints

if TYPE_CHECKING:
    from scheduler.board import Board


class Choices(Wishes):
    """Points for every cohort and breakout that a person chose.

    The first choice is worth as many points as choices are counted, each later one a point
    less.  Cohorts and breakouts stand in one list, in the order of wish.
    """

    sheet = "Choices"
    says: ClassVar = {"missed": "{nominee} gets {points} of {best} points for chosen places."}

    depth: int = Field(default=3, ge=1, le=100, title="Choices counted", description="How many choices earn points.")
    priority: Priority = Field(default=2, title="Priority", description="1, 2, 3 ... in strict order.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the wish where anyone chose a place and no row says otherwise."""
        return () if given or not any(nominee.choices for nominee in programme.nominees) else (cls(),)

    def worth(self, nominee: Nominee, place: str, programme: Programme) -> int:
        """Return the points of the place's rank among the choices."""
        del programme
        chosen = nominee.choices[: self.depth]
        return self.depth - chosen.index(place) if place in chosen else 0

    def worths(self, board: Board, place: str) -> Ints:
        """Give points to the rows that chose the place."""
        points = np.zeros(len(board.classes.members), dtype=np.int64)
        if place in board.traits.ranked("choices"):
            rows, ranks = board.traits.ranked("choices")[place]
            points[rows] = np.maximum(self.depth - ranks, 0)
        return points

    def sees(self, nominee: Nominee) -> Hashable:
        """Return the choices that count."""
        return nominee.choices[: self.depth]
