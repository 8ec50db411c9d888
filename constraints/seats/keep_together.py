"""Keep together: some people go to the same cohorts, or none of them goes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field, field_validator

from scheduler.domain import Nominee, Programme
from scheduler.findings import Violation
from scheduler.rule import Rule

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class KeepTogether(Rule):
    """People who are in the same cohorts as the first of them, or have no seat like the first.

    The amount is 1 for every seat that another person has without the first having it, and for
    every seat that the first has without the other; breakouts count where they are to be shared.
    """

    sheet = "Keep together"
    says: ClassVar = {"apart": "{nominee} is in {place} without {other}; the two are to be kept together."}

    nominees: tuple[str, ...] = Field(title="Nominees", description="IDs of two people or more: A; B; C.")
    sessions: bool = Field(default=False, title="Sessions", description="yes: they take the same breakouts too.")

    @field_validator("nominees")
    @classmethod
    def _are_several(cls, nominees: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(nominees)) < 2:
            raise ValueError("two different people or more are needed to be kept together")
        return tuple(dict.fromkeys(nominees))

    def _known(self, programme: Programme) -> list[str]:
        """The people listed who are nominees."""
        return [nominee for nominee in self.nominees if nominee in programme.nominee]

    def _places(self, programme: Programme) -> tuple[str, ...]:
        breakouts = [session.code for block in programme.blocks.values() for session in block]
        return (*sorted(programme.cohort), *(breakouts if self.sessions else ()))

    def post(self, board: Board) -> None:
        """Bound the difference of two people's seats from both sides, place by place."""
        people = self._known(board.programme)
        for place in self._places(board.programme) if people else ():
            led = board.seats(people[:1], [place])
            for other in people[1:]:
                gap = board.seats([other], [place]) - led
                if gap.columns.size:
                    board.at_most(gap, 0, by=self, about=f"{other} @ {place}")
                    board.at_least(gap, 0, by=self, about=f"{other} @ {place}")

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Compare each person's places with the first's."""
        people = self._known(allocation.programme)
        for place in self._places(allocation.programme):
            present = allocation.present(place)
            for first, other in ((people[0], other) for other in people[1:]):
                if (other in present) != (first in present):
                    alone, missing = (other, first) if other in present else (first, other)
                    yield self.found("apart", f"{other} @ {place}", 1, nominee=alone, other=missing, place=place)

    def sees(self, nominee: Nominee) -> Hashable:
        """The people listed, one by one, and all others."""
        return nominee.id if nominee.id in self.nominees else None
