"""Larger instances, and independence from seed, workers and the order of rows and columns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.solve.limits import Limits
from scheduler.solve.linear import LinearModel, Tier
from scheduler.solve.optimise import solve
from scheduler.solve.presolve import with_row


@pytest.fixture(scope="module")
def tight(instances):
    """300 nominees, caps of 3 in every cohort: the relaxation is fractional."""
    return instances.allocation(instances.Shape(300, 12, ministry_cap=3, region_cap=3, capacity=12, least=4, seed=3))


def values_of(outcome):
    return [tier.value for tier in outcome.tiers]


def test_a_result_proven_unique_depends_on_neither_seed_nor_workers(tight):
    first = solve(tight, Limits(seed=1, workers=1))
    other = solve(tight, Limits(seed=12345, workers=2))
    assert first.status == other.status == "optimal"
    assert first.is_unique
    assert other.is_unique
    assert np.array_equal(first.values, other.values)


def shuffled(model, seed):
    """The same model with columns and rows in another order, and where its columns came from."""
    rng = np.random.default_rng(seed)
    place, rows = rng.permutation(model.width), rng.permutation(model.height)
    number = np.argsort(place)
    sizes = np.diff(model.starts)[rows]
    entries = np.concatenate([np.arange(model.starts[r], model.starts[r + 1]) for r in rows])
    tiers = tuple(Tier(t.name, t.costs[place], t.constant) for t in model.tiers)
    moved = LinearModel(
        model.lower[place], model.upper[place], model.integral[place], np.r_[0, np.cumsum(sizes)],
        number[model.columns[entries]], model.factors[entries], model.row_lower[rows], model.row_upper[rows], tiers,
    )  # fmt: skip
    return moved, place


def test_a_result_proven_unique_does_not_depend_on_the_order_of_rows_and_columns(tight):
    straight = solve(tight)
    moved, place = shuffled(tight, 5)
    outcome = solve(moved)
    assert straight.is_unique
    assert np.array_equal(outcome.values, straight.values[place])


def test_each_tier_is_at_its_least_given_those_before(instances):
    """The chain of single solves, each under a row that keeps the tiers before, finds the same values."""
    model = instances.allocation(instances.Shape(150, 8, ministry_cap=3, region_cap=3, capacity=9, least=3, seed=2))
    chained, kept = [], replace(model, tiers=())
    for tier in model.tiers:
        value = solve(replace(kept, tiers=(tier,))).tiers[0].value
        chained.append(value)
        kept = with_row(kept, tier.costs, -np.inf, value)
    assert values_of(solve(model)) == chained


def test_independent_parts_are_solved_apart_and_added_up(instances):
    """Two copies side by side serve every tier twice as well as one."""
    one = instances.allocation(instances.Shape(80, 6, capacity=8, least=2, seed=4))
    copies = 2
    starts = np.r_[one.starts, one.starts[1:] + one.starts[-1]]
    double = LinearModel(
        np.tile(one.lower, copies), np.tile(one.upper, copies), np.tile(one.integral, copies), starts,
        np.r_[one.columns, one.columns + one.width], np.tile(one.factors, copies),
        np.tile(one.row_lower, copies), np.tile(one.row_upper, copies),
        tuple(Tier(t.name, np.tile(t.costs, copies), t.constant) for t in one.tiers),
    )  # fmt: skip
    single, both = solve(one), solve(double)
    assert both.parts == 2 * single.parts
    assert values_of(both) == [2 * value for value in values_of(single)]
    assert both.status == "optimal"


def test_fractional_relaxations_are_closed_and_proven(tight):
    outcome = solve(tight)
    assert outcome.status == "optimal"
    assert any(tier.engine != "LP" for tier in outcome.tiers)
    assert tight.holds(outcome.values)


def test_ranked_courses_with_two_seats_each_person(instances):
    """Everybody ranks nine courses and takes two; 33 seats a course: a transportation problem."""
    rng = np.random.default_rng(8)
    people, courses, seats = 146, 9, 33
    rank = np.argsort(rng.random((people, courses)) - np.linspace(0, 0.8, courses), axis=1).argsort(axis=1) + 1.0
    rows = instances.Rows()
    pairs = np.arange(people * courses).reshape(people, courses)
    for person in pairs:
        rows.add(person, 1, 2, 2)
    for course in pairs.T:
        rows.add(course, 1, -np.inf, seats)
    width = pairs.size
    total = Tier("rank", rank.ravel())
    outcome = solve(rows.model(np.zeros(width), np.ones(width), np.ones(width, bool), [total]))
    assert outcome.status == "optimal"
    assert outcome.tiers[0].engine == "LP"
    seated = outcome.values.reshape(people, courses)
    assert seated.sum(axis=1).tolist() == [2] * people
    assert seated.sum(axis=0).max() <= seats
    assert outcome.tiers[0].value == (rank * seated).sum()
