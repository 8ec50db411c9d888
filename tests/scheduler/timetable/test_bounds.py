"""Bounds drawn closer lose no solution, and rows called settled hold whatever the columns are."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
from scipy.sparse import csr_array

from scheduler.timetable.bounds import Bounds


def example(random: Random) -> tuple[Bounds, list[np.ndarray]]:
    """Two rows over three columns with small bounds, and every solution."""
    matrix = np.array([[random.randint(-2, 2) for _ in range(3)] for _ in range(2)])
    lower = np.array([random.randint(-1, 1) for _ in range(3)])
    upper = lower + np.array([random.randint(0, 2) for _ in range(3)])
    least = np.array([random.randint(-4, 2) for _ in range(2)])
    most = least + np.array([random.randint(0, 4) for _ in range(2)])
    bounds = Bounds(csr_array(matrix), least, most, lower, upper)
    return bounds, [point for point in points(bounds) if holds(bounds, matrix @ point).all()]


def points(bounds: Bounds) -> list[np.ndarray]:
    """Every point within the bounds of the columns."""
    spans = (range(low, high + 1) for low, high in zip(bounds.lower, bounds.upper, strict=True))
    return [np.array(point) for point in product(*spans)]


def holds(bounds: Bounds, sums: np.ndarray) -> np.ndarray:
    return (bounds.least <= sums) & (sums <= bounds.most)


def test_no_solution_is_lost():
    drawn = 0
    for seed in range(400):
        bounds, solutions = example(Random(seed))
        if not solutions:
            continue
        before = bounds.upper - bounds.lower
        bounds.tighten()
        drawn += int((before - (bounds.upper - bounds.lower)).sum())
        assert all((bounds.lower <= point).all() and (point <= bounds.upper).all() for point in solutions)
    assert drawn > 100


def test_settled_rows_hold_at_every_point_that_is_left():
    settled = 0
    for seed in range(400):
        bounds, solutions = example(Random(seed))
        if not solutions:
            continue
        bounds.tighten()
        closed = ~bounds.open_rows()
        settled += int(closed.sum())
        assert all(holds(bounds, bounds.matrix @ point)[closed].all() for point in points(bounds))
    assert settled > 100


def test_one_hour_taken_settles_all_others_of_a_single_meeting():
    """Of three hours one is taken: x + y + z == 1 with x at least 1 leaves y and z at 0."""
    bounds = Bounds(csr_array([[1, 1, 1]]), np.array([1]), np.array([1]), np.array([1, 0, 0]), np.array([1, 1, 1]))
    bounds.tighten()
    assert bounds.upper.tolist() == [1, 0, 0]
    assert not bounds.open_rows().any()
