"""Eligibility: who may be seated, by age, rank, level, English, service, passport or any column."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from constraints.seats._conditions import Condition
from scheduler.domain import ALL, EACH, Nominee, Programme
from scheduler.findings import Violation
from scheduler.measures.cells import Days, cell, is_dated
from scheduler.measures.people import shown
from scheduler.measures.rows import Rows
from scheduler.rule import GroupRule, WhereRule
from scheduler.traits import Mask

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board

FEW = 64
"""With more days than these to judge by, telling people's cells apart is cheaper than judging each."""


class Eligibility(GroupRule, WhereRule, Condition):
    """A condition on one column that everyone of a group meets who is seated there.

    Age and years are counted on the programme's reference date, else on the first day of the
    cohort.  The amount is 1 for every seat of a person who does not meet the condition.
    """

    sheet = "Eligibility"
    says: ClassVar = {
        "low": "{nominee} does not meet a condition of {place}: {column} {found}; at least {allowed} needed.",
        "high": "{nominee} does not meet a condition of {place}: {column} {found}; at most {allowed} allowed.",
        "other": "{nominee} does not meet a condition of {place}: {column} {found}; one of {allowed} needed.",
        "refused": "{nominee} does not meet a condition of {place}: {column} {found}; not allowed: {allowed}.",
        "missing": "{nominee} does not meet a condition of {place}: "
        "{column} is missing or cannot be compared[ ({found})]; needed: {allowed}.",
    }

    where: tuple[str, ...] = Field(
        default=(ALL,), title="Where", description="Cohort or session codes: A; B. each and all mean every cohort."
    )

    waived: tuple[str, ...] = Field(
        default=(), title="Waived for", description="IDs of people who need not meet the condition: A; B."
    )

    def _places(self, programme: Programme) -> tuple[str, ...]:
        """Where the condition holds; a session that everyone attends is its cohort."""
        if self.where in ((EACH,), (ALL,), ()):
            return tuple(sorted(programme.cohort))
        whole = {session.code: session.cohort for session in programme.sessions if not session.block}
        return tuple(sorted({whole.get(place, place) for place in self.where}))

    def bar(self, board: Board) -> None:
        """Forbid each place to those of the groups who fail the condition there."""
        concerned = np.zeros(len(board.classes.members), dtype=np.bool_)
        for group in self.groups(board.programme):
            concerned |= board.people(group)
        concerned &= ~board.people([nominee for nominee in self.waived if nominee in board.programme.nominee])
        rows, failing = Rows.of(board.traits, self.column), dict[Days, Mask]()
        for place in self._places(board.programme):
            days = Days.of(board.programme.cohort_of(place), board.programme) if is_dated(self.column) else Days()
            if days not in failing:
                failing[days] = concerned & self.faults(rows, days)
            board.never(failing[days], [place], by=self)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Ask of everyone seated there whether the condition is met."""
        programme = allocation.programme
        for place in self._places(programme):
            people = [programme.nominee[i] for i in sorted(allocation.present(place))]
            yield from filter(None, (self.refuses(person, place, programme) for person in people))

    def refuses(self, nominee: Nominee, place: str, programme: Programme) -> Violation | None:
        """Judge one person for one place."""
        days, is_asked = Days.of(programme.cohort_of(place), programme), self.concerns(nominee)
        fault = self.fault(nominee, days) if is_asked and place in self._places(programme) else None
        if fault is None:
            return None
        found, (case, allowed) = shown(nominee, self.column, days), fault
        # Bounds on several scales are alternatives.
        limits = tuple(allowed.split("; ")) if case in ("low", "high") else allowed
        facts = {"nominee": nominee.id, "place": place, "column": self.column, "allowed": limits}
        return self.found(case, nominee.id, 1, found=found, **facts)

    def concerns(self, nominee: Nominee) -> bool:
        """Whether the person is of the group and not waived."""
        return nominee.id not in self.waived and super().concerns(nominee)

    def sees(self, nominee: Nominee) -> Hashable:
        """Whether the condition is met; the cell itself where that depends on the cohort's days."""
        if not self.concerns(nominee):
            return None
        return cell(nominee, self.column) if is_dated(self.column) else self.fault(nominee, Days()) is None

    def _days(self, programme: Programme) -> set[Days]:
        """All days by which the condition is judged; without a dated column there is one judgement."""
        if not is_dated(self.column):
            return {Days()}
        cohorts = (programme.cohort_of(place) for place in self._places(programme))
        return {Days.of(cohort, programme).deciding(self.column) for cohort in cohorts}

    def sees_in(self, programme: Programme) -> Callable[[Nominee], Hashable]:
        """Tell of a dated condition on which days it is met, instead of the cell, where the days are few."""
        days = self._days(programme)
        if len(days) > FEW:
            return self.sees
        met: dict[Hashable, tuple[bool, ...]] = {}

        def told(person: Nominee) -> Hashable:
            content = cell(person, self.column)
            if content not in met:
                met[content] = tuple(self.fault(person, day) is None for day in days)
            return met[content] if self.concerns(person) else None

        return told
