import pytest
import rows
from pydantic import ValidationError
from verdict import best, cases, off, told

from constraints.seats.pin import Pin
from scheduler.domain import Cohort, Nominee, Programme, Session
from scheduler.findings import Place
from scheduler.rulebook import complete


def example(random, programme):
    places = [cohort.code for cohort in programme.cohorts] + [session.code for session in programme.sessions]
    to = random.choice(("out", random.choice(places)))
    return Pin(nominee=random.choice(programme.nominees).id, to=to, **rows.urgency(random))


def programme(**ann):
    return Programme(
        seats_each=2,
        cohorts=(Cohort(code="A", seats_at_most=1), Cohort(code="B", seats_at_most=2)),
        sessions=(
            Session(code="B1", cohort="B", block="x"),
            Session(code="B2", cohort="B", block="x"),
            Session(code="B0", cohort="B", title="Opening"),
        ),
        nominees=(Nominee(id="ann", **ann), Nominee(id="bob")),
    )


def test_a_pin_to_a_cohort_is_kept_by_a_seat_there():
    assert off(Pin(nominee="ann", to="A"), programme(), "ann A") == 0


@pytest.mark.parametrize("seats", [[], ["ann B B1"], ["bob A"]])
def test_a_pin_to_a_cohort_is_broken_by_any_other_outcome(seats):
    assert off(Pin(nominee="ann", to="A", weight=3), programme(), *seats) == 1


def test_a_pin_to_a_session_asks_for_that_session():
    assert off(Pin(nominee="ann", to="B1"), programme(), "ann B B1") == 0
    assert off(Pin(nominee="ann", to="B1"), programme(), "ann B B2") == 1


def test_a_pin_to_a_session_for_everyone_asks_for_its_cohort():
    assert off(Pin(nominee="ann", to="B0"), programme(), "ann B B2") == 0
    assert off(Pin(nominee="ann", to="B0"), programme(), "ann A") == 1


def test_out_counts_every_seat_that_is_held_nonetheless():
    assert off(Pin(nominee="ann", to="out"), programme(), "bob A") == 0
    assert off(Pin(nominee="ann", to="out"), programme(), "ann A") == 1
    # one seat in A and one in B; breakouts are no seats of their own
    assert off(Pin(nominee="ann", to="out"), programme(), "ann A", "ann B B1") == 2


def test_the_nominee_sheet_implies_pins_that_name_their_cell():
    cell = Place("book.xlsx", "Nominees", "R2")
    (rule,) = [
        rule
        for rule in complete(programme(pin="A", pin_reason="Speaker"), (), {"nominee:ann:pin": cell})
        if isinstance(rule, Pin)
    ]
    assert (rule.nominee, rule.to, rule.reason, rule.is_must, rule.place) == ("ann", "A", "Speaker", True, cell)


def test_people_without_a_pin_are_free():
    assert not any(isinstance(rule, Pin) for rule in complete(programme(), ()))


def test_a_row_of_the_sheet_adds_to_the_pins_of_the_nominee_sheet():
    rules = complete(programme(pin="A"), [Pin(nominee="bob", to="B")])
    assert [(rule.nominee, rule.to) for rule in rules if isinstance(rule, Pin)] == [("ann", "A"), ("bob", "B")]


def test_the_solver_puts_people_where_they_are_pinned():
    # A has one seat: it goes to whoever is pinned there, and the other person sits in B alone
    for pinned, other in (("ann", "bob"), ("bob", "ann")):
        allocation = best(programme(), Pin(nominee=pinned, to="A"), Pin(nominee=other, to="B2"))
        assert allocation.present("A") == {pinned}
        assert other in allocation.present("B2")


def test_the_solver_leaves_out_whoever_is_pinned_out():
    assert not best(programme(pin="out")).is_seated("ann")


def test_whoever_is_pinned_out_is_refused_everywhere_and_nobody_else_anywhere():
    given = programme()
    ann, bob = given.nominees
    out = Pin(nominee="ann", to="out")
    assert [out.refuses(ann, place, given).facts["cohort"] for place in ("A", "B", "B1")] == ["A", "B", "B"]
    assert out.refuses(bob, "A", given) is None
    assert Pin(nominee="ann", to="A").refuses(ann, "B", given) is None


def test_a_pinned_person_is_told_apart_from_all_others():
    ann, bob = programme().nominees
    rule = Pin(nominee="ann", to="A")
    assert rule.sees(ann) != rule.sees(bob) == rule.sees(bob.model_copy(update={"id": "cid"}))


def test_the_sentences_name_the_person_and_the_reason():
    assert told(Pin(nominee="ann", to="A", reason="Speaker"), programme()) == [
        "ann is pinned to A but has no seat there (reason: Speaker)."
    ]
    assert told(Pin(nominee="ann", to="out"), programme(), "ann A") == [
        "ann is pinned out but has a seat in A (reason: -)."
    ]


def test_findings_are_about_the_person():
    assert cases(Pin(nominee="ann", to="A"), programme()) == [("absent", "ann", 1)]
    assert cases(Pin(nominee="ann", to="out"), programme(), "ann A") == [("seated", "ann", 1)]


@pytest.mark.parametrize("blank", [{"nominee": " ", "to": "A"}, {"nominee": "ann", "to": ""}])
def test_a_pin_needs_a_person_and_a_place(blank):
    with pytest.raises(ValidationError, match="at least 1 character"):
        Pin(**blank)
