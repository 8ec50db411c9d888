from datetime import date

import pytest
import rows
from pydantic import ValidationError
from verdict import best, cases, off, seated, told

from constraints.seats.release_limit import ReleaseLimit
from scheduler.board import Board
from scheduler.domain import Amount, Cohort, Nominee, Programme

ONE = Amount(count=1)


def example(random, programme):
    del programme
    per = random.choice(("institution", "unit"))
    return ReleaseLimit(per=per, at_most=rows.amount(random), **rows.who(random), **rows.urgency(random))


def cohort(code, first=None, last=None, status="open"):
    start, end = (day and date(2026, 9, day) for day in (first, last))
    return Cohort(code=code, start=start, end=end, seats_at_most=9, status=status)


PEOPLE = (
    Nominee(id="ann", institution="PANRB", unit="Biro A", sex="F"),
    Nominee(id="bob", institution="PANRB", unit="Biro A", sex="M"),
    Nominee(id="cid", institution="PANRB", unit="Biro B", sex="M"),
    Nominee(id="dya", institution="Kemendagri", unit="Biro A", sex="F"),
    Nominee(id="eka", sex="F"),
)


def programme(*cohorts, seats_each=1):
    return Programme(cohorts=cohorts, nominees=PEOPLE, seats_each=seats_each)


AT_ONCE = programme(cohort("A", 1, 5), cohort("B", 5, 9))
APART = programme(cohort("A", 1, 5), cohort("B", 6, 9))


def test_people_in_cohorts_that_share_a_day_are_away_together():
    # three of PANRB, one allowed
    assert off(ReleaseLimit(at_most=ONE), AT_ONCE, "ann A", "bob B", "cid B") == 3 - 1


def test_people_in_cohorts_one_after_the_other_are_not_away_together():
    assert off(ReleaseLimit(at_most=ONE), APART, "ann A", "bob B") == 0
    assert off(ReleaseLimit(at_most=ONE, weight=3), APART, "ann A", "bob A", "cid B") == 2 - 1


def test_the_limit_holds_exactly():
    assert off(ReleaseLimit(at_most=Amount(count=2)), AT_ONCE, "ann A", "bob B") == 0


def test_each_institution_is_limited_alone():
    assert off(ReleaseLimit(at_most=ONE), AT_ONCE, "ann A", "dya A") == 0


def test_each_unit_of_an_institution_is_limited_alone():
    unit = ReleaseLimit(at_most=ONE, per="unit")
    # Biro A of PANRB sends ann and bob; cid is of Biro B, and dya of another institution's Biro A
    assert off(unit, AT_ONCE, "ann A", "cid A", "dya A") == 0
    assert cases(unit, AT_ONCE, "ann A", "bob B", "cid A", "dya A") == [("over", "PANRB, Biro A @ all", 1)]


def test_a_percentage_is_of_the_institutions_nominees_rounded_down():
    # half of PANRB's three is 1.5, so one; half of Kemendagri's one is none
    half = ReleaseLimit(at_most=Amount(percent=50))
    assert off(half, AT_ONCE, "ann A") == 0
    assert off(half, AT_ONCE, "ann A", "bob B", "dya A") == (2 - 1) + (1 - 0)


def test_only_people_of_the_group_count():
    women = ReleaseLimit(at_most=Amount(count=0), sex=("F",))
    assert off(women, AT_ONCE, "ann A", "bob A", "dya B") == 1 + 1
    assert off(ReleaseLimit(at_most=Amount(count=0), institution=("Kemendagri",)), AT_ONCE, "ann A", "dya B") == 1


def test_each_value_of_a_column_is_limited_alone_within_its_institution():
    # PANRB's men are two and its women one
    assert off(ReleaseLimit(at_most=ONE, sex=("each",)), AT_ONCE, "ann A", "bob A", "cid A") == 2 - 1


def test_people_without_an_institution_are_not_limited():
    assert off(ReleaseLimit(at_most=Amount(count=0)), AT_ONCE, "eka A") == 0


