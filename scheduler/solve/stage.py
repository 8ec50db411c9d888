"""The least value of one objective over whole columns: relax, round, close."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scheduler.solve.bound import Certificate, common_step, whole_bound
from scheduler.solve.close import Closed, is_hopeless, search
from scheduler.solve.even import farkas
from scheduler.solve.fold import greatest
from scheduler.solve.lp import Relaxation, rounded
from scheduler.solve.outcome import joined
from scheduler.solve.sift import relaxed
from scheduler.solve.tighten import tightened
from scheduler.solve.window import Tell, Windows, silent

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, LinearModel

RELAXING_SHARE = 0.6
"""Of the time left, what the relaxation may use before a solution is sought without it."""


@dataclass(frozen=True, eq=False)
class Stage:
    """One objective's result.

    Attributes
    ----------
    values
        Best whole values found, or None.
    value
        Their cost, infinite without.
    bound
        Proven least cost.
    certificate
        The relaxation's prices, or None.
    engine
        What found and proved it.
    is_infeasible
        Whether it is proven that no solution exists.
    """

    values: Floats | None
    value: float
    bound: float
    certificate: Certificate | None
    engine: str
    is_infeasible: bool = False

    @property
    def has_gap(self) -> bool:
        """Whether the relaxation alone falls short of the value."""
        return self.certificate is None or self.certificate.bound <= self.value - 1

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists."""
        return self.values is not None and self.value <= self.bound


@dataclass(frozen=True, eq=False)
class Task:
    """An objective over a model, what is known of it, the time for it, and whom to tell of progress."""

    model: LinearModel
    costs: Floats
    start: Floats | None
    clock: Clock
    tell: Tell = silent

    @property
    def step(self) -> float:
        """Every value is a multiple of it."""
        return common_step(self.costs)

    def value(self, values: Floats | None) -> float:
        """Cost of whole values, infinite without."""
        return math.inf if values is None else float(self.costs @ values)

    def best(self, *candidates: Floats | None) -> Floats | None:
        """The cheapest candidate with its columns where they cost least, the first of equals."""
        return min(map(self._tightened, candidates), key=self.value)

    def _tightened(self, values: Floats | None) -> Floats | None:
        return None if values is None else tightened(self.model, (self.costs,), values)


def minimise(task: Task) -> Stage:
    """Find and prove the least cost as far as time allows."""
    task.clock.set_scene(phase="relaxing")
    relaxation = relaxed(task.model, task.costs, task.clock.narrowed(RELAXING_SHARE))
    if relaxation.status == "infeasible":
        return _without_solution(task)
    if relaxation.certificate is None or relaxation.values is None:
        return _unrelaxed(task)
    values = task.best(rounded(task.model, relaxation.values), task.start)
    bound = whole_bound(relaxation.certificate.bound, task.step)
    if task.value(values) <= bound:
        return Stage(values, task.value(values), bound, relaxation.certificate, "LP")
    return _closed(task, relaxation, values)


def _without_solution(task: Task) -> Stage:
    if task.start is None and (farkas(task.model, task.clock) is not None or is_hopeless(task.model, task.clock)):
        return Stage(None, math.inf, math.inf, None, "LP", is_infeasible=True)
    return _unrelaxed(task)


def _unrelaxed(task: Task) -> Stage:
    """Without a relaxation: whatever CP-SAT finds in the time left."""
    task.clock.set_scene(phase="diving")
    found = search(task.model, task.costs, task.start, task.clock)
    bound = max(found.bound, -greatest(task.model, -task.costs))
    return _stage(task, replace(found, bound=bound), None, found.engine)


def _closed(task: Task, relaxation: Relaxation, values: Floats | None) -> Stage:
    assert relaxation.certificate is not None  # noqa: S101  # the caller looked
    task.clock.set_scene(phase="closing")
    found = Windows(task.model, task.costs, relaxation.certificate, task.clock, task.tell).closed(values)
    return _stage(task, found, relaxation.certificate, joined("LP", found.engine))


def _stage(task: Task, found: Closed, certificate: Certificate | None, engine: str) -> Stage:
    values = task.best(found.values, task.start)
    if values is None and found.status == "infeasible":
        if is_hopeless(task.model, task.clock):
            return Stage(None, math.inf, math.inf, certificate, engine, is_infeasible=True)
        # The claim did not stand up: nothing that its engine said is used.
        found = search(task.model, task.costs, None, task.clock)
        values, engine = found.values, joined(engine, found.engine)
    return Stage(values, task.value(values), min(found.bound, task.value(values)), certificate, engine)
