"""Serves the tiers of one part in strict order, each on the optimal face of those before.

References
----------
H. Isermann (1982), Linear lexicographic optimization, OR Spektrum 4, 223-228, doi:10.1007/BF01782758.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from scheduler.solve.face import face
from scheduler.solve.fold import Fold, fold, unfolded
from scheduler.solve.linear import LinearModel, value_of
from scheduler.solve.outcome import TierOutcome, not_reached
from scheduler.solve.presolve import Impossible, reduced, with_row
from scheduler.solve.stage import Stage, Task, minimise
from scheduler.solve.tighten import tightened
from scheduler.solve.unique import is_alone, is_only

if TYPE_CHECKING:
    from scheduler.solve.limits import Clock
    from scheduler.solve.linear import Floats


SECOND_LOOK = 1.0
"""Seconds at least for asking whether a solution is the only one; else twice as long as finding it took."""

VARIED = 100
"""Different costs from which on a tier may well have a single optimum, as a drawn lot has."""


@dataclass(frozen=True, eq=False)
class Served:
    """One part, with its tiers served as far as time allowed.

    Attributes
    ----------
    values
        Whole values, or None.
    tiers
        One outcome a tier.
    is_infeasible
        Whether it is proven that no solution exists.
    is_unique
        Whether it is proven that no other solution is as good in every tier.
    """

    values: Floats | None
    tiers: tuple[TierOutcome, ...]
    is_infeasible: bool = False
    is_unique: bool = False

    @property
    def is_optimal(self) -> bool:
        """Whether every tier is proven."""
        return self.values is not None and all(tier.is_proven for tier in self.tiers)


def serve(model: LinearModel, clock: Clock) -> Served:
    """Serve the tiers of a model in order until all are proven or time is up."""
    ladder = Ladder(model, clock)
    try:
        ladder.go_down()
    except Impossible:
        return Served(None, ladder.outcomes(), is_infeasible=True)
    ladder.tighten()
    return Served(ladder.values, ladder.outcomes(), ladder.is_infeasible, ladder.is_unique)


class Ladder:
    """A model on its way down the tiers.

    Attributes
    ----------
    face
        What is left: the solutions that serve every tier done so far, over the columns still free.
    kept
        Column numbers of the original model that the face is over.
    values
        The best values so far, over the original columns, or None.
    """

    def __init__(self, model: LinearModel, clock: Clock) -> None:
        self.original = model
        self.clock = clock
        self.face = model
        self.kept = np.arange(model.width)
        self.settled = model.lower.copy()
        self.values: Floats | None = None
        self.served: list[TierOutcome] = []
        self.is_infeasible = False
        self.is_unique = False

    def go_down(self) -> None:
        """Serve tier after tier."""
        self._shrink()
        while len(self.served) < len(self.original.tiers):
            if self.kept.size == 0:
                self._settle()
                return
            if self.clock.is_over or not self._serve_next():
                return
            self._shrink()
        self._look_for_others()

    def tighten(self) -> None:
        """Where tiers were left, let no column say more than it must."""
        if self.values is not None and len(self.served) < len(self.original.tiers):
            self.values = tightened(self.original, [tier.costs for tier in self.original.tiers], self.values)

    def outcomes(self) -> tuple[TierOutcome, ...]:
        """One outcome a tier; those not reached have a value but no bound."""
        rest = self.original.tiers[len(self.served) :]
        values = [None if self.values is None else value_of(tier, self.values) for tier in rest]
        return (*self.served, *(not_reached(tier, value) for tier, value in zip(rest, values, strict=True)))

    def _shrink(self) -> None:
        small = reduced(self.face)
        self.settled[self.kept] = small.settled
        self.kept = self.kept[small.kept]
        self.face = small.model

    def _full(self, values: Floats) -> Floats:
        full = self.settled.copy()
        full[self.kept] = values
        return full

    def _settle(self) -> None:
        """Nothing is left to choose, so every tier left is served as well as it can be."""
        values = self.settled
        if not self.original.holds(values):
            raise Impossible
        self.values, self.is_unique = values, True
        for tier in self.original.tiers[len(self.served) :]:
            value = value_of(tier, values)
            self.served.append(TierOutcome(tier.name, value, value, is_proven=True, seconds=0.0, engine="none"))

    def _serve_next(self) -> bool:
        """Serve as many tiers as fold into one objective; whether to go on."""
        began = self.clock.elapsed
        folded = fold(self.face, self.face.tiers[len(self.served) :])
        self.clock.set_scene(tier=folded.tiers[0].name, number=len(self.served) + 1, value=None, bound=None)
        start = None if self.values is None else self.values[self.kept]
        tell = partial(self._tell, folded)
        stage = minimise(Task(self.face, folded.costs, start, self.clock, tell))
        self.is_infeasible = stage.is_infeasible
        if stage.values is None:
            return False
        self.values = self._full(stage.values)
        spent = self.clock.elapsed - began
        self._record(folded, stage, spent)
        if stage.is_proven:
            self.face = self._narrowed(folded, stage, self.clock.within(max(SECOND_LOOK, 2 * spent)))
        return stage.is_proven

    def _tell(self, folded: Fold, values: Floats | None, bound: float) -> None:
        """Report how the first tier of a fold stands."""
        if values is not None:
            value = float(folded.tiers[0].costs @ values) + folded.tiers[0].constant
            self.clock.set_scene(value=value, bound=unfolded(folded, bound, values)[0])

    def _record(self, folded: Fold, stage: Stage, seconds: float) -> None:
        assert stage.values is not None and self.values is not None  # noqa: S101, PT018  # the caller looked
        bounds = unfolded(folded, stage.bound, stage.values)
        for tier, bound in zip(folded.tiers, bounds, strict=True):
            value = float(tier.costs @ stage.values) + tier.constant
            share = seconds / len(folded.tiers)
            self.served.append(TierOutcome(tier.name, value, bound, value == bound, share, stage.engine))

    def _look_for_others(self) -> None:
        if self.values is not None:
            self.clock.set_scene(phase="checking")
            clock = self.clock.within(max(SECOND_LOOK, self.clock.elapsed))
            self.is_unique = is_alone(self.face, self.values[self.kept], clock)

    def _narrowed(self, folded: Fold, stage: Stage, clock: Clock) -> LinearModel:
        """What the next tiers may choose from once a stage is proven."""
        assert stage.values is not None  # noqa: S101  # the caller looked
        may_be_only = stage.has_gap and np.unique(folded.costs).size >= min(VARIED, self.kept.size)
        if may_be_only and is_only(self.face, folded.costs, stage.values, clock):
            return replace(self.face, lower=stage.values, upper=stage.values)
        return _face(self.face, folded, stage)


def _face(model: LinearModel, folded: Fold, stage: Stage) -> LinearModel:
    """The optimal face of a proven stage; the solution itself is always on it."""
    assert stage.values is not None  # noqa: S101  # the caller looked
    if stage.certificate is not None:
        narrow = face(model, folded.costs, stage.certificate, stage.value)
        if narrow.holds(stage.values):
            return narrow
    return with_row(model, folded.costs, -np.inf, stage.value)
