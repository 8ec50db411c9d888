"""Even sizes: cohorts that run are about as large as each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field, model_validator

from scheduler.allocation import EVERYONE
from scheduler.domain import ALL, EACH, Programme
from scheduler.findings import Fact, Violation
from scheduler.rule import Priority, WhereRule, spell

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class EvenSizes(WhereRule):
    """Most difference in people between the largest and the smallest of the places compared.

    Closed cohorts are left out, and so are cohorts that may close and have nobody.
    """

    sheet = "Even sizes"
    tells_apart: ClassVar[bool] = False
    says: ClassVar = {
        "uneven": "{largest_at} has {largest} and {smallest_at} {smallest} people; "
        "the sizes of {places} may differ by {within}."
    }

    where: tuple[str, ...] = Field(
        default=(EACH,), title="Where", description="Codes to compare with each other (A; B; C); each: every cohort."
    )
    within: int = Field(default=1, ge=0, title="Within", description="Most people by which sizes may differ.")
    priority: Priority = Field(default=4, title="Priority", description="must, or 1, 2, 3 ... in strict order.")

    @model_validator(mode="after")
    def _has_two(self) -> EvenSizes:
        if len(self.where) == 1 and self.where not in ((EACH,), (ALL,)):
            raise ValueError(f"{self.where[0]} alone cannot be compared: name two cohorts or sessions or more")
        return self

    def _compared(self, programme: Programme) -> tuple[str, ...]:
        codes = sorted({code for scope in self.scopes(programme) for code in scope})
        return tuple(code for code in codes if programme.cohort_of(code).status != "closed")

    def post(self, board: Board) -> None:
        """Fit all sizes between a low and a high level, and keep these near each other."""
        places, most = self._compared(board.programme), board.headcount(EVERYONE)
        high, low = board.level(most), board.level(most)
        for place in places:
            size, runs = board.total([place]), board.runs(board.programme.cohort_of(place).code)
            board.link(size - high, -np.inf, 0)
            # Where the cohort does not run, its size of 0 holds the low level down no more.
            board.link(size - low - runs * most, -most, np.inf)
        board.at_most(high - low, self.within, by=self, about=spell(places, board.programme))

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Compare the largest with the smallest of the places that run."""
        programme = allocation.programme
        places = self._compared(programme)
        running = [place for place in places if allocation.runs(programme.cohort_of(place).code)]
        sizes = sorted((len(allocation.present(place)), place) for place in running)
        over = sizes[-1][0] - sizes[0][0] - self.within if sizes else 0
        if over > 0:
            about = spell(places, programme)
            facts: dict[str, Fact] = {"places": about, "within": self.within}
            facts |= {"smallest": sizes[0][0], "smallest_at": sizes[0][1]}
            facts |= {"largest": sizes[-1][0], "largest_at": sizes[-1][1]}
            yield self.found("uneven", about, over, **facts)
