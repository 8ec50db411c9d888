"""What a number costs: each row that binds moved by one, and the whole round solved again.

Only rows that are just met, or not met, can cost anything; these are moved one by one.  Shadow
prices of a relaxation would be a guess where seats are whole; these are exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from typing import TYPE_CHECKING

from scheduler.allocation import Allocation
from scheduler.desk import Desk, Difference, difference
from scheduler.domain import Amount
from scheduler.relax.change import Change
from scheduler.rule import Rule
from scheduler.tally import Tally

if TYPE_CHECKING:
    from scheduler.result import Result

SIDES = (("at_least", -1), ("at_most", 1), ("within", 1), ("exactly", -1), ("exactly", 1))
"""Columns that hold numbers of people, and the direction in which they ask for less; an exact one binds both ways."""


@dataclass(frozen=True)
class Price:
    """What one more, or one less, in one row would gain.

    Parameters
    ----------
    change
        The row, and what it would say.
    difference
        From the best allocation as things stand; at least one priority differs.
    """

    change: Change
    difference: Difference

    @property
    def gain(self) -> tuple[int, int]:
        """The first priority that differs, and by how much it would be better."""
        priority, before, after = self.difference.changed[0]
        return priority, before - after


def prices(result: Result, *, desk: Desk | None = None) -> tuple[Price, ...]:
    """Return the price of every row whose number binds, the dearest first.

    Rows whose number could be moved without any gain are left out: a seat more that would stay empty is none.
    """
    place = desk or Desk.of(result)
    base = place.base
    if base is None:
        return ()
    changes = [change for rule in base.rules for change in _loosened(rule, base.allocation)]
    with ThreadPoolExecutor(place.limits.workers) as pool:
        moved = list(pool.map(lambda change: place.changed([change]).base, changes))
    pairs = zip(changes, moved, strict=True)
    found = [Price(change, difference(base, after)) for change, after in pairs if after is not None]
    told = [price for price in found if price.difference.changed and price.gain[1] > 0]
    return tuple(sorted(told, key=lambda price: (price.gain[0], -price.gain[1], price.change.rule.key)))


def _loosened(rule: Rule, allocation: Allocation) -> Iterator[Change]:
    """The row with each number that binds moved by one, so that it asks for less."""
    if rule.stems and not rule.stems.startswith(("cohort:", "session:")):
        return
    tallies = tuple(rule.tallies(allocation))
    for name, step in SIDES:
        # What is counted nowhere, such as how far sizes may differ, may bind: solving tells.
        is_bound = any(_binds(tally, step) for tally in tallies) or (name == "within" and not tallies)
        after = _moved(rule, name, step, allocation) if is_bound else None
        if after is not None and _is_accepted(rule, name, after):
            yield Change(rule, rule.model_copy(update={name: after}), "number")


def _binds(tally: Tally, step: int) -> bool:
    """Whether a line is just at its most, or just at its fewest, or beyond."""
    wanted = _wanted(tally, step)
    return wanted is not None and (tally.got - wanted) * step >= 0


def _wanted(tally: Tally, step: int) -> int | None:
    return tally.most if step > 0 else tally.least


def _moved(rule: Rule, name: str, step: int, allocation: Allocation) -> int | Amount | None:
    """Move a number by one person, or a share by as many percentage points as make a person."""
    value = getattr(rule, name, None)
    if isinstance(value, bool) or not isinstance(value, int | Amount):
        return None
    if isinstance(value, Amount) and value.percent is not None:
        return _moved_share(rule, name, step, allocation)
    count = value if isinstance(value, int) else value.count or 0
    if count + step < 0:
        return None
    return count + step if isinstance(value, int) else Amount(count=count + step)


def _moved_share(rule: Rule, name: str, step: int, allocation: Allocation) -> Amount | None:
    value = getattr(rule, name)
    now = [_wanted(tally, step) for tally in rule.tallies(allocation)]
    percents = range(floor(value.percent) + 1, 101) if step > 0 else range(ceil(value.percent) - 1, -1, -1)
    for percent in percents:
        share = Amount(percent=Decimal(percent))
        moved = rule.model_copy(update={name: share})
        if [_wanted(tally, step) for tally in moved.tallies(allocation)] != now:
            return share
    return None


def _is_accepted(rule: Rule, name: str, value: int | Amount) -> bool:
    """Whether the column takes the number."""
    bounds = (getattr(mark, "ge", None) for mark in type(rule).model_fields[name].metadata)
    return isinstance(value, Amount) or all(bound is None or value >= bound for bound in bounds)
