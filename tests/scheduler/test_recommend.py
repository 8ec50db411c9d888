"""Recommendations: every cohort for one person, each as allocating with a pin there would have it."""

from __future__ import annotations

import pytest
import random_rules

from constraints.seats.pin import Pin
from constraints.seats.quota import Quota
from scheduler.desk import Desk
from scheduler.domain import Amount, Cohort, Nominee, Programme, Topic
from scheduler.errors import Infeasible
from scheduler.pipeline import allocate
from scheduler.recommend import recommend
from scheduler.rulebook import complete

PEOPLE = tuple(Nominee(id=f"n{k}", topics=("DAT",)) for k in range(2))
GIVEN = Programme(
    cohorts=(
        Cohort(code="A", seats_at_most=2, topics=(Topic(code="DAT"),)),
        Cohort(code="B", seats_at_most=2, topics=(Topic(code="APP"),)),
    ),
    nominees=(*PEOPLE, Nominee(id="late", topics=("DAT", "APP"))),
)


def pinned(programme, rows, nominee, to):
    try:
        return allocate(programme, [*rows, Pin(nominee=nominee, to=to)])
    except Infeasible:
        return None


@pytest.mark.slow
@pytest.mark.parametrize("first", [0, 20, 40])
def test_every_option_is_what_a_pin_there_would_give(first):
    for number in range(first, first + 20):
        programme, rows, result = random_rules.feasible(number)
        for nominee in programme.nominees[:2]:
            found = recommend(Desk(programme, result.rules), nominee.id)
            without = pinned(programme, rows, nominee.id, "out")
            assert (found.without is None) == (without is None)
            for option in found.options:
                there = pinned(programme, rows, nominee.id, option.cohort)
                assert option.is_possible == (there is not None)
                if there is not None and without is not None:
                    costs = [(p, without.audit.costs[p], cost) for p, cost in there.audit.costs.items()]
                    assert list(option.difference.costs) == costs


def test_free_places_come_first_and_cost_nobody_a_seat():
    found = recommend(Desk(GIVEN, complete(GIVEN, ())), "late")
    assert [option.cohort for option in found.options] == ["B", "A"]
    assert found.options[0].difference.gains == ("late",)
    assert found.options[0].difference.loses == ()
    assert found.options[0].is_best


def test_the_order_follows_the_priorities_and_what_is_impossible_comes_last():
    none = Quota(where=("B",), at_most=Amount(count=0))
    found = recommend(Desk(GIVEN, complete(GIVEN, [none])), "late")
    assert [(option.cohort, option.is_possible) for option in found.options] == [("A", True), ("B", False)]
    assert len(found.options[0].difference.loses) == 1


def test_what_refuses_the_person_is_named():
    out = Pin(nominee="late", to="out")
    found = recommend(Desk(GIVEN, complete(GIVEN, [out])), "late")
    assert {option.refusals[0].rule.sheet for option in found.options} == {"Pins"}


def test_an_unknown_person_is_refused():
    with pytest.raises(KeyError):
        recommend(Desk(GIVEN, complete(GIVEN, ())), "nobody")
