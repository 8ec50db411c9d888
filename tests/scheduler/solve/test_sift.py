"""Relaxing a huge model by parts of its columns."""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.solve.fold import fold
from scheduler.solve.limits import Clock, Limits
from scheduler.solve.lp import relax
from scheduler.solve.presolve import reduced
from scheduler.solve.sift import PROMISING, promising, sifted


@pytest.mark.parametrize("seed", range(4))
def test_sifting_proves_the_same_bound_as_the_whole_relaxation(instances, seed):
    shape = instances.Shape(400, 40, density=0.6, capacity=5, least=2, ministry_cap=2, region_cap=2, seed=seed)
    model = reduced(instances.allocation(shape)).model
    costs = fold(model, model.tiers).costs
    clock = Clock.start(Limits())
    few, whole = sifted(model, costs, clock), relax(model, costs, clock)
    assert few.status == whole.status == "optimal"
    assert few.certificate.bound == pytest.approx(whole.certificate.bound, abs=1e-3)
    assert costs @ few.values == pytest.approx(few.certificate.bound, abs=1e-3)


def test_a_person_with_many_choices_begins_with_the_cheapest(instances):
    rows = instances.Rows()
    rows.add(range(50), 1, -np.inf, 1)
    model = rows.model(np.zeros(51), np.ones(51), np.ones(51, bool), [])
    chosen = promising(model, np.arange(51.0))
    assert np.flatnonzero(chosen).tolist() == [*range(PROMISING), 50]


def test_an_impossible_model_is_still_impossible_when_sifted(instances):
    rows = instances.Rows()
    for column in range(30):
        rows.add([column, column + 30], 1, 1, 1)
    rows.add(range(60), 1, -np.inf, 29)
    model = rows.model(np.zeros(60), np.ones(60), np.ones(60, bool), [])
    assert sifted(model, np.ones(60), Clock.start(Limits())).status == "infeasible"
