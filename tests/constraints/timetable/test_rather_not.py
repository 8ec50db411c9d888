"""Rather not: hours that are used only where nothing else fits."""

from __future__ import annotations

from datetime import time, timedelta

from timetables import MONDAY
from week import off, session, urgency, week

from constraints.timetable.rather_not import RatherNot
from scheduler.domain import Span


def example(random, programme):
    who = random.choice(("l1", "r1", "w2", "B", "s0"))
    day = Span(first=MONDAY, last=MONDAY + timedelta(days=random.randint(0, 1)))
    when = random.choice(({"days": (day,)}, {"slots": (2,)}, {"since": time(10)}, {}))
    return programme, RatherNot(who=who, **when, **urgency(random, soft_only=True))


def test_hours_that_are_rather_not_used_cost_but_can_be_used():
    programme = week(session("s", length=2))
    assert off(RatherNot(who="s", slots=(3,)), programme, "s 0 2") == 1
    assert off(RatherNot(who="s", slots=(3,)), programme, "s 0 1") == 0
