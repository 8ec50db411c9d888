"""Balance: sex, region, institution or any column are spread over the cohorts like over all nominees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.domain import EACH, Group, Nominee, Programme
from scheduler.findings import Fact, Violation
from scheduler.measures.cells import named
from scheduler.rule import Priority, WhereRule, spell
from scheduler.tally import Tally

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class Balance(WhereRule):
    """A column's values are found in each cohort as they are among all nominees.

    For every value, the people seated who have it are compared with its share among all
    nominees of the programme times all people seated there.  That product need not be whole:
    allowed are the whole numbers not more than `within` away from it, and the amount is the
    number of people beyond.  Within 1, both neighbours of the product are always allowed;
    within 0, only the product itself.  Nominees without a value count among all.
    """

    sheet = "Balance"
    says: ClassVar = {
        "many": "{places}: {seated} of {filled} are {value}; {share} of the nominees are. At most {most} wanted.",
        "few": "{places}: {seated} of {filled} are {value}; {share} of the nominees are. At least {least} wanted.",
    }

    where: tuple[str, ...] = Field(
        default=(EACH,), title="Where", description="Cohort or session codes, counted together (A; B); each; all."
    )
    column: str = Field(min_length=1, title="Column", description="Sex, Region, Institution, Level or any heading.")
    within: int = Field(default=1, ge=0, title="Within", description="How many people more or fewer do not matter.")
    priority: Priority = Field(default=4, title="Priority", description="must, or 1, 2, 3 ... in strict order.")

    def post(self, board: Board) -> None:
        """Hold each value between its share less and plus the people who do not matter, times the share's divisor."""
        for value, share in _shares(self.column, board.programme).items():
            people, unit = Group(wants=((named(self.column), (value,)),)), share.denominator
            for places in self.scopes(board.programme):
                about = f"{value} @ {spell(places, board.programme)}"
                gap = board.seats(people, places) * unit - board.total(places) * share.numerator
                board.at_most(gap, self.within * unit, by=self, about=about, unit=unit)
                board.at_least(gap, -self.within * unit, by=self, about=about, unit=unit)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Compare the people seated with what the share of the nominees comes to."""
        for (value, share), places, tally in self._counted(allocation):
            facts: dict[str, Fact] = {
                "places": tally.places,
                "value": value,
                "seated": tally.got,
                "filled": allocation.count(places=places),
                "share": f"{share.numerator}/{share.denominator}",
            }
            about = f"{value} @ {tally.places}"
            if tally.over:
                yield self.found("many", about, tally.over, most=tally.most, **facts)
            if tally.short:
                yield self.found("few", about, tally.short, least=tally.least, **facts)

    def tallies(self, allocation: Allocation) -> Iterator[Tally]:
        """Count each value's people in each set of places."""
        return (tally for _, _, tally in self._counted(allocation))

    def _counted(self, allocation: Allocation) -> Iterator[tuple[tuple[str, Fraction], tuple[str, ...], Tally]]:
        """Yield value and share, places and count; a difference of whole people is a whole number to compare with."""
        programme = allocation.programme
        for places in self.scopes(programme):
            seated = [nominee for place in places for nominee in sorted(allocation.present(place))]
            values = [value for i in seated for value in set(programme.nominee[i].values(named(self.column)))]
            where, got = spell(places, programme), Counter(values)
            for value, share in _shares(self.column, programme).items():
                due = share * len(seated)
                least, most = max(0, ceil(due) - self.within), floor(due) + self.within
                yield (value, share), places, Tally(value, where, got[value], least, most)

    def sees(self, nominee: Nominee) -> Hashable:
        """The values counted."""
        return frozenset(nominee.values(named(self.column)))


def _shares(column: str, programme: Programme) -> dict[str, Fraction]:
    """Return each value's share among all nominees, in order of value."""
    met = Counter(value for nominee in programme.nominees for value in set(nominee.values(named(column))))
    return {value: Fraction(met[value], len(programme.nominees)) for value in sorted(met)}
