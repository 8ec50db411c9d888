"""Conflicts: each proven by an independent solver to be impossible, and minimal."""

from __future__ import annotations

from itertools import combinations

import contradictions
import pytest

from constraints.seats.capacity import Capacity
from constraints.seats.nomination_order import NominationOrder
from constraints.seats.pin import Pin
from constraints.seats.quota import Quota
from scheduler.diagnose import diagnose, is_ground
from scheduler.domain import Amount, Cohort, Nominee, Programme, Session
from scheduler.errors import Infeasible
from scheduler.pipeline import allocate
from scheduler.rulebook import complete, kinds

CHUNK = 25

MANY = 60
"""Members of a conflict of hundreds of pins that are left out in turn; all of them are alike."""


def instance(number):
    given, rows = contradictions.instance(number)
    return given, complete(given, rows)


def assert_conflicts(given, rules):
    found = diagnose(given, rules)
    assert found.conflicts
    assert found.is_minimal
    for conflict in found.conflicts:
        assert not contradictions.can_hold(given, conflict)
        for rule in conflict[:: 1 + len(conflict) // MANY]:
            assert contradictions.can_hold(given, [other for other in conflict if other is not rule]), rule
    for one, other in combinations(found.conflicts, 2):
        assert all(is_ground(rule) for rule in one if any(rule is its for its in other))
    left = [rule for rule in rules if not any(rule is its for conflict in found.conflicts for its in conflict)]
    assert contradictions.can_hold(given, [*left, *(r for r in rules if is_ground(r) and r not in left)])


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 200, CHUNK))
def test_every_conflict_is_impossible_alone_and_minimal_by_an_independent_solver(first):
    for number in range(first, first + CHUNK):
        given, rules = instance(number)
        try:
            assert_conflicts(given, rules)
        except AssertionError as error:
            error.add_note(f"programme {number}")
            raise


def small(**changes):
    people = tuple(Nominee(id=f"n{k}", sex="FM"[k % 2], region="Papua" if k < 2 else "Bali") for k in range(6))
    cohorts = tuple(Cohort(code=code, seats_at_most=3) for code in "AB")
    return Programme(cohorts=cohorts, nominees=people, **changes)


def rows_of(given, *rows):
    return [[rule.sheet for rule in conflict] for conflict in diagnose(given, complete(given, rows)).conflicts]


def test_two_conflicts_that_share_no_row_are_both_told():
    papua = Quota(where=("A",), region=("Papua",), at_least=Amount(count=3))
    women = Quota(where=("B",), sex=("F",), at_least=Amount(count=4))
    assert rows_of(small(), papua, women) in ([["Quotas"], ["Quotas"]], [["Quotas"], ["Capacity", "Quotas"]])


def test_what_the_programme_implies_by_itself_may_stand_in_several_conflicts():
    given = small()
    pins = [Pin(nominee=who, to=to) for who in ("n0", "n1") for to in "AB"]
    found = diagnose(given, complete(given, pins))
    assert [[rule.sheet for rule in conflict] for conflict in found.conflicts] == [["One seat", "Pins", "Pins"]] * 2


def test_a_clash_says_by_how_many_people_and_about_whom():
    given = small()
    found = diagnose(given, complete(given, [Quota(where=("A",), region=("Papua",), at_least=Amount(count=5))]))
    assert [(clash.short, clash.about) for clash in found.clashes] == [(3, ("Papua @ A",))]


def test_people_passed_over_by_the_order_because_of_another_rule_are_not_waited_for():
    """Without the condition n0 could sit, and the order would make n2 wait; with it all can hold."""
    first = Nominee(id="n0", institution="X", order=1, english=1.0)
    people = (first, Nominee(id="n2", institution="X", order=2, english=9.0))
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=1),), nominees=people)
    bar = kinds()["Eligibility"](column="English", at_least="5")
    rows = [bar, NominationOrder(priority="must"), Pin(nominee="n2", to="A")]
    assert allocate(given, rows).allocation.is_seated("n2")
    with pytest.raises(Infeasible) as caught:
        allocate(given, rows[1:])
    sheets = {rule.sheet for conflict in caught.value.diagnosis.conflicts for rule in conflict}
    assert sheets == {"Capacity", "Nomination order", "Pins"}


def test_a_conflict_in_breakouts_names_rooms_and_seats():
    sessions = tuple(Session(code=f"A{k}", cohort="A", block="x", seats_at_most=1) for k in (1, 2))
    given = small(sessions=sessions)
    found = diagnose(given, complete(given, [Capacity(where=("A",), at_least=3)]))
    assert [rule.sheet for rule in found.conflicts[0]].count("Capacity") == 3


def test_rules_that_can_all_hold_are_no_conflict():
    given = small()
    with pytest.raises(ValueError, match="not proven"):
        diagnose(given, complete(given, ()))
