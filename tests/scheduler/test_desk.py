"""The desk: every answer is what allocating from scratch gives."""

from __future__ import annotations

import random_rules

from constraints.seats.pin import Pin
from constraints.seats.quota import Quota
from scheduler.desk import Desk, Difference, difference
from scheduler.domain import Amount, Cohort, Nominee, Programme
from scheduler.pipeline import allocate
from scheduler.rulebook import complete, rows_of

PEOPLE = tuple(Nominee(id=f"n{k}", sex="FM"[k % 2], choices=("A",)) for k in range(6))
GIVEN = Programme(cohorts=(Cohort(code="A", seats_at_most=2), Cohort(code="B", seats_at_most=1)), nominees=PEOPLE)


def desk(*rows):
    return Desk(GIVEN, complete(GIVEN, rows))


def test_the_base_is_what_allocate_gives():
    for number in range(30):
        programme, _, result = random_rules.feasible(number)
        base = Desk(programme, result.rules).base
        assert base.allocation.seats == result.allocation.seats
        assert base.costs == dict(result.audit.costs)


def test_people_alike_are_told_apart_where_one_is_forced():
    found = desk()
    assert len(found.board.classes.members) < len(PEOPLE)
    for person in PEOPLE:
        seats = allocate(GIVEN, [Pin(nominee=person.id, to="B")]).allocation.seats
        assert found.seated(person.id, "B").allocation.seats == seats


def test_what_is_barred_or_impossible_has_no_answer():
    assert desk(Pin(nominee="n0", to="out")).seated("n0", "A") is None
    assert desk(Quota(where=("B",), at_most=Amount(count=0))).seated("n0", "B") is None


def test_a_desk_for_other_rules_answers_for_them():
    women = Quota(where=("A",), sex=("F",), at_most=Amount(count=0))
    after = desk().under(GIVEN, complete(GIVEN, [women]))
    assert after.base.allocation.seats == allocate(GIVEN, [women]).allocation.seats


def test_a_desk_for_other_people_asks_about_them_anew():
    more = GIVEN.model_copy(update={"nominees": (*PEOPLE, Nominee(id="late", pin="B"))})
    assert desk().under(more, complete(more, ())).base.allocation.is_seated("late")


def test_rows_are_what_complete_added_nothing_to():
    for number in range(30):
        programme, rows, result = random_rules.feasible(number)
        found = rows_of(result.rules)
        assert complete(programme, found) == result.rules
        assert sorted(row.key for row in found) == sorted(row.key for row in rows)


def test_a_difference_names_who_gains_loses_and_moves():
    before, after = desk().base, desk(Pin(nominee="n0", to="B"), Pin(nominee="n1", to="out")).base
    found = difference(before, after)
    held = lambda state: {s.nominee: s.cohort for s in state.allocation.seats}  # noqa: E731
    one, other = held(before), held(after)
    assert set(found.gains) == other.keys() - one.keys()
    assert set(found.loses) == one.keys() - other.keys()
    assert {i for i, _, _ in found.moves} == {i for i in one if i in other and one[i] != other[i]}


def test_no_difference_has_no_line():
    base = desk().base
    assert difference(base, base).is_none
    assert not difference(base, base).changed
    assert not Difference(loses=("n0",)).is_none


def test_impossible_rules_have_no_base():
    few = Quota(where=("A",), at_least=Amount(count=3))
    assert desk(few).base is None
    assert desk(few.model_copy(update={"priority": 1})).base is not None
