from datetime import date

import pytest
import rows
from pydantic import ValidationError
from verdict import best, cases, off, seated, told

from constraints.seats.date_clash import DateClash
from scheduler.board import Board
from scheduler.domain import Cohort, Nominee, Programme, Span
from scheduler.rulebook import complete


def example(random, programme):
    if random.random() < 0.2:
        return next(iter(DateClash.implied(programme, ())))
    gap = {"gap": random.choice((0, 0, 3, 10))}
    if random.random() < 0.5:
        return DateClash(has_own_dates=random.choice((True, False)), **gap, **rows.urgency(random))
    return DateClash(**gap, **rows.who(random), **rows.urgency(random))


def day(number):
    return date(2026, 9, number)


def cohort(code, first, last):
    return Cohort(code=code, start=day(first), end=day(last), seats_at_most=5)


def programme(*cohorts, seats_each=3, away=()):
    people = (
        Nominee(id="ann", sex="F", unavailable=tuple(Span(first=day(a), last=day(b)) for a, b in away)),
        Nominee(id="bob", sex="M"),
    )
    return Programme(seats_each=seats_each, cohorts=cohorts, nominees=people)


def implied(given, *rules):
    return [rule for rule in complete(given, rules) if isinstance(rule, DateClash) and rule not in rules]


def test_cohorts_one_after_the_other_can_both_be_attended():
    assert off(DateClash(), programme(cohort("A", 1, 5), cohort("B", 6, 9)), "ann A", "ann B") == 0


def test_a_last_day_that_is_a_first_day_is_shared():
    assert off(DateClash(), programme(cohort("A", 1, 5), cohort("B", 5, 9)), "ann A", "ann B") == 1


@pytest.mark.parametrize(("gap", "amount"), [(2, 0), (3, 1)])
def test_free_days_between_are_counted_without_the_days_away(gap, amount):
    # from day 5 to day 8 the 6th and the 7th are free: two days
    assert off(DateClash(gap=gap), programme(cohort("A", 1, 5), cohort("B", 8, 9)), "ann A", "ann B") == amount


def test_a_cohort_within_another_clashes_with_it():
    assert off(DateClash(), programme(cohort("A", 1, 20), cohort("B", 5, 6)), "ann A", "ann B") == 1


def test_every_two_cohorts_that_clash_count():
    # A with B, A with C and B with C: three pairs, though the three share but one row as a must
    three = programme(cohort("A", 1, 5), cohort("B", 2, 6), cohort("C", 3, 7))
    assert off(DateClash(weight=2), three, "ann A", "ann B", "ann C") == 3


def test_a_chain_of_cohorts_clashes_link_by_link():
    # A with B and B with C, but A ends before C begins
    chain = programme(cohort("A", 1, 3), cohort("B", 3, 5), cohort("C", 5, 7))
    assert off(DateClash(), chain, "ann A", "ann B", "ann C") == 2
    assert off(DateClash(), chain, "ann A", "ann C") == 0


def test_two_people_in_two_cohorts_at_once_are_no_clash():
    assert off(DateClash(), programme(cohort("A", 1, 5), cohort("B", 1, 5)), "ann A", "bob B") == 0


def test_cohorts_without_dates_clash_with_nothing():
    dateless = Cohort(code="B", seats_at_most=5)
    assert off(DateClash(gap=30), programme(cohort("A", 1, 5), dateless), "ann A", "ann B") == 0


def test_a_row_for_a_group_leaves_others_alone():
    near = programme(cohort("A", 1, 5), cohort("B", 6, 9))
    assert off(DateClash(gap=1, sex=("F",)), near, "bob A", "bob B") == 0
    assert off(DateClash(gap=1, sex=("F",)), near, "ann A", "ann B") == 1
    assert off(DateClash(gap=1, sex=("each",)), near, "bob A", "bob B", "ann A", "ann B") == 2


@pytest.mark.parametrize(("away", "amount"), [((6, 9), 0), ((5, 5), 1), ((1, 1), 1), ((2, 3), 1), ((1, 30), 1)])
def test_nobody_sits_in_a_cohort_on_unavailable_dates(away, amount):
    # A is from day 1 to day 5
    assert off(DateClash(has_own_dates=True), programme(cohort("A", 1, 5), away=[away]), "ann A", "bob A") == amount


def test_a_seat_on_two_unavailable_spans_is_one_seat():
    assert off(DateClash(has_own_dates=True), programme(cohort("A", 1, 5), away=[(1, 1), (3, 3)]), "ann A") == 1


