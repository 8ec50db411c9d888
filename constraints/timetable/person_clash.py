"""Person clash: nobody who takes part is to be in two sessions at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from scheduler.domain import Programme
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.timetable.rule import TimeRule

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class PersonClash(TimeRule):
    """Two sessions that somebody attends both of are not on at once: breakouts of one block, or of two cohorts.

    Where nobody is seated yet, any two sessions of a block are such, if people take several of it.
    What a whole cohort attends is the matter of Cohort clash.  The amount is 1 for every two
    sessions and every hour at which they are both on.
    """

    sheet = "Person clash"
    says: ClassVar = {"clash": "{first} and {second} share people and are both on, on {day} in slot {slot}."}

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that nobody is in two sessions at once, unless a row says otherwise."""
        return () if given or not programme.sessions else (cls(),)

    def post(self, board: TimeBoard) -> None:
        """Allow one of every two at each hour."""
        for codes in board.people.sharing:
            first, second = (board.programme.session[code] for code in codes)
            for hour in board.hours([first]):
                ones = [board.any_of([board.on_at(one, hour)], ("on", one.code, hour)) for one in (first, second)]
                board.at_most(ones[0] + ones[1], 1, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Compare the hours of every two."""
        for first, second in timetable.people.sharing:
            taken = [{h for one in timetable.of(code) for h in timetable.hours(one)} for code in (first, second)]
            for hour in sorted(taken[0] & taken[1]):
                facts: dict[str, Fact] = {"day": str(hour.day), "slot": hour.slot}
                yield self.found("clash", first, 1, first=first, second=second, **facts)
