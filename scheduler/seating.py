"""From columns to people and back: reading an allocation off a solved board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from scheduler.allocation import Seat
from scheduler.board import Board
from scheduler.lots import by_lot, lots, mixed
from scheduler.solve.linear import LinearModel
from scheduler.terms import Floats

TURNS = (1, 2)


def lot_costs(board: Board, seed: int) -> tuple[Floats, ...]:
    """Return the costs that break ties: first who is seated, by lot number, then where.

    A class of alike people draws with the number of its first member.
    """
    drawn = lots(seed, [person.id for person in board.classes.speakers])[board.pairs.row]
    places = lots(seed, board.places)[board.pairs.place]
    who = np.where(board.pairs.is_cohort, -drawn, 0).astype(np.float64)
    return (who, *(-mixed(drawn, places, turn).astype(np.float64) for turn in TURNS))


def model_of(board: Board, seed: int) -> LinearModel:
    """Return the board's linear model with its last, seeded tiers."""
    return board.rows.model(lot_costs(board, seed))


def seats_of(board: Board, values: Floats, seed: int) -> tuple[Seat, ...]:
    """Give the seats that `values` count to people, within a class of alike people by lot.

    Parameters
    ----------
    values
        One whole number for each column of the board's model.

    Returns
    -------
    tuple of Seat
        In order of ID, then cohort.
    """
    counts = _counts(board, values)
    seats = [seat for row, places in counts.items() for seat in _share_out(board, row, places, seed)]
    return tuple(sorted(seats, key=lambda seat: (seat.nominee, seat.cohort)))


def _counts(board: Board, values: Floats) -> dict[int, dict[str, int]]:
    """Seats by row of the board and place."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for column in np.flatnonzero(values[: board.pairs.size] > 0.5):
        place = board.places[board.pairs.place[column]]
        counts[int(board.pairs.row[column])][place] = round(float(values[column]))
    return counts


def _share_out(board: Board, row: int, counts: dict[str, int], seed: int) -> Iterable[Seat]:
    """Cohort by cohort in order of code, the members with the highest lots go first."""
    programme = board.programme
    queue = by_lot((person.id for person in board.classes.members[row]), seed)
    start = 0
    for cohort in sorted(code for code in counts if code in programme.cohort):
        # Where one person may take several seats, classes hold one person each and the queue wraps to that person.
        going = [queue[(start + k) % len(queue)] for k in range(counts[cohort])]
        start += len(going)
        yield from _with_sessions(board, cohort, going, counts)


def _with_sessions(board: Board, cohort: str, going: list[str], counts: dict[str, int]) -> Iterable[Seat]:
    """Deal each block's sessions round: nobody gets one twice, as none holds more than all who go."""
    taken: dict[str, list[str]] = {person: [] for person in going}
    for (home, _), sessions in board.programme.blocks.items():
        if home == cohort:
            dealt = [s.code for s in sessions for _ in range(counts.get(s.code, 0))]
            for turn, code in enumerate(dealt):
                taken[going[turn % len(going)]].append(code)
    for person, codes in taken.items():
        yield Seat(nominee=person, cohort=cohort, sessions=tuple(sorted(codes)))


def fixed_to(board: Board, model: LinearModel, seats: Iterable[Seat]) -> LinearModel | None:
    """Return the model with exactly these seats, or None where one of them is barred.

    Only for boards whose classes hold one person each.
    """
    wanted = {(board.classes.row[s.nominee], board.index(p)) for s in seats for p in (s.cohort, *s.sessions)}
    columns = {(int(r), int(p)): k for k, (r, p) in enumerate(zip(board.pairs.row, board.pairs.place, strict=True))}
    if not wanted <= columns.keys():
        return None
    values = np.zeros(board.pairs.size)
    values[[columns[pair] for pair in wanted]] = 1
    lower, upper = model.lower.copy(), model.upper.copy()
    lower[: values.size] = upper[: values.size] = values
    return replace(model, lower=lower, upper=upper)
