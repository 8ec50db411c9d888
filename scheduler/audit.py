"""The audit: every rule's own check over a finished allocation, with no solver anywhere near.

This module, and all that it imports, never loads ortools; a test asserts it.  It judges what
people made by hand as well as what the solver made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler.allocation import Allocation
from scheduler.findings import Violation
from scheduler.rule import Rule


@dataclass(frozen=True)
class Audit:
    """The verdict of every rule on an allocation.

    Parameters
    ----------
    rules
        The rules asked, in their own order.
    violations
        All departures, rule by rule.
    """

    rules: tuple[Rule, ...]
    violations: tuple[Violation, ...]

    @cached_property
    def broken(self) -> tuple[Violation, ...]:
        """Departures from rules that must hold."""
        return tuple(v for v in self.violations if v.rule.is_must)

    @property
    def is_clean(self) -> bool:
        """Whether every rule that must hold does hold."""
        return not self.broken

    @cached_property
    def costs(self) -> Mapping[int, int]:
        """Weight times amount off, summed for each priority that any rule has."""
        sums: Counter[int] = Counter({int(rule.priority): 0 for rule in self.rules if not rule.is_must})
        for violation in self.violations:
            if not violation.rule.is_must:
                sums[int(violation.rule.priority)] += violation.rule.weight * violation.amount
        return dict(sorted(sums.items()))

    def of(self, rule: Rule) -> tuple[Violation, ...]:
        """Return the departures from one rule."""
        return self._by_rule.get(id(rule), ())

    @cached_property
    def _by_rule(self) -> Mapping[int, tuple[Violation, ...]]:
        found: dict[int, list[Violation]] = {}
        for violation in self.violations:
            found.setdefault(id(violation.rule), []).append(violation)
        return {key: tuple(listed) for key, listed in found.items()}


def audit(allocation: Allocation, rules: Sequence[Rule]) -> Audit:
    """Ask every rule what it finds; `rules` are also those under which people could have been seated."""
    judged = allocation.model_copy(update={"rules": tuple(rules)})
    return Audit(judged.rules, tuple(v for rule in rules for v in sorted(rule.check(judged), key=_what)))


def _what(violation: Violation) -> tuple[str, str]:
    """The order in which a rule's departures are told, whatever the order of rows in the workbook."""
    return violation.case, violation.subject
