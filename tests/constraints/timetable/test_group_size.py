"""Group size: a visit fits into the site and the bus."""

from __future__ import annotations

from week import off, session, some, told, urgency, week

from constraints.timetable.group_size import GroupSize
from scheduler.domain import Site


def example(random, programme):
    return programme, GroupSize(**some(random, programme), **urgency(random))


def test_a_group_fits_into_the_site_and_into_the_bus():
    sites = {"sites": (Site(code="w", capacity=10, bus_seats=8),)}
    assert off(GroupSize(), week(session("s", site="w", expected=8), **sites), "s 0 1") == 0
    assert off(GroupSize(), week(session("s", site="w", expected=9), **sites), "s 0 1") == 1
    assert off(GroupSize(), week(session("s", site="w", expected=12), **sites), "s 0 1") == 6


def test_a_group_that_is_too_large_is_told_to_split():
    programme = week(session("s", site="w", expected=12), sites=(Site(code="w", capacity=10),))
    assert told(GroupSize(), programme) == ["s: 12 people visit w, which takes 10; split the group."]
