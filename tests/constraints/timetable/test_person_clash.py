"""Person clash: nobody in two sessions at once."""

from __future__ import annotations

from week import off, session, urgency, week

from constraints.timetable.person_clash import PersonClash
from scheduler.allocation import Allocation, Seat
from scheduler.domain import Nominee


def example(random, programme):
    return programme, PersonClash(**urgency(random))


def test_two_breakouts_clash_for_whoever_takes_both():
    people = {"nominees": (Nominee(id="n"),)}
    programme = week(
        session("s", block="x", take=2), session("t", block="x", take=2), session("u", block="x"), **people
    )
    seat = Allocation(programme=programme, seats=(Seat(nominee="n", cohort="A", sessions=("s", "t")),))
    assert off(PersonClash(), programme, "s 0 1", "t 0 1", allocation=seat) == 1
    assert off(PersonClash(), programme, "s 0 1", "u 0 1", allocation=seat) == 0


def test_before_anybody_is_seated_those_of_a_block_of_which_people_take_several_may_share_people():
    programme = week(session("s", block="x", take=2), session("t", block="x", take=2), session("u", "B"))
    assert off(PersonClash(), programme, "s 0 1", "t 0 1", "u 0 1") == 1
    assert off(PersonClash(), programme, "s 0 1", "t 0 2", "u 0 1") == 0


def test_a_person_in_two_cohorts_is_in_one_of_their_sessions_at_a_time():
    programme = week(session("s"), session("t", "B"), nominees=(Nominee(id="n"),))
    both = Allocation(programme=programme, seats=tuple(Seat(nominee="n", cohort=code) for code in "AB"))
    assert off(PersonClash(), programme, "s 0 1", "t 0 1", allocation=both) == 1
    assert off(PersonClash(), programme, "s 0 1", "t 0 1") == 0
