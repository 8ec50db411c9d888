"""Closes a fractional vertex by growing windows above the relaxation's bound.

A solution that costs at most `bound + width` uses only columns whose reduced cost is at most the
width. A small model over those columns alone has an optimum; if it lies inside the window, nothing
better exists anywhere. If not, the window grows, guided by how many columns it lets in, up to what
the best solution found allows. Almost always the first or second window suffices, and it holds a
small fraction of the columns.

References
----------
H. Crowder, E.L. Johnson, M. Padberg (1983), Solving large-scale zero-one linear programming problems,
Operations Research 31(5), 803-834, doi:10.1287/opre.31.5.803.
E. Balas, E. Zemel (1980), An algorithm for large zero-one knapsack problems, Operations Research 28(5),
1130-1154, doi:10.1287/opre.28.5.1130 (the core).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.bound import Certificate, common_step, whole_bound
from scheduler.solve.close import Closed, close
from scheduler.solve.face import restricted
from scheduler.solve.presolve import Impossible, reduced
from scheduler.solve.tighten import tightened

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats, LinearModel

FIRST = 15.0
"""Seconds for the first window that does not settle; then more columns and twice as long."""

GROWTH = 1.4
"""How many times as many columns the next window lets in."""

FEWEST = 200
"""Columns that a next window lets in at least."""


Tell = Callable[["Floats | None", float], None]


def silent(values: Floats | None, bound: float) -> None:
    """Tell nobody of the best values so far and the proven bound."""


@dataclass(frozen=True, eq=False)
class Windows:
    """A model with a proven bound, to be closed by windows; `tell` hears of every better value or bound."""

    model: LinearModel
    costs: Floats
    certificate: Certificate
    clock: Clock
    tell: Tell = silent

    @property
    def step(self) -> float:
        """Every value is a multiple of it."""
        return common_step(self.costs)

    def value(self, values: Floats | None) -> float:
        """Cost of whole values, infinite without."""
        return math.inf if values is None else float(self.costs @ values)

    def closed(self, start: Floats | None) -> Closed:
        """Least cost over the whole model, from a solution to begin with if there is one."""
        best, engine, budget = start, "LP", FIRST
        bound = limit = whole_bound(self.certificate.bound, self.step)
        while bound < self.value(best) and not self.clock.is_over:
            self.tell(best, bound)
            limit = min(limit, self.value(best) - self.step)
            is_last = limit == self.value(best) - self.step
            found = self._inside(limit, best, self.clock if is_last else self.clock.within(budget))
            best, engine = min(best, found.values, key=self.value), found.engine
            # Below the limit nothing lies outside the window, so its bound holds up to there.
            bound = max(bound, min(found.bound, limit + self.step))
            if found.status not in ("optimal", "infeasible"):
                best = self._dive(budget) if best is None else best
                budget *= 2
            if is_last:
                break
            limit = self._next(limit)
        return self._result(best, bound, engine)

    def _dive(self, budget: float) -> Floats | None:
        """Any solution at all, sought among all columns for a short while."""
        return self._inside(math.inf, None, self.clock.within(budget)).values

    def has_within(self, limit: float) -> bool | None:
        """Whether any solution costs at most `limit`; None if not settled."""
        if whole_bound(self.certificate.bound, self.step) > limit:
            return False
        found = self._inside(limit, None, self.clock)
        if self.value(found.values) <= limit:
            return True
        return False if found.status == "infeasible" or found.bound > limit else None

    def _result(self, best: Floats | None, bound: float, engine: str) -> Closed:
        if best is None:
            return Closed("infeasible" if math.isinf(bound) else "unknown", None, bound, engine)
        value = self.value(best)
        return Closed("optimal" if value <= bound else "feasible", best, min(bound, value), engine)

    def _inside(self, limit: float, best: Floats | None, clock: Clock) -> Closed:
        try:
            small = reduced(restricted(self.model, self.certificate, limit))
        except Impossible:
            return Closed("infeasible", None, math.inf, "LP")
        outside = float(self.costs @ small.settled - self.costs[small.kept] @ small.settled[small.kept])
        start = None if best is None else best[small.kept]
        found = close(small.model, self.costs[small.kept], start, clock)
        values = None if found.values is None else tightened(self.model, (self.costs,), small.restored(found.values))
        return Closed(found.status, values, found.bound + outside, found.engine)

    def _next(self, limit: float) -> float:
        """A limit that lets in about half as many columns again, at least one step higher."""
        prices = np.sort(np.abs(self.certificate.reduced))
        gap = limit - self.certificate.bound
        inside = int(np.searchsorted(prices, gap, side="right"))
        wanted = int(GROWTH * inside) + FEWEST
        if wanted >= prices.size:
            return math.inf
        return max(limit + self.step, whole_bound(self.certificate.bound + prices[wanted], self.step))
