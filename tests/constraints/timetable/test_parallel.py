"""Parallel breakouts begin together."""

from __future__ import annotations

from week import off, session, urgency, week, which

from constraints.timetable.parallel import ParallelBreakouts


def example(random, programme):
    return programme, ParallelBreakouts(**which(random, programme), **urgency(random))


def test_breakouts_of_a_block_begin_together():
    programme = week(*(session(code, block="x") for code in "stu"))
    assert off(ParallelBreakouts(), programme, "s 0 1", "t 0 1", "u 0 1") == 0
    assert off(ParallelBreakouts(), programme, "s 0 1", "t 0 1", "u 0 2") == 3


def test_where_people_take_several_of_a_block_they_need_not():
    programme = week(session("s", block="x", take=2), session("t", block="x", take=2))
    assert off(ParallelBreakouts(), programme, "s 0 1", "t 0 2") == 0
