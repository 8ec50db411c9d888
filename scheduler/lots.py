"""Lots: how ties are broken, from a public seed.

Every person draws a number from 1 to 1,000,000 that depends on the seed and the ID alone, so
that anyone can check it, and nobody's place in the roster matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np

from scheduler.terms import Ints

MOST = 1_000_000


def lot(seed: int, *key: str) -> int:
    """Return the number drawn for `key` under `seed`, from 1 to 1,000,000; high wins."""
    text = "\x1f".join((str(seed), *key)).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest()) % MOST + 1


def by_lot(ids: Iterable[str], seed: int) -> list[str]:
    """Return IDs in the order in which lots let them go first."""
    return sorted(ids, key=lambda i: (-lot(seed, i), i))


def lots(seed: int, ids: Sequence[str]) -> Ints:
    """Return the numbers of many people."""
    return np.fromiter((lot(seed, i) for i in ids), dtype=np.int64, count=len(ids))


def mixed(left: Ints, right: Ints, turn: int) -> Ints:
    """Draw a number for every pair of two drawn numbers; `turn` gives independent draws.

    The mixing is the finaliser of SplitMix64.

    References
    ----------
    Steele, Lea, Flood (2014), Fast splittable pseudorandom number generators,
    doi:10.1145/2660193.2660195.
    """
    state = left.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + right.astype(np.uint64)
    state += np.uint64(turn * 0xD1B54A32D192ED03 % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        state = (state ^ (state >> np.uint64(shift))) * np.uint64(factor)
    state ^= state >> np.uint64(31)
    return (state % np.uint64(MOST)).astype(np.int64) + 1
