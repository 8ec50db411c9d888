"""How long conflicts and ways out take on rounds with planted contradictions, up to 1,000 nominees.

Run it: ``python tests/benchmarks/bench_relax.py [PROGRAMMES]``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import contradictions

from scheduler.diagnose import diagnose
from scheduler.relax import relax
from scheduler.rulebook import complete

SIZES = (20, 60, 150, 400, 1000)


@dataclass
class Taken:
    """Seconds by the clock and of processors, programme by programme."""

    walls: list[float] = field(default_factory=list)
    works: list[float] = field(default_factory=list)

    def of(self, ask: Callable[[], object]) -> object:
        """Run a question and take its time."""
        began, worked = perf_counter(), process_time()
        answer = ask()
        self.walls.append(perf_counter() - began)
        self.works.append(process_time() - worked)
        return answer

    def __str__(self) -> str:
        parts = (("by the clock", self.walls), ("of processors", self.works))
        return "; ".join(f"median {median(t):5.2f} s, longest {max(t):5.2f} s {name}" for name, t in parts)


def main(programmes: int) -> None:
    """Print the median and the longest time for each size."""
    for size in SIZES:
        conflicts, ways, counts = Taken(), Taken(), []
        for number in range(programmes):
            random = Random(f"bench {size} {number}")
            given, rows = contradictions.planted(random, size, random.randint(1, 3))
            conflicts.of(partial(diagnose, given, complete(given, rows)))
            counts.append(len(ways.of(partial(relax, given, rows))))
        print(f"{size:>5} nominees, conflicts: {conflicts}")
        print(f"{size:>5} nominees, ways out:  {ways}")
        print(f"{'':>16}ways out found: {min(counts)} to {max(counts)}, median {median(counts):.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
