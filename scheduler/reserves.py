"""The reserve list: who is called first when somebody withdraws from a cohort."""

from __future__ import annotations

from collections import Counter, defaultdict

from scheduler.allocation import Reserve, Seat
from scheduler.lots import by_lot
from scheduler.standing import Standing


def reserves_of(standing: Standing, seats: tuple[Seat, ...]) -> tuple[Reserve, ...]:
    """Rank people without a seat for the cohorts that wish for reserves.

    Whoever has the strongest claim (the costs of the pair in every priority, then the
    institution's nomination order, then the lot) is placed first, in the cohort of that
    claim; nobody waits for two cohorts, and nobody for one that a rule bars him or her from.
    Members of a class of alike people follow each other by lot.

    Returns
    -------
    tuple of Reserve
        By cohort, then rank from 1.
    """
    board = standing.board
    seated, waiting = {seat.nominee for seat in seats}, set[str]()
    room = Counter({c.code: c.reserves for c in board.programme.cohorts if _takes_place(c.code, c.status, seats)})
    lists: dict[str, list[str]] = defaultdict(list)
    for column in standing.best_first:
        cohort = board.places[board.pairs.place[column]]
        for person in by_lot((p.id for p in board.classes.members[board.pairs.row[column]]), standing.seed):
            if room[cohort] > len(lists[cohort]) and person not in seated and person not in waiting:
                lists[cohort].append(person)
                waiting.add(person)
    return tuple(
        Reserve(nominee=nominee, cohort=cohort, rank=rank)
        for cohort in sorted(lists)
        for rank, nominee in enumerate(lists[cohort], 1)
    )


def _takes_place(cohort: str, status: str, seats: tuple[Seat, ...]) -> bool:
    return status == "open" or (status == "may close" and any(seat.cohort == cohort for seat in seats))
