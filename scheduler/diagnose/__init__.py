"""When the rules that must hold cannot all hold: which of them clash, and by how much.

Names are resolved on first use, so that importing the package loads no solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.diagnose.conflicts import can_hold, diagnose
    from scheduler.diagnose.elastic import Elastic, is_ground

_HOMES = {"can_hold": "conflicts", "diagnose": "conflicts", "Elastic": "elastic", "is_ground": "elastic"}

__all__ = ["Elastic", "can_hold", "diagnose", "is_ground"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
