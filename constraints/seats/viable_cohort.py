"""Viable cohort: a cohort that may close runs with enough people, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.allocation import EVERYONE
from scheduler.domain import EACH, Cohort, Programme
from scheduler.findings import Violation
from scheduler.rule import Rule, WhereRule
from scheduler.tally import Tally

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class ViableCohort(WhereRule):
    """Fewest people of a cohort whose status is "may close", unless nobody at all is in it.

    Each cohort is looked at alone.  The higher of the row's number and the Cohorts sheet's
    counts; cohorts with another status are not concerned.
    """

    sheet = "Viable cohorts"
    tells_apart: ClassVar[bool] = False
    says: ClassVar = {"small": "{cohort} runs with {seated} of the {least} people whom it needs to run."}

    where: tuple[str, ...] = Field(
        default=(EACH,), title="Where", description="Cohort codes, each looked at alone; each: all that may close."
    )
    at_least: int = Field(ge=1, title="At least", description="Fewest people with whom the cohort runs.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the Cohorts sheet's fewest number of every cohort that may close."""
        del given
        for cohort in programme.cohorts:
            if cohort.status == "may close":
                stems = f"cohort:{cohort.code}:seats_at_least"
                yield cls(where=(cohort.code,), at_least=max(1, cohort.seats_at_least), stems=stems)

    def _concerned(self, programme: Programme) -> tuple[Cohort, ...]:
        codes = {programme.cohort_of(place).code for scope in self.scopes(programme) for place in scope}
        return tuple(c for code in sorted(codes) if (c := programme.cohort[code]).status == "may close")

    def post(self, board: Board) -> None:
        """Want the fewest people times 1 where the cohort runs, times 0 where it does not."""
        for cohort in self._concerned(board.programme):
            least = max(self.at_least, cohort.seats_at_least)
            seats = board.seats(EVERYONE, [cohort.code])
            board.at_least(seats - board.runs(cohort.code) * least, 0, by=self, about=cohort.code)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Count the people in every cohort that may close and has anybody."""
        for cohort in self._concerned(allocation.programme):
            seated = len(allocation.present(cohort.code))
            least = max(self.at_least, cohort.seats_at_least)
            if 0 < seated < least:
                off, code = least - seated, cohort.code
                yield self.found("small", code, off, cohort=code, seated=seated, least=least)

    def tallies(self, allocation: Allocation) -> Iterator[Tally]:
        """Count the people in every cohort that may close; one with nobody owes no fewest number."""
        for cohort in self._concerned(allocation.programme):
            seated = allocation.count(places=[cohort.code])
            yield Tally("", cohort.code, seated, max(self.at_least, cohort.seats_at_least) if seated else None)
