"""Full explanations: terms add up, and every "why not" is what forcing it and solving again gives."""

from __future__ import annotations

from collections import Counter

import pytest
import random_rules

from constraints.seats.pin import Pin
from constraints.seats.quota import Quota
from scheduler.allocation import Allocation
from scheduler.audit import audit
from scheduler.desk import Desk, State
from scheduler.domain import Amount, Cohort, Nominee, Programme, Topic
from scheduler.errors import Infeasible
from scheduler.explain import explain
from scheduler.pipeline import allocate
from scheduler.relax.change import edited

CHUNK = 20


def forced(programme, rows, nominee, cohort):
    """Allocate from scratch with a pin that must hold; None where that is impossible."""
    try:
        return allocate(programme, [*rows, Pin(nominee=nominee, to=cohort)])
    except Infeasible:
        return None


def assert_elsewhere(place, result, after, nominee):
    is_refused = any(
        rule.refuses(result.programme.nominee[nominee], place.cohort, result.programme)
        for rule in result.rules
        if rule.is_must
    )
    assert bool(place.refusals) == is_refused or place.kind == "closed"
    if after is None:
        assert place.kind in ("closed", "refused", "impossible")
        assert place.change is None
        return
    assert place.kind in ("worse", "lot")
    assert [cost for _, _, cost in place.change.costs] == list(after.audit.costs.values())
    before = {seat.nominee for seat in result.allocation.seats}
    now = {seat.nominee for seat in after.allocation.seats}
    assert place.change.gains == tuple(sorted(now - before))
    assert place.change.loses == tuple(sorted(before - now))
    assert (place.kind == "worse") == (place.decided is not None and place.decided[1] > 0)
    assert set(place.holders) in (set(), set(result.allocation.present(place.cohort)))


def assert_explained(programme, rows, result, nominee):
    told = explain(result, nominee)
    values = {int(tier.name): tier.value for tier in result.tiers}
    assert {p: told.total(p) for p in result.audit.costs} == {p: values.get(p, 0) for p in result.audit.costs}
    assert all(term.cost > 0 for term in told.terms)
    held = {seat.cohort for seat in told.seats}
    assert {place.cohort for place in told.elsewhere} == set(programme.cohort) - held
    for place in told.elsewhere:
        assert_elsewhere(place, result, forced(programme, rows, nominee, place.cohort), nominee)
    for opening in told.openings:
        after = {change.rule.key: change.becomes for change in opening.changes if not change.rule.stems}
        changed = [after.get(row.key, row) for row in rows]
        again = allocate(edited(programme, opening.changes), changed)
        assert opening.cohort in {seat.cohort for seat in again.allocation.held_by(nominee)}
    return told


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 200, CHUNK))
def test_every_why_not_is_what_forcing_it_and_solving_again_gives(first):
    for number in range(first, first + CHUNK):
        programme, rows, result = random_rules.feasible(number)
        people = [nominee.id for nominee in programme.nominees]
        try:
            for nominee in people[number % 2 :: max(1, len(people) // 2)]:
                assert_explained(programme, rows, result, nominee)
        except AssertionError as error:
            error.add_note(f"programme {number}")
            raise


def test_the_random_programmes_meet_every_kind_of_answer():
    met = Counter(
        place.kind
        for number in range(20)
        for programme, _, result in [random_rules.feasible(number)]
        for nominee in programme.nominees
        for place in explain(result, nominee.id).elsewhere
    )
    assert {"closed", "refused", "impossible", "worse", "lot"} <= met.keys()


PEOPLE = (
    Nominee(id="ann", sex="F", region="Papua", topics=("DAT",), institution="X", order=1),
    Nominee(id="bob", sex="M", region="Papua", topics=("APP",), institution="X", order=2),
    Nominee(id="cid", sex="M", region="Bali", topics=("DAT",)),
)


def programme(people=PEOPLE, seats=1):
    cohorts = (
        Cohort(code="A", seats_at_most=seats, topics=(Topic(code="DAT"),)),
        Cohort(code="B", seats_at_most=seats, topics=(Topic(code="APP"),)),
    )
    return Programme(cohorts=cohorts, nominees=people)


def of(told, cohort):
    return next(place for place in told.elsewhere if place.cohort == cohort)


def test_a_full_cohort_names_who_holds_its_seats_and_what_would_be_lost():
    result = allocate(programme())
    out = next(n.id for n in PEOPLE if not result.allocation.is_seated(n.id))
    told = explain(result, out)
    place = of(told, "A")
    assert place.holders == tuple(result.allocation.present("A"))
    assert {violation.case for violation in place.blocking} == {"over"}
    assert place.change.gains == (out,)
    assert len(place.change.loses) == 1


def test_one_more_seat_is_offered_where_it_would_seat_the_person():
    result = allocate(programme())
    out = next(n.id for n in PEOPLE if not result.allocation.is_seated(n.id))
    opening = next(o for o in explain(result, out).openings if o.cohort == "A")
    assert [(c.sheet, c.column, c.old, c.new) for c in opening.changes] == [("Cohorts", "Seats at most", "1", "2")]
    assert opening.difference.gains == (out,)
    assert opening.difference.loses == ()


def test_a_place_that_rules_make_impossible_names_the_rows_of_one_conflict():
    quota = Quota(where=("A",), region=("Papua",), at_most=Amount(count=0))
    place = of(explain(allocate(programme(seats=3), [quota]), "ann"), "A")
    assert place.kind == "impossible"
    assert [rule.sheet for rule in place.conflict] == ["Quotas"]


def test_nobody_seated_is_explained_too():
    result = allocate(programme(seats=0))
    told = explain(result, "ann")
    assert told.seats == ()
    assert [place.kind for place in told.elsewhere] == ["impossible", "impossible"]
    assert told.total(2) == result.audit.costs[2]


def test_an_allocation_that_is_not_proven_is_explained_without_claims_of_proof():
    result = allocate(programme(seats=3))
    swapped = tuple(s.model_copy(update={"cohort": "AB"[s.cohort == "A"]}) for s in result.allocation.seats)
    worse = Allocation(programme=result.programme, seats=swapped, rules=result.rules)
    base = State(worse, result.rules, audit(worse, result.rules).costs, is_proven=False)
    desk = Desk(result.programme, result.rules, base=base)
    kinds = {n.id: [place.kind for place in explain(result, n.id, desk=desk).elsewhere] for n in PEOPLE}
    assert {kind for told in kinds.values() for kind in told} == {"unproven"}


def test_an_institutions_own_order_decides_where_nothing_before_it_does():
    people = tuple(person.model_copy(update={"topics": ("DAT",)}) for person in PEOPLE[:2])
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=1, topics=(Topic(code="DAT"),)),), nominees=people)
    place = of(explain(allocate(given), "bob"), "A")
    assert place.decided == (3, 1)
    assert place.change.loses == ("ann",)


def test_an_unknown_person_is_refused():
    with pytest.raises(KeyError):
        explain(allocate(programme()), "nobody")
