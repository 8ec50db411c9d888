"""Keep apart: of some people, only so many are in one cohort or session."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field, model_validator

from scheduler.domain import EACH, Nominee
from scheduler.findings import Violation
from scheduler.rule import WhereRule, spell
from scheduler.tally import Tally

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class KeepApart(WhereRule):
    """Most people of a list who may be in one cohort, in one session, or in several counted together.

    The amount is the number of seats beyond.
    """

    sheet = "Keep apart"
    says: ClassVar = {"crowded": "{places}: {seated} of {nominees} seated; at most {most} may be there together."}

    where: tuple[str, ...] = Field(
        default=(EACH,), title="Where", description="Cohort or session codes, counted together (A; B); each; all."
    )
    nominees: tuple[str, ...] = Field(title="Nominees", description="IDs of two people or more: A; B; C.")
    at_most: int = Field(default=1, ge=1, title="At most", description="How many of them may be there together.")

    @model_validator(mode="after")
    def _can_bind(self) -> KeepApart:
        if len(set(self.nominees)) <= self.at_most:
            msg = f"more than {self.at_most} different people are needed, of whom {self.at_most} may be together"
            raise ValueError(msg)
        return self

    def post(self, board: Board) -> None:
        """Bound the seats of the people listed in each set of places."""
        known = [nominee for nominee in self.nominees if nominee in board.programme.nominee]
        for places in self.scopes(board.programme):
            about = spell(places, board.programme)
            board.at_most(board.seats(known, places), self.at_most, by=self, about=about)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Name the people listed who are there."""
        for places in self.scopes(allocation.programme):
            met = [i for place in places for i in sorted(allocation.present(place) & set(self.nominees))]
            over = len(met) - self.at_most
            if over > 0:
                where, facts = spell(places, allocation.programme), {"seated": len(met), "most": self.at_most}
                yield self.found("crowded", where, over, places=where, nominees=tuple(dict.fromkeys(met)), **facts)

    def tallies(self, allocation: Allocation) -> Iterator[Tally]:
        """Count the people listed in each set of places."""
        for places in self.scopes(allocation.programme):
            got = sum(len(allocation.present(place).intersection(self.nominees)) for place in places)
            yield Tally("/".join(self.nominees), spell(places, allocation.programme), got, None, self.at_most)

    def sees(self, nominee: Nominee) -> Hashable:
        """Whether the person is one of them."""
        return nominee.id in self.nominees
