"""Reasons in one line: what they claim is what the rows of the solved board, or solving again, shows."""

from __future__ import annotations

from random import Random

from constraints.seats.quota import Quota
from scheduler.desk import Desk, difference
from scheduler.domain import Amount, Cohort, Nominee, Programme, Session, Topic
from scheduler.pipeline import allocate

DAT, APP = Topic(code="DAT"), Topic(code="APP")


def crowd(random):
    """Two cohorts for a third of the people, many of whom wish for the same."""
    wishes = [(), ("DAT",), ("APP",), ("DAT", "APP")]
    people = tuple(
        Nominee(
            id=f"n{k:02}",
            sex=random.choice("FM"),
            institution=random.choice("XYZ"),
            order=random.choice((None, k + 1)),
            topics=random.choice(wishes),
        )
        for k in range(30)
    )
    cohorts = tuple(Cohort(code=code, seats_at_most=5, topics=(topic,)) for code, topic in (("A", DAT), ("B", APP)))
    return Programme(cohorts=cohorts, nominees=people)


def test_the_lot_is_named_only_where_a_seat_would_cost_no_priority_anything():
    named = 0
    for number in range(12):
        rules = [
            Quota(where=("A",), sex=("F",), at_least=Amount(percent=40)),
            Quota(institution=("X",), at_most=Amount(count=4)),
        ]
        result = allocate(crowd(Random(f"crowd {number}")), rules[: number % 3])
        desk = Desk.of(result)
        for nominee, reason in result.reasons.items():
            if reason.code == "lot":
                named += 1
                there = desk.seated(nominee, reason.facts["cohort"])
                assert difference(desk.base, there).changed == (), (number, nominee)
    assert named > 10


def reason_of(result, nominee):
    reason = result.reasons[nominee]
    return reason.code, reason.facts


def test_the_cohort_that_serves_a_person_best_is_the_one_spoken_of():
    people = (*(Nominee(id=f"s{k}", topics=("APP",)) for k in range(2)), Nominee(id="out", topics=("DAT", "APP")))
    given = Programme(
        cohorts=(Cohort(code="A", seats_at_most=1, topics=(DAT,)), Cohort(code="B", seats_at_most=1, topics=(APP,))),
        nominees=(*people, Nominee(id="t", topics=("DAT", "APP"))),
    )
    result = allocate(given)
    out = next(i for i in ("out", "t") if not result.allocation.is_seated(i))
    assert reason_of(result, out) == ("lot", {"cohort": "A"})


def test_points_of_breakouts_count_in_who_came_first():
    sessions = (
        Session(code="A1", cohort="A", block="x", topics=(DAT,)),
        Session(code="A2", cohort="A", block="x", topics=(APP,)),
    )
    people = (Nominee(id="in", topics=("DAT",)), Nominee(id="out", topics=("SDM", "APP")))
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=1),), sessions=sessions, nominees=people)
    code, facts = reason_of(allocate(given), "out")
    assert (code, facts["mine"], facts["theirs"]) == ("outranked", 2, 3)


def test_another_institutions_order_decides_nothing():
    """The two are alike but for the order in which their own institutions named them."""
    people = (Nominee(id="a", institution="X", order=1), Nominee(id="b", institution="Y", order=2))
    result = allocate(Programme(cohorts=(Cohort(code="A", seats_at_most=1),), nominees=people))
    out = next(i for i in "ab" if not result.allocation.is_seated(i))
    assert reason_of(result, out)[0] == "lot"


def test_ones_own_institutions_order_is_named_where_it_decided():
    people = (Nominee(id="a", institution="X", order=1), Nominee(id="b", institution="X", order=2))
    result = allocate(Programme(cohorts=(Cohort(code="A", seats_at_most=1),), nominees=people))
    assert reason_of(result, "b") == ("order", {"cohort": "A", "order": 2})
