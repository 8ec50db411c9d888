"""Relaxations of even objectives by way of noise."""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.solve.even import SMALL, freed, noise, steadied
from scheduler.solve.limits import Clock, Limits
from scheduler.solve.lp import relax
from scheduler.solve.presolve import reduced


def test_noise_does_not_change_what_is_proven(instances):
    """Most seats under tight caps, more columns than simplex takes without noise."""
    model = reduced(instances.allocation(instances.Shape(1500, 30, ministry_cap=3, region_cap=3))).model
    assert model.width > SMALL
    seats, clock = model.tiers[0].costs, Clock.start(Limits())
    noisy, plain = steadied(model, seats, clock), relax(model, seats, clock)
    assert noisy.certificate.bound == pytest.approx(plain.certificate.bound, abs=1)
    assert noisy.certificate.bound <= plain.certificate.bound + 1e-3


def test_prices_are_freed_of_noise(instances):
    """One seat for three people: its price is 1, whatever noise was laid over it."""
    rows = instances.Rows()
    rows.add([0, 1, 2], 1, -np.inf, 1)
    model = rows.model(np.zeros(3), np.ones(3), np.ones(3, bool), [])
    proof = freed(model, -np.ones(3), np.array([-0.998]))
    assert proof.duals.tolist() == [-1]
    assert proof.bound == pytest.approx(-1)


def test_noise_is_the_same_in_every_run():
    assert noise(5).tolist() == noise(9)[:5].tolist()
    assert noise(1000).min() >= 1
