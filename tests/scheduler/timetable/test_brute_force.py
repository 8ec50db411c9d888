"""Tiny programmes, solved and counted out: the same values in every priority, or the same impossibility."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from math import prod
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
import timetables

from scheduler.allocation import Allocation
from scheduler.domain import Programme
from scheduler.errors import Infeasible
from scheduler.rule import Rule
from scheduler.rulebook import TIMETABLE, complete, kinds
from scheduler.timetable.held import Timetable
from scheduler.timetable.hours import Grid
from scheduler.timetable.run import TimeOptions, timetable
from scheduler.timetable.verdict import judge

HOME = Path(__file__).parents[2] / "constraints" / "timetable"
KINDS = kinds(TIMETABLE)
MOST = 400
"""Most timetables that are looked at, one by one."""

SEEDS, EACH = 10, 30


@dataclass(frozen=True)
class Instance:
    """A programme, all rules that hold, who is seated where anybody is, and every timetable that there is."""

    programme: Programme
    rules: tuple[Rule, ...]
    allocation: Allocation | None
    every: list[tuple]


@cache
def own_tests(stem: str) -> ModuleType:
    """Load the test file of a rule, which can make random rows of it."""
    spec = spec_from_file_location(f"row_{stem}", HOME / f"test_{stem}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drawn(random: Random) -> tuple[Programme, list[Rule], Allocation | None]:
    """A programme, rows of up to four kinds, and in every third people with seats."""
    programme, allocation = timetables.programme(random, most_sessions=3), None
    if random.random() < 0.3:
        programme, allocation = timetables.seated(random, programme)
    rows = []
    for kind in random.choices(list(KINDS.values()), k=random.randint(1, 4)):
        programme, row = own_tests(kind.__module__.split(".")[-1]).example(random, programme)
        rows.append(row)
    return programme, rows, allocation and allocation.model_copy(update={"programme": programme})


def instance(random: Random) -> Instance:
    """One with few enough timetables to look at each."""
    while True:
        programme, rows, allocation = drawn(random)
        is_free = any(row.sheet == "Every meeting" for row in rows)
        grid, ways = Grid(programme), timetables.any_ways if is_free else timetables.ways
        found = [ways(session, grid, programme.rooms) for session in programme.sessions]
        if 2 < prod(map(len, found)) <= MOST:
            return Instance(programme, complete(programme, rows, package=TIMETABLE), allocation, list(product(*found)))


@cache
def instances(seed: int) -> list[Instance]:
    random = Random(seed)
    return [instance(random) for _ in range(EACH)]


def best(one: Instance) -> list[int] | None:
    """The least costs, priority by priority, of all timetables that keep what must hold."""
    found = []
    for parts in one.every:
        held = Timetable(programme=one.programme, placements=sum(parts, ()), allocation=one.allocation)
        verdict = judge(held, one.rules)
        if verdict.is_clean:
            found.append(list(verdict.costs.values()))
    return min(found, default=None)


def solved(one: Instance) -> list[int] | None:
    """The values found, None with a minimal conflict where there is none."""
    rows = [rule for rule in one.rules if not rule.stems]
    try:
        result = timetable(one.programme, rows, allocation=one.allocation, options=TimeOptions(workers=1))
    except Infeasible as refusal:
        diagnosis = refusal.diagnosis
        return None if diagnosis.conflicts and diagnosis.is_minimal else [-1]
    assert result.is_proven
    assert [tier.value for tier in result.outcome.tiers] == list(result.audit.costs.values())
    return list(result.audit.costs.values())


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_thirty_tiny_programmes_are_solved_as_well_as_by_counting_out(seed):
    for one in instances(seed):
        assert solved(one) == best(one), (one.programme, one.rules)


@pytest.mark.slow
def test_every_rule_takes_part_as_a_must_and_as_a_wish_and_both_answers_come_out():
    every = [one for seed in range(SEEDS) for one in instances(seed)]
    told = {(rule.sheet, rule.is_must) for one in every for rule in one.rules}
    assert {sheet for sheet, is_must in told if not is_must} == set(KINDS)
    assert {sheet for sheet, is_must in told if is_must} == {n for n, kind in KINDS.items() if not kind.is_soft_only}
    values = [best(one) for one in every]
    assert sum(value is None for value in values) > 30
    assert sum(bool(value) and any(value) for value in values) > 30
