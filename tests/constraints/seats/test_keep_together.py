import pytest
import rows
from pydantic import ValidationError
from verdict import best, cases, off, told

from constraints.seats.capacity import Capacity
from constraints.seats.keep_together import KeepTogether
from scheduler.domain import Cohort, Nominee, Programme, Session


def example(random, programme):
    del programme  # some IDs may be nobody's
    people = tuple(random.sample(("n0", "n1", "n2", "n3"), random.randint(2, 3)))
    return KeepTogether(nominees=people, sessions=random.choice((False, True)), **rows.urgency(random))


def programme(seats_each=1, seats=3, **pins):
    return Programme(
        cohorts=(Cohort(code="A", seats_at_most=seats), Cohort(code="B", seats_at_most=3)),
        sessions=(Session(code="A1", cohort="A", block="x"), Session(code="A2", cohort="A", block="x")),
        nominees=tuple(Nominee(id=name, pin=pins.get(name, "")) for name in ("ann", "bob", "cid", "dan")),
        seats_each=seats_each,
    )


GIVEN = programme()
PAIR = KeepTogether(nominees=("ann", "bob"))
TRIO = KeepTogether(nominees=("ann", "bob", "cid"), weight=2)


def test_people_in_one_cohort_are_together():
    assert off(PAIR, GIVEN, "ann A", "bob A", "cid B") == 0


def test_people_who_all_stay_at_home_are_together():
    assert off(PAIR, GIVEN, "cid A") == 0


def test_one_who_goes_alone_is_off_by_one_seat():
    assert off(PAIR, GIVEN, "ann A") == 1
    assert off(PAIR, GIVEN, "bob A") == 1


def test_people_in_two_cohorts_are_off_by_both_seats():
    # bob has B without ann, ann has A without bob
    assert off(PAIR, GIVEN, "ann A", "bob B") == 2


def test_everyone_is_compared_with_the_first():
    assert off(TRIO, GIVEN, "ann A", "bob A", "cid A") == 0
    # only the first goes: each of two others lacks a seat
    assert off(TRIO, GIVEN, "ann A") == 2
    # only the last goes: bob stays at home like ann
    assert off(TRIO, GIVEN, "cid A") == 1


def test_with_two_seats_each_all_cohorts_are_the_same():
    given = programme(seats_each=2)
    assert off(PAIR, given, "ann A", "ann B", "bob A", "bob B") == 0
    assert off(PAIR, given, "ann A", "ann B", "bob A") == 1


def test_breakouts_are_shared_only_where_the_row_says_so():
    seats = ("ann A A1", "bob A A2")
    assert off(PAIR, GIVEN, *seats) == 0
    # ann has A1 without bob, bob has A2 without ann
    assert off(KeepTogether(nominees=("ann", "bob"), sessions=True), GIVEN, *seats) == 2
    assert off(KeepTogether(nominees=("ann", "bob"), sessions=True), GIVEN, "ann A A1", "bob A A1") == 0


def test_ids_that_nobody_has_are_passed_over():
    assert off(KeepTogether(nominees=("zoe", "ann", "bob")), GIVEN, "ann A") == 1
    assert off(KeepTogether(nominees=("zoe", "ann")), GIVEN, "ann A") == 0
    assert off(KeepTogether(nominees=("zoe", "yan")), GIVEN, "ann A") == 0


def test_who_is_pinned_takes_the_other_along():
    assert best(programme(ann="B"), PAIR).present("B") >= {"ann", "bob"}


def test_two_who_cannot_both_go_stay_at_home():
    # one seat in A and none in B: it goes to neither of the pair
    allocation = best(programme(seats=1), PAIR, Capacity(where=("B",), at_most=0))
    assert allocation.present("A") in ({"cid"}, {"dan"})


def test_the_people_listed_are_told_apart_and_others_are_not():
    ann, bob, cid, dan = GIVEN.nominees
    assert len({PAIR.sees(person) for person in (ann, bob, cid, dan)}) == 3
    assert PAIR.sees(cid) == PAIR.sees(dan)


def test_the_sentence_names_who_went_without_whom():
    assert told(PAIR, GIVEN, "bob A") == ["bob is in A without ann; the two are to be kept together."]
    assert told(PAIR, GIVEN, "ann A") == ["ann is in A without bob; the two are to be kept together."]
    assert cases(PAIR, GIVEN, "ann A") == [("apart", "bob @ A", 1)]


@pytest.mark.parametrize("people", [(), ("ann",), ("ann", "ann")])
def test_a_row_needs_two_people(people):
    with pytest.raises(ValidationError, match="two different people or more"):
        KeepTogether(nominees=people)