def test_every_largest_set_of_cohorts_that_share_a_day_counts_once():
    # A with B and B with C, never A with C
    chain = programme(cohort("A", 1, 3), cohort("B", 3, 5), cohort("C", 5, 7))
    # AB: ann and bob, one over; BC: bob and cid, one over
    assert off(ReleaseLimit(at_most=ONE), chain, "ann A", "bob B", "cid C") == 1 + 1
    # A alone lies within AB, so two people in A count once
    assert off(ReleaseLimit(at_most=ONE), chain, "ann A", "bob A") == 1


def test_a_cohort_within_another_is_counted_with_it():
    nested = programme(cohort("A", 1, 20), cohort("B", 5, 6), cohort("C", 8, 9))
    # AB and AC
    assert off(ReleaseLimit(at_most=ONE), nested, "ann A", "bob B", "cid C") == 1 + 1


def test_cohorts_without_dates_are_always_on():
    dateless = programme(cohort("A", 1, 5), cohort("B"), cohort("C", 8, 9))
    assert off(ReleaseLimit(at_most=ONE), dateless, "ann A", "bob B") == 1
    assert off(ReleaseLimit(at_most=ONE), dateless, "ann A", "cid C") == 0
    assert off(ReleaseLimit(at_most=ONE), programme(cohort("A"), cohort("B")), "ann A", "bob B") == 1


def test_closed_cohorts_are_left_out():
    one_closed = programme(cohort("A", 1, 5), cohort("B", 5, 9, status="closed"))
    assert off(ReleaseLimit(at_most=ONE), one_closed, "ann A", "bob B") == 0
    assert off(ReleaseLimit(at_most=ONE), programme(cohort("A", status="closed")), "ann A", "bob A") == 0


def test_two_seats_at_once_count_twice():
    # dya is all that Kemendagri has
    assert off(ReleaseLimit(at_most=ONE), AT_ONCE.model_copy(update={"seats_each": 2}), "dya A", "dya B") == 2 - 1


def test_the_solver_sends_people_at_different_times():
    # PANRB sends one to A and one to B, Kemendagri one, and eka is free to go: four of five
    allocation = best(APART, ReleaseLimit(at_most=ONE))
    assert allocation.count() == 4
    assert best(AT_ONCE, ReleaseLimit(at_most=ONE)).count() == 3


def test_rows_that_cannot_bind_are_left_out():
    # PANRB alone has more people than two
    assert Board(AT_ONCE, [ReleaseLimit(at_most=Amount(count=2))]).rows.subjects == ["PANRB @ all"]
    assert Board(AT_ONCE, [ReleaseLimit(at_most=Amount(count=3))]).rows.subjects == []


def test_the_report_counts_every_institution_in_every_set_of_cohorts():
    allocation = seated(APART, "ann A", "bob B", "dya B")
    lines = [(t.group, t.places, t.got, t.most) for t in ReleaseLimit(at_most=ONE).tallies(allocation)]
    assert lines == [("Kemendagri", "A", 0, 1), ("Kemendagri", "B", 1, 1), ("PANRB", "A", 1, 1), ("PANRB", "B", 1, 1)]


def test_the_rule_tells_people_apart_by_institution_and_by_unit_where_it_asks_for_units():
    ann, _, cid, dya, _ = PEOPLE
    assert ReleaseLimit(at_most=ONE).sees(ann) == ReleaseLimit(at_most=ONE).sees(cid)
    assert ReleaseLimit(at_most=ONE).sees(ann) != ReleaseLimit(at_most=ONE).sees(dya)
    assert ReleaseLimit(at_most=ONE, per="unit").sees(ann) != ReleaseLimit(at_most=ONE, per="unit").sees(cid)


def test_the_sentence_names_the_institution_the_cohorts_and_the_limit():
    assert told(ReleaseLimit(at_most=Amount(percent=40)), AT_ONCE, "ann A", "bob B") == [
        "PANRB: 2 away at the same time (all cohorts); at most 1 allowed (40%)."
    ]


def test_a_row_without_a_number_is_refused():
    with pytest.raises(ValidationError, match="at_most"):
        ReleaseLimit(institution=("PANRB",))
