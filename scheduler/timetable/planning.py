"""Dates, people and timetable in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from scheduler.domain import DateWindow, Programme, Span
from scheduler.errors import Infeasible, NoDates, OutOfTime
from scheduler.pipeline import Options, allocate
from scheduler.result import Result
from scheduler.rule import Rule
from scheduler.solve.limits import Limits, Progress, Stop
from scheduler.timetable.dates import DateChoice, candidates, choose_dates
from scheduler.timetable.joint import Joint, can_relax, relaxed
from scheduler.timetable.rule import TimeRule
from scheduler.timetable.run import Given, Source, TimeOptions, TimeResult, given_by, timetable


@dataclass(frozen=True)
class PlanOptions:
    """What a caller may ask for.

    Parameters
    ----------
    tries
        Most choices of dates that are followed up with an allocation, the best first; the one whose
        allocation is best is kept.  The search ends before when no choice is left or none can be better.
    seconds
        Most seconds for each allocation, and for the timetable.
    """

    tries: int = 12
    seconds: float | None = None
    seed: int | None = None
    workers: int = 2


@dataclass(frozen=True)
class Plan:
    """Dates, who sits where, when everything is held, and whether dates and people are best together."""

    dates: DateChoice
    seats: Result
    times: TimeResult
    joint: Joint

    @property
    def programme(self) -> Programme:
        """The programme with its dates."""
        return self.seats.programme


def plan(
    source: Source,
    rules: Sequence[Rule] = (),
    *,
    options: PlanOptions | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Stop | None = None,
) -> Plan:
    """Choose dates, allocate people, and place every session.

    Parameters
    ----------
    source
        Path of a workbook, a workbook already read, or a programme built in Python.
    rules
        Rules of seats and of the timetable, beside those of the workbook.
    progress, stop
        Told how far the search is; asked whether to end it.  A stop while people are allocated ends that with
        the best found; a first timetable for it is sought all the same.

    Raises
    ------
    NoDates
        A window allows no dates.
    Infeasible
        With none of the dates tried the rules of seats can all hold, or the rules of the timetable cannot.
    OutOfTime
        Time ran out before any allocation, or any timetable, was found.
    """
    asked, given = options or PlanOptions(), given_by(source)
    own = [rule for rule in rules if not isinstance(rule, TimeRule)]
    seating = Options(seconds=asked.seconds, seed=asked.seed, workers=asked.workers)

    def seat(dated: Source) -> Result:
        return allocate(dated, own, options=seating, progress=progress, stop=stop)

    def place(seats: Result) -> TimeResult:
        dated, patient = given.dated(seats.programme), _Patient(progress, stop)
        timing = TimeOptions(asked.seconds, asked.seed, asked.workers)
        return timetable(dated, rules, allocation=seats.allocation, options=timing, progress=patient, stop=patient)

    return _placed(_Together(given, own, asked, seat), place, stop)


def _placed(together: _Together, place: Callable[[Result], TimeResult], stop: Stop | None) -> Plan:
    """Follow dates up to a timetable; where none is possible, cohorts that shared days get days apart."""
    first: Infeasible | None = None
    while True:
        try:
            dates, seats, joint = together.run(stop)
        except (Infeasible, NoDates):
            if first is not None:
                raise first from None
            raise
        try:
            times = place(seats)
        except Infeasible as refused:
            first, before = first or refused, together.windows
            together.begin_again(_apart(before, dates))
            if together.windows == before:
                raise first from None
            continue
        # Dates that no timetable fits are no choice, so that nothing is proven of those that are left.
        return Plan(dates, seats, times, joint if first is None else replace(joint, are_proven=False))


def _apart(windows: Sequence[DateWindow], dates: DateChoice) -> tuple[DateWindow, ...]:
    """Keep cohorts whose chosen days overlap from sharing days, but for those that are to be together."""
    stricter = []
    for window in windows:
        days, near = dates.spans[window.cohort], set(window.not_with)
        near |= {code for code, span in dates.spans.items() if code != window.cohort and span.overlaps(days)}
        bound = {other.cohort for other in windows if window.cohort in other.together}
        stricter.append(window.model_copy(update={"not_with": tuple(sorted(near - {*window.together, *bound}))}))
    return tuple(stricter)


class _Patient:
    """A stop that was asked for before a search began, and takes effect once something is found."""

    def __init__(self, progress: Callable[[Progress], None] | None, stop: Stop | None) -> None:
        self._progress, self._stop = progress, stop
        self._is_early = stop is not None and stop.is_set()

    def __call__(self, progress: Progress) -> None:
        """Pass a report on; priorities are served once there is a first timetable."""
        self._is_early = self._is_early and not progress.tier
        if self._progress is not None:
            self._progress(progress)

    def is_set(self) -> bool:
        """Whether the search should end."""
        return self._stop is not None and self._stop.is_set() and not self._is_early


_Seat = Callable[[Source], Result]
"""Allocates under the dates of a programme."""


class _Together:
    """The search for dates whose allocation is best, priority by priority; among equals those chosen first."""

    def __init__(self, given: Given, rules: Sequence[Rule], asked: PlanOptions, seat: _Seat) -> None:
        self.given, self.asked, self.seat = given, asked, seat
        self.rules = (*given.rules, *rules)
        self.begin_again(given.programme.windows)

    def begin_again(self, windows: tuple[DateWindow, ...]) -> None:
        """Forget what was found, and choose within other windows from here on."""
        self.windows = windows
        self.found: list[tuple[tuple[int, ...], DateChoice, Result]] = []
        self.refusal: Infeasible | None = None
        self.tried, self.is_all = 0, False
        self.bound: tuple[int, ...] | None = None

    def run(self, stop: Stop | None) -> tuple[DateChoice, Result, Joint]:
        """Follow the choices up, until one is as good as any could be, none is left, or enough were tried."""
        choices = _choices(self.given.programme.model_copy(update={"windows": self.windows}), self.asked)
        while self.tried < max(1, self.asked.tries):
            if self.found and ((stop is not None and stop.is_set()) or self._is_best()):
                break
            choice = next(choices, None)
            self.is_all = choice is None
            if choice is None or not self._follow(choice):
                break
        else:
            self.is_all = not self._is_best() and next(choices, None) is None
        return self._chosen()

    def _follow(self, choice: DateChoice) -> bool:
        """Allocate under a choice; False where time ran out."""
        self.tried += 1
        try:
            result = self.seat(self.given.dated(choice.applied(self.given.programme)))
        except Infeasible as refused:
            self.refusal = self.refusal or refused
        except OutOfTime:
            if self.found:
                return False
            raise
        else:
            self.found.append((tuple(result.audit.costs.values()), choice, result))
        return True

    def _is_best(self) -> bool:
        """Whether the best so far is as good as any; a bound is sought once there is something to compare."""
        if not self.found:
            return False
        value = min(value for value, _, _ in self.found)
        if any(value) and self.bound is None and self.given.programme.windows:
            self.bound = self._bound()
        return value == self.bound if any(value) else True

    def _bound(self) -> tuple[int, ...]:
        """What an allocation costs at least, whatever the dates; empty where that cannot be told."""
        programme = self.given.programme
        if not can_relax([rule for rule in self.rules if not isinstance(rule, TimeRule)], programme):
            return ()
        possible = {window.cohort: candidates(programme, window).spans for window in programme.windows}
        try:
            result = self.seat(self.given.dated(relaxed(programme, possible)))
        except (Infeasible, OutOfTime):
            return ()
        return tuple(result.audit.costs.values()) if result.is_proven else ()

    def _chosen(self) -> tuple[DateChoice, Result, Joint]:
        if not self.found:
            assert self.refusal is not None  # noqa: S101  there is a first choice, and it was refused
            raise self.refusal
        value, dates, result = min(self.found, key=lambda one: one[0])
        bound = (self.bound or None) if any(value) else value
        are_proven = all(choice.is_proven and result.is_proven for _, choice, result in self.found)
        is_all = self.is_all or not self.given.programme.windows
        priorities = tuple(result.audit.costs)
        return dates, result, Joint(self.tried, self._possible(), is_all, priorities, value, bound, are_proven)

    def _possible(self) -> int:
        """Choices of dates at most; 0 where none are open."""
        windows = self.given.programme.windows
        return prod(len(candidates(self.given.programme, one).spans) for one in windows) if windows else 0


def _choices(programme: Programme, asked: PlanOptions) -> Iterator[DateChoice]:
    """The choices of dates, the best first; one where nothing is to be chosen."""
    limits = Limits(seconds=asked.seconds, workers=asked.workers)
    known: list[Mapping[str, Span]] = []
    while True:
        try:
            choice = choose_dates(programme, limits=limits, without=known)
        except NoDates:
            if not known:
                raise
            return
        yield choice
        if not programme.windows:
            return
        known.append({window.cohort: choice.spans[window.cohort] for window in programme.windows})
