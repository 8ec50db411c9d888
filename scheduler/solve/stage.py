"""The least value of one objective over whole columns: relax, round, close."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.solve.bound import Certificate, common_step, whole_bound
from scheduler.solve.close import Closed, close, is_hopeless
from scheduler.solve.face import restricted
from scheduler.solve.fold import greatest
from scheduler.solve.lp import Relaxation, farkas, relax, rounded
from scheduler.solve.presolve import Impossible, Reduced, reduced, with_row

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, LinearModel

RELAXING_SHARE = 0.6
"""Of the time left, what the relaxation may use before a solution is sought without it."""

AT_BOUND_SHARE = 0.3
"""Of the time left, what the search for a solution exactly at the bound may use."""


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
    def is_proven(self) -> bool:
        """Whether nothing better exists."""
        return self.values is not None and self.value <= self.bound


@dataclass(frozen=True, eq=False)
class Task:
    """An objective over a model, what is known of it, and the time for it."""

    model: LinearModel
    costs: Floats
    start: Floats | None
    clock: Clock

    @property
    def step(self) -> float:
        """Every value is a multiple of it."""
        return common_step(self.costs)

    def value(self, values: Floats | None) -> float:
        """Cost of whole values, infinite without."""
        return math.inf if values is None else float(self.costs @ values)

    def best(self, *candidates: Floats | None) -> Floats | None:
        """The cheapest candidate, the first of equals."""
        return min(candidates, key=self.value)


def minimise(task: Task) -> Stage:
    """Find and prove the least cost as far as time allows."""
    task.clock.set_scene(phase="relaxing")
    relaxation = relax(task.model, task.costs, task.clock.narrowed(RELAXING_SHARE))
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
    """Without a relaxation: whatever the integer engine finds in the time left."""
    task.clock.set_scene(phase="diving")
    found = close(task.model, task.costs, task.start, task.clock)
    bound = max(found.bound, -greatest(task.model, -task.costs))
    return _stage(task, found, bound, None, "CP-SAT")


def _closed(task: Task, relaxation: Relaxation, values: Floats | None) -> Stage:
    assert relaxation.certificate is not None  # noqa: S101  # the caller looked
    certificate = relaxation.certificate
    bound = whole_bound(certificate.bound, task.step)
    task.clock.set_scene(phase="closing")
    tried = at_most(task, certificate, bound, task.clock.narrowed(AT_BOUND_SHARE))
    if tried.status in ("optimal", "feasible"):
        return _stage(task, tried, bound, certificate, "LP+CP-SAT")
    if tried.status == "infeasible":
        bound += task.step
    found = close(task.model, task.costs, values, task.clock)
    return _stage(task, found, max(bound, found.bound), certificate, "LP+CP-SAT", values)


def at_most(task: Task, certificate: Certificate, value: float, clock: Clock) -> Closed:
    """Search only among the solutions that cost no more than `value`."""
    try:
        small = reduced(with_row(restricted(task.model, certificate, value), task.costs, -math.inf, value))
    except Impossible:
        return Closed("infeasible")
    found = close(small.model, task.costs[small.kept], _within(small, task.start), clock)
    values = None if found.values is None else small.restored(found.values)
    return Closed(found.status, values, found.bound)


def _within(small: Reduced, start: Floats | None) -> Floats | None:
    return None if start is None else start[small.kept]


def _stage(
    task: Task, found: Closed, bound: float, certificate: Certificate | None, engine: str, other: Floats | None = None
) -> Stage:
    values = task.best(found.values, other, task.start)
    if values is None and found.status == "infeasible" and is_hopeless(task.model, task.clock):
        return Stage(None, math.inf, math.inf, certificate, engine, is_infeasible=True)
    return Stage(values, task.value(values), min(bound, task.value(values)), certificate, engine)
