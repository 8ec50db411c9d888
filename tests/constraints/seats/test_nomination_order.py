from datetime import date

import pytest
import rows
from verdict import best, cases, off, seated

from constraints.seats.capacity import Capacity
from constraints.seats.eligibility import Eligibility
from constraints.seats.nomination_order import NominationOrder
from constraints.seats.pin import Pin
from scheduler.audit import audit
from scheduler.board import Board
from scheduler.domain import Cohort, Nominee, Programme
from scheduler.rulebook import complete
from scheduler.seating import fixed_to, model_of
from scheduler.solve import solve


def example(random, programme):
    del programme
    return NominationOrder(**rows.who(random), **rows.urgency(random))


def person(name, order, institution="PANRB", **more):
    return Nominee(id=name, order=order, institution=institution, **more)


FOUR = (person("ann", 1), person("bob", 2), person("cid", 3), person("dan", 4))


def programme(*people, status="open", seats_each=1):
    cohorts = (Cohort(code="A", seats_at_most=4, status=status), Cohort(code="B", seats_at_most=4, status=status))
    return Programme(cohorts=cohorts, nominees=people or FOUR, seats_each=seats_each)


GIVEN = programme()
RULE = NominationOrder()
DOCTORS = Eligibility(column="Title", one_of=("Dr",), missing="refuse")


def under(rules, given, *seats):
    """Judge seats under several rules: the order's violations, once the board has said the same."""
    allocation = seated(given, *seats).model_copy(update={"rules": tuple(rules)})
    order = next(rule for rule in rules if isinstance(rule, NominationOrder))
    amount = sum(violation.amount for violation in order.check(allocation))
    board = Board(given, rules, by_class=False)
    outcome = solve(fixed_to(board, model_of(board, 1), allocation.seats))
    assert {tier.name: tier.value for tier in outcome.tiers}.get("3", 0) == amount * order.weight
    return amount


def test_whoever_is_named_first_goes_first():
    assert off(RULE, GIVEN, "ann A", "bob B") == 0
    assert off(RULE, GIVEN, "bob A") == 1


def test_nobody_need_be_seated():
    assert off(RULE, GIVEN) == 0


def test_everyone_passed_over_counts_once():
    # ann alone is passed over, though by three people
    assert off(RULE, GIVEN, "bob A", "cid A", "dan B") == 1
    # ann is passed over by bob, and cid by dan
    assert off(NominationOrder(weight=2), GIVEN, "bob A", "dan A") == 2


def test_the_last_of_all_alone_passes_over_all_others():
    # ann, bob and cid
    assert off(RULE, GIVEN, "dan A") == 3


def test_institutions_do_not_wait_for_each_other():
    given = programme(person("ann", 1), person("bob", 2, "Kemendagri"), person("cid", 3, "Kemendagri"))
    assert off(RULE, given, "bob A") == 0
    assert off(RULE, given, "cid A") == 1


def test_numbers_may_be_left_out():
    given = programme(person("ann", 3), person("bob", 7))
    assert off(RULE, given, "ann A") == 0
    assert off(RULE, given, "bob A") == 1


def test_people_with_the_same_number_are_one_step():
    given = programme(person("ann", 1), person("bet", 1), person("cid", 2), person("dan", 2))
    assert off(RULE, given, "ann A") == 0
    assert off(RULE, given, "ann A", "bet A", "dan A") == 0
    # bet is passed over, by cid or by both
    assert off(RULE, given, "ann A", "cid A") == 1
    assert off(RULE, given, "ann A", "cid A", "dan A") == 1
    assert cases(RULE, given, "cid A") == [("passed", "ann", 1), ("passed", "bet", 1)]


def test_people_without_a_number_or_an_institution_neither_wait_nor_are_waited_for():
    given = programme(person("ann", None), person("bob", 1), person("cid", 1, ""), person("dan", 2, ""))
    assert off(RULE, given, "ann A", "dan A") == 0
    assert off(RULE, given, "bob A") == 0


def test_a_row_can_concern_a_group_alone():
    given = programme(person("ann", 1, sex="F"), person("bob", 2, sex="M"), person("cid", 3, sex="F"))
    assert off(NominationOrder(sex=("F",)), given, "cid A") == 1
    assert off(NominationOrder(sex=("F",)), given, "ann A", "cid A") == 0
    assert off(NominationOrder(institution=("Kemendagri",)), given, "cid A") == 0


def test_each_unit_can_have_an_order_of_its_own():
    given = programme(person("ann", 1, unit="Biro A"), person("bob", 2, unit="Biro B"), person("cid", 3, unit="Biro A"))
    assert off(NominationOrder(unit=("each",)), given, "bob A") == 0
    assert off(NominationOrder(unit=("each",)), given, "cid A") == 1


def test_how_many_seats_a_person_has_does_not_matter():
    given = programme(seats_each=2)
    assert off(RULE, given, "ann A", "bob A", "bob B") == 0
    assert off(RULE, given, "bob A", "bob B") == 1


