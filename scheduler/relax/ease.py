"""How little a rule must give way so that an allocation keeps it.

What can give way is read off the rule's columns: a number is moved as little as is needed,
people are named for whom a condition is waived; a row without either becomes a wish, or goes,
as its class says (`Rule.eases`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor

from pydantic import ValidationError

from scheduler.allocation import Allocation
from scheduler.domain import Amount, Programme
from scheduler.relax.change import Change, edited
from scheduler.rule import Rule

LOWERED, RAISED = ("at_least", "gap"), ("at_most", "within")
"""Columns whose number may go down, and up."""

Number = int | Amount


def can_ease(rule: Rule) -> bool:
    """Whether any column of the rule lets it give way; being marked as fixed is another matter."""
    has_cell = rule.stems.startswith(("cohort:", "session:", "nominee:"))
    return has_cell or not rule.stems


def eased(rule: Rule, allocation: Allocation) -> Change | None:
    """Return the least change under which the allocation keeps the rule, None where there is none."""
    amount = off(rule, allocation)
    for change in filter(_can_be_written, _ways(rule, allocation, amount)):
        if change.becomes is None or not off(change.becomes, _judged(allocation, change)) or change.kind == "wish":
            return change
    return None


def _can_be_written(change: Change) -> bool:
    """Whether a sheet can hold the row: some kinds refuse numbers with which a row would ask nothing of anybody."""
    try:
        return change.becomes is None or bool(type(change.rule).model_validate(change.becomes.model_dump()))
    except ValidationError:
        return False


def _ways(rule: Rule, allocation: Allocation, amount: int) -> list[Change]:
    ways = [_waived(rule, allocation, amount)] if "waived" in type(rule).model_fields else []
    ways.append(Change(rule, _renumbered(rule, allocation), "number", amount=amount))
    if rule.eases == "drop":
        return [Change(rule, None, "drop", people=(str(getattr(rule, "nominee", "")),), amount=amount)]
    if not rule.stems:
        ways.append(Change(rule, rule.model_copy(update={"priority": 1}), "wish", amount=amount))
    return ways


def off(rule: Rule, allocation: Allocation) -> int:
    """Return by how many people the allocation departs from the rule."""
    return sum(found.amount for found in rule.check(allocation))


def _judged(allocation: Allocation, change: Change) -> Allocation:
    """Return the allocation in the programme as the change would have it."""
    return moved(allocation, edited(allocation.programme, [change]))


def moved(allocation: Allocation, programme: Programme) -> Allocation:
    """Return the same seats in another programme."""
    if programme is allocation.programme:
        return allocation
    return Allocation(programme=programme, seats=allocation.seats, rules=allocation.rules)


def _waived(rule: Rule, allocation: Allocation, amount: int) -> Change:
    met = {str(found.facts.get("nominee", found.subject)) for found in rule.check(allocation)}
    people = tuple(sorted(met & allocation.programme.nominee.keys()))
    known: tuple[str, ...] = getattr(rule, "waived", ())
    return Change(rule, rule.model_copy(update={"waived": (*known, *people)}), "waive", people, amount)


def _renumbered(rule: Rule, allocation: Allocation) -> Rule:
    """Move each number that is in the way as little as is needed."""
    exact = getattr(rule, "exactly", None)
    if exact is not None:
        rule = rule.model_copy(update={"exactly": None, "at_least": exact, "at_most": exact})
    for name in (*LOWERED, *RAISED):
        value = getattr(rule, name, None)
        if isinstance(value, int | Amount) and not isinstance(value, bool):
            rule = _moved(rule, name, _steps(rule, name, value, allocation), allocation)
    return rule


def _moved(rule: Rule, name: str, steps: Sequence[Number], allocation: Allocation) -> Rule:
    """Take the first step after which this number is not in the way any more; none where it never was."""

    def amount(step: int) -> int:
        given = rule.model_copy(update={name: steps[step]})
        return off(given, _judged(allocation, Change(rule, given, "number")))

    if len(steps) < 2 or amount(len(steps) - 1) == off(rule, allocation):
        return rule
    least = amount(len(steps) - 1)
    first = bisect_left(range(len(steps)), x=True, key=lambda step: amount(step) <= least)
    return rule.model_copy(update={name: steps[first]})


def _steps(rule: Rule, name: str, value: Number, allocation: Allocation) -> list[Number]:
    """What the number can be, from what it is to where it asks nothing of anybody."""
    if isinstance(value, Amount) and value.percent is not None:
        return [value, *(Amount(percent=Decimal(p)) for p in _percents(value.percent, is_lowered=name in LOWERED))]
    count = value.count if isinstance(value, Amount) else value
    assert count is not None  # noqa: S101  an amount is a count or a percentage
    if name in LOWERED:
        counts = range(count, _floor(rule, name) - 1, -1)
    else:
        counts = range(count, count + len(allocation.seats) + 1)
    return [Amount(count=c) for c in counts] if isinstance(value, Amount) else list(counts)


def _percents(value: Decimal, *, is_lowered: bool) -> range:
    return range(ceil(value) - 1, -1, -1) if is_lowered else range(floor(value) + 1, 101)


def _floor(rule: Rule, name: str) -> int:
    """Return the least that a column accepts."""
    bounds = (getattr(mark, "ge", None) for mark in type(rule).model_fields[name].metadata)
    return next((int(bound) for bound in bounds if bound is not None), 0)
