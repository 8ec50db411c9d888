"""The audit as tables: every rule's verdict, and every departure in a sentence."""

from __future__ import annotations

from scheduler.findings import Violation
from scheduler.report.quotas import at, priority
from scheduler.report.table import Cell, Column, Judged, Table, Word, label, told
from scheduler.rule import Rule

VERDICT_COLUMNS = (
    Column("At", "mark"),
    Column("Rule"),
    Column("Priority", "mark"),
    Column("Weight", "count"),
    Column("Verdict", "mark"),
    Column("Departures", "count"),
    Column("Amount off", "count"),
    Column("Cost", "count"),
    Column("Note", "sentence"),
)
DEPARTURE_COLUMNS = (
    Column("At", "mark"),
    Column("Rule"),
    Column("Priority", "mark"),
    Column("Amount off", "count"),
    Column("Finding", "sentence"),
)


def verdict(judged: Judged) -> Word:
    """Say in one sentence whether every rule that must hold does hold."""
    rules, broken = len(judged.audit.rules), len(judged.audit.broken)
    return told("audit_broken", broken=broken, rules=rules) if broken else told("audit_clean", rules=rules)


def verdicts(judged: Judged) -> Table:
    """Return every rule with its verdict: kept, broken (a "must") or off (a wish), and what it costs."""
    rows = tuple(_verdict(rule, judged.audit.of(rule)) for rule in judged.audit.rules)
    return Table(told("verdicts"), VERDICT_COLUMNS, rows)


def _verdict(rule: Rule, found: tuple[Violation, ...]) -> tuple[Cell, ...]:
    off = sum(violation.amount for violation in found)
    word = label(("broken" if rule.is_must else "off") if found else "kept")
    cost = None if rule.is_must else off * rule.weight
    head = (at(rule), Word("sheet", rule.sheet), priority(rule), None if rule.is_must else rule.weight)
    return (*head, word, len(found), off, cost, rule.note)


def departures(judged: Judged) -> Table:
    """Return every departure as a sentence: those from rules that must hold first, then by priority."""
    ordered = sorted(judged.audit.violations, key=lambda found: 0 if found.rule.is_must else int(found.rule.priority))
    return Table(told("departures"), DEPARTURE_COLUMNS, tuple(map(_departure, ordered)))


def _departure(found: Violation) -> tuple[Cell, ...]:
    rule = found.rule
    return (at(rule), Word("sheet", rule.sheet), priority(rule), found.amount, found)
