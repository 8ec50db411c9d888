"""The whole engine against a search through every allocation that asks the rules' checks and nothing else.

Random small programmes under random rules of every kind, with those that the programmes imply.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from itertools import chain, combinations, product
from pathlib import Path
from random import Random
from types import ModuleType

import programmes
import pytest

from constraints.seats.breakouts import Breakouts
from scheduler.allocation import Allocation, Seat
from scheduler.board import Board
from scheduler.domain import Programme
from scheduler.rule import Rule
from scheduler.rulebook import complete, kinds
from scheduler.seating import model_of, seats_of
from scheduler.solve import solve

PROGRAMMES = 500
CHUNK = 25
SIZES = ((1, 100), (100, 1_000), (1_000, 5_000), (5_000, 15_000))
"""How many allocations a programme has, least and most: tiny ones find what larger ones hide, and the reverse."""

Costs = dict[int, int]
Way = tuple[tuple[str, tuple[str, ...]], ...]
"""Cohorts, each with the breakouts taken there."""


def own_tests(kind: type[Rule]) -> ModuleType:
    package, stem = kind.__module__.split(".")[-2:]
    path = Path(__file__).parent / "constraints" / package / f"test_{stem}.py"
    spec = spec_from_file_location(f"brute_{stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


KINDS = {kind: own_tests(kind) for kind in kinds().values()}


def instance(number: int) -> tuple[Programme, tuple[Rule, ...]]:
    """Draw a programme, and two to eight rows of any kinds to go with what it implies."""
    random = Random(f"brute force {number}")
    least, most = random.choice(SIZES)
    while True:
        programme = programmes.programme(random, most_nominees=7)
        drawn = random.choices(list(KINDS), k=random.randint(2, 8))
        rules = complete(programme, [KINDS[kind].example(random, programme) for kind in drawn])
        if least <= len(ways(programme, rules)) ** len(programme.nominees) <= most:
            return programme, rules


def ways(programme: Programme, rules: Sequence[Rule]) -> list[Way]:
    """Every way to seat one person: cohorts, and breakouts as their blocks say, or any where that is but a wish."""
    if all(rule.is_must for rule in rules if isinstance(rule, Breakouts)):
        return programmes.all_allocations(programme)
    each = [[(), *((cohort.code, taken) for taken in some(programme, cohort.code))] for cohort in programme.cohorts]
    picks = ([part for part in pick if part] for pick in product(*each))
    return [tuple(pick) for pick in picks if len(pick) <= programme.seats_each]


def some(programme: Programme, cohort: str) -> Iterator[tuple[str, ...]]:
    """Every set of a cohort's breakouts, whatever their blocks say."""
    codes = [session.code for session in programme.sessions if session.cohort == cohort and session.block]
    return chain.from_iterable(combinations(codes, count) for count in range(len(codes) + 1))


def every_allocation(programme: Programme, rules: tuple[Rule, ...]) -> Iterator[Allocation]:
    """Seat everybody in every way."""
    known = ways(programme, rules)
    options = [
        [tuple(Seat(nominee=person.id, cohort=cohort, sessions=taken) for cohort, taken in way) for way in known]
        for person in programme.nominees
    ]
    for picked in product(*options):
        yield Allocation(programme=programme, seats=tuple(seat for seats in picked for seat in seats), rules=rules)


def keeps(allocation: Allocation, musts: list[Rule]) -> bool:
    """Whether every must is silent; the one that spoke is asked first next time."""
    for place, rule in enumerate(musts):
        if next(iter(rule.check(allocation)), None) is not None:
            musts.insert(0, musts.pop(place))
            return False
    return True


def costs(allocation: Allocation, rules: Sequence[Rule]) -> Costs:
    """Weight times amount, summed for each priority."""
    sums: Counter[int] = Counter()
    for rule in rules:
        if not rule.is_must:
            sums[int(rule.priority)] += rule.weight * sum(violation.amount for violation in rule.check(allocation))
    return dict(sorted(sums.items()))


def searched(programme: Programme, rules: tuple[Rule, ...]) -> Costs | None:
    """The least costs in strict order of priority; None where no allocation keeps every must."""
    musts = [rule for rule in rules if rule.is_must]
    wishes = sorted((rule for rule in rules if not rule.is_must), key=lambda rule: int(rule.priority))
    best: list[int] | None = None
    for allocation in every_allocation(programme, rules):
        if keeps(allocation, musts):
            found = _better(allocation, wishes, best)
            best = best if found is None else found
    return None if best is None else dict(zip(sorted({int(rule.priority) for rule in wishes}), best, strict=True))


def _better(allocation: Allocation, wishes: Sequence[Rule], best: list[int] | None) -> list[int] | None:
    """The costs by priority where they are below the best so far; tiers are only summed up until that is settled."""
    found: list[int] = []
    for priority in sorted({int(rule.priority) for rule in wishes}):
        found += costs(allocation, [rule for rule in wishes if rule.priority == priority]).values()
        if best is not None and found > best[: len(found)]:
            return None
    return found if best is None or found < best else None


def assert_engine_agrees(programme: Programme, rules: tuple[Rule, ...], best: Costs | None, *, by_class: bool) -> None:
    board = Board(programme, rules, by_class=by_class)
    outcome = solve(model_of(board, programme.seed))
    if best is None:
        assert outcome.status == "infeasible"
        return
    assert outcome.status == "optimal"
    assert outcome.values is not None
    values = {int(tier.name): tier.value for tier in outcome.tiers if tier.name.isdecimal()}
    # A priority whose rules cannot cost anything has no tier.
    assert {priority: values.pop(priority, 0) for priority in best} == best
    assert not values
    seats = seats_of(board, outcome.values, programme.seed)
    allocation = Allocation(programme=programme, seats=seats, rules=rules)
    assert not allocation.broken(rules)
    assert costs(allocation, rules) == best


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, PROGRAMMES, CHUNK))
def test_the_engine_finds_what_a_search_through_every_allocation_finds(first):
    for number in range(first, first + CHUNK):
        programme, rules = instance(number)
        best = searched(programme, rules)
        for by_class in (True, False):
            try:
                assert_engine_agrees(programme, rules, best, by_class=by_class)
            except AssertionError as error:
                error.add_note(f"programme {number}, by_class={by_class}")
                raise


def test_the_programmes_try_every_kind_of_rule_hard_and_soft():
    met = Counter((type(rule), rule.is_must) for number in range(PROGRAMMES) for rule in instance(number)[1])
    for kind in KINDS:
        assert met[kind, False] >= PROGRAMMES // 20
        assert kind.is_soft_only or met[kind, True] >= PROGRAMMES // 20
