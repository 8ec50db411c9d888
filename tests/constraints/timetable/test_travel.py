"""Travel: time for the way."""

from __future__ import annotations

from week import off, session, urgency, week, which

from constraints.timetable.travel import Travel
from scheduler.domain import Room, Route, Site


def example(random, programme):
    return programme, Travel(**which(random, programme), **urgency(random))


SITES = {"sites": (Site(code="v", minutes=15), Site(code="w", minutes=40)), "rooms": (Room(code="r", capacity=9),)}
PROGRAMME = week(session("s", site="v"), session("t", site="w"), session("u", needs_room=True), **SITES)


def test_the_way_there_and_back_takes_its_minutes():
    """An hour ends a quarter of an hour before the next begins."""
    assert off(Travel(), PROGRAMME, "s 0 1", "u 0 2 r") == 0
    assert off(Travel(), PROGRAMME, "t 0 1", "u 0 2 r") == 1
    assert off(Travel(), PROGRAMME, "t 0 3", "u 0 2 r") == 1
    assert off(Travel(), PROGRAMME, "t 0 1", "u 0 3 r") == 0
    assert off(Travel(), PROGRAMME, "t 0 1", "u 1 1 r") == 0


def test_between_two_sites_lie_both_ways_or_their_route():
    assert off(Travel(), PROGRAMME, "s 0 1", "t 0 2") == 1
    near = PROGRAMME.model_copy(update={"routes": (Route(first="w", second="v", minutes=10),)})
    assert off(Travel(), near, "s 0 1", "t 0 2") == 0


def test_other_cohorts_do_not_travel():
    programme = week(session("t", site="w"), session("u", "B", needs_room=True), **SITES)
    assert off(Travel(), programme, "t 0 1", "u 0 2 r") == 0
