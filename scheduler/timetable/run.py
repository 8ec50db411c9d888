"""The timetable as one call: a programme goes in, an audited timetable comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from scheduler.allocation import Allocation
from scheduler.audit import Audit
from scheduler.domain import Programme
from scheduler.errors import Infeasible, OutOfTime
from scheduler.findings import Place
from scheduler.rule import Rule
from scheduler.solve.limits import Clock, Limits, Progress, Stop
from scheduler.timetable.conflict import diagnose
from scheduler.timetable.engine import Search, TimeOutcome
from scheduler.timetable.held import Timetable
from scheduler.timetable.verdict import judge, time_rules

if TYPE_CHECKING:
    from scheduler.workbook.book import Book

Source: TypeAlias = "str | Path | Programme | Book"


@dataclass(frozen=True)
class TimeOptions:
    """What a caller may ask for beyond what the programme says.

    Parameters
    ----------
    seconds
        Most seconds to search; None leaves it to the programme.
    seed
        Steers the search; None leaves it to the programme.
    workers
        Threads.
    is_reproducible
        Whether the same call must give the same timetable even where it ends before a proof; one that is
        proven best is the same anyway (`TimeOutcome.is_settled`).  `seconds` then count work done by one
        thread, so that the wall clock may show more or less.
    """

    seconds: float | None = None
    seed: int | None = None
    workers: int = 2
    is_reproducible: bool = False


@dataclass(frozen=True)
class TimeResult:
    """A timetable, what is proven of it, and the second witness's verdict.

    Attributes
    ----------
    rules
        Every rule that held, implied ones included.
    outcome
        Status, and value, bound and gap of every priority.
    seconds
        Wall time.
    """

    programme: Programme
    rules: tuple[Rule, ...]
    timetable: Timetable
    outcome: TimeOutcome
    audit: Audit
    limits: Limits
    seconds: float

    @property
    def is_proven(self) -> bool:
        """Whether no timetable is better in any priority without being worse in an earlier one."""
        return self.outcome.status == "optimal"


def timetable(
    source: Source,
    rules: Sequence[Rule] = (),
    *,
    allocation: Allocation | None = None,
    options: TimeOptions | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Stop | None = None,
) -> TimeResult:
    """Place every session of a programme.

    Parameters
    ----------
    source
        Path of a workbook, a workbook already read, or a programme built in Python.
    rules
        Rules of the timetable, beside those of the workbook and what the programme implies.  Rules of seats
        are passed over.
    allocation
        Who takes part, where known: breakouts are then placed for those in them.  None takes those who have
        seats in the workbook.
    progress, stop
        Told how far the search is; asked whether to end it.

    Raises
    ------
    Infeasible
        The rules that must hold cannot all hold.
    OutOfTime
        Time ran out, or `stop` was set, before any timetable was found.
    AuditFailed
        A bug: the audit refuses what the search found.
    """
    asked, given = options or TimeOptions(), given_by(source)
    programme, allocation = given.programme, allocation or given.standing
    limits = _limits(programme, asked)
    own = time_rules(programme, (*given.rules, *rules), given.places)
    clock = Clock.start(limits, progress, stop)
    began = monotonic()
    search = Search(programme, own, clock, allocation=allocation, is_reproducible=asked.is_reproducible)
    outcome = search.run()
    if outcome.placements is None:
        raise _no_timetable(programme, own, limits, outcome, allocation)
    made = Timetable(programme=programme, placements=outcome.placements, allocation=allocation)
    return TimeResult(programme, own, made, outcome, judge(made, own), limits, monotonic() - began)


@dataclass(frozen=True)
class Given:
    """What a source says; `book` is the workbook, where it is one."""

    programme: Programme
    rules: tuple[Rule, ...] = ()
    places: Mapping[str, Place] | None = None
    standing: Allocation | None = None
    book: Book | None = None

    def dated(self, programme: Programme) -> Programme | Book:
        """Return the same source with other dates: a workbook stays one, so that rules still name their cells."""
        return replace(self.book, programme=programme) if self.book else programme


def given_by(source: Source) -> Given:
    """Return what a workbook or a programme says; a path is opened."""
    if isinstance(source, Programme):
        return Given(source)
    if isinstance(source, str | Path):
        from scheduler.workbook import open_book  # noqa: PLC0415  only workbooks need it

        return given_by(open_book(source))
    return Given(source.programme, source.rules, source.places, source.standing, source)


def _limits(programme: Programme, asked: TimeOptions) -> Limits:
    seed = programme.seed if asked.seed is None else asked.seed
    return Limits(seconds=asked.seconds or programme.seconds, seed=seed, workers=asked.workers)


def _no_timetable(
    programme: Programme, rules: Sequence[Rule], limits: Limits, outcome: TimeOutcome, allocation: Allocation | None
) -> Exception:
    if outcome.status == "infeasible":
        return Infeasible(diagnose(programme, rules, limits, allocation=allocation, is_proven=True))
    return OutOfTime(f"no timetable was found before the search ended ({outcome.stopped_by})")
