"""The audit of a timetable: every rule's own check, with no solver anywhere near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scheduler.audit import Audit
from scheduler.domain import Programme
from scheduler.findings import Place, Violation
from scheduler.rule import Rule
from scheduler.rulebook import TIMETABLE, complete
from scheduler.timetable.held import Timetable
from scheduler.timetable.rule import TimeRule


def time_rules(
    programme: Programme, rules: Iterable[Rule], places: Mapping[str, Place] | None = None
) -> tuple[Rule, ...]:
    """Return the rules of the timetable among some, and what the programme implies beside them.

    Parameters
    ----------
    places
        Cells by key, so that an implied rule can name its cell.
    """
    own = (rule for rule in rules if isinstance(rule, TimeRule))
    return complete(programme, own, places, package=TIMETABLE)


def judge(timetable: Timetable, rules: Sequence[Rule]) -> Audit:
    """Ask every rule of the timetable what it finds."""
    return Audit(tuple(rules), tuple(found for rule in rules for found in sorted(rule.check(timetable), key=_what)))


def _what(violation: Violation) -> tuple[str, str, str]:
    """The order in which a rule's departures are told, whatever the order of rows in the workbook."""
    return violation.case, violation.subject, str(sorted(violation.facts.items(), key=str))
