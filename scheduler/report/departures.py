"""The audit as tables: every rule's verdict, and every departure in a sentence."""

from __future__ import annotations

from scheduler.domain import Programme
from scheduler.findings import Violation
from scheduler.report.quotas import Wanted, at, priority
from scheduler.report.table import Cell, Column, Judged, Table, Word, label, told
from scheduler.rule import Rule

VERDICT_COLUMNS = (
    Column("At"),
    Column("Rule"),
    Column("Priority", "mark"),
    Column("Weight", "count"),
    Column("Verdict", "mark"),
    Column("Amount off", "count"),
    Column("Cost", "count"),
    Column("Wanted", "sentence"),
    Column("Note", "sentence"),
)
DEPARTURE_COLUMNS = (
    Column("At"),
    Column("Rule"),
    Column("Priority", "mark"),
    Column("Weight", "count"),
    Column("Verdict", "mark"),
    Column("Amount off", "count"),
    Column("Cost", "count"),
    Column("About", "sentence"),
    Column("Finding", "sentence"),
)


def verdict(judged: Judged) -> Word:
    """Say in one sentence whether every rule that must hold does hold."""
    rules, broken = len(judged.audit.rules), len(judged.audit.broken)
    return told("audit_broken", broken=broken, rules=rules) if broken else told("audit_clean", rules=rules)


def verdicts(judged: Judged) -> Table:
    """Return every rule with its verdict: kept, broken (a "must") or off (a wish), and what it costs."""
    rows = tuple(_verdict(rule, judged.audit.of(rule)) for rule in judged.audit.rules)
    return _placed(Table(told("verdicts"), VERDICT_COLUMNS, rows), judged)


def _verdict(rule: Rule, found: tuple[Violation, ...]) -> tuple[Cell, ...]:
    off = sum(violation.amount for violation in found)
    return (*_head(rule, is_kept=not found), off, _cost(rule, off), Wanted(rule), rule.note)


def _head(rule: Rule, *, is_kept: bool) -> tuple[Cell, ...]:
    """Where the rule stands, what it is, and whether it is kept."""
    word = "kept" if is_kept else "broken" if rule.is_must else "off"
    return (at(rule), Word("sheet", rule.sheet), priority(rule), None if rule.is_must else rule.weight, label(word))


def _cost(rule: Rule, off: int) -> int | None:
    return None if rule.is_must else off * rule.weight


def departures(judged: Judged) -> Table:
    """Return every departure as a sentence: those from rules that must hold first, then by priority."""
    ordered = sorted(judged.audit.violations, key=lambda found: 0 if found.rule.is_must else int(found.rule.priority))
    programme = judged.allocation.programme
    rows = tuple(_departure(found, programme) for found in ordered)
    return _placed(Table(told("departures"), DEPARTURE_COLUMNS, rows), judged)


def _placed(table: Table, judged: Judged) -> Table:
    """Leave out the column of cells where no rule comes from one."""
    return table if any(map(at, judged.audit.rules)) else table.without("At")


def _departure(found: Violation, programme: Programme) -> tuple[Cell, ...]:
    counts = (found.amount, _cost(found.rule, found.amount))
    return (*_head(found.rule, is_kept=False), *counts, _about(found.subject, programme), found)


def _about(subject: str, programme: Programme) -> Cell:
    """Name a person where the subject is an ID, else the group and place."""
    person = programme.nominee.get(subject)
    return person.name or person.id if person else Word("group", subject, is_capital=True)
