"""Dates, people and timetable in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from scheduler.domain import Programme, Span
from scheduler.errors import Infeasible, NoDates, OutOfTime
from scheduler.pipeline import Options, allocate
from scheduler.result import Result
from scheduler.rule import Rule
from scheduler.solve.limits import Limits, Progress, Stop
from scheduler.timetable.dates import DateChoice, choose_dates
from scheduler.timetable.rule import TimeRule
from scheduler.timetable.run import Given, Source, TimeOptions, TimeResult, given_by, timetable


@dataclass(frozen=True)
class PlanOptions:
    """What a caller may ask for.

    Parameters
    ----------
    tries
        How many choices of dates are followed up with an allocation, the best first; the one whose
        allocation is best is kept, so that people's own dates and the cohorts' are decided together.
        With as many as there are, the best of all is found.
    seconds
        Most seconds for each allocation, and for the timetable.
    """

    tries: int = 3
    seconds: float | None = None
    seed: int | None = None
    workers: int = 2


@dataclass(frozen=True)
class Plan:
    """Dates, who sits where, and when everything is held."""

    dates: DateChoice
    seats: Result
    times: TimeResult

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
    dates, seats = _best(given, own, asked, seating, progress, stop)
    patient = _Patient(progress, stop)
    times = timetable(
        given.dated(seats.programme),
        rules,
        allocation=seats.allocation,
        options=TimeOptions(asked.seconds, asked.seed, asked.workers),
        progress=patient,
        stop=patient,
    )
    return Plan(dates, seats, times)


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


def _best(
    given: Given,
    rules: Sequence[Rule],
    asked: PlanOptions,
    seating: Options,
    progress: Callable[[Progress], None] | None,
    stop: Stop | None,
) -> tuple[DateChoice, Result]:
    """The dates whose allocation is best, priority by priority; among equals those chosen first."""
    found: list[tuple[list[int], DateChoice, Result]] = []
    refusal: Infeasible | None = None
    for choice in islice(_choices(given.programme, asked), max(1, asked.tries)):
        if found and stop is not None and stop.is_set():
            break
        try:
            dated = given.dated(choice.applied(given.programme))
            result = allocate(dated, rules, options=seating, progress=progress, stop=stop)
        except Infeasible as refused:
            refusal = refusal or refused
            continue
        except OutOfTime:
            if found:
                break
            raise
        found.append((list(result.audit.costs.values()), choice, result))
        if not any(found[-1][0]):
            break
    if not found:
        assert refusal is not None  # noqa: S101  there is a first choice, and it was refused
        raise refusal
    _, dates, result = min(found, key=lambda one: one[0])
    return dates, result


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
