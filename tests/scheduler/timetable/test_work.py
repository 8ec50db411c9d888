"""A clock that counts work: what is left, and what shares of it are."""

from __future__ import annotations

import math

from scheduler.solve.limits import Clock, Limits
from scheduler.timetable.work import WorkClock


def test_work_done_is_gone_for_every_clock_made_of_it():
    clock = WorkClock.of(Clock.start(Limits(seconds=10)))
    share = clock.narrowed(0.5)
    clock.spend(2)
    assert (clock.left, share.left) == (8, 3)
    share.spend(4)
    assert (clock.left, share.left, share.is_over, clock.is_over) == (4, 0, True, False)
    assert share.overdue == 1


def test_without_a_limit_work_has_no_end_but_that_of_a_while():
    clock = WorkClock.of(Clock.start(Limits()))
    assert clock.narrowed(0.1).left == math.inf
    assert clock.within(3).left == 3
