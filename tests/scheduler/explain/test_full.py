"""Full explanations: terms add up, and every "why not" is what forcing it and solving again gives."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
import random_rules

from constraints.seats.eligibility import Eligibility
from constraints.seats.pin import Pin
from constraints.seats.quota import Quota
from scheduler.allocation import Allocation
from scheduler.audit import audit
from scheduler.desk import Desk, State
from scheduler.domain import Amount, Cohort, Nominee, Programme, Span, Topic
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
    assert_added_up(place.change)
    if place.claim is not None:
        assert place.claim.facts["mine"] < place.claim.facts["theirs"]


def assert_added_up(between):
    """What changes for each rule adds up to what changes for each priority, and no rule is told without a change."""
    added = Counter({priority: 0 for priority, _, _ in between.costs})
    for shift in between.by_rule:
        assert shift.worse != 0
        added[shift.priority] += shift.worse
    assert added == {priority: after - before for priority, before, after in between.costs}


def assert_explained(programme, rows, result, nominee):
    told = explain(result, nominee)
    values = {int(tier.name): tier.value for tier in result.tiers}
    assert {p: told.total(p) for p in result.audit.costs} == {p: values.get(p, 0) for p in result.audit.costs}
    assert all(term.cost > 0 for term in told.terms)
    held = {seat.cohort for seat in told.seats}
    assert {place.cohort for place in told.elsewhere} == set(programme.cohort) - held
    for place in told.elsewhere:
        assert_elsewhere(place, result, forced(programme, rows, nominee, place.cohort), nominee)
    ranks = [place.change.rank for place in told.elsewhere if place.change is not None]
    assert ranks == sorted(ranks)
    for opening in (*told.openings, *told.misses):
        again = with_changes(programme, rows, opening.changes)
        assert list(opening.difference.costs) == compared(result, again)
        held = {seat.cohort for seat in again.allocation.held_by(nominee)}
        assert (opening.cohort in held) == (opening in told.openings)
        assert not opening.difference.is_none
        assert_added_up(opening.difference)
    return told


def with_changes(programme, rows, changes):
    """Allocate from scratch with some rows changed."""
    after = {change.rule.key: change.becomes for change in changes if not change.rule.stems}
    changed = (after.get(row.key, row) for row in rows)
    return allocate(edited(programme, changes), [row for row in changed if row is not None])


def compared(before, after):
    costs = [result.audit.costs for result in (before, after)]
    return [(p, costs[0].get(p, 0), costs[1].get(p, 0)) for p in sorted(costs[0].keys() | costs[1].keys())]


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


# -- what it would take -------------------------------------------------------------------------


def kinds_of(told):
    return [[(change.kind, change.sheet) for change in opening.changes] for opening in told.openings]


def test_the_fewest_seats_more_that_reach_a_person_are_told():
    """Four want the same topic more than he does, and two seats are there."""
    strong = tuple(Nominee(id=f"s{k}", topics=("DAT",)) for k in range(4))
    given = Programme(
        cohorts=(Cohort(code="A", seats_at_most=2, topics=(Topic(code="DAT"), Topic(code="APP"))),),
        nominees=(*strong, Nominee(id="weak", topics=("SDM", "APP"))),
    )
    told = explain(allocate(given), "weak")
    (opening,) = told.openings
    assert [(change.old, change.new) for change in opening.changes] == [("2", "5")]
    assert len(opening.difference.gains) == 3
    assert [(change.old, change.new) for miss in told.misses for change in miss.changes] == [("2", "3")]
    assert "weak" not in told.misses[0].difference.gains


def test_one_more_in_a_quota_that_holds_a_person_back_is_told():
    quota = Quota(where=("A",), region=("Papua",), at_most=Amount(count=1))
    people = tuple(Nominee(id=f"p{k}", region="Papua") for k in range(2))
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=5),), nominees=people)
    result = allocate(given, [quota])
    out = next(person.id for person in people if not result.allocation.is_seated(person.id))
    (opening,) = explain(result, out).openings
    assert [(c.sheet, c.column, c.old, c.new) for c in opening.changes] == [("Quotas", "At most", "1", "2")]
    assert opening.difference.gains == (out,)


def test_whoever_meets_conditions_nowhere_is_told_what_waiving_them_would_give():
    bars = [Eligibility(column="English", at_least="500"), Eligibility(column="Trained in Korea", at_most="2000")]
    people = (Nominee(id="low", english=400.0, trained=2010, topics=("DAT",)), *PEOPLE)
    (opening,) = explain(allocate(programme(people, seats=3), bars), "low").openings
    assert [(change.kind, change.people) for change in opening.changes] == [("waive", ("low",))] * 2
    assert opening.cohort == "A"
    assert opening.difference.gains == ("low",)


def test_a_person_pinned_out_is_told_what_would_be_without_the_pin():
    people = (PEOPLE[0].model_copy(update={"pin": "out"}), *PEOPLE[1:])
    told = explain(allocate(programme(people, seats=3)), "ann")
    assert kinds_of(told) == [[("drop", "Nominees")]]
    assert told.openings[0].cohort == "A"


def test_days_on_which_a_person_cannot_be_away_are_told_to_be_in_the_way():
    days = {"start": date(2026, 9, 6), "end": date(2026, 9, 17)}
    away = Nominee(id="ann", unavailable=(Span(first=days["start"], last=days["start"]),))
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=2, **days),), nominees=(away, PEOPLE[2]))
    told = explain(allocate(given), "ann")
    assert kinds_of(told) == [[("free", "Nominees")]]
    assert told.openings[0].difference.gains == ("ann",)


def test_somebody_seated_is_told_only_of_ways_to_a_better_place():
    result = allocate(programme())
    seated = {seat.nominee: seat.cohort for seat in result.allocation.seats}
    told = explain(result, next(iter(seated)))
    assert [place.kind for place in told.elsewhere] == ["worse"]
    assert told.openings == ()
    assert told.misses == ()


def test_a_pin_to_another_cohort_is_told_to_keep_a_person_from_a_better_one():
    people = (PEOPLE[0].model_copy(update={"pin": "B"}), *PEOPLE[1:])
    told = explain(allocate(programme(people, seats=2)), "ann")
    assert kinds_of(told) == [[("drop", "Nominees")]]
    assert told.openings[0].cohort == "A"


def test_the_weakest_points_in_a_full_cohort_are_told_where_they_decided():
    people = (*(Nominee(id=f"s{k}", topics=("DAT",)) for k in range(2)), Nominee(id="weak", topics=("APP", "DAT")))
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=2, topics=(Topic(code="DAT"),)),), nominees=people)
    place = of(explain(allocate(given), "weak"), "A")
    assert (place.claim.code, place.claim.facts["mine"], place.claim.facts["theirs"]) == ("outranked", 2, 3)


def test_people_from_whom_a_class_of_alike_people_cannot_be_told_apart_are_explained():
    alike = tuple(Nominee(id=f"n{k}") for k in range(9))
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=4),), nominees=alike)
    result = allocate(given)
    out = next(person.id for person in alike if not result.allocation.is_seated(person.id))
    told = explain(result, out)
    assert [place.kind for place in told.elsewhere] == ["lot"]
    assert told.openings[-1].difference.gains
