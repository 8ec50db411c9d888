"""Travel: there is time for the way to a site, back, and from one site to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from scheduler.domain import Placement, Programme, Session
from scheduler.findings import Violation
from scheduler.rule import Rule
from scheduler.timetable.hours import Grid, Hour
from scheduler.timetable.rule import CohortRule

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class Travel(CohortRule):
    """Between two meetings of a cohort at different places there are the minutes of the way.

    Rooms are at the venue; the way between two sites is their route, or the sum of both ways from
    the venue.  The amount is 1 for every two meetings of a day with less time between.
    """

    sheet = "Travel"
    says: ClassVar = {
        "near": "{cohort}: {first} and {second} on {day} are {minutes} minutes apart; the way takes {way} minutes.",
    }

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that the way must be possible, unless a row says otherwise."""
        is_used = any(session.site for session in programme.sessions)
        return (cls(),) if is_used and not given else ()

    def post(self, board: TimeBoard) -> None:
        """Allow one of every two meetings that are too near."""
        for cohort in self.concerned(board.programme):
            attended = board.attended(cohort)
            for visit in (session for session in attended if session.site):
                # Of two visits that of the later site asks, so that the two are charged once.
                for site in sorted({session.site for session in attended if session.site < visit.site}):
                    others = tuple(s for s in attended if s.site == site and not _is_parallel(visit, s))
                    way = minutes_between(visit, others[0], board.programme) if others else 0
                    if way and self.is_must:
                        self._bar(board, cohort, visit, others, way)
                    elif way:
                        self._charge(board, visit, others, way)

    def _bar(self, board: TimeBoard, cohort: str, visit: Session, others: Sequence[Session], way: int) -> None:
        """Keep all hours free around each visit: the same as pair by pair, in fewer rows."""
        for start in board.starts(visit):
            for hour in _around(board.grid, board.grid.starts(visit)[start], way):
                board.at_most(board.at(visit, start) + board.busy_with(cohort, others, hour), 1, by=self)

    def _charge(self, board: TimeBoard, visit: Session, others: Sequence[Session], way: int) -> None:
        for start in board.starts(visit):
            around = _around(board.grid, board.grid.starts(visit)[start], way)
            for other in others:
                near = sorted({begin for hour in around for begin in board.covering(other, hour)})
                for begin in near:
                    board.at_most(board.at(visit, start) + board.at(other, begin), 1, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Compare every two meetings of a day."""
        for cohort in self.concerned(timetable.programme):
            for one, other in combinations(timetable.of_cohort(cohort), 2):
                first, second = timetable.session(one), timetable.session(other)
                way = minutes_between(first, second, timetable.programme)
                if one.day == other.day and way and not _is_parallel(first, second):
                    yield from self._compare(timetable, cohort, (one, other), way)

    def _compare(
        self, timetable: Timetable, cohort: str, pair: tuple[Placement, Placement], way: int
    ) -> Iterator[Violation]:
        starts, ends = [timetable.start(one) for one in pair], [timetable.end(one) for one in pair]
        between = max(starts) - min(ends)
        if all(map(timetable.hours, pair)) and between < timedelta(minutes=way):
            names = {"first": pair[0].session, "second": pair[1].session, "day": str(pair[0].day)}
            minutes = max(0, between // timedelta(minutes=1))
            yield self.found("near", cohort, 1, cohort=cohort, minutes=minutes, way=way, **names)


def _around(grid: Grid, taken: Sequence[Hour], way: int) -> list[Hour]:
    """The hours of a meeting, and all those that are nearer to it than the way takes."""
    margin = timedelta(minutes=way)
    if not taken:
        return []
    first, last = grid.times(taken[0])[0] - margin, grid.times(taken[-1])[1] + margin
    return [hour for hour in grid.hours(taken[0].day) if grid.times(hour)[0] < last and grid.times(hour)[1] > first]


def minutes_between(first: Session, second: Session, programme: Programme) -> int:
    """Return the minutes of the way between the places of two sessions; 0 at one place."""
    if first.site == second.site:
        return 0
    ends = {first.site, second.site}
    route = next((row.minutes for row in programme.routes if {row.first, row.second} == ends), None)
    ways = [programme.site[code].minutes for code in ends if code in programme.site]
    return sum(ways) if route is None else route


def _is_parallel(first: Session, second: Session) -> bool:
    """Whether the two are breakouts of one block, which different people attend."""
    return bool(first.block) and first.block == second.block
