"""The pieces that proofs are made of: bounds, folds, faces, presolve, parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.solve.bound import certified, common_step, whole_bound
from scheduler.solve.even import farkas
from scheduler.solve.face import face, restricted
from scheduler.solve.fold import fold, greatest, unfolded
from scheduler.solve.limits import Clock, Limits
from scheduler.solve.linear import Tier
from scheduler.solve.lp import relax
from scheduler.solve.parts import bundles, components
from scheduler.solve.presolve import Impossible, reduced, tightened


def clock():
    return Clock.start(Limits())


def solutions_of(model):
    """Every whole solution of a small 0/1 model, one a row."""
    width = model.width
    choices = (np.arange(2**width)[:, None] >> np.arange(width)) & 1
    return np.array([c for c in choices.astype(float) if model.holds(c)]).reshape(-1, width)


@pytest.fixture(params=range(12))
def small(instances, request):
    """A 0/1 model with at most 12 columns that has solutions."""
    for seed in range(request.param * 100, request.param * 100 + 100):
        model = instances.tiny(seed)
        if model.width <= 12 and model.upper.max() == 1 and solutions_of(model).size:
            return model
    raise AssertionError("no such model")


def test_any_prices_whatever_give_a_bound_that_no_solution_beats(small):
    costs, rng = small.tiers[0].costs, np.random.default_rng(1)
    least = (solutions_of(small) @ costs).min()
    for _ in range(50):
        assert certified(small, costs, rng.normal(size=small.height) * 3).bound <= least


def test_the_relaxation_s_prices_prove_its_value(small):
    costs = small.tiers[0].costs
    found = relax(small, costs, clock())
    assert found.certificate.bound == pytest.approx(costs @ found.values, abs=1e-6)


def test_restricting_to_a_value_loses_no_solution_of_at_most_that_value(small):
    costs, every = small.tiers[-1].costs, solutions_of(small)
    certificate = relax(small, costs, clock()).certificate
    for value in np.unique(every @ costs):
        narrow = restricted(small, certificate, value)
        assert all(narrow.holds(one) for one in every[every @ costs <= value])


def test_the_face_holds_exactly_the_optimal_solutions(small):
    costs, every = small.tiers[-1].costs, solutions_of(small)
    least = (every @ costs).min()
    narrow = face(small, costs, relax(small, costs, clock()).certificate, least)
    assert [narrow.holds(one) for one in every] == (every @ costs == least).tolist()


def test_a_fold_ranks_solutions_as_its_tiers_do_in_order(small):
    every, folded = solutions_of(small), fold(small, small.tiers)
    tiers = np.array([every @ tier.costs for tier in folded.tiers]).T
    order = np.lexsort(tiers.T[::-1])
    values = (every @ folded.costs)[order]
    assert np.all(np.diff(values) >= 0)
    is_tie = np.all(np.diff(tiers[order], axis=0) == 0, axis=1)
    assert np.array_equal(np.diff(values) == 0, is_tie)


def test_a_bound_on_a_fold_becomes_true_bounds_of_its_tiers(small):
    """At every solution the first tier's bound holds over all; a later one over those as good before."""
    every, folded = solutions_of(small), fold(small, small.tiers)
    least = (every @ folded.costs).min()
    tiers = np.array([every @ tier.costs + tier.constant for tier in folded.tiers]).T
    best = tiers[np.lexsort(tiers.T[::-1])[0]]
    for slack in (0.0, 1.0, 7.0, 1000.0):
        for values in every[:20]:
            for bound, optimum in zip(unfolded(folded, least - slack, values), best, strict=True):
                assert bound is None or bound <= optimum


def test_the_bound_on_how_large_a_cost_can_be_holds(small):
    rng = np.random.default_rng(3)
    for _ in range(20):
        costs = rng.integers(-5, 6, small.width).astype(float)
        assert greatest(small, costs) >= (solutions_of(small) @ costs).max()


