"""Cells that angkatan changed in a coordinator's sheet, marked by a fill so that they are found again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from scheduler.package.cells import split
from scheduler.package.grid import Grid, row_style
from scheduler.package.parts import Package
from scheduler.package.styles import Styles
from scheduler.workbook.styles import WAITING

FILL: Final = WAITING.removeprefix("#")
"""The colour of what needs a look."""


def filled(package: Package, title: str, refs: Iterable[str]) -> dict[str, int]:
    """Return the formats of some cells of a sheet with the fill that marks a change; all else of them stays."""
    styles, old = Styles(package), _formats(package, title, list(refs))
    found = {ref: styles.filled(style, FILL) for ref, style in old.items()}
    styles.commit()
    return found


def _formats(package: Package, title: str, refs: list[str]) -> Mapping[str, int]:
    """Return the format that each cell has, or would take from its row or column."""
    part = package.sheet(title).part
    grid = Grid(package.read(part), part)
    rows = {row.number: row for row in grid.rows() if row.number in {split(ref)[0] for ref in refs}}
    lent, found = grid.column_styles(), dict[str, int]()
    for ref in refs:
        number, column = split(ref)
        own = next((style for first, last, style in lent if first <= column <= last), 0)
        row = rows.get(number)
        cell = grid.find(row, column) if row else None
        found[ref] = cell.style if cell else (row_style(row) if row else 0) or own
    return found
