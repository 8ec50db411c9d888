"""Pin: one person is in a named cohort or session, or in none."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from scheduler.domain import OUT, Code, Nominee, Programme
from scheduler.findings import Violation
from scheduler.rule import Rule

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class Pin(Rule):
    """Where one person must be, decided by people and not by the solver.

    The pins of the Nominees sheet hold as a "must"; rows of this sheet add to them.  A pin to
    a session is kept by a seat in that session; a session without a block is its whole cohort's.
    """

    sheet = "Pins"
    says: ClassVar = {
        "absent": "{nominee} is pinned to {to} but has no seat there (reason: {reason}).",
        "seated": "{nominee} is pinned out but has a seat in {cohort} (reason: {reason}).",
    }

    eases: ClassVar[Literal["wish", "drop"]] = "drop"

    nominee: Code = Field(title="Nominee", description="ID of the person.")
    to: Code = Field(title="To", description="Code of a cohort or session; or: out.")
    reason: str = Field(default="", title="Reason", description="Why; shown in the result.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the pins of the Nominees sheet."""
        del given
        for person in programme.nominees:
            if person.pin:
                yield cls(nominee=person.id, to=person.pin, reason=person.pin_reason, stems=f"nominee:{person.id}:pin")

    def bar(self, board: Board) -> None:
        """Keep a person who is pinned out from every cohort."""
        if self.to == OUT:
            board.never([self.nominee], sorted(board.programme.cohort), by=self)

    def post(self, board: Board) -> None:
        """Want one seat where the person is pinned to."""
        if self.to != OUT:
            board.at_least(board.seats([self.nominee], [self.to]), 1, by=self, about=self.nominee)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Look the person up."""
        if self.to != OUT and self.nominee not in allocation.present(self.to):
            yield self._found("absent", to=self.to)
        if self.to == OUT:
            yield from (self._found("seated", cohort=seat.cohort) for seat in allocation.held_by(self.nominee))

    def refuses(self, nominee: Nominee, place: str, programme: Programme) -> Violation | None:
        """Refuse whoever is pinned out."""
        is_out = self.to == OUT and nominee.id == self.nominee
        return self._found("seated", cohort=programme.cohort_of(place).code) if is_out else None

    def _found(self, case: str, **place: str) -> Violation:
        return self.found(case, self.nominee, 1, nominee=self.nominee, reason=self.reason or "-", **place)

    def sees(self, nominee: Nominee) -> Hashable:
        """One person, and all others."""
        return nominee.id == self.nominee
