"""Parts of a model: what is free can be chosen as well as in the whole, and what is not stays as it is."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
import timetables

from constraints.timetable.compact_days import CompactDays
from constraints.timetable.home_room import HomeRoom
from constraints.timetable.rather_not import RatherNot
from constraints.timetable.spread_days import SpreadDays
from scheduler.rulebook import TIMETABLE, complete
from scheduler.solve.limits import Clock, Limits
from scheduler.timetable.board import TimeBoard
from scheduler.timetable.cpsat import Ask, answer
from scheduler.timetable.part import Frame
from scheduler.timetable.seeker import goal
from scheduler.timetable.trip import decisions, placements_of

WISHES = (
    CompactDays(priority=1, measure="gaps"),
    HomeRoom(priority=1),
    SpreadDays(at_least=2, priority=1),
    RatherNot(who="l1", slots=(1,), priority=1),
)


def clock() -> Clock:
    return Clock.start(Limits(workers=1))


def example(seed: int) -> tuple[TimeBoard, Frame, np.ndarray] | None:
    """A board, its frame, and any solution; None where there is none, or nothing to decide."""
    programme = timetables.programme(Random(seed))
    board = TimeBoard(programme, complete(programme, WISHES, package=TIMETABLE))
    told, wanted = decisions(board), goal(board, 1)
    found = answer(board.model, Ask(), clock())
    if found.values is None or not told or wanted.is_fixed:
        return None
    frame = Frame(board.model, len(board.model.rows), wanted, [one.column for one in told])
    return board, frame, np.array(found.values)


examples = pytest.mark.parametrize("made", [made for made in map(example, range(60)) if made is not None][:25])


@examples
def test_with_everything_free_a_part_is_as_good_as_the_whole(made):
    board, frame, values = made
    part = frame.part(np.flatnonzero(frame.is_decided), values)
    least = answer(board.model, Ask(frame.goal), clock()).value
    found = answer(part.model, Ask(part.goal), clock())
    assert found.value == least
    assert frame.value(part.whole(found.values)) == least


@examples
def test_what_a_part_finds_holds_in_the_whole_and_moves_nothing_else(made):
    board, frame, values = made
    told = decisions(board)
    session = told[0].session
    own = {one.column for one in told if one.session == session}
    part = frame.part(sorted(own), values)
    found = answer(part.model, Ask(part.goal), clock())
    whole = part.whole(found.values)
    assert frame.holds(whole)
    assert found.value == frame.value(whole) <= frame.value(values)
    others = [one.column for one in told if one.column not in own]
    assert whole[others].tolist() == values[others].tolist()
    moved = set(placements_of(board, whole)) ^ set(placements_of(board, values.tolist()))
    assert {one.session for one in moved} <= {session}


@examples
def test_values_that_break_a_row_do_not_hold(made):
    _, frame, values = made
    assert frame.holds(values)
    assert not frame.holds(np.where(frame.is_decided, 0, values)), "meetings are missing"
