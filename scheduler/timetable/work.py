"""A clock that counts work done, so that a search ends at the same step whatever the machine does meanwhile."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Self

from scheduler.solve.limits import Clock


@dataclass
class WorkClock(Clock):
    """Its deadline and what is left are work in the solver's own unit, about one a second; `elapsed` stays seconds."""

    worked: list[float] = field(default_factory=lambda: [0.0])

    @classmethod
    def of(cls, clock: Clock) -> WorkClock:
        """Return a clock that allows as much work as another allows seconds, and shares everything else."""
        most = math.inf if clock.limits.seconds is None else clock.limits.seconds
        return cls(clock.limits, clock.progress, clock.stop, clock.began, most, clock.scene, clock.told)

    @property
    def left(self) -> float:
        """Work that may still be done."""
        return max(0.0, self.deadline - self.worked[0])

    @property
    def overdue(self) -> float:
        """Work done past the deadline, negative before it."""
        return self.worked[0] - self.deadline

    def narrowed(self, share: float, *, least: float = 0.0) -> Self:
        """A clock over that share of the work left, with at least so much if there is."""
        if math.isinf(self.deadline):
            return self
        return self.within(max(least, share * self.left))

    def within(self, seconds: float) -> Self:
        """A clock that ends after so much more work at the latest."""
        return replace(self, deadline=min(self.deadline, self.worked[0] + seconds))

    def spend(self, work: float) -> None:
        """Count work done."""
        self.worked[0] += work
