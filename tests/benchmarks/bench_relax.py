"""How long conflicts and ways out take on rounds with planted contradictions, up to 1,000 nominees.

Run it: ``python tests/benchmarks/bench_relax.py [PROGRAMMES]``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import contradictions

from scheduler.diagnose import diagnose
from scheduler.relax import relax
from scheduler.rulebook import complete

SIZES = (20, 60, 150, 400, 1000)


def main(programmes: int) -> None:
    """Print the median and the longest time for each size."""
    for size in SIZES:
        conflicts, ways, counts = [], [], []
        for number in range(programmes):
            random = Random(f"bench {size} {number}")
            given, rows = contradictions.planted(random, size, random.randint(1, 3))
            began = perf_counter()
            diagnose(given, complete(given, rows))
            conflicts.append(perf_counter() - began)
            began = perf_counter()
            counts.append(len(relax(given, rows)))
            ways.append(perf_counter() - began)
        for name, taken in (("conflicts", conflicts), ("ways out ", ways)):
            print(f"{size:>5} nominees, {name}: median {median(taken):5.2f} s, longest {max(taken):5.2f} s")
        print(f"{'':>16}ways out found: {min(counts)} to {max(counts)}, median {median(counts):.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
