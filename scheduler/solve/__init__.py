"""The engine: linear models solved in tiers, proven best.

Names are resolved on first use, so that importing the package loads no solver.

References
----------
H. Isermann (1982), Linear lexicographic optimization, OR Spektrum 4, 223-228, doi:10.1007/BF01782758.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.solve.conflict import disjoint, minimal
    from scheduler.solve.feasible import is_feasible, suspects
    from scheduler.solve.limits import Clock, Limits, Progress, Stop
    from scheduler.solve.linear import LinearModel, Tier, value_of
    from scheduler.solve.optimise import solve
    from scheduler.solve.outcome import Outcome, TierOutcome

_HOMES = {
    "Clock": "limits",
    "LinearModel": "linear",
    "Limits": "limits",
    "Outcome": "outcome",
    "Progress": "limits",
    "Stop": "limits",
    "Tier": "linear",
    "TierOutcome": "outcome",
    "disjoint": "conflict",
    "is_feasible": "feasible",
    "minimal": "conflict",
    "solve": "optimise",
    "suspects": "feasible",
    "value_of": "linear",
}

__all__ = [
    "Clock",
    "Limits",
    "LinearModel",
    "Outcome",
    "Progress",
    "Stop",
    "Tier",
    "TierOutcome",
    "disjoint",
    "is_feasible",
    "minimal",
    "solve",
    "suspects",
    "value_of",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
