"""Time limits, stop signals and progress."""

from __future__ import annotations

import itertools
import signal
import threading
import time

import pytest

from scheduler.solve.limits import Clock, Limits
from scheduler.solve.linear import value_of
from scheduler.solve.optimise import solve


@pytest.fixture(scope="module")
def hard(instances):
    """Caps so tight that its proof takes minutes."""
    return instances.allocation(instances.Shape(1000, 20, ministry_cap=2, region_cap=2))


class After:
    """A stop signal that is set once the solve has been going for a while."""

    def __init__(self, seconds):
        self.at = time.monotonic() + seconds

    def is_set(self):
        return time.monotonic() > self.at


def is_sound(model, outcome):
    """Whether the values keep every row and every tier tells the truth about them."""
    assert model.holds(outcome.values)
    assert [t.value for t in outcome.tiers] == [value_of(t, outcome.values) for t in model.tiers]
    known = [t.bound is not None for t in outcome.tiers]
    assert known == sorted(known, reverse=True), "a bound stands on the tiers before"
    assert all(t.bound <= t.value for t in outcome.tiers if t.bound is not None)
    return True


@pytest.mark.slow
def test_time_running_out_leaves_the_best_solution_and_its_bounds(hard):
    outcome = solve(hard, Limits(seconds=8))
    assert outcome.stopped_by == "time"
    assert outcome.status in ("feasible", "unknown")
    assert outcome.values is None or is_sound(hard, outcome)
    assert not outcome.is_unique


@pytest.mark.parametrize("limits", [Limits(), Limits(seconds=30)])
def test_engines_that_give_up_with_time_left_are_not_told_as_a_time_limit(instances, monkeypatch, limits):
    model = instances.allocation(instances.Shape(30, 3, ministry_cap=2, region_cap=2))
    assert solve(model).status == "optimal"

    def broken(*_):
        raise AttributeError("canonical_code")

    monkeypatch.setattr("scheduler.solve.ask.Job._inside", broken)
    monkeypatch.setattr("scheduler.solve.ask._apart", broken)
    outcome = solve(model, limits)
    assert (outcome.status, outcome.stopped_by) == ("unknown", "engine")


@pytest.mark.slow
def test_a_stop_signal_hands_back_what_there_is(hard):
    outcome = solve(hard, Limits(), stop=After(6))
    assert outcome.stopped_by == "interrupt"
    # A slow machine may have found nothing by then; what is handed back is sound all the same.
    assert outcome.status in ("feasible", "unknown")
    assert outcome.values is None or is_sound(hard, outcome)


def test_a_stop_before_anything_is_found_is_unknown(hard):
    stop = threading.Event()
    stop.set()
    outcome = solve(hard, Limits(), stop=stop)
    assert (outcome.status, outcome.stopped_by, outcome.values) == ("unknown", "interrupt", None)
    assert [t.value for t in outcome.tiers] == [None] * len(hard.tiers)


@pytest.mark.slow
def test_a_signal_handler_runs_while_an_engine_works(hard):
    """Control-C sets the event in the main thread, which must not be stuck inside an engine."""
    stop = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    timer = threading.Timer(5, lambda: signal.raise_signal(signal.SIGINT))
    timer.start()
    try:
        outcome = solve(hard, Limits(), stop=stop)
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)
    assert outcome.stopped_by == "interrupt"


@pytest.mark.slow
def test_progress_names_tier_and_phase_in_order_of_time(hard):
    seen = []
    solve(hard, Limits(seconds=18), progress=seen.append)
    seconds = [p.seconds for p in seen]
    assert seconds == sorted(seconds)
    assert all(later - earlier > 0.09 for earlier, later in itertools.pairwise(seconds))
    assert {p.tier for p in seen} <= {t.name for t in hard.tiers}
    assert {p.tiers for p in seen} == {len(hard.tiers)}
    closing = [p for p in seen if p.phase == "closing" and p.value is not None]
    assert all(p.bound <= p.value for p in closing if p.bound is not None)


@pytest.mark.parametrize("wrong", [{"seconds": 0}, {"seconds": -1.0}, {"workers": 0}, {"seed": -1}, {"seed": 2**31}])
def test_limits_out_of_range_are_refused_by_name(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Limits(**wrong)


def test_a_narrowed_clock_never_outlives_its_parent():
    clock = Clock.start(Limits(seconds=100))
    assert 40 < clock.narrowed(0.5).left <= 50
    assert clock.within(1000).left <= 100
    assert clock.narrowed(0.01, least=1000).left <= 100
    assert Clock.start(Limits()).narrowed(0.5).deadline == float("inf")
