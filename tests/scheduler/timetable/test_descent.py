"""Large neighbourhood search: never worse, always a solution, the same for the same seed, and as good as can be."""

from __future__ import annotations

from random import Random

from timetables import MONDAY
from week import session, week

from constraints.timetable.compact_days import CompactDays
from constraints.timetable.home_room import HomeRoom
from constraints.timetable.unavailable import Unavailable
from scheduler.domain import Room, Span
from scheduler.rulebook import TIMETABLE, complete
from scheduler.solve.limits import Clock, Limits
from scheduler.timetable.board import TimeBoard
from scheduler.timetable.cpsat import Ask, answer
from scheduler.timetable.descent import Descent
from scheduler.timetable.hood import Hoods
from scheduler.timetable.part import Frame
from scheduler.timetable.seeker import goal
from scheduler.timetable.trip import decisions

ROOMS = tuple(Room(code=code, capacity=9) for code in ("q", "r"))
RULES = (
    CompactDays(measure="gaps", priority=1),
    HomeRoom(per="cohort", priority=1),
    Unavailable(who="A0", days=(Span(first=MONDAY, last=MONDAY),)),
)


def clock(workers: int = 1) -> Clock:
    return Clock.start(Limits(workers=workers))


def board() -> TimeBoard:
    """Two cohorts of five sessions each in a week of four days and four hours, with two rooms."""
    sessions = [session(f"{code}{n}", code, needs_room=True) for code in "AB" for n in range(5)]
    programme = week(*sessions, rooms=ROOMS, days=4, hours=4)
    return TimeBoard(programme, complete(programme, RULES, package=TIMETABLE))


def started(made: TimeBoard, seed: int) -> tuple[Frame, Hoods, Descent]:
    told, random = decisions(made), Random(seed)
    frame = Frame(made.model, len(made.model.rows), goal(made, 1), [one.column for one in told])
    hoods = Hoods(made, told, frame, random)
    values = answer(made.model, Ask(), clock()).values
    return frame, hoods, Descent(frame, hoods, values, random)


def test_every_round_leads_to_a_solution_that_is_no_worse():
    frame, _, descent = started(board(), 1)
    for _ in range(10):
        before = descent.value
        descent.run(clock(workers=2), target=0, patience=1)
        assert frame.holds(descent.values)
        assert descent.value == frame.value(descent.values) <= before


def test_the_same_seed_takes_the_same_way():
    first, second = (started(board(), 5)[2] for _ in range(2))
    for descent in (first, second):
        descent.run(clock(workers=2), target=-1, patience=4)
    assert first.values.tolist() == second.values.tolist()


def test_it_comes_down_to_what_is_proven_best():
    made = board()
    best = answer(made.model, Ask(goal(made, 1)), clock()).value
    descent = started(made, 3)[2]
    descent.run(clock(), target=best, patience=100)
    assert descent.value == best


def test_a_sweep_frees_every_hour_once():
    made = board()
    hoods = started(made, 1)[1]
    freed = [column for hood in hoods.each_hour() for column in hood.columns.tolist()]
    assert sorted(freed) == sorted(one.column for one in decisions(made))


def test_every_neighbourhood_frees_decisions_and_each_kind_is_drawn():
    made = board()
    _, hoods, descent = started(made, 2)
    decided = {one.column for one in decisions(made)}
    drawn = [hoods.draw(descent.values) for _ in range(60)]
    assert {hood.kind for hood in drawn} == {"days", "hours", "any", "kin", "cost", "rooms"}
    assert all(set(hood.columns.tolist()) <= decided for hood in drawn)
    rooms = {one.column for one in decisions(made) if one.is_room}
    assert all(set(hood.columns.tolist()) <= rooms for hood in drawn if hood.kind == "rooms")


def test_a_kind_that_is_not_solved_to_the_end_frees_less():
    sizes = {status: freed_after(status) for status in ("unknown", "feasible", "optimal")}
    assert max(sizes["unknown"]) <= max(sizes["feasible"]) < min(sizes["optimal"])


def freed_after(status: str) -> list[int]:
    """How much is freed after forty answers of one kind."""
    _, hoods, descent = started(board(), 2)
    for _ in range(40):
        hoods.learn("any", status)
    drawn = [hoods.draw(descent.values) for _ in range(60)]
    return [len(hood.columns) for hood in drawn if hood.kind == "any"]
