"""Colours of meetings by kind, on pages and in workbooks; every kind also stands in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COLOURS: Final[Mapping[str, str]] = {
    "orientation": "#8a6d1d",
    "lecture": "#2f6fb3",
    "workshop": "#b3642f",
    "study visit": "#2f8f5b",
    "discussion": "#7a4fb0",
    "cultural experience": "#b02f6d",
    "presentation": "#a83232",
}
"""Dark enough to be told apart on white."""

OTHER: Final = "#5b6777"
TINT: Final = 0.16
"""Share of a colour in its tint, on which black text is read."""


def colour(kind: str) -> str:
    """Return the colour of a kind."""
    return COLOURS.get(kind, OTHER)


def tint(kind: str) -> str:
    """Return a light tint of a kind's colour.

    Examples
    --------
    >>> tint("lecture")
    '#DEE8F3'
    """
    full = colour(kind)
    parts = (int(full[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - TINT * (255 - part)):02X}" for part in parts)
