"""The audit of timetables tells every single fault as what it is, and finds none where there is none."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import islice
from random import Random

import faults_clash
import faults_days
import faults_held
import faults_place
import full_week
import pytest
from faults import FAULTS, Fault, spoiled
from whole import rounds

from scheduler.rule import Rule
from scheduler.rulebook import TIMETABLE, complete, kinds
from scheduler.solve.limits import Clock, Limits
from scheduler.timetable.engine import Search
from scheduler.timetable.held import Timetable
from scheduler.timetable.verdict import judge

SOURCES = (faults_held, faults_clash, faults_place, faults_days)
"""Importing them lists their faults."""

VALID, EACH = rounds(24, 200), 5
"""Valid timetables, and faults made in each: 200 x 5 where the whole experiment is asked for."""


@cache
def valid(seed: int) -> tuple[Timetable, tuple[Rule, ...]]:
    """Solve the first week of a seed in which everything can be held."""
    random = Random(seed)
    while True:
        week = full_week.programme(random)
        rules = complete(week, full_week.rules(random), package=TIMETABLE)
        placements = Search(week, rules, Clock.start(Limits(seed=seed, workers=1))).run().placements
        if placements is not None:
            return Timetable(programme=week, placements=placements), rules


def spoilt(seed: int) -> list[tuple[Fault, Timetable]]:
    """Five faults of different kinds, each in a week that is valid otherwise."""
    random, (held, _) = Random(seed), valid(seed)
    turn = (FAULTS[(seed * EACH + number) % len(FAULTS)] for number in range(len(FAULTS)))
    made = ((fault, spoiled(random, fault, held)) for fault in turn)
    return list(islice(((fault, wrong) for fault, wrong in made if wrong is not None), EACH))


@pytest.mark.slow
def test_nothing_is_found_in_valid_timetables():
    found = {seed: judge(*valid(seed)).violations for seed in range(VALID)}
    assert {seed: violations for seed, violations in found.items() if violations} == {}


@pytest.mark.slow
def test_every_single_fault_is_told_as_what_it_is():
    """The rule and the case are those that the injector foretells; others may be broken by the same fault."""
    missed, told = [], Counter()
    for seed in range(VALID):
        for fault, wrong in spoilt(seed):
            broken = {(found.rule.sheet, found.case) for found in judge(wrong, valid(seed)[1]).broken}
            told[fault.name] += (fault.sheet, fault.case) in broken
            if (fault.sheet, fault.case) not in broken:
                missed.append((seed, fault.name, broken))
    assert missed == []
    assert told.total() == VALID * EACH


@pytest.mark.slow
def test_every_fault_is_told_in_the_first_week_in_which_it_can_be_made():
    """Which of them come up in turn depends on the weeks; here none is left out."""
    missed = []
    for fault in FAULTS:
        made = ((seed, spoiled(Random(seed), fault, valid(seed)[0])) for seed in range(VALID))
        seed, wrong = next(((seed, wrong) for seed, wrong in made if wrong is not None), (0, None))
        broken = {(found.rule.sheet, found.case) for found in judge(wrong, valid(seed)[1]).broken} if wrong else set()
        missed += [] if (fault.sheet, fault.case) in broken else [fault.name]
    assert missed == []


def test_every_rule_that_can_be_a_must_has_a_fault():
    by_nature = {kind.sheet for kind in kinds(TIMETABLE).values() if kind.is_soft_only}
    assert {made.made.__module__ for made in FAULTS} == {module.__name__ for module in SOURCES}
    assert set(kinds(TIMETABLE)) - by_nature == {fault.sheet for fault in FAULTS}
