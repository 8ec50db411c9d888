"""Daily load: lesson hours a day of a cohort or a lecturer, at least and at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.domain import Code, Programme
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.timetable.rule import TimeRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class DailyLoad(TimeRule):
    """A cohort or a lecturer has so many lesson hours a day.

    A fewest number holds for cohorts on each of their days, and for lecturers on days of theirs
    that have any hour.  Breakouts of one block count as one.  The amount is lesson hours, day by day.
    """

    sheet = "Daily load"
    says: ClassVar = {
        "over": "{who} has {hours} lesson hours on {day}; at most {most} allowed.",
        "short": "{who} has {hours} lesson hours on {day}; at least {least} needed.",
    }

    who: Code = Field(default="each", title="Who", description="Code of a cohort or lecturer; each: every cohort.")
    at_least: int = Field(default=0, ge=0, title="At least", description="Fewest lesson hours a day.")
    at_most: int | None = Field(default=None, ge=0, title="At most", description="Most lesson hours. Empty: no limit.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the limits of the Lecturers sheet."""
        del given
        for lecturer in programme.lecturers:
            if lecturer.most_a_day is not None:
                yield cls(who=lecturer.code, at_most=lecturer.most_a_day, stems=f"lecturer:{lecturer.code}:most_a_day")

    def _cohorts(self, programme: Programme) -> list[str]:
        return sorted(code for code in programme.cohort if self.who in (code, "each"))

    def post(self, board: TimeBoard) -> None:
        """Bound the hours of each day."""
        for cohort in self._cohorts(board.programme):
            for day in self._days(board, cohort):
                hours = [board.strands(cohort, hour) for hour in board.grid.hours(day)]
                self._bound(board, Sum.total(one for strands in hours for one in strands), day, cohort)
        own = [session for session in board.sessions if self.who in session.lecturers]
        for day in sorted({start.day for session in own for start in board.starts(session)}):
            hours_of = (board.teaches(session, self.who, h) for session in own for h in board.grid.hours(day))
            self._bound(board, Sum.total(hours_of), day, "")

    def _days(self, board: TimeBoard, cohort: str) -> list[date]:
        held = {start.day for session in board.attended(cohort) for start in board.starts(session)}
        return sorted(held | set(board.grid.days(cohort)))

    def _bound(self, board: TimeBoard, hours: Sum, day: date, cohort: str) -> None:
        if self.at_most is not None:
            board.at_most(hours, self.at_most, by=self)
        if self.at_least and cohort and day in board.grid.days(cohort):
            board.at_least(hours, self.at_least, by=self)
        elif self.at_least and not cohort:
            is_on = board.any_of([hours], ("taught", self.who, day))
            board.at_least(hours - is_on * self.at_least, 0, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Count the hours of each day."""
        for cohort in self._cohorts(timetable.programme):
            counts = dict.fromkeys(timetable.grid.days(cohort), 0)
            for hour, meetings in timetable.by_hour(timetable.of_cohort(cohort)).items():
                blocks = {timetable.session(one).block or (one.session, one.meeting, one.slot) for one in meetings}
                counts[hour.day] = counts.get(hour.day, 0) + len(blocks)
            yield from self._judge(cohort, counts, set(timetable.grid.days(cohort)))
        taught: dict[date, int] = {}
        for hour, meetings in timetable.by_hour(timetable.of_lecturer(self.who)).items():
            taught[hour.day] = taught.get(hour.day, 0) + len(meetings)
        yield from self._judge(self.who, taught, set(taught))

    def _judge(self, who: str, counts: dict[date, int], owed: set[date]) -> Iterator[Violation]:
        for day, hours in sorted(counts.items()):
            facts: dict[str, Fact] = {"who": who, "day": str(day), "hours": hours}
            if self.at_most is not None and hours > self.at_most:
                yield self.found("over", who, hours - self.at_most, most=self.at_most, **facts)
            if day in owed and hours < self.at_least:
                yield self.found("short", who, self.at_least - hours, least=self.at_least, **facts)
