"""Tiny programmes, solved and counted out: the same values in every priority, or the same impossibility."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from math import prod
from pathlib import Path
from random import Random

import pytest
import timetables

from scheduler.domain import Programme
from scheduler.errors import Infeasible
from scheduler.rule import Rule
from scheduler.rulebook import TIMETABLE, complete, kinds
from scheduler.timetable.held import Timetable
from scheduler.timetable.hours import Grid
from scheduler.timetable.run import TimeOptions, timetable
from scheduler.timetable.verdict import judge

HOME = Path(__file__).parents[2] / "constraints" / "timetable"
MOST = 250
KINDS = [kind for kind in kinds(TIMETABLE).values() if kind.__name__ not in ("EveryMeeting", "FewChanges")]
"""Every meeting is held, so that counting out has an end; nothing stood before, of which a change could be."""


def row(random: Random, programme: Programme) -> Rule:
    """A random row of a random kind."""
    stem = random.choice(KINDS).__module__.split(".")[-1]
    spec = spec_from_file_location(f"row_{stem}", HOME / f"test_{stem}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.example(random, programme)[1]


def instance(random: Random) -> tuple[Programme, tuple[Rule, ...], list[tuple]]:
    """A programme with few enough timetables to look at each."""
    while True:
        programme = timetables.programme(random, most_sessions=3)
        ways = [timetables.ways(session, Grid(programme), programme.rooms) for session in programme.sessions]
        if 2 < prod(map(len, ways)) <= MOST:
            rows = [row(random, programme) for _ in range(random.randint(1, 4))]
            return programme, complete(programme, rows, package=TIMETABLE), list(product(*ways))


def best(programme: Programme, rules: tuple[Rule, ...], every: list[tuple]) -> list[int] | None:
    """The least costs, priority by priority, of all timetables that keep what must hold."""
    found = []
    for parts in every:
        verdict = judge(Timetable(programme=programme, placements=sum(parts, ())), rules)
        if verdict.is_clean:
            found.append(list(verdict.costs.values()))
    return min(found, default=None)


def solved(programme: Programme, rules: tuple[Rule, ...]) -> list[int] | None:
    """The values found, None with a minimal conflict where there is none."""
    rows = [rule for rule in rules if not rule.stems]
    try:
        result = timetable(programme, rows, options=TimeOptions(workers=1))
    except Infeasible as refusal:
        diagnosis = refusal.diagnosis
        return None if diagnosis.conflicts and diagnosis.is_minimal else [-1]
    assert result.is_proven
    assert [tier.value for tier in result.outcome.tiers] == list(result.audit.costs.values())
    return list(result.audit.costs.values())


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_thirty_tiny_programmes_are_solved_as_well_as_by_counting_out(seed):
    random = Random(seed)
    for _ in range(30):
        programme, rules, every = instance(random)
        assert solved(programme, rules) == best(programme, rules, every), (programme, rules)
