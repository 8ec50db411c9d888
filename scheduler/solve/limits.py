"""What bounds a solve, and how it reports on its way."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol


class Stop(Protocol):
    """Something that can ask a solve to end early; `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether the solve should end and hand back the best that it has."""
        ...


@dataclass(frozen=True)
class Limits:
    """How long a solve may take, and with what.

    Attributes
    ----------
    seconds
        Wall time for the whole solve; None for no limit.
    seed
        Steers the engines' own random choices. A result proven unique does not depend on it.
    workers
        Threads for the integer engine. A result proven unique does not depend on them.
    """

    seconds: float | None = None
    seed: int = 1
    workers: int = 2

    def __post_init__(self) -> None:
        if self.seconds is not None and not self.seconds > 0:
            raise ValueError(f"seconds must be above 0, not {self.seconds}")
        if self.workers < 1:
            raise ValueError(f"workers must be at least 1, not {self.workers}")
        if not 0 <= self.seed < 2**31:
            raise ValueError(f"seed must be from 0 to 2147483647, not {self.seed}")


@dataclass(frozen=True)
class Progress:
    """Where a solve stands.

    Attributes
    ----------
    seconds
        Since the solve began.
    tier
        Name of the tier being served.
    number, tiers
        Its place among all tiers, from 1, and how many there are.
    phase
        "relaxing", "sifting", "closing", "diving" or "checking".
    value, bound
        Best value found for the tier in this part and the least it can be, where known.
    part, parts
        The part of the model being solved, from 1, and how many there are.
    """

    seconds: float
    tier: str = ""
    number: int = 0
    tiers: int = 0
    phase: str = ""
    value: float | None = None
    bound: float | None = None
    part: int = 1
    parts: int = 1


@dataclass
class Clock:
    """Deadline, stop signal and reporter of one solve.

    `narrowed` gives a clock with an earlier deadline that shares everything else.
    """

    limits: Limits
    progress: Callable[[Progress], None] | None = None
    stop: Stop | None = None
    began: float = field(default_factory=time.monotonic)
    deadline: float = math.inf
    scene: list[Progress] = field(default_factory=lambda: [Progress(0.0)])
    told: list[float] = field(default_factory=lambda: [-math.inf])

    @classmethod
    def start(
        cls, limits: Limits, progress: Callable[[Progress], None] | None = None, stop: Stop | None = None
    ) -> Clock:
        """Set a clock going now."""
        clock = cls(limits, progress, stop)
        if limits.seconds is not None:
            clock.deadline = clock.began + limits.seconds
        return clock

    @property
    def elapsed(self) -> float:
        """Seconds since the solve began."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds until the deadline, infinite without one, never below 0."""
        return max(0.0, self.deadline - time.monotonic())

    @property
    def overdue(self) -> float:
        """Seconds past the deadline, negative before it."""
        return time.monotonic() - self.deadline

    @property
    def is_stopped(self) -> bool:
        """Whether the stop signal was given."""
        return self.stop is not None and self.stop.is_set()

    @property
    def is_over(self) -> bool:
        """Whether the time is up or the stop signal was given."""
        return self.left == 0 or self.is_stopped

    def narrowed(self, share: float, *, least: float = 0.0) -> Clock:
        """A clock over that share of the time left, with at least so many seconds if there are."""
        if math.isinf(self.deadline):
            return self
        return replace(self, deadline=time.monotonic() + min(self.left, max(least, share * self.left)))

    def within(self, seconds: float) -> Clock:
        """A clock that ends in so many seconds at the latest."""
        return replace(self, deadline=min(self.deadline, time.monotonic() + seconds))

    def set_scene(self, **changes: object) -> None:
        """Note what the solve is at; reported with the next tick."""
        self.scene[0] = replace(self.scene[0], **changes)  # type: ignore[arg-type]  # names are checked by replace
        self.tick()

    def tick(self) -> None:
        """Report where the solve stands, at most ten times a second."""
        if self.progress is None or time.monotonic() - self.told[0] < 0.1:
            return
        self.told[0] = time.monotonic()
        self.progress(replace(self.scene[0], seconds=self.elapsed))
