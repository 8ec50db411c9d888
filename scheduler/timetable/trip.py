"""From columns to meetings and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scheduler.domain import Placement, Session
from scheduler.timetable.board import TimeBoard
from scheduler.timetable.hours import Hour
from scheduler.timetable.sums import Sum


class Decision(NamedTuple):
    """A column that decides something about a meeting: that it begins at an hour, its room, or who teaches it."""

    column: int
    session: str
    start: Hour
    is_room: bool


def decisions(board: TimeBoard) -> tuple[Decision, ...]:
    """Return every column that decides something, each once; all other columns follow from these."""
    found: dict[int, Decision] = {}
    for session in board.sessions:
        for start in board.starts(session):
            for column, is_room in _deciding(board, session, start):
                found.setdefault(column, Decision(column, session.code, start, is_room))
    return tuple(found.values())


def _deciding(board: TimeBoard, session: Session, start: Hour) -> Iterator[tuple[int, bool]]:
    rooms = board.rooms(session) if board.has_rooms else ()
    by = (board.by(session, start, who) for who in board.lecturers(session))
    for terms in (board.at(session, start), *by):
        yield from ((column, False) for column in terms.columns)
    for room in rooms:
        yield from ((column, True) for column in board.room(session, start, room).columns)


def placements_of(board: TimeBoard, values: Sequence[int]) -> tuple[Placement, ...]:
    """Read the meetings off a solved board, numbered in order of time."""
    found = []
    for session in board.sessions:
        starts = [start for start in board.starts(session) if _value(board, board.at(session, start), values)]
        for number, start in enumerate(sorted(starts, key=board.grid.times), 1):
            found.append(_placement(board, session, number, start, values))
    return tuple(found)


def _placement(board: TimeBoard, session: Session, number: int, start: Hour, values: Sequence[int]) -> Placement:
    rooms = [r for r in board.rooms(session) if _value(board, board.room(session, start, r), values)]
    by = [who for who in board.lecturers(session) if _value(board, board.by(session, start, who), values)]
    room = rooms[0] if rooms else ""
    where = {"session": session.code, "day": start.day, "slot": start.slot}
    return Placement(meeting=number, room=room, lecturers=tuple(by), **where)


def _value(board: TimeBoard, terms: Sum, values: Sequence[int]) -> int:
    return board.model.value(terms, values)


def columns_of(board: TimeBoard, placements: Iterable[Placement]) -> dict[int, int] | None:
    """Return the values that meetings give to the columns of hours, rooms and lecturers.

    None where the board cannot hold them: an hour, a room or a lecturer that it has no column for.
    """
    held: dict[str, dict[Hour, Placement]] = defaultdict(dict)
    for one in placements:
        held[one.session][Hour(one.day, one.slot)] = one
    values: dict[int, int] = {}
    for session in board.sessions:
        if not held[session.code].keys() <= set(board.starts(session)):
            return None
        for start in board.starts(session):
            if not _note(board, session, start, held[session.code].get(start), values):
                return None
    return values


def _note(board: TimeBoard, session: Session, start: Hour, held: Placement | None, values: dict[int, int]) -> bool:
    """Note one hour's columns; whether the board can hold them."""
    told = {board.at(session, start): held is not None}
    for room in board.rooms(session) if board.has_rooms else ():
        told[board.room(session, start, room)] = held is not None and held.room == room
    for who in board.lecturers(session):
        told[board.by(session, start, who)] = held is not None and who in held.lecturers
    values |= {terms.columns[0]: int(wanted) for terms, wanted in told.items() if terms.columns}
    return all(terms.constant == wanted for terms, wanted in told.items() if terms.is_fixed)
