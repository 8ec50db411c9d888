"""Every rule with its numbers: wanted, got, short or over."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.report.table import Cell, Column, Judged, Table, Word, label, told
from scheduler.rule import Rule
from scheduler.tally import Tally

QUOTA_COLUMNS = (
    Column("At", "mark"),
    Column("Rule"),
    Column("Whom"),
    Column("Where", "mark"),
    Column("Wanted"),
    Column("At least", "count"),
    Column("At most", "count"),
    Column("Got", "count"),
    Column("Short or over", "change"),
    Column("Priority", "mark"),
    Column("Verdict", "mark"),
    Column("Note", "sentence"),
)
AMOUNTS = ("exactly", "at_least", "at_most")
"""Columns of rules in which a number may be written as a percentage."""


def quotas(judged: Judged) -> Table:
    """Return one line for every group and set of places that a rule with numbers speaks of.

    Rules without head counts have one line with the amount by which they are off.
    """
    rows = tuple(row for rule in judged.audit.rules for row in _rows(rule, judged))
    return Table(told("quota_report"), QUOTA_COLUMNS, rows)


def _rows(rule: Rule, judged: Judged) -> Iterator[tuple[Cell, ...]]:
    tallies = tuple(rule.tallies(judged.allocation))
    for tally in tallies:
        yield _row(rule, tally, tally.off)
    if not tallies:
        yield _row(rule, None, sum(violation.amount for violation in judged.audit.of(rule)))


def _row(rule: Rule, tally: Tally | None, off: int) -> tuple[Cell, ...]:
    place = at(rule)
    head = (place, Word("sheet", rule.sheet))
    whom = (Word("group", tally.group), Word("group", tally.places)) if tally else ("", "")
    counts = (tally.least, tally.most, tally.got) if tally else (None, None, None)
    return (*head, *whom, wanted(rule), *counts, off, priority(rule), met(off), rule.note)


def at(rule: Rule) -> str:
    """Return the sheet and cell that a rule comes from; empty where no cell says it."""
    return str(rule.place) if rule.place else ""


def priority(rule: Rule) -> Cell:
    """Return a rule's priority as it stands in its row."""
    return Word("term", "must") if rule.is_must else int(rule.priority)


def met(off: int) -> Word:
    """Return whether a line is met."""
    return label("not met" if off else "met")


def wanted(rule: Rule) -> tuple[Word, ...]:
    """Return the numbers that the row itself says, percentages unrounded."""
    said = ((name, getattr(rule, name, None)) for name in AMOUNTS)
    return tuple(told(f"wanted_{name}", amount=str(amount)) for name, amount in said if amount is not None)
