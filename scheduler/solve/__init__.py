"""The engine: linear models solved in tiers, proven best.

Names are resolved on first use, so that importing the package loads no solver.

References
----------
H. Isermann (1982), Linear lexicographic optimization, OR Spektrum 4, 223-228, doi:10.1007/BF01782758.
"""

from __future__ import annotations

from importlib import import_module

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

__all__ = sorted(_HOMES)  # noqa: PLE0605  # one list of names is enough


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
