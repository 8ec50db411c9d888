"""Order: before, right before, on one day or not."""

from __future__ import annotations

from week import off, session, told, urgency, week

from constraints.timetable.order import Order


def example(random, programme):
    codes = [session.code for session in programme.sessions]
    relation = random.choice(("before", "right before", "same day", "other day", "same time"))
    gap = {"hours": random.choice((0, 0, 1, 2, 20)), "days": random.choice((0, 0, 1, 2))}
    first, second = random.choice(codes), random.choice(codes)
    return programme, Order(first=first, relation=relation, second=second, **gap, **urgency(random))


TWO = week(session("s"), session("t"), days=3)


def test_before_means_that_all_has_ended():
    rule = Order(first="s", second="t")
    assert off(rule, TWO, "s 0 1", "t 0 2") == 0
    assert off(rule, TWO, "s 0 1", "t 0 1") == 1
    assert off(rule, TWO, "s 1 1", "t 0 3") == 1


def test_hours_and_days_between_are_counted_on_the_clock_and_in_the_calendar():
    assert off(Order(first="s", second="t", hours=1), TWO, "s 0 1", "t 0 3") == 0
    assert off(Order(first="s", second="t", hours=1), TWO, "s 0 1", "t 0 2") == 1
    assert off(Order(first="s", second="t", days=1), TWO, "s 0 1", "t 0 3") == 1
    assert off(Order(first="s", second="t", days=2), TWO, "s 0 3", "t 2 1") == 0
    assert told(Order(first="s", second="t", days=2), TWO, "s 0 1", "t 1 1") == [
        "s must end before t begins, 2 days earlier."
    ]


def test_right_before_leaves_no_hour_between():
    rule = Order(first="s", relation="right before", second="t")
    assert off(rule, TWO, "s 0 1", "t 0 2") == 0
    assert off(rule, TWO, "s 0 1", "t 0 3") == 1
    assert off(rule, TWO, "s 0 3", "t 1 1") == 1


def test_one_day_or_different_days_or_one_hour():
    assert off(Order(first="s", relation="same day", second="t"), TWO, "s 0 1", "t 0 3") == 0
    assert off(Order(first="s", relation="same day", second="t"), TWO, "s 0 1", "t 1 1") == 2
    assert off(Order(first="s", relation="other day", second="t"), TWO, "s 0 1", "t 0 3") == 1
    assert off(Order(first="s", relation="same time", second="t"), TWO, "s 0 1", "t 0 1") == 0
    assert off(Order(first="s", relation="same time", second="t"), TWO, "s 0 1", "t 0 2") == 2
