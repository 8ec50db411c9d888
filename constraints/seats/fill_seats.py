"""Fill seats: no seat stays empty that could be filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.allocation import EVERYONE
from scheduler.domain import EACH, Programme
from scheduler.findings import Violation
from scheduler.rule import Priority, Rule, WhereRule, spell
from scheduler.tally import Tally

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class FillSeats(WhereRule):
    """As few empty seats as possible in the cohorts that are offered; priority 1 unless a row says otherwise."""

    sheet = "Fill seats"
    tells_apart: ClassVar[bool] = False
    says: ClassVar = {"empty": "{places}: {offered} seats offered, {empty} of them empty."}

    where: tuple[str, ...] = Field(default=(EACH,), title="Where", description="Cohort codes; each; or all.")
    priority: Priority = Field(default=1, title="Priority", description="must, or 1, 2, 3 ... in strict order.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the wish to fill every cohort, unless rows say something else."""
        del programme
        return () if given else (cls(),)

    def post(self, board: Board) -> None:
        """Count the empty seats of each set of places."""
        for places in self.scopes(board.programme):
            offered = board.programme.seats_offered(places)
            seats = board.seats(EVERYONE, places)
            board.at_least(seats, offered, by=self, about=spell(places, board.programme))

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Compare the people in each set of places with the seats offered."""
        for places in self.scopes(allocation.programme):
            offered, where = allocation.programme.seats_offered(places), spell(places, allocation.programme)
            empty = offered - allocation.count(places=places)
            if empty > 0:
                yield self.found("empty", where, empty, places=where, empty=empty, offered=offered)

    def tallies(self, allocation: Allocation) -> Iterator[Tally]:
        """Count the people in each set of places beside the seats offered."""
        for places in self.scopes(allocation.programme):
            offered = allocation.programme.seats_offered(places)
            yield Tally("", spell(places, allocation.programme), allocation.count(places=places), offered)
