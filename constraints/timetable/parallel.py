"""Parallel breakouts: the sessions of a block, of which each person takes one, begin together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from scheduler.domain import Programme, Session
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.timetable.rule import CohortRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class ParallelBreakouts(CohortRule):
    """Where a person takes one session of a block, all of the block begin at the same hours.

    The amount is, hour by hour, the sessions of the block that do not begin with the others.
    """

    sheet = "Parallel breakouts"
    says: ClassVar = {
        "apart": "{cohort}, block {block}: only {begun} of {count} sessions begin on {day} in slot {slot}.",
    }

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that breakouts are parallel, unless a row says otherwise."""
        return (cls(),) if programme.blocks and not given else ()

    def _blocks(self, programme: Programme) -> Iterator[tuple[str, str, tuple[Session, ...]]]:
        cohorts = self.concerned(programme)
        for (cohort, block), sessions in programme.blocks.items():
            if cohort in cohorts and len(sessions) > 1 and sessions[0].take == 1:
                yield cohort, block, sessions

    def post(self, board: TimeBoard) -> None:
        """Tie the beginnings of each block's sessions to each other."""
        for cohort, block, sessions in self._blocks(board.programme):
            for start in sorted({start for session in sessions for start in board.starts(session)}):
                begun = [board.at(session, start) for session in sessions]
                is_any = board.any_of(begun, ("begins", cohort, block, start))
                board.minimise(is_any * len(sessions) - Sum.total(begun), by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Count the beginnings, hour by hour."""
        for cohort, block, sessions in self._blocks(timetable.programme):
            begun = Counter(pair for s in sessions for pair in {(p.day, p.slot) for p in timetable.of(s.code)})
            for (day, slot), count in sorted(begun.items()):
                if count < len(sessions):
                    facts: dict[str, Fact] = {"cohort": cohort, "block": block, "day": str(day), "slot": slot}
                    yield self.found("apart", block, len(sessions) - count, begun=count, count=len(sessions), **facts)
