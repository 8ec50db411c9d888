"""Print what is found on .ctt instances, with bounds: ``python tests/benchmarks/bench_ctt.py SECONDS FILE ...``.

For each instance the value of the best whole timetable by 60 s and at the end is printed, the bound proven, and
the score that UD2 gives, counted apart.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic, process_time

import ctt

from scheduler.rulebook import TIMETABLE, complete
from scheduler.solve.limits import Clock, Limits, Progress
from scheduler.timetable.engine import Search

MARK = 60.0
"""Seconds after which the value so far is kept."""


class Told:
    """Prints what is new, and keeps the value of the best whole timetable by the mark."""

    def __init__(self) -> None:
        self.best = self.marked = float("inf")
        self._last: tuple[object, ...] = ()

    def __call__(self, progress: Progress) -> None:
        now = (progress.phase, progress.value, progress.bound)
        if now == self._last:
            return
        self._last = now
        if progress.phase == "both" and progress.value is not None:
            self.best = min(self.best, progress.value)
            self.marked = self.best if progress.seconds <= MARK else self.marked
        found = f"value {progress.value} bound {progress.bound}"
        print(f"  {progress.seconds:6.1f} s {progress.phase:6} {found}", flush=True)


def bench(path: Path, seconds: float) -> None:
    """Solve one instance and score it twice."""
    instance = ctt.read(path)
    programme, began, worked, told = ctt.programme(instance), monotonic(), process_time(), Told()
    rules = complete(programme, ctt.rules(instance), package=TIMETABLE)
    found = Search(programme, rules, Clock.start(Limits(seconds=seconds), told)).run()
    spent, work = monotonic() - began, process_time() - worked
    for tier in found.tiers:
        marked = tier.value if spent <= MARK else told.marked
        print(
            f"{path.stem}: value {tier.value} (by {MARK:.0f} s {marked}), bound {tier.bound}, {found.status}", end="; "
        )
    print(f"{spent:.0f} s, {work:.0f} s of work")
    print("  ", ctt.score(instance, found.placements or ()), flush=True)


if __name__ == "__main__":
    for name in sys.argv[2:]:
        bench(Path(name), float(sys.argv[1]))