def test_steps_of_several_hold_with_two_seats_each():
    people = (person("ann", 1), person("bet", 1), person("cid", 2))
    given = programme(*people, seats_each=2)
    assert off(RULE, given, "ann A", "ann B", "bet B", "cid A", "cid B") == 0
    assert off(RULE, given, "ann A", "ann B", "cid A", "cid B") == 1


def test_whoever_a_must_keeps_out_everywhere_is_passed_over():
    given = programme(
        person("ann", 1), person("bob", 2, facts={"Title": "Dr"}), person("cid", 3, facts={"Title": "Dr"})
    )
    assert under([DOCTORS, RULE], given, "bob A") == 0
    # cid still waits for bob
    assert under([DOCTORS, RULE], given, "cid A") == 1


def test_whoever_may_sit_in_one_cohort_is_waited_for():
    given = programme(person("ann", 1), person("bob", 2, facts={"Title": "Dr"}))
    in_a = DOCTORS.model_copy(update={"where": ("A",)})
    assert under([in_a, RULE], given, "bob A") == 1
    assert under([in_a, RULE], given, "ann B", "bob A") == 0


def test_a_wish_keeps_nobody_out():
    given = programme(person("ann", 1), person("bob", 2, facts={"Title": "Dr"}))
    assert under([DOCTORS.model_copy(update={"priority": 1}), RULE], given, "bob A") == 1


def test_several_musts_together_can_keep_somebody_out():
    given = programme(person("ann", 1), person("bob", 2, facts={"Title": "Dr"}))
    only_b = Eligibility(column="Nomination order", at_least=2, where=("B",))
    assert under([DOCTORS.model_copy(update={"where": ("A",)}), only_b, RULE], given, "bob A") == 0


def test_whoever_is_pinned_out_is_passed_over():
    assert under([Pin(nominee="ann", to="out"), RULE], GIVEN, "bob A") == 0
    assert under([Pin(nominee="ann", to="out"), RULE], GIVEN, "cid A") == 1


def test_the_audit_passes_over_the_same_people():
    rules = (Pin(nominee="ann", to="out"), RULE)
    assert audit(seated(GIVEN, "bob A"), rules).costs == {3: 0}
    assert audit(seated(GIVEN, "bob A"), rules[1:]).costs == {3: 1}


@pytest.mark.parametrize("status", ["closed", "may close"])
def test_a_closed_cohort_is_offered_to_nobody(status):
    # where everything is closed nobody could be seated, so nobody waits
    assert off(RULE, programme(status=status), "bob A") == (0 if status == "closed" else 1)


def test_may_sit_asks_every_must_for_a_cohort_that_is_offered():
    given = programme(person("ann", 1, birth=date(1990, 1, 1)))
    old = Eligibility(column="Birth date", at_most=date(1980, 1, 1))
    for rules, answer in (((), True), ((old,), False), ((old.model_copy(update={"where": ("A",)}),), True)):
        assert seated(given).model_copy(update={"rules": rules}).may_sit("ann") is answer


def test_the_rules_of_an_allocation_are_not_written_down():
    allocation = seated(GIVEN, "ann A").model_copy(update={"rules": (RULE,)})
    assert "rules" not in allocation.model_dump()
    assert "rules" not in allocation.model_dump_json()


def test_the_solver_seats_people_in_their_order():
    few = [Capacity(where=("each",), at_most=1)]
    allocation = best(GIVEN, *few)
    assert sorted(seat.nominee for seat in allocation.seats) == ["ann", "bob"]


def test_steps_of_several_leave_the_optimum_unique():
    given = programme(person("ann", 1), person("bet", 1), person("cid", 2))
    seats = [Capacity(where=("A",), at_most=2), Capacity(where=("B",), at_most=0)]
    outcome = solve(model_of(Board(given, complete(given, seats), by_class=False), 1))
    assert outcome.is_unique


def test_the_programme_implies_the_wish_where_anyone_has_a_number():
    implied = [rule for rule in complete(GIVEN, ()) if isinstance(rule, NominationOrder)]
    assert [rule.priority for rule in implied] == [3]
    unnumbered = programme(person("ann", None))
    assert not any(isinstance(rule, NominationOrder) for rule in complete(unnumbered, ()))


def test_a_row_takes_the_place_of_what_the_programme_implies():
    rules = complete(GIVEN, [NominationOrder(priority="must")])
    assert [rule.priority for rule in rules if isinstance(rule, NominationOrder)] == ["must"]


def test_people_without_a_number_are_alike():
    ann, bob = person("ann", None), person("bob", None)
    assert RULE.sees(ann) == RULE.sees(bob) != RULE.sees(FOUR[0]) != RULE.sees(FOUR[1])


def test_the_finding_names_those_who_were_passed():
    (found,) = RULE.check(seated(GIVEN, "bob A"))
    assert dict(found.facts) == {"nominee": "ann", "later": ("bob",), "institution": "PANRB"}
