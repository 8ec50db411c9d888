"""Where a note stands beside its cell: reckoned in pixels from the widths and heights that the sheet declares."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from scheduler.package.cells import LAST_COLUMN, LAST_ROW
from scheduler.package.grid import Grid

_HEIGHT: Final = re.compile(rb"\sht\s*=\s*[\"']([0-9.]+)[\"']")
_HIDDEN: Final = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_DIGIT: Final = 7
"""Pixels of a digit of the default font, in which widths are counted (ECMA-376 part 1, 18.3.1.13)."""
_USUAL_WIDE: Final = 9.14
_USUAL_TALL: Final = 15.0
_FROM_CELL: Final = 15
"""Pixels between a cell and its note."""
_ABOVE: Final = 10
_ROOM: Final = 12
"""Columns and rows that a note at the edge of the sheet is moved inwards by."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How wide the columns and how tall the rows of a sheet are, in pixels."""

    columns: dict[int, int]
    rows: dict[int, int]
    usual_wide: int
    usual_tall: int

    def wide(self, column: int) -> int:
        """Pixels of a column, counted from 1."""
        return self.columns.get(column, self.usual_wide)

    def tall(self, row: int) -> int:
        """Pixels of a row, counted from 1."""
        return self.rows.get(row, self.usual_tall)


def sizes(grid: Grid) -> Sizes:
    """Read the sizes of a sheet; what is hidden takes no room."""
    usual = grid.element("sheetFormatPr", is_after=False)
    wide = float(usual.get("defaultColWidth") or _USUAL_WIDE) if usual else _USUAL_WIDE
    tall = float(usual.get("defaultRowHeight") or _USUAL_TALL) if usual else _USUAL_TALL
    rows = {row.number: size for row in grid.rows() if (size := _row(row.attributes)) is not None}
    return Sizes(_columns(grid, wide), rows, round(wide * _DIGIT), _pixels(tall))


def _columns(grid: Grid, usual: float) -> dict[int, int]:
    listed = grid.element("cols", is_after=False)
    found: dict[int, int] = {}
    for column in listed.all("col") if listed else ():
        is_hidden = column.get("hidden") in ("1", "true")
        wide = 0 if is_hidden else round(float(column.get("width") or usual) * _DIGIT)
        found |= dict.fromkeys(range(int(column.get("min")), int(column.get("max")) + 1), wide)
    return found


def _row(attributes: bytes) -> int | None:
    if _HIDDEN.search(attributes):
        return 0
    height = _HEIGHT.search(attributes)
    return _pixels(float(height[1])) if height else None


def _pixels(points: float) -> int:
    return round(points * 4 / 3)


def anchor(sizes: Sizes, row: int, column: int, wide: int, tall: int) -> tuple[int, ...]:
    """Place a box of a size to the right of a cell, its upper edge a little above the cell's.

    Parameters
    ----------
    row, column
        The cell, counted from 1.
    wide, tall
        Size of the box in pixels.

    Returns
    -------
    tuple
        First column, pixels into it, first row, pixels into it, and the same of the last ones;
        columns and rows counted from 0, as ``x:Anchor`` wants them.
    """
    left = min(column + 1, LAST_COLUMN - _ROOM)
    top, down = (row - 1, max(0, sizes.tall(row - 1) - _ABOVE)) if row > 1 else (1, 2)
    top = min(top, LAST_ROW - _ROOM)
    right, into = _walk(sizes.wide, left, _FROM_CELL + wide, LAST_COLUMN)
    bottom, below = _walk(sizes.tall, top, down + tall, LAST_ROW)
    return left - 1, _FROM_CELL, top - 1, down, right - 1, into, bottom - 1, below


def _walk(size: Callable[[int], int], first: int, pixels: int, last: int) -> tuple[int, int]:
    """Go so many pixels from the start of a column or row; gives where that ends, and how far in."""
    while pixels > size(first) and first < last:
        pixels -= size(first)
        first += 1
    return first, min(pixels, size(first))
