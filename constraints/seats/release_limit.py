"""Release limit: an institution, or a unit of it, misses only so many people at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from scheduler.domain import Amount, Group, Nominee, Programme, Span
from scheduler.findings import Fact, Violation
from scheduler.rule import GroupRule, spell
from scheduler.tally import Tally

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class ReleaseLimit(GroupRule):
    """Most people of one institution, or of one unit, who are away on the same day, travel included.

    Each institution of the group is limited alone, and only its people in the group count; a
    percentage is of these nominees, rounded down.  Cohorts without dates are always on.  For
    every set of cohorts that share a day, and that no larger set contains, the amount is the
    number of seats over the limit: someone with two seats counts for both.
    """

    sheet = "Release limits"
    says: ClassVar = {"over": "{group}: {away} away at the same time ({places}); at most {most} allowed[ ({wanted})]."}

    per: Literal["institution", "unit"] = Field(
        default="institution", title="Per", description="institution, or unit: each unit of an institution alone."
    )
    at_most: Amount = Field(title="At most", description="A count, or a percentage of the nominees: 3 or 30%.")

    def _bodies(self, programme: Programme) -> Iterable[tuple[Group, int]]:
        """The institutions or units concerned, as groups with their nominees counted; who names none is not limited."""
        columns = ("institution", "unit")[: 1 + (self.per == "unit")]
        for group in self.groups(programme):
            inside = [nominee for nominee in programme.nominees if group.has(nominee)]
            counted = Counter(tuple(nominee.counted(column) for column in columns) for nominee in inside)
            for names, people in sorted(counted.items()):
                if all(names):
                    wants = dict(group.wants) | {c: (name,) for c, name in zip(columns, names, strict=True)}
                    yield Group(wants=tuple(sorted(wants.items()))), people

    def post(self, board: Board) -> None:
        """Bound each body's seats in every set of cohorts that share a day."""
        programme, sets = board.programme, _sharing_a_day(board.programme)
        for body, _ in self._bodies(programme):
            people = board.headcount(body)
            most = self.at_most.at_most(people)
            for places in sets:
                # Nobody holds more seats than the programme allows, so a row that cannot bind is left out.
                if people * min(len(places), programme.seats_each) > most:
                    about = f"{body} @ {spell(places, programme)}"
                    board.at_most(board.seats(body, places), most, by=self, about=about)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Find the bodies that have too many people away."""
        for tally in self.tallies(allocation):
            facts: dict[str, Fact] = {"group": tally.group, "places": tally.places, "wanted": str(self.at_most)}
            if tally.most is not None and tally.got > tally.most:
                about, off = f"{tally.group} @ {tally.places}", tally.got - tally.most
                yield self.found("over", about, off, away=tally.got, most=tally.most, **facts)

    def tallies(self, allocation: Allocation) -> Iterator[Tally]:
        """Count each body's seats in the cohorts that are on at the same time."""
        programme = allocation.programme
        crowds = _crowds(programme)
        for body, people in self._bodies(programme):
            most = self.at_most.at_most(people)
            for places in crowds:
                yield Tally(str(body), spell(places, programme), allocation.count(body, places), most=most)

    def sees(self, nominee: Nominee) -> Hashable:
        """Whose person it is, within the group."""
        return (super().sees(nominee), nominee.counted("institution"), nominee.unit if self.per == "unit" else "")


def _sharing_a_day(programme: Programme) -> list[tuple[str, ...]]:
    """Return the largest sets of cohorts that share a day; each has one on whose first day all are on."""
    offered = [(cohort.code, cohort.span) for cohort in programme.cohorts if cohort.status != "closed"]
    days = {span.first for _, span in offered if span} or {date.min}
    sets = {frozenset(code for code, span in offered if not span or span.first <= day <= span.last) for day in days}
    return sorted(tuple(sorted(one)) for one in sets if one and not any(one < other for other in sets))


def _crowds(programme: Programme) -> list[tuple[str, ...]]:
    """Return the same sets for the audit, from the last days of the cohorts and one undated day."""
    offered = sorted((c for c in programme.cohorts if c.status != "closed"), key=lambda cohort: cohort.code)
    crowds = {tuple(c.code for c in offered if not c.span)}
    for ending in (cohort.end for cohort in offered if cohort.span and cohort.end):
        day = Span(first=ending, last=ending)
        crowds.add(tuple(c.code for c in offered if not c.span or c.span.overlaps(day)))
    return sorted(one for one in crowds if one and not any(set(one) < set(other) for other in crowds))
