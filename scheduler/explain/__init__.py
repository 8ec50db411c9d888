"""Why each person is seated or not: in one line for all, and in full for one.

Names are resolved on first use: whoever only names a `Reason` loads no solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.explain.full import explain
    from scheduler.explain.lines import Reason, by_cohort, reasons
    from scheduler.explain.told import Elsewhere, Explanation, Opening, Term

_HOMES = {
    "lines": ("Reason", "by_cohort", "reasons"),
    "full": ("explain",),
    "told": ("Elsewhere", "Explanation", "Opening", "Term"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = ["Elsewhere", "Explanation", "Opening", "Reason", "Term", "by_cohort", "explain", "reasons"]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
