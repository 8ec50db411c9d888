import pytest
import rows
from pydantic import ValidationError
from verdict import best, cases, off, seated, told

from constraints.seats.viable_cohort import ViableCohort
from scheduler.board import Board
from scheduler.domain import Cohort, Nominee, Programme
from scheduler.rulebook import complete
from scheduler.seating import fixed_to, model_of
from scheduler.solve import solve
from scheduler.tally import Tally


def example(random, programme):
    return ViableCohort(where=rows.where(random, programme), at_least=random.randint(1, 3), **rows.urgency(random))


def programme(*, people=4, least=2, status="may close"):
    return Programme(
        cohorts=(
            Cohort(code="A", seats_at_least=least, seats_at_most=3, status=status),
            Cohort(code="B", seats_at_most=3),
        ),
        nominees=tuple(Nominee(id=f"n{number}") for number in range(people)),
    )


def implied(given):
    return [rule for rule in complete(given, ()) if isinstance(rule, ViableCohort)]


def test_a_cohort_that_may_close_can_be_empty():
    assert off(ViableCohort(at_least=2), programme()) == 0


def test_a_cohort_that_runs_is_off_by_the_people_it_lacks():
    # three are needed, one is there: 3 - 1 = 2
    assert off(ViableCohort(at_least=3, weight=5), programme(), "n0 A") == 2


def test_a_cohort_holds_exactly_at_its_minimum():
    assert off(ViableCohort(at_least=2), programme(), "n0 A", "n1 A") == 0


def test_the_higher_of_the_row_and_the_cohorts_sheet_counts():
    one_each = [f"n{number} A" for number in range(2)]
    assert off(ViableCohort(at_least=1), programme(least=3), *one_each) == 3 - 2
    assert off(ViableCohort(at_least=3), programme(least=1), *one_each) == 3 - 2


@pytest.mark.parametrize("status", ["open", "closed"])
def test_cohorts_that_cannot_choose_are_not_concerned(status):
    assert off(ViableCohort(at_least=3), programme(status=status), "n0 A") == 0


def test_only_the_cohorts_named_are_concerned():
    assert off(ViableCohort(where=("B",), at_least=3), programme(), "n0 A", "n1 B") == 0


def test_cohorts_listed_together_are_looked_at_one_by_one():
    two = programme().model_copy(
        update={"cohorts": tuple(Cohort(code=code, seats_at_most=3, status="may close") for code in "AB")}
    )
    # A and B have one person each, and each lacks one
    found = cases(ViableCohort(where=("A", "B"), at_least=2), two, "n0 A", "n1 B")
    assert found == [("small", "A", 1), ("small", "B", 1)]


def test_the_cohorts_sheet_implies_the_rule_and_names_its_cell():
    (rule,) = implied(programme(least=2))
    assert (rule.where, rule.at_least, rule.stems) == (("A",), 2, "cohort:A:seats_at_least")
    assert implied(programme(status="open")) == []


def test_without_a_number_in_the_cohorts_sheet_running_means_somebody():
    (rule,) = implied(programme(least=0))
    assert rule.at_least == 1


def test_the_solver_closes_a_cohort_that_cannot_be_filled_and_runs_one_that_can():
    def run(people):
        open_cohort = Cohort(code="B", seats_at_least=2, seats_at_most=3)
        given = programme(people=people)
        return best(given.model_copy(update={"cohorts": (given.cohorts[0], open_cohort)}))

    # of three people B needs two, and one is too few for A; of four, two are left for A
    assert run(3).present("A") == frozenset()
    assert len(run(4).present("A")) == 2


def test_a_cohort_runs_on_the_board_exactly_when_it_has_people():
    def runs(*held):
        board = Board(programme(), [], by_class=False)
        (column,) = board.runs("A").columns
        model = fixed_to(board, model_of(board, 1), seated(programme(), *held).seats)
        return solve(model).values[column]

    assert runs("n0 B") == 0
    assert runs("n0 A") == 1
    assert runs("n0 A", "n1 A") == 1


def test_the_report_counts_what_a_cohort_needs_only_where_it_runs():
    rule = ViableCohort(at_least=2)
    assert list(rule.tallies(seated(programme(), "n0 A"))) == [Tally("", "A", 1, 2)]
    assert list(rule.tallies(seated(programme()))) == [Tally("", "A", 0)]


def test_the_sentence_names_the_cohort_and_both_numbers():
    sentence = "A runs with 1 of the 2 people whom it needs to run."
    assert told(ViableCohort(at_least=2), programme(), "n0 A") == [sentence]


def test_a_row_without_a_number_is_refused():
    with pytest.raises(ValidationError, match="at_least"):
        ViableCohort(where=("A",))
