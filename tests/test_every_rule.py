"""The laws that every rule found in ``constraints/`` obeys.

Each rule's own test file offers ``example(random, programme)``: a random row of that rule.
"""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from string import Formatter
from types import ModuleType

import programmes
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.allocation import Allocation
from scheduler.board import Board
from scheduler.rule import Rule
from scheduler.rulebook import kinds
from scheduler.seating import fixed_to, model_of
from scheduler.solve import solve

KINDS = list(kinds().values())
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
laws = settings(max_examples=60, deadline=None, derandomize=True)


def own_tests(kind: type[Rule]) -> ModuleType:
    """Load the rule's own test file."""
    package, stem = kind.__module__.split(".")[-2:]
    path = Path(__file__).parent / "constraints" / package / f"test_{stem}.py"
    spec = spec_from_file_location(f"own_{stem}", path)
    assert spec is not None
    assert spec.loader is not None, f"{kind.__name__} has no test file {path.name}"
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def example(kind: type[Rule], random: Random) -> tuple[Rule, programmes.Programme]:
    programme = programmes.programme(random)
    rule = own_tests(kind).example(random, programme)
    assert type(rule) is kind
    return rule, programme


@every_kind
@laws
@given(random=st.randoms(use_true_random=False))
def test_where_nobody_is_nominated_board_and_check_still_agree(kind, random):
    rule, programme = example(kind, random)
    nobody = programme.model_copy(update={"nominees": ()})
    broken = sum(violation.amount for violation in rule.check(Allocation(programme=nobody)))
    outcome = solve(model_of(Board(nobody, [rule]), 1))
    assert (outcome.status == "infeasible") == (rule.is_must and broken > 0)
    if not rule.is_must:
        assert sum(tier.value for tier in outcome.tiers if tier.name == str(rule.priority)) == broken * rule.weight


@every_kind
@laws
@given(random=st.randoms(use_true_random=False))
def test_board_and_check_agree(kind, random):
    """With random seats fixed, a must is solvable exactly when `check` is silent; a wish costs what `check` finds."""
    rule, programme = example(kind, random)
    allocation = programmes.seats(random, programme)
    found = list(rule.check(allocation))
    assert all(violation.amount > 0 for violation in found)
    board = Board(programme, [rule], by_class=False)
    model = fixed_to(board, model_of(board, 1), allocation.seats)
    outcome = solve(model) if model is not None else None
    is_possible = outcome is not None and outcome.values is not None
    if rule.is_must:
        assert is_possible == (not found), (rule, allocation.seats, found)
    else:
        assert is_possible
        costs = {tier.name: tier.value for tier in outcome.tiers}.get(str(rule.priority), 0)
        assert costs == rule.weight * sum(violation.amount for violation in found), (rule, allocation.seats, found)


@every_kind
@laws
@given(random=st.randoms(use_true_random=False))
def test_a_must_bars_the_pairs_that_it_refuses_and_no_others(kind, random):
    """What `bar` takes off the board is what `refuses` tells the audit, cohort by cohort."""
    rule, programme = example(kind, random)
    rule = rule if kind.is_soft_only else rule.model_copy(update={"priority": "must"})
    board = Board(programme, [rule], by_class=False)
    for row, person in enumerate(board.classes.speakers):
        for cohort in programme.cohort:
            is_barred = board.barred_by[row, board.index(cohort)] >= 0
            assert is_barred == (rule.refuses(person, cohort, programme) is not None), (rule, person, cohort)


@every_kind
@laws
@given(random=st.randoms(use_true_random=False))
def test_every_case_has_a_sentence_whose_gaps_are_filled(kind, random):
    rule, programme = example(kind, random)
    for violation in rule.check(programmes.seats(random, programme)):
        gaps = {name for _, name, _, _ in Formatter().parse(kind.says[violation.case]) if name}
        assert gaps <= violation.facts.keys()


@every_kind
@laws
@given(random=st.randoms(use_true_random=False))
def test_people_alike_to_a_rule_can_change_places(kind, random):
    """`sees` tells all: whom it does not tell apart can swap seats, and the amounts stay the same."""
    rule, programme = example(kind, random)
    allocation = programmes.seats(random, programme)
    one, other = random.choice(programme.nominees), random.choice(programme.nominees)
    sees = rule.sees_in(programme)
    if sees(one) == sees(other):
        swap = {one.id: other.id, other.id: one.id}
        swapped = [s.model_copy(update={"nominee": swap.get(s.nominee, s.nominee)}) for s in allocation.seats]
        after = allocation.model_copy(update={"seats": tuple(swapped)})
        after = type(allocation).model_validate(after.model_dump())
        before = sum(v.amount for v in rule.check(allocation))
        assert before == sum(v.amount for v in rule.check(after))
