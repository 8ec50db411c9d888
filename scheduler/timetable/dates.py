"""When cohorts leave: fixed dates, or the best ones within a window.

A cohort's dates are chosen among all spans of its window that keep what cannot be bent: nobody
travels on a holiday of either country or on Eid, nobody is away in Ramadan where that is to be
avoided, venue and host are free, papers are ready in time, and cohorts that must not meet do not.
Among these, in this order: seats for which nobody would be free, days off the preferred start,
then the earliest days.

References
----------
BRIN, guide to official travel abroad: requests are handed in 45 days before departure, which is
what a programme's lead days are unless it says otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from scheduler.domain import Cohort, DateWindow, Programme, Span
from scheduler.errors import NoDates
from scheduler.resources import WEEKDAYS
from scheduler.solve.limits import Clock, Limits
from scheduler.timetable.calendar import blackout_days, free_days, is_ramadan
from scheduler.timetable.cpsat import Ask, answer
from scheduler.timetable.model import TimeModel
from scheduler.timetable.sums import Sum

Price = Callable[[str, Span], int]
"""What it costs to give a cohort some days."""

Refusal = Literal[
    "lead time", "travel on a holiday", "holidays on teaching days", "venue not free", "weekday", "ramadan"
]


@dataclass(frozen=True)
class DateChoice:
    """Dates of every cohort, and what they cost.

    Attributes
    ----------
    spans
        Days away by cohort; those without a window keep their own.
    short
        Seats for which no nominee is free on these days.
    is_proven
        Whether no other dates are better.
    """

    spans: Mapping[str, Span]
    short: int
    is_proven: bool

    def applied(self, programme: Programme) -> Programme:
        """Return the programme with these dates."""
        cohorts = tuple(self._dated(cohort) for cohort in programme.cohorts)
        kept = {name: getattr(programme, name) for name in Programme.model_fields}
        return Programme(**{**kept, "cohorts": cohorts})

    def _dated(self, cohort: Cohort) -> Cohort:
        span = self.spans.get(cohort.code)
        return cohort if span is None else cohort.model_copy(update={"start": span.first, "end": span.last})


@dataclass(frozen=True)
class Candidates:
    """The spans that a window allows, and why it refuses the others."""

    spans: tuple[Span, ...]
    refused: Mapping[str, int] = field(default_factory=dict)


def candidates(programme: Programme, window: DateWindow) -> Candidates:
    """List the spans of a window that can be used: nobody leaves before the programme's lead days are over."""
    allowed, refused = [], Counter[str]()
    black = blackout_days(window.earliest, window.latest, programme.special_days)
    free = free_days(window.earliest, window.latest, programme.special_days)
    ready = papers_ready(programme)
    for span in _spans(window):
        reason = "lead time" if span.first < ready else _refusal(programme, window, span, (black, free))
        if reason:
            refused[reason] += 1
        else:
            allowed.append(span)
    return Candidates(tuple(allowed), dict(sorted(refused.items())))


def papers_ready(programme: Programme) -> date:
    """Return the first day on which papers can be ready; the first of all days where no day of planning is told."""
    planned = programme.planned_on
    return planned + timedelta(days=programme.lead_days) if planned else date.min


def _spans(window: DateWindow) -> Iterator[Span]:
    first, length = window.earliest, timedelta(days=window.days - 1)
    while first + length <= window.latest:
        yield Span(first=first, last=first + length)
        first += timedelta(days=1)


def _refusal(
    programme: Programme, window: DateWindow, span: Span, days: tuple[Mapping[date, str], Mapping[date, str]]
) -> Refusal | None:
    black, free = days
    if window.weekday and WEEKDAYS[span.first.weekday()] != window.weekday:
        return "weekday"
    if any(span.overlaps(other) for other in window.unavailable):
        return "venue not free"
    margin = programme.cohort[window.cohort].travel_days
    away = [span.first + timedelta(days=number) for number in range(window.days)]
    if window.ramadan == "avoid" and any(map(is_ramadan, away)):
        return "ramadan"
    if any(day in black for day in (*away[: max(1, margin)], *away[-max(1, margin) :])):
        return "travel on a holiday"
    taught = away[margin : window.days - margin]
    lost = sum(day in free and free[day] != "weekend" for day in taught if day.weekday() < len(WEEKDAYS) - 2)
    return "holidays on teaching days" if lost > window.free_at_most else None


