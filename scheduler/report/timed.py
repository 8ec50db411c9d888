"""What came of a search for a timetable, as tables: what is proven, what was placed, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.allocation import Allocation
from scheduler.report.departures import verdict
from scheduler.report.summary import sheets_of
from scheduler.report.table import Cell, Column, Judged, Table, Verdict, Word, label, told
from scheduler.result import versions

if TYPE_CHECKING:
    from datetime import date

    from scheduler.findings import Fact
    from scheduler.timetable.held import Timetable
    from scheduler.timetable.joint import Joint
    from scheduler.timetable.run import TimeResult
    from scheduler.workbook.book import Book


def judged(result: TimeResult) -> Judged:
    """Return the audit of a timetable as reports take it."""
    return Verdict(result.timetable.allocation or Allocation(programme=result.programme), result.audit)


def sentences(result: TimeResult) -> tuple[Word, Word]:
    """Say what is proven of the timetable, and what the audit finds."""
    return time_standing(result), verdict(judged(result))


def time_standing(result: TimeResult) -> Word:
    """Say in one sentence what is proven of the timetable."""
    if result.is_proven:
        return told("timetable_proven")
    why = result.outcome.stopped_by
    first = next((tier for tier in result.outcome.tiers if not tier.is_proven), None)
    if first is None or first.gap is None:
        return told("not_proven_unknown_time", stopped_by=why)
    return told("not_proven_within_time", stopped_by=why, priority=first.name, gap=round(first.gap))


def together(joint: Joint) -> tuple[Word, ...]:
    """Say in one sentence whether dates and people are proven best together; nothing where no dates were open."""
    if not joint.possible:
        return ()
    if joint.is_proven:
        return (told("together_proven", tried=joint.tried),)
    counts: dict[str, Fact | date] = {
        "tried": joint.tried,
        "possible": joint.tried if joint.is_all else joint.possible,
    }
    if joint.gap is None:
        return (told("together_open", **counts),)
    priority, gap = joint.gap
    return (told("together_gap", **counts, priority=priority, gap=gap),)


def time_priorities(result: TimeResult) -> Table:
    """List what each priority is about, the value reached, the least possible, and whether that is proven."""
    columns = (
        Column("Priority", "count"),
        Column("Rules", "sentence"),
        Column("Amount off", "count"),
        Column("Least possible", "count"),
        Column("Gap", "count"),
        Column("Proven", "mark"),
    )
    rows = tuple(
        (int(t.name), _about(result, int(t.name)), t.value, t.bound, t.gap, label("yes" if t.is_proven else "no"))
        for t in result.outcome.tiers
    )
    return Table(told("priorities"), columns, rows)


def _about(result: TimeResult, priority: int) -> tuple[Word, ...]:
    return sheets_of(rule.sheet for rule in result.rules if rule.priority == priority)


def by_cohort(timetable: Timetable) -> Table:
    """Count days, sessions, meetings and lesson hours of every cohort."""
    columns = (
        Column("Cohort", "code"),
        Column("Title"),
        Column("First day", "date"),
        Column("Last day", "date"),
        Column("Days taught", "count"),
        Column("Sessions", "count"),
        Column("Meetings", "count"),
        Column("Lesson hours", "count"),
    )
    rows = tuple(_cohort(timetable, code) for code in sorted(timetable.programme.cohort))
    return Table(told("timetable_by_cohort"), columns, rows)


def _cohort(timetable: Timetable, code: str) -> tuple[Cell, ...]:
    cohort, held = timetable.programme.cohort[code], timetable.of_cohort(code)
    sessions = {one.session for one in held}
    hours = {hour for one in held for hour in timetable.hours(one)}
    return (
        code,
        cohort.title or code,
        cohort.start,
        cohort.end,
        len({one.day for one in held}),
        len(sessions),
        len(held),
        len(hours),
    )


def time_record(result: TimeResult, book: Book | None, verb: str = "timetable") -> Table:
    """Return what went in and how it was searched: enough to run it again.

    Parameters
    ----------
    verb
        The command that makes it.
    """
    limits, outcome = result.limits, result.outcome
    listed: list[tuple[str, Cell]] = [
        ("Input file", book.file if book else None),
        ("SHA-256 of the input", book.digest if book else None),
        ("Seed", limits.seed),
        ("Time limit", told("seconds", seconds=limits.seconds) if limits.seconds else told("no_limit")),
        ("Workers", limits.workers),
        ("Status", label(outcome.status)),
        ("Stopped by", label(outcome.stopped_by)),
        ("Same in every run", label("yes" if outcome.is_settled else "no")),
        ("Rules", len(result.rules)),
        ("Seconds", round(result.seconds, 2)),
        ("Command", _command(result, book, verb)),
    ]
    rows = tuple((Word("heading", title), value) for title, value in listed if value is not None)
    return Table(told("run_facts"), (Column("Fact"), Column("Value")), (*rows, *versions().items()))


def _command(result: TimeResult, book: Book | None, verb: str) -> str | None:
    """Return the command line that searches in the same way again; None where models were given."""
    limits = result.limits
    seconds = f" --seconds {limits.seconds:g}" if limits.seconds else ""
    options = f"--seed {limits.seed}{seconds} --workers {limits.workers}"
    return f'angkatan {verb} "{book.file}" -o OUT.xlsx {options}' if book else None
