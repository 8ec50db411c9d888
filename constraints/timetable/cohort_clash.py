"""Cohort clash: a cohort is in one place at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from scheduler.domain import Programme
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.timetable.rule import CohortRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class CohortClash(CohortRule):
    """At any hour a cohort has one meeting; breakouts of one block are parallel and count as one.

    The amount is, hour by hour, the meetings beyond the first.
    """

    sheet = "Cohort clash"
    says: ClassVar = {"clash": "{cohort} has {sessions} at the same time on {day} in slot {slot}."}

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that no cohort has two things at once, unless a row says otherwise."""
        return () if given or not programme.sessions else (cls(),)

    def makes_exclusive(self, programme: Programme) -> Iterable[str]:
        """Name the cohorts that attend one thing at a time."""
        return self.concerned(programme)

    def post(self, board: TimeBoard) -> None:
        """Allow one strand at each hour."""
        for cohort in self.concerned(board.programme):
            for hour in board.hours(board.attended(cohort)):
                board.at_most(Sum.total(board.strands(cohort, hour)), 1, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Look at each hour of each cohort."""
        for cohort in self.concerned(timetable.programme):
            for hour, meetings in timetable.by_hour(timetable.of_cohort(cohort)).items():
                blocks = {timetable.session(one).block for one in meetings} - {""}
                plain = sum(not timetable.session(one).block for one in meetings)
                over = len(blocks) + plain - 1
                if over > 0:
                    codes = tuple(sorted(one.session for one in meetings))
                    facts: dict[str, Fact] = {"cohort": cohort, "day": str(hour.day), "slot": hour.slot}
                    yield self.found("clash", cohort, over, sessions=codes, **facts)
