"""What the quotas share: a number or a share of a group's people in sets of places."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from scheduler.allocation import EVERYONE
from scheduler.domain import Amount, Group, Programme
from scheduler.findings import Fact, Violation
from scheduler.rule import GroupRule
from scheduler.tally import Tally
from scheduler.terms import Terms

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board

Base = Literal["seats filled", "seats offered", "nominees"]


@dataclass(frozen=True)
class Scaled:
    """What an amount is of: a known number of people, or ``part / unit`` of the seats filled."""

    base: int
    unit: int
    part: Terms
    is_fixed: bool


class Counts(GroupRule):
    """A number or a share of a group's people among those seated in some sets of places.

    A person counts for every quota that he or she matches.  A fewest number holds where the
    cohorts run; a percentage is of the seats filled or offered there, or of the group's own
    nominees, and is rounded up for "at least" and down for "at most".
    """

    at_least: Amount | None = Field(default=None, title="At least", description="A count or a percentage: 3 or 30%.")
    at_most: Amount | None = Field(default=None, title="At most", description="A count or a percentage: 3 or 30%.")
    exactly: Amount | None = Field(default=None, title="Exactly", description="Both at least and at most.")
    of: Base = Field(
        default="seats filled", title="Percent of", description="What a percentage is of; see the instructions."
    )

    @model_validator(mode="after")
    def _has_numbers(self) -> Counts:
        if self.floor is None and self.ceiling is None:
            raise ValueError("a quota needs a number in At least, At most or Exactly")
        if self.exactly is not None and (self.at_least is not None or self.at_most is not None):
            raise ValueError("Exactly is both at least and at most: leave those two empty")
        if _is_above(self.floor, self.ceiling):
            msg = f"nothing is at least {self.floor} and at most {self.ceiling}"
            raise ValueError(msg)
        return self

    @abstractmethod
    def sets(self, programme: Programme) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the sets of places that are counted together, each with its name."""

    @property
    def floor(self) -> Amount | None:
        """The fewest wanted."""
        return self.exactly or self.at_least

    @property
    def ceiling(self) -> Amount | None:
        """The most wanted."""
        return self.exactly or self.at_most

    def post(self, board: Board) -> None:
        """Bound the group's seats, for every group and every set of places."""
        for group in self.groups(board.programme):
            reached = board.reached(group)
            for name, places in self.sets(board.programme):
                # Where none of them can be, there is nothing to keep below a ceiling.
                if self.floor is None and reached.isdisjoint(map(board.index, places)):
                    continue
                self._post_one(board, group, places, f"{group} @ {name}")

    def _post_one(self, board: Board, group: Group, places: tuple[str, ...], about: str) -> None:
        seats = board.seats(group, places)
        if self.ceiling is not None:
            scaled = self._scaled(board, self.ceiling, group, places)
            most, terms = self.ceiling.at_most(scaled.base) * scaled.is_fixed, seats * scaled.unit - scaled.part
            board.at_most(terms, most, by=self, about=about, unit=scaled.unit)
        if self.floor is not None:
            scaled = self._scaled(board, self.floor, group, places)
            least = self.floor.at_least(scaled.base) * scaled.is_fixed
            terms = seats * scaled.unit - scaled.part + board.idle(places) * least
            board.at_least(terms, least, by=self, about=about, unit=scaled.unit)

    def _scaled(self, board: Board, amount: Amount, group: Group, places: tuple[str, ...]) -> Scaled:
        """Return what the amount is of; a share of seats filled turns into a whole row."""
        if amount.percent is not None and self.of == "seats filled":
            share = amount.share
            return Scaled(0, share.denominator, board.total(places) * share.numerator, is_fixed=False)
        is_offer = self.of == "seats offered"
        base = board.programme.seats_offered(places) if is_offer else board.headcount(group)
        return Scaled(base, 1, Terms.fixed(0), is_fixed=True)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Compare what is there with what is wanted."""
        for tally in self.tallies(allocation):
            facts: dict[str, Fact] = {"places": tally.places, "group": tally.group, "seated": tally.got}
            about = f"{tally.group} @ {tally.places}"
            if tally.over:
                yield self.found("over", about, tally.over, most=tally.most, wanted=str(self.ceiling), **facts)
            if tally.short:
                yield self.found("short", about, tally.short, least=tally.least, wanted=str(self.floor), **facts)

    def tallies(self, allocation: Allocation) -> Iterator[Tally]:
        """Count the group's people in every set of places."""
        for group in self.groups(allocation.programme):
            for name, places in self.sets(allocation.programme):
                base, is_owed = self._base(allocation, group, places), not allocation.is_idle(places)
                least = self.floor.at_least(base) if self.floor is not None and is_owed else None
                most = self.ceiling.at_most(base) if self.ceiling is not None else None
                yield Tally(str(group), name, allocation.count(group, places), least, most)

    def _base(self, allocation: Allocation, group: Group, places: tuple[str, ...]) -> int:
        if self.of == "seats offered":
            return allocation.programme.seats_offered(places)
        if self.of == "nominees":
            return sum(group.has(nominee) for nominee in allocation.programme.nominees)
        return allocation.count(EVERYONE, places)


def _is_above(least: Amount | None, most: Amount | None) -> bool:
    """Whether two counts, or two percentages, stand the wrong way round."""
    if least is None or most is None:
        return False
    if least.count is not None and most.count is not None:
        return least.count > most.count
    return least.percent is not None and most.percent is not None and least.percent > most.percent
