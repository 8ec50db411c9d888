"""The main job as one call: what stands in a workbook, or in models, goes in; a result comes out.

``read | parse | complete | board | solve | seats | audit | reasons``; each step is a function
that can be used alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from scheduler.allocation import Allocation
from scheduler.audit import Audit, audit
from scheduler.domain import Programme
from scheduler.errors import AuditFailed, Infeasible, OutOfTime
from scheduler.result import Result
from scheduler.rule import Rule
from scheduler.rulebook import complete
from scheduler.solve.limits import Limits, Progress, Stop
from scheduler.solve.outcome import Outcome
from scheduler.timetable.rule import TimeRule

if TYPE_CHECKING:
    from scheduler.workbook.book import Book

Source: TypeAlias = "str | Path | Programme | Book"
Tell: TypeAlias = Callable[[Progress], None]


@dataclass(frozen=True)
class Options:
    """What a caller may ask for beyond what the workbook says.

    Parameters
    ----------
    seconds
        Most seconds to search; None leaves it to the programme.
    seed
        Seed of the lots; None leaves it to the programme.
    workers
        Threads for the integer engine; they change nothing in a proven result.
    """

    seconds: float | None = None
    seed: int | None = None
    workers: int = 2


def allocate(
    source: Source,
    rules: Sequence[Rule] = (),
    *,
    options: Options | None = None,
    progress: Tell | None = None,
    stop: Stop | None = None,
) -> Result:
    """Allocate the nominees of a workbook or a programme to its cohorts.

    Parameters
    ----------
    source
        Path of a workbook, a workbook already read, or a programme built in Python.
    rules
        Further rules; those of the workbook and those that the programme implies hold too.  Rules of the
        timetable say nothing about seats: they are passed over, and kept for whoever writes the result.
    progress, stop
        Told how far the search is; asked whether to end it.

    Returns
    -------
    Result
        Audited: no rule that must hold is broken.

    Raises
    ------
    WorkbookError
        The workbook cannot be read; as `BadWorkbook` with every bad cell.
    Infeasible
        The rules that must hold cannot all hold.
    OutOfTime
        Time ran out, or `stop` was set, before any allocation was found.
    AuditFailed
        A bug: the audit refuses what the solver found.
    """
    if isinstance(source, Programme):
        result = _solved(source, complete(source, rules), _limits(source, options), None, progress, stop)
        return _with_kept(result, rules)
    book = _opened(source)
    full = complete(book.programme, (*book.rules, *rules), book.places)
    result = _solved(book.programme, full, _limits(book.programme, options), book, progress, stop)
    return _with_kept(result, (*book.rules, *rules))


def _with_kept(result: Result, rules: Sequence[Rule]) -> Result:
    """Keep the rules of the timetable beside a result, as they stand in the same workbook."""
    kept = tuple(rule for rule in rules if isinstance(rule, TimeRule))
    return replace(result, kept=kept) if kept else result


def _opened(source: str | Path | Book) -> Book:
    if not isinstance(source, str | Path):
        return source
    from scheduler.workbook import open_book  # noqa: PLC0415  only workbooks need it

    return open_book(Path(source))


def _limits(programme: Programme, asked: Options | None) -> Limits:
    options = asked or Options()
    seed = programme.seed if options.seed is None else options.seed
    return Limits(seconds=options.seconds or programme.seconds, seed=seed, workers=options.workers)


def _solved(
    programme: Programme,
    rules: tuple[Rule, ...],
    limits: Limits,
    book: Book | None,
    progress: Tell | None,
    stop: Stop | None,
) -> Result:
    from scheduler.board import Board  # noqa: PLC0415  numpy and the solver load only when solving
    from scheduler.explain import reasons  # noqa: PLC0415
    from scheduler.greedy import started  # noqa: PLC0415
    from scheduler.reserves import reserves_of  # noqa: PLC0415
    from scheduler.seating import model_of, seats_of  # noqa: PLC0415
    from scheduler.solve import solve  # noqa: PLC0415
    from scheduler.standing import Standing  # noqa: PLC0415

    began = monotonic()
    board = Board(programme, rules)
    model = model_of(board, limits.seed)
    outcome = solve(model, limits, progress=progress, stop=stop)
    if outcome.status == "unknown":
        outcome = started(board, model, outcome, limits)
    if outcome.values is None:
        raise _no_allocation(programme, rules, limits, outcome)
    seats = seats_of(board, outcome.values, limits.seed)
    standing = Standing(board, model, outcome.values, limits.seed)
    allocation = Allocation(programme=programme, seats=seats, reserves=reserves_of(standing, seats), rules=rules)
    return Result(
        programme=programme,
        rules=rules,
        allocation=allocation,
        outcome=outcome,
        audit=_audited(allocation, rules, outcome),
        reasons=reasons(standing, allocation),
        limits=limits,
        seconds=monotonic() - began,
        book=book,
    )


def _audited(allocation: Allocation, rules: Sequence[Rule], outcome: Outcome) -> Audit:
    """Ask the second witness, who must find every "must" kept and every priority's value the same.

    Where a search was ended, a value may be above what the allocation costs: nobody claimed that it is the least.
    """
    verdict = audit(allocation, rules)
    tiers = {tier.name: tier for tier in outcome.tiers}
    told = [(p, cost, tiers[str(p)]) for p, cost in verdict.costs.items() if str(p) in tiers]
    differing = [p for p, cost, tier in told if not tier.agrees(cost)]
    if verdict.broken or differing:
        raise AuditFailed(verdict.broken or tuple(v for v in verdict.violations if v.rule.priority in differing))
    return verdict


def _no_allocation(programme: Programme, rules: Sequence[Rule], limits: Limits, outcome: Outcome) -> Exception:
    from scheduler.diagnose import diagnose  # noqa: PLC0415  needed only when nothing fits

    if outcome.status == "infeasible":
        return Infeasible(diagnose(programme, rules, limits))
    bound = outcome.tiers[0].bound if outcome.tiers else None
    why = outcome.stopped_by
    return OutOfTime(f"no allocation was found before the search ended ({why})", bound, why)
