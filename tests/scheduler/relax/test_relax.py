"""Ways out: each shown to work, different from the others, cheapest first; marked rows stay."""

from __future__ import annotations

import contradictions
import pytest

from constraints.seats.capacity import Capacity
from constraints.seats.eligibility import Eligibility
from constraints.seats.fill_seats import FillSeats
from constraints.seats.keep_apart import KeepApart
from constraints.seats.keep_together import KeepTogether
from constraints.seats.pin import Pin
from constraints.seats.quota import Quota
from constraints.seats.viable_cohort import ViableCohort
from scheduler.diagnose import is_ground
from scheduler.domain import Amount, Cohort, Nominee, Programme
from scheduler.pipeline import allocate
from scheduler.relax import relax
from scheduler.rulebook import complete

CHUNK = 25


def assert_works(given, rows, way):
    """The seats shown keep every rule once the changes are made, and an independent solver agrees."""
    after, changed = way.applied(given, rows)
    rules = complete(after, changed)
    seats = way.witness.model_copy(update={"programme": after, "rules": rules})
    assert not seats.broken(rules)
    assert contradictions.can_hold(after, rules)
    stays = [row for row in rows if row.fixed]
    assert all(any(row is kept for kept in changed) for row in stays)
    assert {change.rule.fixed for change in way.changes} == {False}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 200, CHUNK))
def test_every_way_out_works_and_leaves_marked_rows_alone(first):
    for number in range(first, first + CHUNK):
        given, rows = contradictions.instance(number)
        ways = relax(given, rows)
        firm = [rule for rule in complete(given, rows) if rule.fixed or is_ground(rule)]
        assert bool(ways) == contradictions.can_hold(given, firm), number
        assert [way.cost for way in ways] == sorted(way.cost for way in ways)
        changed = [frozenset(id(change.rule) for change in way.changes) for way in ways]
        assert len(set(changed)) == len(changed)
        for way in ways:
            assert_works(given, rows, way)


PEOPLE = tuple(
    Nominee(id=f"n{k}", sex="FM"[k % 2], region="Papua" if k < 2 else "Bali", english=400.0 + 50 * k) for k in range(6)
)


def programme(**first):
    cohorts = (Cohort(code="A", **{"seats_at_most": 3, **first}), Cohort(code="B", seats_at_most=3))
    return Programme(cohorts=cohorts, nominees=PEOPLE)


def changes(ways):
    return [[(c.kind, c.sheet, c.column, c.old, c.new, c.people) for c in way.changes] for way in ways]


def test_a_quota_above_the_seats_can_be_lowered_or_the_seats_raised():
    quota = Quota(where=("A",), sex=("F",), at_least=Amount(count=3), note="agreed")
    others = Quota(where=("A",), sex=("M",), at_least=Amount(count=1))
    ways = relax(programme(), [quota, others])
    assert sorted(changes(ways)) == [
        [("number", "Cohorts", "Seats at most", "3", "4", ())],
        [("number", "Quotas", "At least", "1", "0", ())],
        [("number", "Quotas", "At least", "3", "2", ())],
    ]
    assert {way.cost.people for way in ways} == {1}


def test_the_weights_of_rows_rank_what_costs_the_same_people():
    dear = Quota(where=("A",), sex=("F",), at_least=Amount(count=3), weight=9)
    cheap = Quota(where=("A",), sex=("M",), at_least=Amount(count=1), weight=2)
    ways = relax(programme(fixed=True), [dear, cheap])
    assert [way.changes[0].rule for way in ways] == [cheap, dear]
    assert [way.cost.weight for way in ways] == [2, 9]


def test_seats_of_a_marked_cohort_do_not_grow():
    ways = relax(programme(fixed=True), [Capacity(where=("A",), at_least=4)])
    assert changes(ways) == [[("number", "Capacity", "At least", "4", "3", ())]]


def test_a_condition_is_waived_for_the_fewest_people():
    bar = Eligibility(where=("A",), column="English", at_least="560")
    ways = relax(programme(fixed=True), [bar, Capacity(where=("A",), at_least=3)])
    assert changes(ways)[0] == [("number", "Capacity", "At least", "3", "2", ())]
    waived = ways[1].changes[0]
    assert (waived.kind, waived.column, len(waived.people)) == ("waive", "Waived for", 1)


