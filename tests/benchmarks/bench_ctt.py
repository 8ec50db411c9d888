"""Print what is found on .ctt instances, with bounds: ``python tests/benchmarks/bench_ctt.py SECONDS FILE ...``."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic, process_time

import ctt

from scheduler.rulebook import TIMETABLE, complete
from scheduler.solve.limits import Clock, Limits, Progress
from scheduler.timetable.engine import Search

TOLD: list[tuple[object, ...]] = []


def tell(progress: Progress) -> None:
    """Print what is new."""
    now = (progress.phase, progress.value, progress.bound)
    if now not in TOLD:
        TOLD.append(now)
        found = f"value {progress.value} bound {progress.bound}"
        print(f"  {progress.seconds:6.1f} s {progress.phase:6} {found}", flush=True)


def bench(path: Path, seconds: float) -> None:
    """Solve one instance and score it twice."""
    instance = ctt.read(path)
    programme, began, worked = ctt.programme(instance), monotonic(), process_time()
    rules = complete(programme, ctt.rules(instance), package=TIMETABLE)
    found = Search(programme, rules, Clock.start(Limits(seconds=seconds), tell)).run()
    for tier in found.tiers:
        print(f"{path.stem}: value {tier.value}, bound {tier.bound}, {found.status}", end="; ")
    print(f"{monotonic() - began:.0f} s, {process_time() - worked:.0f} s of work")
    print("  ", ctt.score(instance, found.placements or ()))


if __name__ == "__main__":
    for name in sys.argv[2:]:
        bench(Path(name), float(sys.argv[1]))
