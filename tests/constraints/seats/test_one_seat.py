import pytest
import rows
from pydantic import ValidationError
from verdict import best, cases, off, told

from constraints.seats.one_seat import OneSeat
from scheduler.domain import Cohort, Nominee, Programme, Session
from scheduler.rulebook import complete


def example(random, programme):
    del programme
    return OneSeat(at_most=random.randint(1, 2), **rows.who(random), **rows.urgency(random))


def programme(seats_each=3):
    return Programme(
        seats_each=seats_each,
        cohorts=tuple(Cohort(code=code, seats_at_most=2) for code in "ABC"),
        sessions=(Session(code="A1", cohort="A", block="x"), Session(code="A2", cohort="A", block="y")),
        nominees=(Nominee(id="ann", sex="F", topics=("APP", "DAT")), Nominee(id="bob", sex="M")),
    )


def test_one_seat_each_is_allowed():
    assert off(OneSeat(), programme(), "ann A A1 A2", "bob B") == 0


def test_every_seat_beyond_the_first_counts():
    assert off(OneSeat(weight=2), programme(), "ann A A1 A2", "ann B", "ann C") == 3 - 1


def test_a_row_can_allow_more():
    assert off(OneSeat(at_most=2), programme(), "ann A A1 A2", "ann B") == 0
    assert off(OneSeat(at_most=2), programme(), "ann A A1 A2", "ann B", "ann C") == 3 - 2


def test_breakouts_are_no_seats_of_their_own():
    # one seat in A with sessions of two blocks
    assert off(OneSeat(), programme(), "ann A A1 A2") == 0


def test_each_person_is_counted_alone():
    assert off(OneSeat(), programme(), "ann B", "ann C", "bob B", "bob C") == 1 + 1


def test_a_row_for_a_group_leaves_others_alone():
    assert off(OneSeat(sex=("F",)), programme(), "bob B", "bob C") == 0
    assert off(OneSeat(sex=("F",)), programme(), "ann B", "ann C") == 1


def test_each_means_everyone_who_has_a_value_and_counts_a_person_once():
    assert off(OneSeat(sex=("each",)), programme(), "ann B", "ann C", "bob B", "bob C") == 1 + 1
    # ann has two topics and bob none
    assert off(OneSeat(topic=("each",)), programme(), "ann B", "ann C", "bob B", "bob C") == 1


@pytest.mark.parametrize("seats_each", [1, 2])
def test_the_programme_implies_its_own_limit(seats_each):
    (rule,) = [rule for rule in complete(programme(seats_each), ()) if isinstance(rule, OneSeat)]
    assert (rule.at_most, rule.is_must, rule.stems) == (seats_each, True, "programme:seats_each")


def test_rows_can_only_be_stricter_than_the_programme():
    rules = complete(programme(1), [OneSeat(at_most=2, priority=1)])
    assert sorted(rule.at_most for rule in rules if isinstance(rule, OneSeat)) == [1, 2]


@pytest.mark.parametrize(("seats_each", "seats"), [(1, 2), (2, 4), (3, 6)])
def test_the_solver_gives_as_many_seats_as_each_person_may_hold(seats_each, seats):
    # two people, three cohorts with two seats each
    assert best(programme(seats_each)).count() == seats


def test_the_solver_gives_one_seat_to_each_of_many_who_are_alike():
    crowd = programme(1).model_copy(update={"nominees": tuple(Nominee(id=f"n{number}") for number in range(5))})
    allocation = best(crowd)
    assert sorted(seat.nominee for seat in allocation.seats) == [f"n{number}" for number in range(5)]


def test_the_solver_obeys_a_stricter_row_for_some():
    # ann holds one seat, bob three
    assert best(programme(3), OneSeat(sex=("F",))).count() == 1 + 3


def test_people_are_alike_only_where_one_seat_is_all():
    ann, bob = programme().nominees
    assert OneSeat().sees(ann) == OneSeat().sees(bob)
    assert OneSeat(at_most=2).sees(ann) != OneSeat(at_most=2).sees(bob)
    assert OneSeat(sex=("F",)).sees(ann) != OneSeat(sex=("F",)).sees(bob)


def test_findings_name_the_person_and_the_cohorts():
    assert cases(OneSeat(), programme(), "ann C", "ann B") == [("several", "ann", 1)]
    assert told(OneSeat(), programme(), "ann C", "ann B") == [
        "ann has seats in 2 cohorts (B and C); at most 1 allowed."
    ]


def test_no_seat_at_all_cannot_be_asked_for():
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        OneSeat(at_most=0)
