import pytest
import rows
from verdict import best, cases, off, seated, told

from constraints.seats.capacity import Capacity
from constraints.seats.fill_seats import FillSeats
from scheduler.domain import Cohort, Nominee, Programme, Session
from scheduler.rulebook import complete
from scheduler.tally import Tally


def example(random, programme):
    return FillSeats(where=rows.where(random, programme), **rows.urgency(random))


def programme(*, people=4, status="open"):
    return Programme(
        cohorts=(Cohort(code="A", seats_at_most=2), Cohort(code="B", seats_at_most=2, status=status)),
        sessions=(
            Session(code="B1", cohort="B", block="x", seats_at_most=1),
            Session(code="B2", cohort="B", block="x"),
        ),
        nominees=tuple(Nominee(id=f"n{number}") for number in range(people)),
    )


def test_full_cohorts_leave_nothing_to_wish_for():
    assert off(FillSeats(), programme(), "n0 A", "n1 A", "n2 B B1", "n3 B B2") == 0


def test_every_empty_seat_counts():
    # A: 2 - 1, B: 2 - 0
    assert off(FillSeats(weight=3), programme(), "n0 A") == 1 + 2


def test_a_cohort_that_is_overfull_fills_no_seat_elsewhere():
    # A has 3 people on 2 seats; B lacks both
    assert off(FillSeats(), programme(), "n0 A", "n1 A", "n2 A") == 2
    # counted together, 3 people are on 4 seats
    assert off(FillSeats(where=("all",)), programme(), "n0 A", "n1 A", "n2 A") == 4 - 3


def test_only_the_cohorts_named_are_filled():
    assert off(FillSeats(where=("A",)), programme(), "n0 A", "n1 A") == 0


def test_a_session_offers_its_own_room_or_its_cohorts():
    # B1 has room for one; B2 states no limit, so it offers the 2 seats of B
    assert off(FillSeats(where=("B1",)), programme()) == 1
    assert off(FillSeats(where=("B2",)), programme(), "n0 B B2") == 2 - 1


def test_a_closed_cohort_offers_no_seats():
    assert off(FillSeats(), programme(status="closed"), "n0 A", "n1 A") == 0


def test_a_cohort_that_may_close_offers_its_seats():
    assert off(FillSeats(), programme(status="may close"), "n0 A", "n1 A") == 2


def test_it_is_the_first_wish_unless_a_row_says_otherwise():
    (rule,) = [rule for rule in complete(programme(), ()) if isinstance(rule, FillSeats)]
    assert (rule.priority, rule.where) == (1, ("each",))
    rules = complete(programme(), [FillSeats(where=("A",), priority=2)])
    assert [(rule.priority, rule.where) for rule in rules if isinstance(rule, FillSeats)] == [(2, ("A",))]


@pytest.mark.parametrize(("people", "count"), [(3, 3), (4, 4), (6, 4)])
def test_the_solver_leaves_no_seat_empty_that_somebody_could_take(people, count):
    # four seats in all
    assert best(programme(people=people)).count() == count


def test_a_wish_that_comes_first_is_worth_empty_seats():
    # with priority 1 for "nobody in A" and priority 2 for full cohorts, only B is filled
    empty = Capacity(where=("A",), at_most=0, priority=1)
    assert best(programme(), empty, FillSeats(priority=2)).count() == 2
    # the other way round the seats count first
    assert best(programme(), empty.model_copy(update={"priority": 2}), FillSeats(priority=1)).count() == 4


def test_nobody_is_told_apart():
    one, other, *_ = programme().nominees
    assert FillSeats().sees(one) == FillSeats().sees(other)


def test_findings_name_the_cohort_and_its_empty_seats():
    assert cases(FillSeats(), programme(), "n0 A") == [("empty", "A", 1), ("empty", "B", 2)]
    assert told(FillSeats(where=("all",)), programme(), "n0 A") == ["All cohorts: 4 seats offered, 3 of them empty."]


def test_the_report_counts_people_beside_the_seats_offered():
    assert list(FillSeats().tallies(seated(programme(), "n0 A"))) == [Tally("", "A", 1, 2), Tally("", "B", 0, 2)]
