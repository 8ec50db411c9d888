"""Columns brought to where they cost least, one at a time."""

import numpy as np

from scheduler.solve.linear import value_of
from scheduler.solve.tighten import tightened


def some_solutions(instances, seed):
    """A tiny model and whole values that keep its rows, drawn until a few are found."""
    model, rng = instances.tiny(seed), np.random.default_rng(seed)
    drawn = (rng.integers(model.lower, model.upper + 1).astype(float) for _ in range(4000))
    return model, [values for values in drawn if model.holds(values)][:5]


def ladder(model, values):
    """Values of all tiers in their order."""
    return [value_of(tier, values) for tier in model.tiers]


def test_rows_stay_kept_and_no_tier_is_served_worse(instances):
    moved = 0
    for seed in range(60):
        model, found = some_solutions(instances, seed)
        objectives = [tier.costs for tier in model.tiers]
        for values in found:
            better = tightened(model, objectives, values)
            assert model.holds(better)
            assert ladder(model, better) <= ladder(model, values)
            assert np.array_equal(tightened(model, objectives, better), better)
            moved += ladder(model, better) < ladder(model, values)
    assert moved > 20


def test_a_slack_says_no_more_than_what_it_stands_for(instances):
    rows = instances.Rows()
    rows.add([0, 1, 2], [1, 1, -1], -np.inf, 1)
    tier = instances.Tier("1", np.array([0.0, 0.0, 1.0]))
    model = rows.model([0, 0, 0], [1, 1, 9], [True, True, False], [tier])
    for people, least in (([1, 1], 1), ([1, 0], 0), ([0, 0], 0)):
        assert tightened(model, [tier.costs], np.array([*people, 7.0])).tolist() == [*people, least]


def test_a_column_that_gains_goes_up_as_far_as_rows_let_it(instances):
    rows = instances.Rows()
    rows.add([0, 1], [2, 1], -np.inf, 6)
    tier = instances.Tier("1", np.array([-1.0, 0.0]))
    model = rows.model([0, 0], [9, 9], [True, True], [tier])
    assert tightened(model, [tier.costs], np.array([0.0, 1.0])).tolist() == [2, 1]
