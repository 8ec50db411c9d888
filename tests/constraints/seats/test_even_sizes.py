import pytest
import rows
from pydantic import ValidationError
from verdict import best, off, told

from constraints.seats.even_sizes import EvenSizes
from scheduler.domain import Cohort, Nominee, Programme, Session


def example(random, programme):
    codes = [cohort.code for cohort in programme.cohorts]
    breakouts = tuple(session.code for session in programme.sessions)
    listed = (tuple(codes[:2]), breakouts or tuple(codes), (codes[-1], *breakouts[:1], codes[0]))
    where = random.choice((("each",), ("all",), *listed))
    return EvenSizes(where=where, within=random.randint(0, 2), **rows.urgency(random))


def programme(*, people=6, status="open", sessions=()):
    return Programme(
        cohorts=(
            Cohort(code="A", seats_at_most=9),
            Cohort(code="B", seats_at_most=9),
            Cohort(code="C", seats_at_most=9, status=status),
        ),
        sessions=sessions,
        nominees=tuple(Nominee(id=f"n{number}") for number in range(people)),
    )


def sizes(**people):
    """Seats for so many people in each cohort: ``sizes(A=2, B=1)``."""
    cohorts = [code for code, count in people.items() for _ in range(count)]
    return [f"n{number} {code}" for number, code in enumerate(cohorts)]


def test_sizes_may_differ_by_as_many_as_the_row_says():
    # largest 3, smallest 1: they differ by 2
    assert off(EvenSizes(within=2), programme(), *sizes(A=3, B=1, C=2)) == 0
    assert off(EvenSizes(within=1), programme(), *sizes(A=3, B=1, C=2)) == 2 - 1
    assert off(EvenSizes(within=0, weight=4), programme(), *sizes(A=3, B=1, C=2)) == 2 - 0


def test_an_open_cohort_with_nobody_counts_as_empty():
    assert off(EvenSizes(), programme(), *sizes(A=2, B=2)) == 2 - 0 - 1


def test_a_cohort_that_may_close_is_compared_only_where_it_runs():
    assert off(EvenSizes(), programme(status="may close"), *sizes(A=3, B=3)) == 0
    # once it has somebody, it runs: 3 - 1 - 1
    assert off(EvenSizes(), programme(status="may close"), *sizes(A=3, B=2, C=1)) == 3 - 1 - 1
    # and it may be the largest: 4 - 1 - 1
    assert off(EvenSizes(), programme(status="may close"), *sizes(A=1, B=1, C=4)) == 4 - 1 - 1


def test_closed_cohorts_are_left_out():
    assert off(EvenSizes(), programme(status="closed"), *sizes(A=3, B=2)) == 0
    # people in a closed cohort are another rule's matter
    assert off(EvenSizes(), programme(status="closed"), *sizes(A=1, B=1, C=4)) == 0


def test_only_the_cohorts_listed_are_compared():
    assert off(EvenSizes(where=("A", "B")), programme(), *sizes(A=2, B=2)) == 0
    assert off(EvenSizes(where=("C", "A")), programme(), *sizes(A=2, B=2)) == 2 - 0 - 1


def test_all_means_the_same_cohorts_as_each():
    assert off(EvenSizes(where=("all",)), programme(), *sizes(A=4, B=1, C=1)) == 4 - 1 - 1


def test_parallel_sessions_can_be_compared():
    parallel = tuple(Session(code=code, cohort="A", block="x") for code in ("A1", "A2"))
    given = programme(sessions=parallel)
    assert off(EvenSizes(where=("A1", "A2")), given, "n0 A A1", "n1 A A1", "n2 A A2") == 0
    assert off(EvenSizes(where=("A1", "A2")), given, "n0 A A1", "n1 A A1", "n2 A A1") == 3 - 0 - 1


def test_the_solver_spreads_people_evenly():
    # 7 people over three cohorts: 3, 2 and 2
    allocation = best(programme(people=7), EvenSizes())
    assert sorted(len(allocation.present(code)) for code in "ABC") == [2, 2, 3]


def test_the_solver_may_close_a_cohort_rather_than_run_it_uneven():
    # whoever is seated counts first: 2 people sit in A and B, and C stays closed
    allocation = best(programme(people=2, status="may close"), EvenSizes(within=0, priority="must"))
    assert allocation.count() == 2
    assert len(allocation.present("A")) == len(allocation.present("B")) == 1


def test_it_is_a_late_wish_unless_a_row_says_otherwise():
    assert EvenSizes().priority == 4
    assert EvenSizes(priority="must").is_must


def test_the_sentence_names_the_largest_and_the_smallest():
    assert told(EvenSizes(), programme(), *sizes(A=2, B=4)) == [
        "B has 4 and C 0 people; the sizes of all cohorts may differ by 1."
    ]


def test_one_place_alone_is_refused():
    with pytest.raises(ValidationError, match="A alone cannot be compared"):
        EvenSizes(where=("A",))
