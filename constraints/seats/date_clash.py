"""Date clash: nobody is in two cohorts at once, or away on days when he or she is unavailable."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field, model_validator

from scheduler.domain import EACH, Nominee, Programme, Span
from scheduler.findings import Fact, Violation
from scheduler.rule import GroupRule, Rule
from scheduler.terms import Terms

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class DateClash(GroupRule):
    """Days between the cohorts of one person, and days on which a person cannot be away.

    The amount is 1 for every two cohorts of a person that are too near, and 1 for every seat
    on unavailable dates.  Cohorts without dates clash with nothing.
    """

    sheet = "Date clash"
    says: ClassVar = {
        "together": "{nominee} is in {first} and {second}, which share days.",
        "near": "{nominee} is in {first} and {second}; free days between: {free}, needed: {gap}.",
        "unavailable": "{nominee} is in {cohort}, but unavailable on {dates}.",
    }

    gap: int = Field(
        default=0, ge=0, le=366, title="Days between", description="Fewest free days between two cohorts of one person."
    )
    has_own_dates: bool | None = Field(
        default=None,
        title="Own dates",
        description="no: unavailable dates keep nobody away. yes: they do, with this priority. Empty: always.",
    )
    is_single: bool = Field(default=False, exclude=True, repr=False)
    """Whether nobody can hold two seats anyway, so that only own dates tell people apart."""

    @model_validator(mode="after")
    def _own_dates_are_for_everyone(self) -> DateClash:
        if self.has_own_dates is not None and self.group.wants:
            raise ValueError("own dates hold for everyone or for nobody: leave the columns of the group empty")
        return self

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that nobody is in two places at once; own dates unless a row speaks of them."""
        is_told = any(isinstance(row, cls) and row.has_own_dates is not None for row in given)
        yield cls(has_own_dates=None if is_told else True, is_single=programme.seats_each == 1)

    def bar(self, board: Board) -> None:
        """Keep people out of cohorts on their unavailable dates."""
        people = board.classes.speakers if self.has_own_dates else ()
        away = [(row, span.first, span.last) for row, person in enumerate(people) for span in person.unavailable]
        for code, days in _dated(board.programme) if away else ():
            hit = np.zeros(len(people), dtype=np.bool_)
            hit[[row for row, first, last in away if first <= days.last and days.first <= last]] = True
            board.never(hit, [code], by=self)

    def post(self, board: Board) -> None:
        """Allow each person one of every set of cohorts that are too near each other."""
        groups = () if self.is_single else self.groups(board.programme)
        concerned = {int(row) for group in groups for row in np.flatnonzero(board.people(group))}
        for codes in self._near(board.programme) if concerned else ():
            for columns in board.pairs.by_row(map(board.index, codes)):
                row = int(board.pairs.row[columns[0]])
                if columns.size > 1 and row in concerned:
                    board.at_most(Terms.of(columns), 1, by=self, about=board.classes.speakers[row].id)

    def _near(self, programme: Programme) -> list[list[str]]:
        """For a wish pairs, each of which counts; for a must larger sets, which make a tighter model."""
        dated, margin = _dated(programme), timedelta(days=self.gap)
        if not self.is_must:
            return [[one, other] for (one, a), (other, b) in combinations(dated, 2) if a.overlaps(b, self.gap)]
        # Cohorts that all clash with each other share a day: the first day of the one that begins last.
        starts = sorted({days.first for _, days in dated})
        return [[code for code, days in dated if days.first <= day <= days.last + margin] for day in starts]

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Compare each person's cohorts with each other, and with own unavailable dates."""
        for nominee in allocation.seated():
            codes = [seat.cohort for seat in allocation.held_by(nominee.id)]
            if self._concerns(nominee):
                held = [(code, days) for code, days in _dated(allocation.programme) if code in codes]
                yield from self._compare(nominee, held)
            yield from filter(None, (self.refuses(nominee, code, allocation.programme) for code in codes))

    def _concerns(self, nominee: Nominee) -> bool:
        wants = [(nominee.values(column), values) for column, values in self.group.wants]
        return all(found if values == (EACH,) else set(found) & set(values) for found, values in wants)

    def _compare(self, nominee: Nominee, held: list[tuple[str, Span]]) -> Iterator[Violation]:
        for (one, earlier), (other, later) in combinations(held, 2):
            free = (later.first - earlier.last).days - 1
            if free < self.gap:
                facts: dict[str, Fact] = {"nominee": nominee.id, "first": one, "second": other}
                yield self.found("near" if free >= 0 else "together", nominee.id, 1, free=free, gap=self.gap, **facts)

    def refuses(self, nominee: Nominee, place: str, programme: Programme) -> Violation | None:
        """Compare the cohort's days with own unavailable dates."""
        cohort = programme.cohort_of(place)
        own = nominee.unavailable if self.has_own_dates and cohort.span else ()
        dates = tuple(str(span) for span in own if cohort.span and span.overlaps(cohort.span))
        facts: dict[str, Fact] = {"nominee": nominee.id, "cohort": cohort.code, "dates": dates}
        return self.found("unavailable", nominee.id, 1, **facts) if dates else None

    def sees(self, nominee: Nominee) -> Hashable:
        """Own dates; and each person where two seats are possible, as no two may be alike."""
        own = nominee.unavailable if self.has_own_dates else ()
        return (own, "" if self.is_single or not self._concerns(nominee) else nominee.id)


def _dated(programme: Programme) -> list[tuple[str, Span]]:
    """Return the cohorts that have dates, with their days, in order of first day."""
    found = [(cohort.code, span) for cohort in programme.cohorts if (span := cohort.span)]
    return sorted(found, key=lambda dated: (dated[1].first, dated[0]))
