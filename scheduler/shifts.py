"""What one allocation changes for each rule, where it is compared with another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.allocation import Allocation
from scheduler.rule import Rule

Name = tuple[str, str]
"""The sheet of a rule, and the row or cell that it comes from; what it says, where it comes from none."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What a rule costs in two allocations: weight times amount off.

    Parameters
    ----------
    rule
        As it stands, or as it would stand where there is no such row as things stand.
    before, after
        0 where the rule is met, or is not there.
    """

    rule: Rule
    before: int
    after: int

    @property
    def priority(self) -> int:
        """When the rule is served: 1 first."""
        return int(self.rule.priority)

    @property
    def worse(self) -> int:
        """By how much the rule is served less well; below 0 where it is served better."""
        return self.after - self.before


def costs_of(allocation: Allocation, rules: Iterable[Rule]) -> dict[Name, tuple[Rule, int]]:
    """Return what each rule that is a wish costs in an allocation."""
    wishes = (rule for rule in rules if not rule.is_must)
    return {_name(rule): (rule, rule.weight * sum(v.amount for v in rule.check(allocation))) for rule in wishes}


def _name(rule: Rule) -> Name:
    """Know a row again when its numbers have changed: by its place."""
    return rule.sheet, rule.stems or (str(rule.place) if rule.place else rule.model_dump_json())


def shifts(before: Mapping[Name, tuple[Rule, int]], after: Mapping[Name, tuple[Rule, int]]) -> tuple[Shift, ...]:
    """Return the rules that cost something else, by priority: the worst off first.

    Their changes add up to those of the priorities, where no row was given another priority.
    """
    found = []
    for name in before.keys() | after.keys():
        then, now = before.get(name), after.get(name)
        rule = (then or now or (None, 0))[0]
        if rule is not None:
            found.append(Shift(rule, then[1] if then else 0, now[1] if now else 0))
    changed = (shift for shift in found if shift.worse)
    return tuple(sorted(changed, key=lambda shift: (shift.priority, -shift.worse, shift.rule.key)))
