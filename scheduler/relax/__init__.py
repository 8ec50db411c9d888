"""Ways out where the rules that must hold cannot all hold: which rows to change, by how little, shown to work.

Names are resolved on first use, so that importing the package loads no solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.relax.change import Change, Cost, Relaxation
    from scheduler.relax.search import relax

_HOMES = {"Change": "change", "Cost": "change", "Relaxation": "change", "relax": "search"}

__all__ = ["Change", "Cost", "Relaxation", "relax"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
