"""Every rule with its numbers: wanted, got, short or over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.report.gained import gained
from scheduler.report.rules import row_text
from scheduler.report.table import Cell, Column, Judged, Table, Word, label, told
from scheduler.rule import GROUP_COLUMNS, Rule
from scheduler.tally import Tally
from scheduler.words import Language

QUOTA_COLUMNS = (
    Column("At"),
    Column("Rule"),
    Column("Whom"),
    Column("Where", "mark"),
    Column("Wanted", "sentence"),
    Column("At least", "count"),
    Column("At most", "count"),
    Column("Got", "count"),
    Column("Short or over", "change"),
    Column("Priority", "mark"),
    Column("Verdict", "mark"),
    Column("Price", "sentence"),
    Column("Note", "sentence"),
)
MOST_LINES = 250
"""Lines of one rule that a reader goes through; rules for each institution in each cohort have thousands."""

STANDING = frozenset({"priority", "weight", "note"})
"""Columns of a row that stand in columns of their own."""

WHOM_AND_WHERE = frozenset({*GROUP_COLUMNS, "where"})
"""Columns of a row that a tally spells out."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row says that stands in no other column: its numbers, percentages unrounded, and its conditions."""

    rule: Rule
    skipped: frozenset[str] = STANDING

    def spoken(self, lang: Language) -> str:
        """Return it in a language."""
        return row_text(self.rule, lang, self.skipped)


def quotas(judged: Judged, most_lines: int | None = MOST_LINES) -> Table:
    """Return one line for every group and set of places that a rule with numbers speaks of.

    Rules without head counts have one line with the amount by which they are off.

    Parameters
    ----------
    most_lines
        A rule with more lines than that has those that are off, and one line that counts the
        others, which are met; None shows all.
    """
    worth, rules = gained(judged), judged.audit.rules
    found = ((rule, row) for rule in rules for row in _rows(rule, judged, most_lines))
    rows = tuple((*row[:-1], worth.get(id(rule)), row[-1]) for rule, row in found)
    kept = [column.title for column in QUOTA_COLUMNS[1:-2]]
    return Table(told("quota_report"), QUOTA_COLUMNS, rows).without_empty(keep=kept)


def _rows(rule: Rule, judged: Judged, most_lines: int | None) -> Iterator[tuple[Cell, ...]]:
    tallies = tuple(rule.tallies(judged.allocation))
    shown = tallies if most_lines is None or len(tallies) <= most_lines else tuple(t for t in tallies if t.off)
    for tally in shown:
        yield _row(rule, tally, tally.off)
    if len(shown) < len(tallies):
        met = _row(rule, Tally("", "", 0), 0)
        whom = told("lines_met", count=len(tallies) - len(shown))
        yield (*met[:2], whom, "", met[4], None, None, None, *met[8:])
    if not tallies:
        yield _row(rule, None, sum(violation.amount for violation in judged.audit.of(rule)))


def _row(rule: Rule, tally: Tally | None, off: int) -> tuple[Cell, ...]:
    place = at(rule)
    head = (place, Word("sheet", rule.sheet))
    whom = (Word("group", tally.group, is_capital=True), Word("group", tally.places)) if tally else ("", "")
    counts = (tally.least, tally.most, tally.got) if tally else (None, None, None)
    wanted = Wanted(rule, (STANDING | WHOM_AND_WHERE) if tally else STANDING)
    return (*head, *whom, wanted, *counts, off, priority(rule), _met(rule, off), rule.note)


def at(rule: Rule) -> str:
    """Return the sheet and cell that a rule comes from; empty where no cell says it."""
    return str(rule.place) if rule.place else ""


def priority(rule: Rule) -> Cell:
    """Return a rule's priority as it stands in its row."""
    return label("must") if rule.is_must else int(rule.priority)


def _met(rule: Rule, off: int) -> Word:
    return label(("not met" if rule.is_must else "partly met") if off else "met")
