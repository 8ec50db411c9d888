"""Order: two sessions before, right after, on the same day as each other, or so far apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from scheduler.domain import Code
from scheduler.findings import Violation
from scheduler.timetable.hours import Hour
from scheduler.timetable.rule import TimeRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable

Relation = Literal["before", "right before", "same day", "other day", "same time"]


class Order(TimeRule):
    """How the meetings of one session lie to those of another.

    ``before``: the first has ended when the second begins, with so many clock hours or calendar
    days between; the amount is 1.  ``right before``: each meeting of the second begins in the
    lesson hour after a meeting of the first; the amount is the meetings that do not.
    ``same day``, ``other day``, ``same time``: the amount is the days, or hours, at which only
    one (for ``other day``: both) is held.
    """

    sheet = "Order"
    says: ClassVar = {
        "before": "{first} must end before {second} begins[, {hours} hours earlier][, {days} days earlier].",
        "after": "{second} on {day} in slot {slot} does not begin right after {first}.",
        "alone": "On {day} only one of {first} and {second} is held; both belong on one day.",
        "both": "On {day} both {first} and {second} are held; they belong on different days.",
        "apart": "Only one of {first} and {second} begins on {day} in slot {slot}.",
    }

    first: Code = Field(title="First", description="Code of a session.")
    relation: Relation = Field(
        default="before", title="Relation", description="before, right before, same day, other day, same time."
    )
    second: Code = Field(title="Second", description="Code of another session.")
    hours: int = Field(default=0, ge=0, le=999, title="Hours between", description="For before: fewest clock hours.")
    days: int = Field(
        default=0, ge=0, le=365, title="Days between", description="For before: fewest days; 1: not on the same day."
    )

    def post(self, board: TimeBoard) -> None:
        """State the relation, where both sessions are known."""
        if {self.first, self.second} <= board.programme.session.keys():
            self._posts[self.relation](board)

    @property
    def _posts(self) -> dict[str, Callable[[TimeBoard], None]]:
        return {
            "before": self._post_before,
            "right before": self._post_right_before,
            "same day": self._post_days,
            "other day": self._post_days,
            "same time": self._post_same_time,
        }

    def _post_before(self, board: TimeBoard) -> None:
        first, second = board.programme.session[self.first], board.programme.session[self.second]
        if not board.starts(first) or not board.starts(second):
            return
        is_late = board.level(0, 1)
        ways = [(board.first_minute(second) - board.last_minute(first), 60 * self.hours)]
        if self.days:
            ways.append((board.first_day(second) - board.last_day(first), self.days))
        for distance, least in ways:
            board.link(distance + is_late * (least + board.horizon), least=least)
        board.minimise(is_late, by=self)

    def _post_right_before(self, board: TimeBoard) -> None:
        first, second = board.programme.session[self.first], board.programme.session[self.second]
        followers: dict[Hour, list[Hour]] = {}
        for start in board.starts(first):
            for hour in board.grid.after(board.grid.starts(first)[start]):
                followers.setdefault(hour, []).append(start)
        for start in board.starts(second):
            before = [board.at(first, one) for one in followers.get(start, ())]
            board.at_most(board.at(second, start) - Sum.total(before), 0, by=self)

    def _post_days(self, board: TimeBoard) -> None:
        sessions = [board.programme.session[code] for code in (self.first, self.second)]
        for day in sorted({start.day for session in sessions for start in board.starts(session)}):
            one, other = (board.any_of([board.on_day(s, day)], ("day", s.code, day)) for s in sessions)
            if self.relation == "other day":
                board.at_most(one + other, 1, by=self)
            else:
                board.at_most(one - other, 0, by=self)
                board.at_most(other - one, 0, by=self)

    def _post_same_time(self, board: TimeBoard) -> None:
        first, second = board.programme.session[self.first], board.programme.session[self.second]
        for start in sorted({*board.starts(first), *board.starts(second)}):
            one, other = board.at(first, start), board.at(second, start)
            board.at_most(one - other, 0, by=self)
            board.at_most(other - one, 0, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Compare the meetings of both."""
        if not {self.first, self.second} <= timetable.programme.session.keys():
            return
        judges = {"before": self._before, "right before": self._right_before, "same time": self._same_time}
        for case, facts in judges.get(self.relation, self._same_day)(timetable):
            yield self.found(case, self.first, 1, first=self.first, second=self.second, **facts)

    def _before(self, timetable: Timetable) -> Iterator[tuple[str, dict[str, str | int | None]]]:
        firsts, seconds = timetable.of(self.first), timetable.of(self.second)
        if firsts and seconds:
            end = max(timetable.end(one) for one in firsts)
            begin = min(timetable.start(one) for one in seconds)
            is_near = begin - end < timedelta(hours=self.hours)
            if is_near or (begin.date() - end.date()).days < self.days:
                yield "before", {"hours": self.hours or None, "days": self.days or None}

    def _right_before(self, timetable: Timetable) -> Iterator[tuple[str, dict[str, str | int | None]]]:
        ends = {hours[-1] for one in timetable.of(self.first) if (hours := timetable.hours(one))}
        for placement in timetable.of(self.second):
            line = timetable.grid.hours(placement.day)
            begin = [place for place, hour in enumerate(line) if hour.slot == placement.slot]
            if not begin or begin[0] == 0 or line[begin[0] - 1] not in ends:
                yield "after", {"day": str(placement.day), "slot": placement.slot}

    def _same_day(self, timetable: Timetable) -> Iterator[tuple[str, dict[str, str | int | None]]]:
        one, other = ({placement.day for placement in timetable.of(code)} for code in (self.first, self.second))
        for day in sorted(one & other if self.relation == "other day" else one ^ other):
            yield ("both" if self.relation == "other day" else "alone"), {"day": str(day)}

    def _same_time(self, timetable: Timetable) -> Iterator[tuple[str, dict[str, str | int | None]]]:
        one, other = ({(p.day, p.slot) for p in timetable.of(code)} for code in (self.first, self.second))
        for day, slot in sorted(one ^ other):
            yield "apart", {"day": str(day), "slot": slot}
