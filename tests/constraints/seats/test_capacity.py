import pytest
import rows
from pydantic import ValidationError
from verdict import best, cases, off, seated, told

from constraints.seats.capacity import Capacity
from scheduler.domain import Cohort, Nominee, Programme, Session
from scheduler.rulebook import complete
from scheduler.tally import Tally


def example(random, programme):
    numbers = {"at_least": random.choice((None, 1, 2)), "at_most": random.choice((None, 0, 1, 2))}
    return Capacity(where=rows.where(random, programme), **numbers, **rows.urgency(random))


def programme(*, people=4, **a):
    return Programme(
        cohorts=(Cohort(code="A", **{"seats_at_most": 3, **a}), Cohort(code="B", seats_at_most=3)),
        sessions=(
            Session(code="B1", cohort="B", block="x", seats_at_least=1, seats_at_most=2),
            Session(code="B2", cohort="B", block="x"),
            Session(code="B0", cohort="B", title="Opening"),
        ),
        nominees=tuple(Nominee(id=f"n{number}") for number in range(people)),
    )


def implied(given, place):
    rules = [rule for rule in complete(given, ()) if isinstance(rule, Capacity) and rule.where == (place,)]
    return {rule.stems: (rule.at_least, rule.at_most) for rule in rules}


def test_a_cohort_holds_exactly_at_its_most():
    assert off(Capacity(where=("A",), at_most=2), programme(), "n0 A", "n1 A") == 0


def test_every_person_too_many_counts():
    # three are there and one fits: 3 - 1
    assert off(Capacity(where=("A",), at_most=1, weight=3), programme(), "n0 A", "n1 A", "n2 A") == 2


def test_every_person_missing_counts():
    assert off(Capacity(where=("A",), at_least=3), programme(), "n0 A") == 3 - 1
    assert off(Capacity(where=("A",), at_least=1), programme(), "n0 A") == 0


def test_each_cohort_is_counted_alone_and_all_are_counted_together():
    seats = ("n0 A", "n1 A", "n2 B B1")
    # A has 2 and B has 1
    assert off(Capacity(where=("each",), at_most=1), programme(), *seats) == 2 - 1
    assert off(Capacity(where=("all",), at_most=1), programme(), *seats) == 3 - 1
    assert off(Capacity(where=("A", "B"), at_least=5), programme(), *seats) == 5 - 3


def test_a_session_is_counted_by_those_who_take_it():
    seats = ("n0 B B1", "n1 B B1", "n2 B B2")
    assert off(Capacity(where=("B1",), at_most=1), programme(), *seats) == 2 - 1
    assert off(Capacity(where=("B2",), at_least=1), programme(), *seats) == 0


def test_a_session_for_everyone_is_counted_by_its_cohort():
    assert off(Capacity(where=("B0",), at_most=1), programme(), "n0 B B1", "n1 B B2") == 2 - 1


@pytest.mark.parametrize("status", ["may close", "closed"])
def test_a_cohort_that_does_not_run_owes_no_fewest_number(status):
    assert off(Capacity(where=("A",), at_least=2), programme(status=status)) == 0


def test_an_open_cohort_owes_its_fewest_number_even_with_nobody():
    assert off(Capacity(where=("A",), at_least=2), programme()) == 2


def test_a_cohort_that_may_close_owes_its_fewest_number_once_somebody_is_there():
    assert off(Capacity(where=("A",), at_least=2), programme(status="may close"), "n0 A") == 2 - 1


def test_cohorts_counted_together_owe_their_fewest_number_whether_they_run_or_not():
    assert off(Capacity(where=("A", "B"), at_least=2), programme(status="may close"), "n0 B B1") == 2 - 1


def test_the_cohorts_sheet_implies_both_numbers_by_cell():
    assert implied(programme(seats_at_least=1), "A") == {
        "cohort:A:seats_at_most": (None, 3),
        "cohort:A:seats_at_least": (1, None),
    }


def test_a_closed_cohort_has_room_for_nobody():
    assert implied(programme(seats_at_least=1, status="closed"), "A") == {"cohort:A:seats_at_most": (None, 0)}
    assert best(programme(status="closed")).present("A") == frozenset()


def test_the_sessions_sheet_implies_the_numbers_it_states():
    assert implied(programme(), "B1") == {
        "session:B1:seats_at_most": (None, 2),
        "session:B1:seats_at_least": (1, None),
    }
    assert implied(programme(), "B2") == {}


def test_a_row_adds_to_what_the_sheets_imply():
    # 8 people, 3 seats in A and 3 in B; the row leaves one of those in A
    assert best(programme(people=8)).count() == 3 + 3
    assert best(programme(people=8), Capacity(where=("A",), at_most=1)).count() == 1 + 3


def test_the_solver_keeps_a_session_within_its_room():
    assert len(best(programme(people=8)).present("B1")) in {1, 2}


def test_nobody_is_told_apart():
    one, other, *_ = programme().nominees
    assert Capacity(at_most=1).sees(one) == Capacity(at_most=1).sees(other)


def test_the_sentences_name_the_place_and_both_numbers():
    rule = Capacity(where=("each",), at_least=2, at_most=2)
    assert told(rule, programme(), "n0 A", "n1 A", "n2 A", "n3 B B1") == [
        "A: 3 people seated; 2 fit.",
        "B: 1 person seated; at least 2 needed.",
    ]


def test_findings_are_about_the_places_counted_together():
    found = cases(Capacity(where=("all",), at_most=0), programme(), "n0 A")
    assert found == [("over", "all", 1)]


def test_the_report_counts_people_beside_both_numbers():
    lines = list(Capacity(where=("A",), at_least=1, at_most=2).tallies(seated(programme(), "n0 A")))
    assert lines == [Tally("", "A", 1, 1, 2)]


def test_a_number_below_zero_is_refused():
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        Capacity(at_most=-1)