def test_capacity_keeps_the_bound_on_a_cost_small(instances):
    """Ten people who may take one seat each, two seats: at most the two best count."""
    rows = instances.Rows()
    rows.add(range(10), 1, -np.inf, 2)
    model = rows.model(np.zeros(10), np.ones(10), np.ones(10, bool), [])
    assert greatest(model, np.arange(10.0)) == 9 + 8


def test_tiers_that_would_need_too_large_weights_are_not_folded(small):
    tiers = tuple(Tier(str(k), np.arange(small.width) * 1000.0 + 1) for k in range(4))
    assert len(fold(small, tiers).tiers) < 4
    assert np.abs(fold(small, tiers).costs).max() <= 1e6


def test_presolve_loses_no_solution(small):
    every = solutions_of(small)
    smaller = reduced(small)
    back = [smaller.restored(one) for one in solutions_of(smaller.model)]
    assert sorted(map(tuple, back)) == sorted(map(tuple, every))


def test_presolve_keeps_what_the_tiers_cost(small):
    smaller = reduced(small)
    for one in solutions_of(smaller.model):
        for full, part in zip(small.tiers, smaller.model.tiers, strict=True):
            assert full.costs @ smaller.restored(one) + full.constant == part.costs @ one + part.constant


def test_a_full_row_settles_its_columns(instances):
    rows = instances.Rows()
    rows.add([0, 1, 2], [1, 1, -1], 2, np.inf)
    model = tightened(rows.model(np.zeros(4), np.ones(4), np.ones(4, bool), []))
    assert (model.lower.tolist(), model.upper.tolist()) == ([1, 1, 0, 0], [1, 1, 0, 1])


def test_a_row_out_of_reach_is_impossible(instances):
    rows = instances.Rows()
    rows.add([0, 1], 1, 3, np.inf)
    with pytest.raises(Impossible):
        tightened(rows.model(np.zeros(2), np.ones(2), np.ones(2, bool), []))


def test_parts_are_told_apart_along_long_chains(instances):
    """Two chains of a thousand columns each, linked neighbour to neighbour, in shuffled order."""
    name = np.random.default_rng(0).permutation(2000)
    rows = instances.Rows()
    for k in range(1999):
        if k != 999:
            rows.add(sorted(name[[k, k + 1]]), 1, 0, 1)
    labels = components(rows.model(np.zeros(2000), np.ones(2000), np.ones(2000, bool), []))
    assert labels.max() == 1
    assert len(set(labels[name[:1000]])) == len(set(labels[name[1000:]])) == 1


def test_columns_in_no_row_are_parts_of_their_own(instances):
    rows = instances.Rows()
    rows.add([0, 2], 1, 0, 1)
    rows.add([], 1, 0, 1)
    assert components(rows.model(np.zeros(4), np.ones(4), np.ones(4, bool), [])).tolist() == [0, 1, 0, 2]


def test_small_parts_are_put_together_and_none_is_lost():
    labels = np.array([0, 1, 1, 2, 0, 3, 3, 3])
    groups = bundles(labels, 3)
    assert [g.tolist() for g in groups] == [[0, 1, 2, 4], [3, 5, 6, 7]]
    assert bundles(np.empty(0, dtype=np.int64), 3) == []


def test_prices_prove_that_an_overcrowded_model_is_impossible(instances):
    rows = instances.Rows()
    rows.add([0, 1], 1, 1, 1)
    rows.add([2, 3], 1, 1, 1)
    rows.add([0, 1, 2, 3], 1, -np.inf, 1)
    model = rows.model(np.zeros(4), np.ones(4), np.ones(4, bool), [])
    proof = farkas(model, clock())
    assert proof.bound > 0
    assert np.flatnonzero(proof.duals).tolist() == [0, 1, 2]
    assert farkas(replace(model, row_upper=np.array([1.0, 1.0, 2.0])), clock()) is None


def test_bounds_are_rounded_to_what_costs_can_add_up_to():
    assert common_step(np.array([6.0, -9.0, 0.0])) == 3
    assert common_step(np.zeros(3)) == 1
    assert whole_bound(-7.2) == -7
    assert whole_bound(7.2, 3.0) == 9
    assert whole_bound(9.0, 3.0) == 9
