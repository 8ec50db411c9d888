import pytest
import rows
from pydantic import ValidationError
from verdict import best, cases, off, told

from constraints.seats.choices import Choices
from scheduler.domain import Cohort, Nominee, Programme, Session
from scheduler.rulebook import complete


def example(random, programme):
    del programme
    return Choices(depth=random.randint(1, 4), **rows.urgency(random, soft_only=True))


ANN = Nominee(id="ann", choices=("B", "A"))


def programme(*people, sessions=(), seats_each=1, seats=2):
    cohorts = tuple(Cohort(code=code, seats_at_most=seats) for code in "ABC")
    return Programme(cohorts=cohorts, sessions=sessions, nominees=people or (ANN,), seats_each=seats_each)


GIVEN = programme()
RULE = Choices()


@pytest.mark.parametrize(
    ("seats", "missed"),
    [
        (["ann B"], 3 - 3),  # the first choice is worth 3
        (["ann A"], 3 - 2),
        (["ann C"], 3 - 0),
        ([], 3 - 0),
    ],
)
def test_the_amount_is_the_points_missed(seats, missed):
    assert off(RULE, GIVEN, *seats) == missed


def test_only_as_many_choices_as_the_row_says_are_counted():
    assert off(Choices(depth=1), GIVEN, "ann B") == 0
    assert off(Choices(depth=1), GIVEN, "ann A") == 1
    # five choices are counted, so B is worth 5 and A 4
    assert off(Choices(depth=5, weight=3), GIVEN, "ann A") == 5 - 4


def test_somebody_without_choices_misses_nothing():
    assert off(RULE, programme(Nominee(id="bob")), "bob C") == 0


def test_a_place_chosen_twice_counts_at_its_better_rank():
    given = programme(Nominee(id="bob", choices=("A", "B", "A")))
    assert off(RULE, given, "bob A") == 0
    assert off(RULE, given, "bob B") == 3 - 2


def test_a_choice_that_does_not_exist_takes_a_rank_and_is_nobody_s_loss():
    given = programme(Nominee(id="bob", choices=("Z", "A")))
    # the best there is: A as second choice
    assert off(RULE, given, "bob A") == 0
    assert off(RULE, given) == 2


SESSIONS = (Session(code="A1", cohort="A", block="x"), Session(code="A2", cohort="A", block="x"))


def test_breakouts_stand_in_one_list_with_cohorts():
    given = programme(Nominee(id="bob", choices=("A2", "B", "A")), sessions=SESSIONS)
    # A with A2 is worth 1 + 3, and B 2
    assert off(RULE, given, "bob A A2") == 0
    assert off(RULE, given, "bob A A1") == 4 - 1
    assert off(RULE, given, "bob B") == 4 - 2


def test_with_two_seats_each_the_two_best_cohorts_are_reckoned_with():
    given = programme(seats_each=2)
    assert off(RULE, given, "ann A", "ann B") == 0
    assert off(RULE, given, "ann B", "ann C") == 3 + 2 - 3


def test_the_solver_follows_choices_where_seats_allow():
    people = (Nominee(id="ann", choices=("A", "B")), Nominee(id="bob", choices=("A",)))
    # one seat each: bob in A and ann in B earn 3 + 2, the other way round only 3
    allocation = best(programme(*people, seats=1))
    assert (allocation.present("A"), allocation.present("B")) == ({"bob"}, {"ann"})


def test_the_programme_implies_the_wish_where_anyone_chose():
    assert [rule.priority for rule in complete(GIVEN, ()) if isinstance(rule, Choices)] == [2]
    assert not any(isinstance(rule, Choices) for rule in complete(programme(Nominee(id="bob")), ()))


def test_a_row_takes_the_place_of_what_the_programme_implies():
    assert [rule.depth for rule in complete(GIVEN, [Choices(depth=1)]) if isinstance(rule, Choices)] == [1]


def test_people_with_the_same_choices_as_far_as_they_count_are_alike():
    bob = Nominee(id="bob", choices=("B", "C"))
    assert Choices(depth=1).sees(ANN) == Choices(depth=1).sees(bob)
    assert Choices(depth=2).sees(ANN) != Choices(depth=2).sees(bob)


def test_the_sentence_names_the_points():
    assert told(RULE, GIVEN, "ann A") == ["ann gets 2 of 3 points for chosen places."]
    assert cases(RULE, GIVEN, "ann A") == [("missed", "ann", 1)]


def test_it_cannot_be_a_must():
    with pytest.raises(ValidationError, match="Choices is a wish"):
        Choices(priority="must")
