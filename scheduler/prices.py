"""What a number costs: each row that binds moved by one, and the whole round solved again.

Only rows that are just met, or not met, can cost anything; these are moved one by one.  Shadow
prices of a relaxation would be a guess where seats are whole; these are exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scheduler.desk import Desk, Difference, difference
from scheduler.domain import Amount
from scheduler.relax.change import Change
from scheduler.rule import Rule
from scheduler.tally import Tally

if TYPE_CHECKING:
    from scheduler.result import Result

SIDES = (("at_least", -1), ("at_most", 1), ("within", 1))
"""Columns that hold numbers, and the direction in which they ask for less."""


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
    moved = ((change, place.changed([change]).base) for rule in base.rules for change in _loosened(rule, place))
    found = [Price(change, difference(base, after)) for change, after in moved if after is not None]
    told = [price for price in found if price.difference.changed and price.gain[1] > 0]
    return tuple(sorted(told, key=lambda price: (price.gain[0], -price.gain[1], price.change.rule.key)))


def _loosened(rule: Rule, desk: Desk) -> Iterator[Change]:
    """The row with each number that binds moved by one, so that it asks for less."""
    base = desk.base
    if base is None or not (rule.stems.startswith(("cohort:", "session:")) or not rule.stems):
        return
    tallies = tuple(rule.tallies(base.allocation))
    for name, step in SIDES:
        after = _moved(getattr(rule, name, None), step)
        if after is not None and any(_binds(tally, step) for tally in tallies) and _is_accepted(rule, name, after):
            yield Change(rule, rule.model_copy(update={name: after}), "number")


def _binds(tally: Tally, step: int) -> bool:
    """Whether a line is just at its most, or just at its fewest, or beyond."""
    wanted = tally.most if step > 0 else tally.least
    return wanted is not None and (tally.got - wanted) * step >= 0


def _moved(value: object, step: int) -> int | Amount | None:
    """Move a number by one person, or a share by one percentage point."""
    if isinstance(value, bool) or not isinstance(value, int | Amount):
        return None
    if isinstance(value, int):
        return value + step if value + step >= 0 else None
    if value.percent is not None:
        share = value.percent + step
        return Amount(percent=Decimal(share)) if 0 <= share <= 100 else None
    count = (value.count or 0) + step
    return Amount(count=count) if count >= 0 else None


def _is_accepted(rule: Rule, name: str, value: int | Amount) -> bool:
    """Whether the column takes the number."""
    bounds = (getattr(mark, "ge", None) for mark in type(rule).model_fields[name].metadata)
    return isinstance(value, Amount) or all(bound is None or value >= bound for bound in bounds)