@pytest.mark.parametrize("has_own_dates", [None, False])
def test_own_dates_do_not_matter_to_a_row_that_does_not_say_yes(has_own_dates):
    assert off(DateClash(has_own_dates=has_own_dates), programme(cohort("A", 1, 5), away=[(1, 9)]), "ann A") == 0


def test_the_programme_implies_that_dates_are_respected():
    (rule,) = implied(programme(cohort("A", 1, 5)))
    assert (rule.gap, rule.has_own_dates, rule.is_must) == (0, True, True)


def test_a_row_on_days_between_leaves_the_default_standing():
    given = programme(cohort("A", 1, 5))
    (rule,) = implied(given, DateClash(gap=5, priority=2))
    assert rule.has_own_dates is True


@pytest.mark.parametrize("word", [True, False])
def test_a_row_that_speaks_of_own_dates_speaks_alone(word):
    given = programme(cohort("A", 1, 5))
    (rule,) = implied(given, DateClash(has_own_dates=word, priority=2))
    assert rule.has_own_dates is None


def test_whoever_is_unavailable_is_refused_before_anybody_is_seated():
    given = programme(cohort("A", 1, 5), cohort("B", 6, 9), away=[(5, 5)])
    ann, bob = given.nominees
    rule = DateClash(has_own_dates=True)
    assert [who.id for who in (ann, bob) for code in "AB" if rule.refuses(who, code, given)] == ["ann"]
    assert rule.refuses(ann, "A", given) == next(rule.check(seated(given, "ann A")))
    assert DateClash().refuses(ann, "A", given) is None


def test_the_solver_seats_the_other_person_where_one_is_unavailable():
    narrow = Cohort(code="A", start=day(1), end=day(5), seats_at_most=1)
    assert best(programme(narrow, away=[(5, 6)])).present("A") == {"bob"}


def test_the_solver_uses_both_seats_of_a_person_only_where_dates_allow():
    apart = (cohort("A", 1, 5), cohort("B", 6, 9))
    at_once = (cohort("A", 1, 5), cohort("B", 5, 9))
    # two people, two cohorts with room for both: 2 x 2 seats, or one each
    assert best(programme(*apart)).count() == 4
    assert best(programme(*at_once)).count() == 2


def test_people_with_the_same_dates_are_alike_where_one_seat_is_all():
    ann, bob = programme(cohort("A", 1, 5), away=[(1, 2)]).nominees
    twin = bob.model_copy(update={"id": "cid"})
    (single,) = implied(programme(cohort("A", 1, 5), seats_each=1))
    (several,) = implied(programme(cohort("A", 1, 5), seats_each=2))
    assert single.sees(bob) == single.sees(twin) != single.sees(ann)
    assert several.sees(bob) != several.sees(twin)


def test_where_one_seat_is_all_no_row_is_needed_yet_the_audit_still_looks():
    given = programme(cohort("A", 1, 5), cohort("B", 5, 9), seats_each=1)
    (rule,) = implied(given)
    assert Board(given, [rule]).rows.owners == []
    assert cases(rule, given, "ann A", "ann B") == [("together", "ann", 1)]


def test_the_must_needs_one_row_for_all_that_clash_and_the_wish_one_a_pair():
    three = programme(cohort("A", 1, 5), cohort("B", 2, 6), cohort("C", 3, 7))
    # first days 1, 2, 3 see A, then AB, then ABC: two rows of two or more cohorts for each of two people
    assert len(Board(three, [DateClash()]).rows.owners) == 2 * 2
    # pairs AB, AC, BC for each of two people
    assert len(Board(three, [DateClash(priority=1)]).rows.owners) == 3 * 2


def test_the_sentences_tell_shared_days_from_too_few_days_between():
    given = programme(cohort("A", 1, 5), cohort("B", 7, 9), cohort("C", 9, 12), away=[(2, 3)])
    assert told(DateClash(gap=2, has_own_dates=True), given, "ann A", "ann B", "ann C") == [
        "ann is in A and B; free days between: 1, needed: 2.",
        "ann is in B and C, which share days.",
        "ann is in A, but unavailable on 2 September 2026 to 3 September 2026.",
    ]


def test_own_dates_cannot_be_a_matter_of_a_group():
    with pytest.raises(ValidationError, match="own dates hold for everyone or for nobody"):
        DateClash(has_own_dates=True, sex=("F",))


def test_a_gap_below_zero_is_refused():
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        DateClash(gap=-1)


def test_the_order_of_seats_changes_no_finding():
    given = programme(cohort("B", 1, 5), cohort("A", 3, 9))
    one_way, other_way = seated(given, "ann A", "ann B"), seated(given, "ann B", "ann A")
    assert list(DateClash().check(one_way)) == list(DateClash().check(other_way))
