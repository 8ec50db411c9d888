import pytest
import rows
from pydantic import ValidationError
from verdict import best, cases, off, seated, told

from constraints.seats.breakouts import Breakouts
from constraints.seats.topic_fit import TopicFit
from scheduler.board import Board
from scheduler.domain import Cohort, Nominee, Programme, Session, Topic
from scheduler.rulebook import complete
from scheduler.seating import fixed_to, model_of
from scheduler.solve import solve


def example(random, programme):
    del programme
    return TopicFit(depth=random.randint(1, 4), **rows.urgency(random, soft_only=True))


def topics(*codes, weight=1):
    return tuple(Topic(code=code, weight=weight) for code in codes)


ANN = Nominee(id="ann", topics=("DAT", "APP", "SDM"))


def programme(*people, sessions=(), seats_each=1):
    cohorts = (
        Cohort(code="A", seats_at_most=2, topics=topics("DAT")),
        Cohort(code="B", seats_at_most=2, topics=topics("APP", "SDM")),
        Cohort(code="C", seats_at_most=2),
    )
    return Programme(cohorts=cohorts, sessions=sessions, nominees=people or (ANN,), seats_each=seats_each)


GIVEN = programme()
RULE = TopicFit()


@pytest.mark.parametrize(
    ("seats", "missed"),
    [
        (["ann A"], 3 - 3),  # the first of three wishes is worth 3
        (["ann B"], 3 - 2),  # the better of the second (2) and the third (1)
        (["ann C"], 3 - 0),
        ([], 3 - 0),
    ],
)
def test_the_amount_is_the_points_missed(seats, missed):
    assert off(RULE, GIVEN, *seats) == missed


def test_only_as_many_wishes_as_the_row_says_are_counted():
    # the only wish counted is worth 1
    assert off(TopicFit(depth=1), GIVEN, "ann A") == 0
    assert off(TopicFit(depth=1), GIVEN, "ann B") == 1
    # four wishes are counted, so DAT is worth 4 and APP 3
    assert off(TopicFit(depth=4, weight=2), GIVEN, "ann B") == 4 - 3


def test_a_topic_that_counts_more_multiplies_its_points():
    cohorts = (
        Cohort(code="A", seats_at_most=1, topics=topics("DAT")),
        Cohort(code="B", seats_at_most=1, topics=topics("APP", weight=2)),
    )
    given = Programme(cohorts=cohorts, nominees=(ANN,))
    # A is worth 3, B 2 x 2
    assert off(RULE, given, "ann A") == 4 - 3
    assert off(RULE, given, "ann B") == 0


def test_somebody_without_wishes_misses_nothing():
    assert off(RULE, programme(Nominee(id="bob")), "bob C") == 0
    assert off(RULE, programme(Nominee(id="bob"))) == 0


def test_nobody_misses_what_no_cohort_teaches():
    given = programme(Nominee(id="bob", topics=("KAM", "SDM")))
    # B is the best there is: SDM as second wish is worth 2
    assert off(RULE, given, "bob B") == 0
    assert off(RULE, given) == 2


def test_a_topic_wished_for_twice_counts_at_its_better_place():
    given = programme(Nominee(id="bob", topics=("APP", "DAT", "APP")))
    assert off(RULE, given, "bob B") == 0
    assert off(RULE, given, "bob A") == 3 - 2


BREAKOUTS = (
    Session(code="C1", cohort="C", block="x", topics=topics("DAT")),
    Session(code="C2", cohort="C", block="x", topics=topics("APP")),
    Session(code="C0", cohort="C", topics=topics("SDM")),
)


def test_breakouts_earn_points_beside_their_cohort():
    given = programme(sessions=BREAKOUTS)
    # the best is C with C1, worth 3, like A; a session for everyone is no choice and earns nothing
    assert off(RULE, given, "ann C C1") == 0
    assert off(RULE, given, "ann C C2") == 3 - 2
    assert off(RULE, given, "ann A") == 0


def test_the_best_of_several_breakouts_are_reckoned_with():
    two = tuple(session.model_copy(update={"take": 2}) for session in BREAKOUTS)
    # C with C1 and C2 is worth 3 + 2
    assert off(RULE, programme(sessions=two), "ann C C1 C2") == 0
    assert off(RULE, programme(sessions=two), "ann A") == 5 - 3


def test_with_two_seats_each_the_two_best_cohorts_are_reckoned_with():
    given = programme(seats_each=2)
    assert off(RULE, given, "ann A", "ann B") == 0
    assert off(RULE, given, "ann A") == 3 + 2 - 3


def test_more_breakouts_than_wanted_make_up_for_nobody():
    bob = Nominee(id="bob", topics=("KAM", "DAT"))
    given = programme(ANN, bob, sessions=BREAKOUTS)
    rules = (Breakouts(priority=2), TopicFit(priority=1))
    allocation = seated(given, "ann C C1 C2")
    # ann has 3 + 2 points where 3 are the best; bob misses the 2 of his second wish all the same
    assert sum(violation.amount for violation in rules[1].check(allocation)) == 2
    board = Board(given, rules, by_class=False)
    outcome = solve(fixed_to(board, model_of(board, 1), allocation.seats))
    assert outcome.tiers[0].value == 2


def test_the_solver_gives_the_seat_to_the_better_fit():
    cohorts = (Cohort(code="A", seats_at_most=1, topics=topics("DAT")),)
    people = (Nominee(id="ann", topics=("APP", "DAT")), Nominee(id="bob", topics=("DAT",)))
    # bob gains 3 points by the seat, ann 2
    assert best(Programme(cohorts=cohorts, nominees=people)).present("A") == {"bob"}


def test_the_programme_implies_the_wish_where_anyone_wished():
    assert [rule.priority for rule in complete(GIVEN, ()) if isinstance(rule, TopicFit)] == [2]
    assert not any(isinstance(rule, TopicFit) for rule in complete(programme(Nominee(id="bob")), ()))


def test_a_row_takes_the_place_of_what_the_programme_implies():
    assert [rule.depth for rule in complete(GIVEN, [TopicFit(depth=1)]) if isinstance(rule, TopicFit)] == [1]


def test_people_with_the_same_wishes_as_far_as_they_count_are_alike():
    bob = Nominee(id="bob", topics=("DAT", "KAM"))
    assert TopicFit(depth=1).sees(ANN) == TopicFit(depth=1).sees(bob)
    assert TopicFit(depth=2).sees(ANN) != TopicFit(depth=2).sees(bob)


def test_the_sentence_names_the_points():
    assert told(RULE, GIVEN, "ann B") == ["ann gets 2 of 3 points for wished topics."]
    assert cases(RULE, GIVEN, "ann B") == [("missed", "ann", 1)]


def test_it_cannot_be_a_must():
    with pytest.raises(ValidationError, match="Topic fit is a wish"):
        TopicFit(priority="must")
