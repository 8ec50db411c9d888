import pytest
import rows
from pydantic import ValidationError
from verdict import best, cases, off, seated, told

from constraints.seats.keep_apart import KeepApart
from scheduler.domain import Cohort, Nominee, Programme, Session
from scheduler.tally import Tally


def example(random, programme):
    people = tuple(random.sample(("n0", "n1", "n2", "n3"), 3))
    where, most = rows.where(random, programme), random.randint(1, 2)
    return KeepApart(nominees=people, where=where, at_most=most, **rows.urgency(random))


def programme(seats_each=1):
    return Programme(
        cohorts=(Cohort(code="A", seats_at_most=3), Cohort(code="B", seats_at_most=3)),
        sessions=(Session(code="A1", cohort="A", block="x"), Session(code="A2", cohort="A", block="x")),
        nominees=tuple(Nominee(id=name) for name in ("ann", "bob", "cid", "dan")),
        seats_each=seats_each,
    )


GIVEN = programme()
TRIO = ("ann", "bob", "cid")


def test_one_of_them_in_each_cohort_is_apart():
    assert off(KeepApart(nominees=TRIO), GIVEN, "ann A", "bob B", "dan A") == 0


def test_two_in_one_cohort_are_one_too_many():
    assert off(KeepApart(nominees=TRIO, weight=3), GIVEN, "ann A", "bob A", "cid B") == 1


def test_all_three_in_one_cohort_are_two_too_many():
    assert off(KeepApart(nominees=TRIO), GIVEN, "ann A", "bob A", "cid A") == 3 - 1


def test_a_row_can_allow_two_together():
    assert off(KeepApart(nominees=TRIO, at_most=2), GIVEN, "ann A", "bob A") == 0
    assert off(KeepApart(nominees=TRIO, at_most=2), GIVEN, "ann A", "bob A", "cid A") == 1


def test_people_not_listed_do_not_count():
    assert off(KeepApart(nominees=("ann", "bob")), GIVEN, "ann A", "cid A", "dan A") == 0


def test_they_can_be_kept_apart_in_a_breakout_alone():
    rule = KeepApart(nominees=TRIO, where=("A1",))
    assert off(rule, GIVEN, "ann A A1", "bob A A2") == 0
    assert off(rule, GIVEN, "ann A A1", "bob A A1") == 1


def test_cohorts_can_be_counted_together():
    assert off(KeepApart(nominees=TRIO, where=("all",)), GIVEN, "ann A", "bob B") == 1
    assert off(KeepApart(nominees=TRIO, where=("A", "B")), programme(seats_each=2), "ann A", "ann B") == 1


def test_ids_that_nobody_has_are_passed_over():
    assert off(KeepApart(nominees=("zoe", "ann")), GIVEN, "ann A") == 0


def test_the_solver_spreads_them():
    allocation = best(GIVEN, KeepApart(nominees=("ann", "bob")))
    # all four are seated, so one of the two is in each cohort
    assert len(allocation.seats) == 4
    assert all(len(allocation.present(code) & {"ann", "bob"}) == 1 for code in "AB")


def test_those_listed_are_alike_to_the_rule():
    ann, bob, cid, _ = GIVEN.nominees
    rule = KeepApart(nominees=("ann", "bob"))
    assert rule.sees(ann) == rule.sees(bob) != rule.sees(cid)


def test_the_sentence_names_those_who_are_there():
    assert cases(KeepApart(nominees=TRIO), GIVEN, "ann A", "bob A") == [("crowded", "A", 1)]
    assert told(KeepApart(nominees=TRIO), GIVEN, "ann A", "bob A", "dan A") == [
        "A: 2 of ann and bob seated; at most 1 may be there together."
    ]


def test_tallies_count_them_place_by_place():
    rule = KeepApart(nominees=("ann", "bob"))
    found = list(rule.tallies(seated(GIVEN, "ann A", "bob A", "cid A")))
    assert found == [Tally("ann/bob", "A", 2, None, 1), Tally("ann/bob", "B", 0, None, 1)]


@pytest.mark.parametrize(("people", "most"), [((), 1), (("ann",), 1), (("ann", "ann"), 1), (("ann", "bob"), 2)])
def test_a_row_that_can_never_bind_is_refused(people, most):
    with pytest.raises(ValidationError, match="different people are needed"):
        KeepApart(nominees=people, at_most=most)
