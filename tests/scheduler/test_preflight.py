"""Counting before any solver: whatever it finds is certain, and named with its rows."""

from __future__ import annotations

from datetime import date
from random import Random

import contradictions
import pytest
import random_rules

from constraints.seats.capacity import Capacity
from constraints.seats.eligibility import Eligibility
from constraints.seats.pin import Pin
from constraints.seats.quota import Quota
from scheduler.domain import Amount, Cohort, Nominee, Programme
from scheduler.preflight import preflight
from scheduler.rulebook import complete
from scheduler.words import LANGUAGES, say

PEOPLE = tuple(
    Nominee(id=f"n{k}", sex="FM"[k % 2], region="Papua" if k < 2 else "Bali", english=400.0 + 50 * k) for k in range(6)
)


def programme(**changes):
    days = {"start": date(2026, 9, 7), "end": date(2026, 9, 11)}
    cohorts = (
        Cohort(code="A", seats_at_most=3, **days),
        Cohort(code="B", seats_at_most=3, **days),
        Cohort(code="C", seats_at_most=3, status="closed"),
    )
    return Programme(cohorts=cohorts, nominees=PEOPLE).model_copy(update=changes)


def found(*rows, given=None):
    given = given or programme()
    return [(f.code, [rule.sheet for rule in f.rules]) for f in preflight(given, complete(given, rows))]


def count(number):
    return Amount(count=number)


def test_a_quota_above_the_eligible_people_names_what_keeps_them_out():
    bar = Eligibility(where=("A",), column="English", at_least="450")
    papua = Quota(where=("A",), region=("Papua",), at_least=count(2))
    assert found(bar, papua) == [("too_few_people", ["Quotas", "Eligibility"])]
    assert found(papua) == []


def test_more_seats_to_fill_than_nominees():
    assert found(Capacity(where=("A", "B"), at_least=7)) == [("too_few_people", ["Capacity"])]


def test_minimums_of_different_people_add_up_above_the_seats():
    women, men = (Quota(where=("A",), sex=(sex,), at_least=count(2)) for sex in "FM")
    assert found(women, men) == [("minimums_above_most", ["Capacity", "Quotas", "Quotas"])]
    assert found(women, Quota(where=("A",), region=("Bali",), at_least=count(2))) == []


def test_minimums_of_single_cohorts_add_up_above_the_most_in_all():
    each = Quota(where=("each",), sex=("F",), at_least=count(1))
    assert found(each, Quota(where=("A", "B"), sex=("F",), at_most=count(1)))[0][0] == "minimums_above_most"


def test_shares_of_people_seated_settle_nothing_beforehand():
    half = Quota(where=("A",), sex=("F",), at_least=Amount(percent=60))
    assert found(half, Quota(where=("A",), sex=("M",), at_least=Amount(percent=60))) == []


@pytest.mark.parametrize(
    ("pins", "code"),
    [
        ([("n0", "A"), ("n0", "B")], "pins_above_limit"),
        ([("n0", "C")], "pin_to_closed"),
        ([(f"n{k}", "A") for k in range(4)], "pins_above_most"),
    ],
)
def test_pins_that_clash_are_named(pins, code):
    told = found(*(Pin(nominee=who, to=to) for who, to in pins))
    assert code in [name for name, _ in told]
    assert all("Pins" in sheets for _, sheets in told)


def test_pins_to_cohorts_on_the_same_days_clash_where_two_seats_are_allowed():
    pins = [Pin(nominee="n0", to=to) for to in "AB"]
    assert found(*pins, given=programme(seats_each=2)) == [("pins_at_once", ["Pins", "Pins"])]


def test_a_pin_to_where_a_rule_refuses_the_person_names_both():
    bar = Eligibility(where=("A",), column="English", at_least="450")
    assert found(bar, Pin(nominee="n0", to="A")) == [("pin_to_refused", ["Pins", "Eligibility"])]


def test_more_people_of_a_quota_pinned_than_it_allows():
    most = Quota(where=("A",), region=("Papua",), at_most=count(1))
    pins = [Pin(nominee=who, to="A") for who in ("n0", "n1")]
    assert found(most, *pins) == [("pins_above_most", ["Quotas", "Pins", "Pins"])]


def test_whatever_counting_finds_is_impossible_by_an_independent_solver():
    caught = 0
    for number in range(120):
        random = Random(f"contradictions {number}")
        given, rows = contradictions.planted(random, 6 + number, random.randint(1, 3))
        full = complete(given, rows)
        for shortage in preflight(given, full):
            caught += 1
            one_seat = [rule for rule in full if rule.stems == "programme:seats_each"]
            assert not contradictions.can_hold(given, [*shortage.rules, *one_seat]), (number, shortage)
    assert caught > 120


def test_counting_finds_nothing_where_all_rules_can_hold():
    for number in range(60):
        given, _, result = random_rules.feasible(number)
        assert preflight(given, result.rules) == (), number


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_is_told(lang):
    for number in range(20):
        random = Random(f"contradictions {number}")
        given, rows = contradictions.planted(random, 20, 3)
        for shortage in preflight(given, complete(given, rows)):
            assert "{" not in say(shortage, lang)
