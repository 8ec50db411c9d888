"""Feasibility without objectives, and the rows to blame."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.solve.feasible import is_feasible, suspects
from scheduler.solve.linear import Tier
from scheduler.solve.optimise import solve
from scheduler.solve.presolve import extract


def only_rows(model, rows):
    """The model with some of its rows and all of its columns."""
    return extract(model, np.arange(model.width), np.asarray(rows))


@pytest.mark.parametrize("block", range(4))
def test_feasibility_agrees_with_the_full_solve(instances, block):
    verdicts = set()
    for seed in range(block * 40, block * 40 + 40):
        model = instances.tiny(seed)
        verdict = is_feasible(model)
        assert verdict == (solve(model).status == "optimal"), seed
        verdicts.add(verdict)
    assert verdicts == {True, False}


def with_least(model, rows, least):
    """The model with other lower bounds, and no upper bounds, on some rows."""
    lower, upper = model.row_lower.copy(), model.row_upper.copy()
    lower[rows], upper[rows] = least, np.inf
    return replace(model, row_lower=lower, row_upper=upper)


def test_a_row_that_cannot_hold_by_itself_is_the_only_suspect(instances):
    model = instances.allocation(instances.Shape(200, 6, density=0.5))
    sizes = np.diff(model.starts)
    crowd = int(np.argmax(sizes))
    assert suspects(with_least(model, [crowd], sizes[crowd] + 1.0)).tolist() == [crowd]


def test_suspects_alone_prove_that_nothing_fits(instances):
    """Six cohorts together want one person more than there are; each could have its share alone."""
    model = instances.allocation(instances.Shape(200, 6, density=0.5, least=25))
    cohorts = np.flatnonzero((model.row_upper == 50) & (model.row_lower > 0))
    greedy = with_least(model, cohorts, 201.0 / cohorts.size)
    rows = suspects(greedy)
    assert set(cohorts) <= set(rows)
    assert rows.size < greedy.height
    assert is_feasible(only_rows(greedy, rows)) is False


def test_every_row_is_suspect_when_only_wholeness_fails(instances):
    """Three people, each pair of whom shares exactly one seat: halves would fit, whole people do not."""
    rows = instances.Rows()
    for pair in ([0, 1], [1, 2], [0, 2]):
        rows.add(pair, 1, 1, 1)
    model = rows.model(np.zeros(3), np.ones(3), np.ones(3, bool), [])
    assert is_feasible(model) is False
    assert suspects(model).tolist() == [0, 1, 2]
    assert solve(model).status == "infeasible"


def test_a_model_without_rows_or_columns_is_feasible(instances):
    empty = instances.Rows().model([], [], [], [])
    assert is_feasible(empty) is True
    assert solve(empty).status == "optimal"


def test_row_bounds_between_whole_numbers_are_read_as_whole(instances):
    """At least 0.5 of two people is one; at most 0.5 is none."""
    rows = instances.Rows()
    rows.add([0, 1], 1, 0.5, 1.5)
    costs = Tier("cost", np.array([3.0, 2.0]))
    assert solve(rows.model([0, 0], [1, 1], [True, True], [costs])).values.tolist() == [0, 1]
    rows.add([0, 1], 1, -np.inf, 0.5)
    assert is_feasible(rows.model([0, 0], [1, 1], [True, True], [costs])) is False


def test_a_row_whose_bounds_cross_is_impossible(instances):
    rows = instances.Rows()
    rows.add([0, 1], 1, 2, 1)
    model = rows.model([0, 0], [1, 1], [True, True], [])
    assert is_feasible(model) is False
    assert suspects(model).tolist() == [0]


def test_questions_about_ten_thousand_pairs_need_no_wandering(instances):
    """Without costs to steer by, simplex takes minutes on a model of this kind; noise settles both answers at once."""
    model = instances.allocation(instances.Shape(1500, 40))
    crowded = with_least(model, np.flatnonzero(model.row_upper == 50), 50.0)
    assert is_feasible(model) is True
    assert is_feasible(crowded) is False
    rows = suspects(crowded)
    assert rows.size < crowded.height
    assert is_feasible(only_rows(crowded, rows)) is False
