"""What a solve hands back: values, and what is proven about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scheduler.solve.linear import Floats, Tier

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
StoppedBy = Literal["proof", "time", "interrupt", "engine"]


@dataclass(frozen=True)
class TierOutcome:
    """How well one tier was served.

    Attributes
    ----------
    name
        The tier's name.
    value
        Its value at the solution, recomputed from whole values; None without a solution.
    bound
        The least value possible, given the best values of the tiers before; None where not known.
    is_proven
        Whether no solution that serves the tiers before as well has a lower value.
    seconds
        Time spent on the tier. Tiers served together share theirs evenly.
    engine
        What proved or found it: "none" (nothing was left to choose), "LP", "LP+HiGHS", "LP+CP-SAT", "CP-SAT".
    """

    name: str
    value: float | None
    bound: float | None
    is_proven: bool
    seconds: float
    engine: str

    @property
    def gap(self) -> float | None:
        """Value less bound, in the tier's own unit; 0 where proven, None where not known."""
        if self.value is None or self.bound is None:
            return None
        return self.value - self.bound

    def agrees(self, cost: float) -> bool:
        """Whether a cost counted otherwise fits: the same where it is proven the least, else no higher."""
        return self.value is not None and (cost == self.value or (cost < self.value and not self.is_proven))


ENGINES = ("sifting", "LP", "HiGHS", "CP-SAT")


def joined(*engines: str) -> str:
    """Names of engines that worked together, each once, in a fixed order."""
    used = {name for engine in engines for name in engine.split("+")}
    return "+".join(name for name in ENGINES if name in used) or "none"


def not_reached(tier: Tier, value: float | None = None) -> TierOutcome:
    """A tier that nothing is proven about."""
    return TierOutcome(tier.name, value, None, is_proven=False, seconds=0.0, engine="none")


@dataclass(frozen=True, eq=False)
class Outcome:
    """The result of a solve.

    Attributes
    ----------
    status
        "optimal" (every tier proven), "feasible", "infeasible" (proven) or "unknown".
    stopped_by
        "proof", "time", "interrupt", or "engine" where an engine gave up with time left.
    values
        Whole values of the columns, shape (n,), which keep every row exactly; None without a solution.
    tiers
        One outcome a tier, in order.
    is_unique
        Whether it is proven that no other solution serves every tier as well.
    parts
        Number of independent parts that the model fell into.
    """

    status: Status
    stopped_by: StoppedBy
    values: Floats | None
    tiers: tuple[TierOutcome, ...]
    is_unique: bool
    parts: int
