"""First and last: orientation and presentation."""

from __future__ import annotations

from week import off, session, some, urgency, week

from constraints.timetable.first_last import FirstLast


def example(random, programme):
    day = random.choice(("first day", "last day"))
    return programme, FirstLast(which=day, **some(random, programme), **urgency(random))


def test_orientation_is_on_the_first_day_and_the_presentation_on_the_last():
    programme = week(session("s", kind="orientation"), session("t", kind="presentation"), days=3)
    first, last = FirstLast(kinds=("orientation",)), FirstLast(kinds=("presentation",), which="last day")
    assert off(first, programme, "s 0 2", "t 1 1") == 0
    assert off(first, programme, "s 1 1", "t 2 1") == 1
    assert off(last, programme, "s 0 2", "t 1 1") == 1
    assert off(last, programme, "s 1 1", "t 2 3") == 0
