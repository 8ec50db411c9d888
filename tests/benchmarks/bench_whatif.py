"""How fast a loaded round answers questions: 2,000 nominees x 20 cohorts, against a full re-solve.

Run it: ``python tests/benchmarks/bench_whatif.py [NOMINEES]``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from scheduler.pipeline import allocate
from scheduler.recommend import recommend
from scheduler.sample import samples
from scheduler.whatif import Edit, Session
from scheduler.workbook import open_book
from scheduler.workbook.write import write_programme

ROUNDS = 5


def seconds(ask: Callable[[], object]) -> float:
    """Median of a few runs."""
    taken = []
    for _ in range(ROUNDS):
        began = perf_counter()
        ask()
        taken.append(perf_counter() - began)
    return median(taken)


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
    print(f"read, allocate from scratch          {full:7.2f} s")
    place, seats = cells[3]
    raised = seconds(lambda: session.whatif([Edit(place.sheet, place.cell, seats + 5)]))
    print(f"whatif, one cell of a cohort         {raised:7.2f} s   {full / raised:5.1f} times faster")
    quota = next(rule for rule in session.book.rules if rule.sheet == "Quotas" and getattr(rule, "at_least", None))
    row = quota.place.row if quota.place else 0
    note = seconds(lambda: session.whatif([Edit("Quotas", f"A{row}", None)]))
    print(f"whatif, one cell of a quota          {note:7.2f} s   {full / note:5.1f} times faster")
    left = [n.id for n in made.programme.nominees if not base.allocation.is_seated(n.id)]
    open_to = sorted(left, key=lambda i: sum(session.desk.may_sit(i, code) for code in cohorts))
    for name, person in (("few", open_to[len(open_to) // 2]), ("most", open_to[-1])):
        count = sum(session.desk.may_sit(person, code) for code in cohorts)
        taken = seconds(lambda person=person: recommend(session.desk, person))
        print(f"recommend, a person with {name:>4} places  {taken:7.2f} s   {count} of {len(cohorts)} cohorts possible")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
