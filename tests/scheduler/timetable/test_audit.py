"""The audit of timetables finds every single fault, and none where there is none; no solver is loaded for it."""

# ruff: noqa: ARG001  every fault is told the same, whatever it needs

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
import timetables
from whole import rounds

from scheduler.domain import Lecturer, Placement, Room, Session
from scheduler.rule import Rule
from scheduler.rulebook import TIMETABLE, complete
from scheduler.solve.limits import Clock, Limits
from scheduler.timetable.engine import Search
from scheduler.timetable.held import Timetable
from scheduler.timetable.verdict import judge

ROOT = Path(__file__).parents[3]


@cache
def valid(seed: int) -> tuple[Timetable, tuple[Rule, ...]]:
    """Solve the first programme from a seed that can be solved; it has a room and a lecturer too many."""
    random = Random(seed)
    while True:
        drawn = timetables.programme(random)
        spare = {"rooms": (*drawn.rooms, Room(code="tiny", capacity=0)), "lecturers": (*drawn.lecturers, EXTRA)}
        programme = drawn.model_copy(update=spare)
        rules = complete(programme, (), package=TIMETABLE)
        placements = Search(programme, rules, Clock.start(Limits(workers=1))).run().placements
        if placements:
            return Timetable(programme=programme, placements=placements), rules


EXTRA = Lecturer(code="l3")
Fault = Callable[[Random, Timetable, Placement], Placement | None]


def in_the_night(random: Random, made: Timetable, one: Placement) -> Placement:
    return one.model_copy(update={"slot": random.randint(9, 20)})


def on_a_day_off(random: Random, made: Timetable, one: Placement) -> Placement:
    return one.model_copy(update={"day": one.day + timedelta(days=random.choice((-30, 30)))})


def in_no_room(random: Random, made: Timetable, one: Placement) -> Placement:
    return one.model_copy(update={"room": "" if one.room else "tiny"})


def in_a_room_too_small(random: Random, made: Timetable, one: Placement) -> Placement | None:
    is_seen = one.room and made.people.size(made.session(one)) > 0
    return one.model_copy(update={"room": "tiny"}) if is_seen else None


def by_a_stranger(random: Random, made: Timetable, one: Placement) -> Placement:
    return one.model_copy(update={"lecturers": (*one.lecturers, "l3")[-max(1, len(one.lecturers)) :]})


def by_nobody(random: Random, made: Timetable, one: Placement) -> Placement | None:
    return one.model_copy(update={"lecturers": ()}) if one.lecturers else None


def with_another(random: Random, made: Timetable, one: Placement) -> Placement | None:
    """Move a meeting to the hour of another that the same cohort attends, unless both are of one block."""
    session = made.session(one)
    others = [other for other in made.known if _clash(session, made.session(other)) and other != one]
    if not others:
        return None
    other = random.choice(others)
    return one.model_copy(update={"day": other.day, "slot": other.slot})


def _clash(one: Session, other: Session) -> bool:
    is_block = one.block and one.block == other.block
    return bool(set(one.cohorts) & set(other.cohorts)) and not is_block


def of_another_session(random: Random, made: Timetable, one: Placement) -> Placement:
    return one.model_copy(update={"session": "unknown"})


FAULTS: tuple[Fault, ...] = (
    in_the_night, on_a_day_off, in_no_room, in_a_room_too_small, by_a_stranger, by_nobody, with_another,
    of_another_session,
)  # fmt: skip


def faults(random: Random, made: Timetable) -> Iterator[tuple[str, Timetable]]:
    """Yield as many timetables with one fault as are asked for: a meeting changed, left out, or held once more."""
    while True:
        one = random.choice(made.placements)
        rest = tuple(other for other in made.placements if other != one)
        fault = random.choice((*FAULTS, None))
        if fault is None:
            yield "missing", made.model_copy(update={"placements": rest})
            yield "twice", made.model_copy(update={"placements": (*made.placements, one)})
            continue
        wrong = fault(random, made, one)
        if wrong is not None:
            yield fault.__name__, made.model_copy(update={"placements": (*rest, wrong)})


@pytest.mark.slow
def test_single_faults_are_found_in_small_timetables_of_every_shape_and_none_in_valid_ones():
    missed, kinds = [], set()
    for seed in range(rounds(40, 200)):
        held, rules = valid(seed)
        assert judge(held, rules).is_clean
        for (name, broken), _ in zip(faults(Random(seed), held), range(5), strict=False):
            fresh = Timetable(programme=broken.programme, placements=broken.placements)
            kinds.add(name)
            if judge(fresh, rules).is_clean:
                missed.append((seed, name))
    assert missed == []
    assert kinds == {"missing", "twice", *(fault.__name__ for fault in FAULTS)}


def test_the_audit_of_a_timetable_loads_no_solver():
    code = "from scheduler.rulebook import TIMETABLE, kinds; kinds(TIMETABLE); import scheduler.timetable.verdict"
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not [name for name in done.stdout.split() if name.startswith(("ortools", "scipy", "pandas", "numpy"))]
