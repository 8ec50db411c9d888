"""Prices: what one more or one less in a row would gain is what allocating with it gives."""

from __future__ import annotations

import pytest
import random_rules

from constraints.seats.even_sizes import EvenSizes
from constraints.seats.quota import Quota
from scheduler.domain import Amount, Cohort, Nominee, Programme
from scheduler.pipeline import allocate
from scheduler.prices import prices
from scheduler.relax.change import edited

PEOPLE = tuple(Nominee(id=f"n{k}", sex="FM"[k % 2], choices=("A", "B")) for k in range(6))
GIVEN = Programme(cohorts=tuple(Cohort(code=c, seats_at_most=2) for c in "AB"), nominees=PEOPLE)


def told(rows, given=GIVEN):
    return [(p.change.sheet, p.change.old, p.change.new, p.gain) for p in prices(allocate(given, rows))]


def test_one_more_seat_in_a_cohort_gains_what_the_wishes_are_worth():
    assert told([]) == [("Cohorts", "2", "3", (2, 3)), ("Cohorts", "2", "3", (2, 2))]


def test_one_less_in_a_quota_that_binds_has_a_price_and_one_that_does_not_has_none():
    wish = tuple(p.model_copy(update={"choices": ("A",) if p.sex == "M" else ()}) for p in PEOPLE)
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=2),), nominees=wish)
    binding = Quota(where=("A",), sex=("F",), at_least=Amount(count=1))
    assert ("Quotas", "1", "0", (2, 3)) in told([binding], given)
    idle = Quota(where=("A",), sex=("M",), at_least=Amount(count=1))
    assert [sheet for sheet, *_ in told([idle], given)] == ["Cohorts"]


def test_a_share_is_moved_by_as_many_points_as_make_a_person():
    wish = tuple(p.model_copy(update={"choices": ("A",) if p.sex == "M" else ()}) for p in PEOPLE)
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=3),), nominees=wish)
    share = Quota(where=("A",), sex=("F",), at_least=Amount(percent=60))
    assert ("Quotas", "60%", "33%", (2, 3)) in told([share], given)


def test_an_exact_number_is_moved_both_ways():
    wish = tuple(p.model_copy(update={"choices": ("A",) if p.sex == "M" else ()}) for p in PEOPLE)
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=2),), nominees=wish)
    moved = [
        row for row in told([Quota(where=("A",), sex=("F",), exactly=Amount(count=1))], given) if row[0] == "Quotas"
    ]
    assert [(old, new) for _, old, new, _ in moved] == [("1", "0")]
    women = Quota(where=("A",), sex=("M",), exactly=Amount(count=1))
    assert ("Quotas", "1", "2") in {row[:3] for row in told([women], given)}


def test_how_far_sizes_may_differ_has_a_price():
    only = tuple(p.model_copy(update={"choices": ("A",)}) for p in PEOPLE)
    given = Programme(cohorts=tuple(Cohort(code=c, seats_at_most=6) for c in "AB"), nominees=only)
    assert ("Even sizes", "1", "2") in {row[:3] for row in told([EvenSizes(where=("A", "B"), within=1)], given)}


def test_where_nothing_binds_there_is_no_line():
    wide = Programme(cohorts=(Cohort(code="A", seats_at_most=9),), nominees=PEOPLE)
    assert told([Quota(sex=("F",), at_most=Amount(count=9))], wide) == []


def test_nobody_seated_has_no_prices_to_pay():
    assert told([], Programme(cohorts=(Cohort(code="A", seats_at_most=0),), nominees=())) == []


@pytest.mark.slow
@pytest.mark.parametrize("first", [0, 15, 30])
def test_every_price_is_what_allocating_with_the_number_moved_gives(first):
    for number in range(first, first + 15):
        programme, rows, result = random_rules.feasible(number)
        for price in prices(result):
            change = price.change
            changed = [change.becomes if row.key == change.rule.key and not change.rule.stems else row for row in rows]
            after = allocate(edited(programme, [change]), changed)
            costs = [(p, result.audit.costs.get(p, 0), cost) for p, cost in after.audit.costs.items()]
            assert list(price.difference.costs) == costs, number
            assert price.gain[1] > 0
