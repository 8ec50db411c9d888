"""Compact days: a cohort's lesson hours of a day hang together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from scheduler.findings import Violation
from scheduler.rule import Priority
from scheduler.timetable.hours import Grid, Hour
from scheduler.timetable.rule import CohortRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class CompactDays(CohortRule):
    """On each day a cohort's lesson hours follow each other; a break between two hours divides nothing.

    ``lonely``: the amount is the lesson hours with none right before and none right after.
    ``gaps``: the amount is the free lesson hours between the first and the last of a day.
    """

    sheet = "Compact days"
    says: ClassVar = {
        "lonely": "{cohort} has an hour alone on {day} in slot {slot}.",
        "gaps": "{cohort} has {free} free hours between others on {day}.",
    }

    priority: Priority = Field(default=4, title="Priority", description="must, or 1, 2, 3 ...: strictly in that order.")
    measure: Literal["lonely", "gaps"] = Field(
        default="lonely", title="Measure", description="lonely: hours that stand alone; gaps: free hours between."
    )

    def post(self, board: TimeBoard) -> None:
        """Charge hours that stand alone, or free hours with busy ones on both sides."""
        for cohort in self.concerned(board.programme):
            for day in sorted({hour.day for hour in board.hours(board.attended(cohort))}):
                busy = {hour: board.busy(cohort, hour) for hour in board.grid.hours(day)}
                if self.measure == "lonely":
                    self._post_lonely(board, busy)
                else:
                    self._post_gaps(board, cohort, day, list(busy.values()))

    def _post_lonely(self, board: TimeBoard, busy: dict[Hour, Sum]) -> None:
        for hour, here in busy.items():
            beside = Sum.total(busy[other] for other in board.grid.beside(hour))
            board.at_most(here - beside, 0, by=self)

    def _post_gaps(self, board: TimeBoard, cohort: str, day: date, busy: list[Sum]) -> None:
        """Between the first and the last hour everything is busy, or charged."""
        before = self._since(board, busy, ("before", cohort, day))
        after = self._since(board, busy[::-1], ("after", cohort, day))
        for place in range(1, len(busy) - 1):
            board.at_most(before[place - 1] + after[-place - 2] - busy[place], 1, by=self)

    def _since(self, board: TimeBoard, busy: list[Sum], key: tuple[str, str, date]) -> list[Sum]:
        """Return for each hour whether it or an earlier one is busy, each told by the one before."""
        found = busy[:1]
        for place, here in enumerate(busy[1:], 1):
            found.append(board.any_of([found[-1], here], (*key, place)))
        return found

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Look at each day of each cohort."""
        for cohort in self.concerned(timetable.programme):
            busy = set(timetable.by_hour(timetable.of_cohort(cohort)))
            for day in sorted({hour.day for hour in busy}):
                yield from self._judge(cohort, day, busy, timetable.grid)

    def _judge(self, cohort: str, day: date, busy: set[Hour], grid: Grid) -> Iterator[Violation]:
        line = [hour in busy for hour in grid.hours(day)]
        if self.measure == "gaps":
            ends = [place for place, is_busy in enumerate(line) if is_busy]
            free = line[ends[0] : ends[-1]].count(False)
            if free:
                yield self.found("gaps", cohort, free, cohort=cohort, day=str(day), free=free)
            return
        for place, hour in enumerate(grid.hours(day)):
            if line[place] and not any(line[max(0, place - 1) : place]) and not any(line[place + 1 : place + 2]):
                yield self.found("lonely", cohort, 1, cohort=cohort, day=str(day), slot=hour.slot)
