"""The run record: enough to run the same allocation again, and to see that it is the same."""

from __future__ import annotations

from scheduler.report.table import Cell, Column, Spoken, Table, Word, label, told
from scheduler.result import Result, versions


def run_record(result: Result, written: Spoken | None = None, verb: str = "allocate") -> tuple[Table, Table]:
    """Return what went in and what came out, and how each priority was solved.

    Parameters
    ----------
    written
        Says what workbook the result stands in.
    verb
        The command that makes it again.
    """
    facts = _facts(result, (("Workbook", written),) if written else (), verb)
    return Table(told("run_facts"), (Column("Fact"), Column("Value")), facts), _engines(result)


def _facts(result: Result, more: tuple[tuple[str, Cell], ...], verb: str) -> tuple[tuple[Cell, ...], ...]:
    outcome = result.outcome
    listed: list[tuple[str, Cell]] = [
        *source(result),
        *more,
        ("Digest of programme and rules", result.digest),
        ("Seed", result.limits.seed),
        ("Time limit", told("seconds", seconds=result.limits.seconds) if result.limits.seconds else told("no_limit")),
        ("Workers", result.limits.workers),
        ("Status", label(outcome.status)),
        ("Stopped by", label(outcome.stopped_by)),
        ("Unique", label("yes" if outcome.is_unique else "no")),
        ("Independent parts", outcome.parts),
        ("Rules", len(result.rules)),
        ("Seconds", round(result.seconds, 2)),
        ("Command", command(result, verb)),
    ]
    return (*((Word("heading", title), value) for title, value in listed), *versions().items())


def _engines(result: Result) -> Table:
    columns = (
        Column("Priority", "count"),
        Column("Amount off", "count"),
        Column("Least possible", "count"),
        Column("Gap", "count"),
        Column("Proven", "mark"),
        Column("Engine", "mark"),
        Column("Seconds", "decimal"),
    )
    rows = tuple(
        (int(t.name), t.value, t.bound, t.gap, label("yes" if t.is_proven else "no"), t.engine, round(t.seconds, 2))
        for t in result.tiers
    )
    return Table(told("priorities"), columns, rows)


def source(result: Result) -> tuple[tuple[str, Cell], ...]:
    """Name the workbook that was read and its SHA-256; nothing where models were given."""
    if result.book is None:
        return ()
    return (("Input file", result.book.file), ("SHA-256 of the input", result.book.digest))


def command(result: Result, verb: str = "allocate") -> str:
    """Return the command line that makes the same result again."""
    file = result.book.file if result.book else "BOOK.xlsx"
    seconds = f" --seconds {result.limits.seconds:g}" if result.limits.seconds else ""
    options = f"--seed {result.limits.seed}{seconds} --workers {result.limits.workers}"
    return f'angkatan {verb} "{file}" -o OUT.xlsx {options}'
