"""Drawing by chance from a seed, the same on every Python."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A source of chance.

    Parameters
    ----------
    seed
        The same seed draws the same.
    """

    def __init__(self, seed: int) -> None:
        # Only random() is used: of all methods it alone is promised never to change between Python versions.
        self.chance = random.Random(seed).random  # noqa: S311  invents people, keeps no secret

    def is_met(self, share: float) -> bool:
        """Tell whether something happens that happens to a share of people, from 0 to 1."""
        return self.chance() < share

    def between(self, least: int, most: int) -> int:
        """Draw a whole number from `least` to `most`."""
        return least + int(self.chance() * (most - least + 1))

    def one(self, pool: Sequence[T]) -> T:
        """Draw one of a pool."""
        return pool[int(self.chance() * len(pool))]

    def few(self, pool: Sequence[T], count: int) -> tuple[T, ...]:
        """Draw several of a pool, none twice, in the order drawn."""
        left = list(pool)
        return tuple(left.pop(int(self.chance() * len(left))) for _ in range(min(count, len(left))))


class Urn(Sequence[T]):
    """A pool whose members are drawn as often as they weigh.

    Parameters
    ----------
    members, weights
        Of one length; weights are whole numbers above 0.
    """

    def __init__(self, members: Sequence[T], weights: Sequence[int]) -> None:
        self._members = tuple(members)
        self._ends = tuple(accumulate(weights))

    def __len__(self) -> int:
        return self._ends[-1]

    def __getitem__(self, place):  # type: ignore[no-untyped-def]  # Sequence asks for slices too; only places are drawn
        return self._members[bisect(self._ends, place)]
