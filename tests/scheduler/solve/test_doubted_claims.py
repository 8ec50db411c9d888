"""A claim of an engine that does not stand up is not believed.

HiGHS with presolve, as of its release in OR-Tools 9.15, calls the model below infeasible, though
all columns at 0 but the one before the last two at 2 keep every row.
"""

from __future__ import annotations

import numpy as np

from scheduler.solve import solve
from scheduler.solve.linear import LinearModel, Tier

UPPER = [1, 1, 1, 1, 1, 4, 1, 1, 1, 6, 5, 5, 4, 2, 2, 1]
COSTS = [-198, 21, -273, -282, -309, 0, 66, 66, 66, 0, 0, 0, 99, 33, 1, 0]
INF = np.inf
ROWS = [
    (0, {0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: -1}, 0),
    (-INF, {2: 2, 3: 2, 5: -1}, 0),
    (-INF, {2: -2, 3: -2, 5: 1}, 0),
    (-INF, {0: 3, 4: 3, 5: -1}, 0),
    (-INF, {0: -3, 4: -3, 5: 1}, 0),
    (-INF, {0: 1, 1: 1, 2: 1, 3: 1, 4: 1}, 2),
    (0, {0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 11: -1}, 0),
    (-INF, {9: -1, 11: 1}, 0),
    (0, {10: -1, 11: 1}, INF),
    (-INF, {9: 1, 10: -1, 12: -1}, 2),
    (-INF, {0: -1, 1: -1, 2: -1, 3: -1, 4: -1, 13: -1}, -2),
    (-INF, {1: 1, 3: -1, 14: -1}, 0),
    (0, {1: -1, 15: 1}, INF),
    (0, {3: -1, 15: 1}, INF),
    (0, {1: 1, 3: 1, 15: -1}, INF),
]


def model() -> LinearModel:
    parts = [row for _, row, _ in ROWS]
    return LinearModel(
        lower=np.zeros(16),
        upper=np.array(UPPER, dtype=float),
        integral=np.ones(16, dtype=bool),
        starts=np.cumsum([0, *map(len, parts)]),
        columns=np.array([column for row in parts for column in row]),
        factors=np.array([float(factor) for row in parts for factor in row.values()]),
        row_lower=np.array([low for low, _, _ in ROWS], dtype=float),
        row_upper=np.array([high for _, _, high in ROWS], dtype=float),
        tiers=(Tier("1", np.array(COSTS, dtype=float)),),
    )


def test_a_feasible_model_that_highs_calls_infeasible_is_solved():
    outcome = solve(model())
    assert outcome.status == "optimal"
    # Whatever is seated comes in multiples of 2 and 3 at once, and 2 at most: so nobody, and column 13 makes up for it.
    assert outcome.tiers[0].value == 66.0
