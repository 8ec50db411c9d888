"""The audit of a timetable: every rule's own check, with no solver anywhere near."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.audit import Audit
from scheduler.findings import Violation
from scheduler.rule import Rule
from scheduler.timetable.held import Timetable


def judge(timetable: Timetable, rules: Sequence[Rule]) -> Audit:
    """Ask every rule of the timetable what it finds."""
    return Audit(tuple(rules), tuple(found for rule in rules for found in sorted(rule.check(timetable), key=_what)))


def _what(violation: Violation) -> tuple[str, str, str]:
    """The order in which a rule's departures are told, whatever the order of rows in the workbook."""
    return violation.case, violation.subject, str(sorted(violation.facts.items(), key=str))
