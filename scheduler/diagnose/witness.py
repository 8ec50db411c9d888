"""Seats that keep all rules of a conflict but one: they show that this one is needed for the conflict.

Where many pins ask for few seats, every pin is needed.  One solved allocation shows it for one of
them; two people who change places show it for the next, without solving.  Only what the rules
themselves say of the seats (`Rule.check`) counts as shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.allocation import Allocation, Seat
from scheduler.rule import Rule


@dataclass(frozen=True)
class Witness:
    """Seats, and the one rule that they break.

    Parameters
    ----------
    seats
        All other rules of the conflict hold with them.
    """

    seats: tuple[Seat, ...]
    broken: Rule


def witness(allocation: Allocation, rules: Sequence[Rule]) -> Witness | None:
    """Return what an allocation shows about the rules: None where it breaks several, or none."""
    judged = Allocation(programme=allocation.programme, seats=allocation.seats, rules=tuple(rules))
    broken = judged.broken(rules)
    return Witness(allocation.seats, broken[0]) if len(broken) == 1 else None


def exchanged(allocation: Allocation, shown: Witness, rules: Sequence[Rule]) -> Iterator[Witness]:
    """Let the person who is left out change places with each other one who is pinned to the same place."""
    out, place = getattr(shown.broken, "nominee", ""), getattr(shown.broken, "to", "")
    for rule in rules:
        other = getattr(rule, "nominee", "")
        if out and other not in ("", out) and getattr(rule, "to", "") == place:
            seats = tuple(_handed(seat, out, other) for seat in shown.seats)
            after = witness(Allocation(programme=allocation.programme, seats=seats), rules)
            if after is not None and after.broken is rule:
                yield after


def _handed(seat: Seat, one: str, other: str) -> Seat:
    holder = {one: other, other: one}.get(seat.nominee)
    return seat if holder is None else seat.model_copy(update={"nominee": holder})
