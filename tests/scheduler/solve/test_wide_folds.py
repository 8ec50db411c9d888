"""A tier folded with a far wider one keeps its own bound to the last unit."""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.solve.fold import fold, unfolded
from scheduler.solve.linear import LinearModel, Tier


@pytest.mark.parametrize("width", [10.0, 1e4, 999_998.0, 999_999.0])
def test_one_unit_of_the_first_tier_is_not_swallowed_by_a_wide_second_one(width):
    model = LinearModel(
        lower=np.zeros(2),
        upper=np.ones(2),
        integral=np.ones(2, dtype=bool),
        starts=np.array([0]),
        columns=np.empty(0, np.int64),
        factors=np.empty(0),
        row_lower=np.empty(0),
        row_upper=np.empty(0),
    )
    tiers = (Tier("1", np.array([-1.0, 0.0])), Tier("2", np.array([0.0, -width])))
    folded = fold(model, tiers, widest=1e7)
    assert len(folded.tiers) == 2
    best = np.ones(2)
    assert unfolded(folded, float(folded.costs @ best), best) == [-1.0, -width]
