"""How fast a loaded round answers questions: 2,000 nominees x 20 cohorts, against a full re-solve.

Run it: ``python tests/benchmarks/bench_whatif.py [NOMINEES]``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from scheduler.pipeline import allocate
from scheduler.recommend import recommend
from scheduler.sample import samples
from scheduler.whatif import Edit, Session
from scheduler.workbook import open_book
from scheduler.workbook.write import write_programme

ROUNDS = 5


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, and seconds of processors: on a busy machine the second tells more."""

    wall: float
    work: float

    def __str__(self) -> str:
        return f"{self.wall:7.2f} s {self.work:7.2f} s"


def seconds(ask: Callable[[], object]) -> Taken:
    """Medians of a few runs."""
    walls, works = [], []
    for _ in range(ROUNDS):
        began, worked = perf_counter(), process_time()
        ask()
        walls.append(perf_counter() - began)
        works.append(process_time() - worked)
    return Taken(median(walls), median(works))


def main(nominees: int) -> None:
    """Print one line a question."""
    made = samples()["national"](nominees=nominees)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "round.xlsx"
        write_programme(made.programme, made.rules, path, lang="en")
        full = seconds(lambda: allocate(path))
        session = Session(open_book(path))
    base = session.desk.base
    assert base is not None
    cohorts = sorted(made.programme.cohort)
    places = session.book.places
    cells = [(places[f"cohort:{code}:seats_at_most"], made.programme.cohort[code].seats_at_most) for code in cohorts]
    print(f"{nominees:,} nominees x {len(cohorts)} cohorts, {len(base.allocation.seats):,} seated")
    print(f"{'':<36} by the clock, of processors")
    print(f"read, allocate from scratch         {full}")
    place, seats = cells[3]
    raised = seconds(lambda: session.whatif([Edit(place.sheet, place.cell, seats + 5)]))
    print(f"whatif, one cell of a cohort        {raised}   {full.work / raised.work:5.1f} times less work")
    quota = next(rule for rule in session.book.rules if rule.sheet == "Quotas" and getattr(rule, "at_least", None))
    row = quota.place.row if quota.place else 0
    freed = seconds(lambda: session.whatif([Edit("Quotas", f"A{row}", None)]))
    print(f"whatif, one cell of a quota         {freed}   {full.work / freed.work:5.1f} times less work")
    left = [n.id for n in made.programme.nominees if not base.allocation.is_seated(n.id)]
    open_to = sorted(left, key=lambda i: sum(session.desk.may_sit(i, code) for code in cohorts))
    for person in (open_to[len(open_to) // 2], open_to[-1]):
        count = sum(session.desk.may_sit(person, code) for code in cohorts)
        taken = seconds(lambda person=person: recommend(session.desk, person))
        print(f"recommend, a person with {count} places     {taken}   {full.work / taken.work:5.1f} times less work")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