def choose_dates(
    programme: Programme,
    *,
    limits: Limits | None = None,
    without: Iterable[Mapping[str, Span]] = (),
) -> DateChoice:
    """Choose the dates of all cohorts with a window.

    Parameters
    ----------
    without
        Choices that must not come out again.

    Raises
    ------
    NoDates
        A window allows no span, or the windows do not go together.
    """
    found = {w.cohort: candidates(programme, w) for w in programme.windows}
    empty = {code: one.refused for code, one in found.items() if not one.spans}
    if empty:
        raise NoDates(empty)
    search = _Search(programme, {code: one.spans for code, one in found.items()}, tuple(without))
    return search.run(Clock.start(limits or Limits()))


class _Search:
    """One column for each span that a cohort can take."""

    def __init__(
        self, programme: Programme, spans: Mapping[str, Sequence[Span]], without: Sequence[Mapping[str, Span]]
    ) -> None:
        self.programme, self.model = programme, TimeModel()
        fixed = {c.code: (c.span,) for c in programme.cohorts if c.span and c.code not in spans}
        self.spans = {**fixed, **spans}
        self.columns = {code: [self.model.column(0, 1) for _ in listed] for code, listed in self.spans.items()}
        for columns in self.columns.values():
            self.model.keep(Sum.total(columns), 1, 1)
        for window in programme.windows:
            self._relate(window)
        for choice in without:
            taken = [self._taken(code, span) for code, span in choice.items() if code in spans]
            self.model.keep(Sum.total(taken), most=len(taken) - 1)

    def _taken(self, code: str, span: Span) -> Sum:
        pairs = zip(self.spans[code], self.columns[code], strict=True)
        return Sum.total(column for other, column in pairs if other == span)

    def _relate(self, window: DateWindow) -> None:
        """Tie a window to the cohorts that it must not meet, or must meet."""
        for code, span, column in self._each(window.cohort):
            for other in sorted({*window.not_with, *window.together} & self.spans.keys() - {code}):
                shared = Sum.total(held for _, days, held in self._each(other) if days.overlaps(span))
                if other in window.not_with:
                    self.model.keep(shared + column, most=1)
                else:
                    self.model.keep(shared - column, least=0)

    def _each(self, code: str) -> Iterator[tuple[str, Span, Sum]]:
        pairs = zip(self.spans.get(code, ()), self.columns.get(code, ()), strict=True)
        return ((code, span, column) for span, column in pairs)

    def run(self, clock: Clock) -> DateChoice:
        """Serve the three wishes in turn."""
        goals = [self._goal(self._short), self._goal(self._away), self._goal(self._late)]
        values: list[int] | None = None
        is_proven = True
        for goal in goals:
            found = answer(self.model, Ask(goal), clock)
            if found.values is None:
                break
            values = found.values
            is_proven = is_proven and found.status == "optimal"
            self.model.keep(goal, most=found.value or 0)
        if values is None:
            raise NoDates({window.cohort: {} for window in self.programme.windows})
        return self._read(values, is_proven=is_proven)

    def _read(self, values: list[int], *, is_proven: bool) -> DateChoice:
        taken = {
            code: span
            for code in self.spans
            for _, span, column in self._each(code)
            if self.model.value(column, values)
        }
        short = sum(self._short(code, span) for code, span in taken.items())
        return DateChoice(taken, short, is_proven)

    def _goal(self, price: Price) -> Sum:
        return Sum.total(column * price(code, span) for code in self.spans for _, span, column in self._each(code))

    def _short(self, code: str, span: Span) -> int:
        """Seats of a cohort for which no nominee is free on these days."""
        nominees = self.programme.nominees
        free = sum(not any(span.overlaps(away) for away in person.unavailable) for person in nominees)
        return max(0, self.programme.cohort[code].seats_at_most - free) if nominees else 0

    def _away(self, code: str, span: Span) -> int:
        """Days off the preferred start."""
        wanted = next((w.preferred for w in self.programme.windows if w.cohort == code and w.preferred), None)
        return abs((span.first - wanted).days) if wanted else 0

    def _late(self, code: str, span: Span) -> int:
        """Days after the earliest start."""
        first = min(other.first for other in self.spans[code])
        return (span.first - first).days
