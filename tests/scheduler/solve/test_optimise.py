"""The whole engine against plain enumeration."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from scheduler.solve.limits import Limits
from scheduler.solve.linear import value_of
from scheduler.solve.optimise import solve


def every_solution(model):
    """All whole solutions, one a row, by trying every choice of the 0/1 columns and the slacks."""
    ranges = [np.arange(low, high + 1) for low, high in zip(model.lower, model.upper, strict=True)]
    binary = [k for k, r in enumerate(ranges) if r.size == 2]
    wide = [k for k, r in enumerate(ranges) if r.size > 2]
    grids = np.array(list(itertools.product(*(ranges[k] for k in binary))))
    matrix = np.zeros((model.height, model.width))
    np.add.at(matrix, (model.rows(), model.columns), model.factors)
    found = []
    for rest in itertools.product(*(ranges[k] for k in wide)):
        values = np.zeros((grids.shape[0], model.width))
        values[:, binary], values[:, wide] = grids, rest
        sums = values @ matrix.T
        found.append(values[((sums >= model.row_lower) & (sums <= model.row_upper)).all(axis=1)])
    return np.concatenate(found)


def best_of(model, solutions):
    """Lexicographically least values, and how many solutions reach them."""
    values = np.array([solutions @ tier.costs + tier.constant for tier in model.tiers]).T
    best = values[np.lexsort(values.T[::-1])[0]]
    return best, int((values == best).all(axis=1).sum())


@pytest.mark.parametrize("block", range(10))
def test_every_tier_has_the_value_that_trying_all_choices_finds(instances, block):
    seen = set()
    for seed in range(block * 30, block * 30 + 30):
        model = instances.tiny(seed)
        solutions = every_solution(model)
        outcome = solve(model, Limits(seconds=60, workers=1))
        if not len(solutions):
            assert outcome.status == "infeasible", seed
            assert outcome.values is None
            seen.add("infeasible")
            continue
        best, count = best_of(model, solutions)
        assert outcome.status == "optimal", seed
        assert [tier.value for tier in outcome.tiers] == best.tolist(), seed
        assert [value_of(tier, outcome.values) for tier in model.tiers] == best.tolist(), seed
        assert all(tier.is_proven and tier.gap == 0 for tier in outcome.tiers)
        assert outcome.is_unique == (count == 1), seed
        seen.add("unique" if count == 1 else "several")
    assert "unique" in seen
