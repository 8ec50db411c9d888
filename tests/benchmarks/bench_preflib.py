"""PrefLib 00009-1 as electives: 146 students rank nine courses and take two each, 33 seats a course.

The least total rank is 810.  Run it as ``python tests/benchmarks/bench_preflib.py 00009-00000001.soc`` with the
instance's file (PrefLib, dataset 00009); angkatan is compared with HiGHS MIP on the same rows.

References
----------
N. Mattei, T. Walsh (2013), PrefLib: a library for preferences, ADT 2013, LNCS 8176, 259-270,
doi:10.1007/978-3-642-41575-3_20.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from constraints.seats.choices import Choices
from scheduler import Cohort, Nominee, Programme, Session, allocate

SEATS, TAKEN = 33, 2


def programme(path: Path) -> Programme:
    """Read the rankings as one cohort whose block of nine sessions everyone takes two of."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    orders = [
        order.strip().split(",") for line in lines for count, order in [line.split(":")] for _ in range(int(count))
    ]
    sessions = sorted({course for order in orders for course in order}, key=int)
    return Programme(
        cohorts=(Cohort(code="TERM", seats_at_most=len(orders)),),
        sessions=tuple(
            Session(code=f"S{course}", cohort="TERM", block="x", take=TAKEN, seats_at_most=SEATS) for course in sessions
        ),
        nominees=tuple(
            Nominee(id=f"n{number:03}", choices=tuple(f"S{course}" for course in order))
            for number, order in enumerate(orders)
        ),
    )


def main() -> int:
    """Solve, check the total rank, and print what was measured."""
    given = programme(Path(sys.argv[1]))
    began = time.perf_counter()
    result = allocate(given, [Choices(depth=len(given.sessions))])
    spent = time.perf_counter() - began
    ranks = [
        given.nominee[seat.nominee].choices.index(session) + 1
        for seat in result.allocation.seats
        for session in seat.sessions
    ]
    proof = "proven" if result.is_proven else "not proven"
    print(f"{len(given.nominees)} people, total rank {sum(ranks)}, worst {max(ranks)}, {proof}, {spent:.2f} s")
    return 0 if result.is_proven and sum(ranks) == 810 else 1


if __name__ == "__main__":
    sys.exit(main())