def test_three_ways_are_offered_where_two_rows_can_share_what_is_missing():
    bar = Eligibility(where=("A",), column="English", at_least="500")
    papua = Quota(where=("A",), region=("Papua",), at_least=Amount(count=2))
    assert sorted(changes(relax(programme(), [bar, papua]))) == [
        [("number", "Quotas", "At least", "2", "0", ())],
        [("waive", "Eligibility", "Waived for", "", "n0", ("n0",)), ("number", "Quotas", "At least", "2", "1", ())],
        [("waive", "Eligibility", "Waived for", "", "n0; n1", ("n0", "n1"))],
    ]


def test_a_pin_is_dropped_from_its_row_or_from_the_nominee():
    pinned = PEOPLE[0].model_copy(update={"pin": "A"})
    given = programme().model_copy(update={"nominees": (pinned, *PEOPLE[1:])})
    row = Pin(nominee="n0", to="B")
    ways = relax(given, [row])
    assert sorted(changes(ways)) == [
        [("drop", "Nominees", "Pin", "A", "", ("n0",))],
        [("drop", "Pins", "", "", "", ("n0",))],
    ]
    for way in ways:
        after, rows = way.applied(given, [row])
        assert len(rows) + sum(bool(person.pin) for person in after.nominees) == 1


def test_a_row_without_a_number_becomes_a_wish():
    together = KeepTogether(nominees=("n0", "n1"))
    pins = [Pin(nominee="n0", to="A", fixed=True), Pin(nominee="n1", to="B", fixed=True)]
    (way,) = relax(programme(), [together, *pins])
    assert changes([way]) == [[("wish", "Keep together", "Priority", "must", "1", ())]]
    assert allocate(*way.applied(programme(), [together, *pins])).is_proven


def test_a_number_that_no_row_may_hold_is_no_way_out():
    apart = KeepApart(where=("A",), nominees=("n0", "n1"))
    pins = [Pin(nominee="n0", to="A", fixed=True), Pin(nominee="n1", to="A", fixed=True)]
    (way,) = relax(programme(), [apart, *pins])
    assert changes([way]) == [[("wish", "Keep apart", "Priority", "must", "1", ())]]


def test_a_percentage_is_moved_as_little_as_the_seats_allow():
    share = Quota(where=("A",), sex=("F",), at_least=Amount(percent=80))
    men = Quota(where=("A",), sex=("M",), at_least=Amount(count=1), fixed=True)
    full = FillSeats(where=("A",), priority="must", fixed=True)
    ways = relax(programme(fixed=True), [share, men, full])
    assert changes(ways) == [[("number", "Quotas", "At least", "80%", "66%", ())]]


def test_exactly_is_split_into_at_least_and_at_most():
    exact = Quota(where=("A",), region=("Papua",), exactly=Amount(count=3))
    (way,) = relax(programme(), [exact])
    moves = way.changes[0].moves
    assert moves == (("At least", "", "2"), ("At most", "", "3"), ("Exactly", "3", ""))


def test_the_fewest_of_a_cohort_that_may_close_are_lowered_in_its_own_cell():
    given = programme(status="may close", seats_at_least=3, seats_at_most=3)
    rows = [ViableCohort(at_least=3), Pin(nominee="n0", to="A", fixed=True)]
    rows += [Quota(where=("A",), at_most=Amount(count=2), fixed=True)]
    ways = relax(given, rows)
    assert changes(ways) == [
        [("number", "Cohorts", "Seats at least", "3", "2", ()), ("number", "Viable cohorts", "At least", "3", "2", ())]
    ]


def test_a_note_marks_the_row_and_keeps_what_it_said():
    quota = Quota(where=("A",), region=("Papua",), at_least=Amount(count=3), note="agreed")
    (way,) = relax(programme(), [quota])
    _, (row,) = way.applied(programme(), [quota], lambda change: f"was {change.old}")
    assert (row.at_least, row.note) == (Amount(count=2), "was 3; agreed")


def test_rows_that_are_all_marked_leave_no_way_out():
    assert relax(programme(), [Quota(region=("Papua",), at_least=Amount(count=3), fixed=True)]) == ()


def test_nothing_is_changed_where_all_rules_can_hold():
    assert relax(programme(), [Quota(region=("Papua",), at_least=Amount(count=2))]) == ()
