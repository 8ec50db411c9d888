"""Synthetic allocation models of any size, for tests and benchmarks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.solve.linear import LinearModel, Tier


@dataclass(frozen=True)
class Shape:
    """What an instance looks like; seats are half the nominees unless told."""

    nominees: int
    cohorts: int
    density: float = 0.15
    capacity: int = 50
    least: int = 25
    ministry_cap: int = 10
    region_cap: int = 10
    ministries: int = 40
    regions: int = 38
    seed: int = 1


class Rows:
    """Collects rows and turns them to compressed form."""

    def __init__(self):
        self.columns, self.factors, self.lower, self.upper = [], [], [], []

    def add(self, columns, factors, lower, upper):
        self.columns.append(np.asarray(columns, dtype=np.int64))
        self.factors.append(np.broadcast_to(np.asarray(factors, dtype=np.float64), self.columns[-1].shape))
        self.lower.append(lower)
        self.upper.append(upper)

    def model(self, lower, upper, integral, tiers):
        sizes = [c.size for c in self.columns]
        return LinearModel(
            np.asarray(lower, dtype=np.float64),
            np.asarray(upper, dtype=np.float64),
            np.asarray(integral, dtype=np.bool_),
            np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            np.concatenate([*self.columns, np.empty(0, np.int64)]).astype(np.int64),
            np.concatenate([*self.factors, np.empty(0)]).astype(np.float64),
            np.asarray(self.lower, dtype=np.float64),
            np.asarray(self.upper, dtype=np.float64),
            tuple(tiers),
        )


def allocation(shape: Shape) -> LinearModel:
    """Nominees to cohorts: seats, wishes, merit and a lot under capacities, caps, shares and national minimums."""
    rng = np.random.default_rng(shape.seed)
    who, where = np.nonzero(rng.random((shape.nominees, shape.cohorts)) < shape.density)
    ministry = np.minimum(rng.geometric(0.07, shape.nominees) - 1, shape.ministries - 1)
    region = np.minimum(rng.geometric(0.07, shape.nominees) - 1, shape.regions - 1)
    woman = rng.random(shape.nominees) < 0.4
    rows = Rows()
    by_person = np.split(np.arange(who.size), np.searchsorted(who, np.arange(1, shape.nominees)))
    for mine in by_person:
        rows.add(mine, 1, -np.inf, 1)
    order = np.argsort(where, kind="stable")
    for mine in np.split(order, np.searchsorted(where[order], np.arange(1, shape.cohorts))):
        rows.add(mine, 1, min(shape.least, mine.size // 4), shape.capacity)
        for trait, kinds, cap in (
            (ministry, shape.ministries, shape.ministry_cap),
            (region, shape.regions, shape.region_cap),
        ):
            for kind in range(kinds):
                some = mine[trait[who[mine]] == kind]
                if some.size > cap:
                    rows.add(some, 1, -np.inf, cap)
        share = woman[who[mine]].astype(float) * 10
        rows.add(mine, share - 3, 0, np.inf)
        rows.add(mine, share - 7, -np.inf, 0)
    seats = min(shape.capacity * shape.cohorts, shape.nominees)
    for kind in range(shape.regions):
        some = np.flatnonzero(region[who] == kind)
        people = np.count_nonzero(region == kind)
        least = min(seats // (4 * shape.regions), people // 4)
        if least:
            rows.add(some, 1, least, np.inf)
    points = np.zeros(who.size)
    popularity = rng.random(shape.cohorts) ** 3 + 0.02
    for mine in by_person:
        # The smallest waiting times: a draw without replacement in proportion to popularity.
        wished = mine[np.argsort(rng.exponential(size=mine.size) / popularity[where[mine]])[:3]]
        points[wished] = np.array([3.0, 2.0, 1.0])[: wished.size]
    merit = rng.integers(0, 101, shape.nominees)[who]
    tiers = [
        Tier("seats", -np.ones(who.size)),
        Tier("wishes", -points),
        Tier("merit", -merit.astype(float)),
        Tier("lot", rng.integers(0, 1000, who.size).astype(float)),
        Tier("lot 2", rng.integers(0, 1000, who.size).astype(float)),
    ]
    return rows.model(np.zeros(who.size), np.ones(who.size), np.ones(who.size, bool), tiers)


def tiny(seed: int) -> LinearModel:
    """A random model small enough to try every choice: packing, share, equality and slack rows, three or four tiers."""
    rng = np.random.default_rng(seed)
    people, cohorts = int(rng.integers(2, 5)), int(rng.integers(2, 4))
    pairs = people * cohorts
    slacks = int(rng.integers(0, 3))
    who, where = np.divmod(np.arange(pairs), cohorts)
    rows = Rows()
    for person in range(people):
        mine = np.flatnonzero((who == person) & (rng.random(pairs) < 0.9))
        rows.add(mine, 1, 1 if rng.random() < 0.15 else -np.inf, 1 + int(rng.random() < 0.3))
    for cohort in range(cohorts):
        mine = np.flatnonzero(where == cohort)
        rows.add(mine, 1, int(rng.integers(0, 2)), int(rng.integers(1, 4)))
        woman = rng.random(mine.size) < 0.5
        rows.add(mine, 10 * woman - 3, int(rng.integers(-9, 1)), np.inf)
    for _ in range(2):
        some = np.flatnonzero(rng.random(pairs) < 0.5)
        rows.add(some, rng.integers(1, 4, some.size), -np.inf, int(rng.integers(2, 8)))
    for slack in range(slacks):
        some = np.flatnonzero(rng.random(pairs) < 0.5)
        step = int(rng.integers(1, 4))
        rows.add([*some, pairs + slack], [*np.ones(some.size), step], int(rng.integers(1, 6)), np.inf)
    width = pairs + slacks
    soft = np.r_[np.zeros(pairs), rng.integers(1, 4, slacks)].astype(float)
    seats = np.r_[-np.ones(pairs), np.zeros(slacks)]
    points = np.r_[-rng.integers(0, 4, pairs), np.zeros(slacks)].astype(float)
    lot = np.r_[rng.integers(0, 1000, pairs), np.zeros(slacks)].astype(float)
    tiers = [Tier("seats", seats, 7.0), Tier("soft", soft), Tier("points", points), Tier("lot", lot)]
    order = rng.permutation(4)[: int(rng.integers(2, 5))]
    upper = np.r_[np.ones(pairs), np.full(slacks, 6)].astype(float)
    return rows.model(np.zeros(width), upper, np.ones(width, bool), [tiers[k] for k in order])
