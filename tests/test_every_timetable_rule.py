"""The laws that every rule of the timetable obeys.

Each rule's own test file offers ``example(random, programme)``: a random row of that rule.
"""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from string import Formatter
from types import ModuleType

import pytest
import timetables
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.rule import Rule
from scheduler.rulebook import TIMETABLE, kinds
from scheduler.solve.limits import Clock, Limits
from scheduler.timetable.board import TimeBoard
from scheduler.timetable.choice import Choice
from scheduler.timetable.cpsat import Ask, answer
from scheduler.timetable.held import Timetable
from scheduler.timetable.sums import Sum
from scheduler.timetable.trip import columns_of

KINDS = list(kinds(TIMETABLE).values())
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
laws = settings(max_examples=100, deadline=None, derandomize=True)
seeds = st.integers(0, 2**32).map(Random)
"""One seed for a whole example: what is drawn one by one comes out too plain to break anything."""


def own_tests(kind: type[Rule]) -> ModuleType:
    """Load the rule's own test file."""
    stem = kind.__module__.split(".")[-1]
    path = Path(__file__).parent / "constraints" / "timetable" / f"test_{stem}.py"
    assert path.is_file(), f"{kind.__name__} has no test file {path.name}"
    spec = spec_from_file_location(f"own_timetable_{stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def example(kind: type[Rule], random: Random) -> tuple[Rule, Timetable]:
    """A random row, and a random timetable to judge; in every third people are seated."""
    programme = timetables.programme(random)
    allocation = None
    if random.random() < 0.3:
        programme, allocation = timetables.seated(random, programme)
    programme, rule = own_tests(kind).example(random, programme)
    assert type(rule) is kind
    if allocation is not None:
        allocation = allocation.model_copy(update={"programme": programme})
    return rule, timetables.timetable(random, programme).model_copy(update={"allocation": allocation})


def cost(rule: Rule, timetable: Timetable, **how: object) -> int | None:
    """What the board charges for a timetable; None where it refuses it."""
    board = TimeBoard(timetable.programme, [rule], allocation=timetable.allocation, **how)
    columns = columns_of(board, timetable.placements)
    assert columns is not None
    goal = board.model.costs.get(0 if rule.is_must else int(rule.priority), Sum())
    return answer(board.model, Ask(goal, None, columns), Clock.start(Limits(workers=1))).value


@every_kind
@laws
@given(random=seeds)
def test_board_and_check_agree(kind, random):
    """With random meetings fixed, a must is solvable exactly when `check` is silent; a wish costs what it finds."""
    rule, timetable = example(kind, random)
    found = list(rule.check(timetable))
    assert all(violation.amount > 0 for violation in found)
    wanted = rule.weight * sum(violation.amount for violation in found)
    charged = cost(rule, timetable)
    assert charged == ((None if found else 0) if rule.is_must else wanted), (rule, timetable.placements, found)


@every_kind
@laws
@given(random=seeds)
def test_a_board_that_holds_times_and_rooms_says_the_same(kind, random):
    """Where hours or rooms are given from the start, columns become numbers, and nothing else changes."""
    rule, timetable = example(kind, random)
    placements = timetable.placements
    held = {session.code: () for session in timetable.programme.sessions} | dict(Choice.times_of(placements).held)
    ways = [Choice(held=held), Choice.rooms_of(placements)]
    assert {cost(rule, timetable, choice=choice) for choice in ways} == {cost(rule, timetable)}


@every_kind
@laws
@given(random=seeds)
def test_times_alone_never_cost_more_than_times_and_rooms(kind, random):
    """What a rule says without rooms holds for every timetable that the rule itself allows."""
    rule, timetable = example(kind, random)
    firm = [kinds(TIMETABLE)["Room clash"](), kinds(TIMETABLE)["Every meeting"]()]
    whole = cost(rule, timetable)
    board = TimeBoard(timetable.programme, [rule, *firm], allocation=timetable.allocation, has_rooms=False)
    if whole is None or any(found for law in firm for found in law.check(timetable)):
        return
    goal = board.model.costs.get(0 if rule.is_must else int(rule.priority), Sum())
    columns = columns_of(board, timetable.placements)
    alone = answer(board.model, Ask(goal, None, columns), Clock.start(Limits(workers=1))).value
    assert alone is not None
    assert alone <= whole


@every_kind
@laws
@given(random=seeds)
def test_every_case_has_a_sentence_whose_gaps_are_filled(kind, random):
    rule, timetable = example(kind, random)
    for violation in rule.check(timetable):
        sentence = kind.says[violation.case].replace("[", "").replace("]", "")
        gaps = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        assert gaps <= violation.facts.keys()
