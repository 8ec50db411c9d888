"""Results beside each nominee in the coordinator's own sheets: found by heading, or put right of all that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, count
from typing import Final

from scheduler.package.cells import Value, letters_of
from scheduler.package.edit import set_cells
from scheduler.package.filters import widen_filter
from scheduler.package.grid import Grid
from scheduler.package.looks import Looks
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.package.tables import add_columns, tables
from scheduler.package.widths import set_widths
from scheduler.report.table import Table as Told
from scheduler.words import Language, heading
from scheduler.workbook.facts import result_columns
from scheduler.workbook.layout import RESULT_COLUMNS
from scheduler.workbook.sheetrows import Row, Sheet
from scheduler.workbook.styles import fitted

WIDTHS: Final[Mapping[str, tuple[float, float]]] = {
    "cohort": (12, 30),
    "result": (14, 30),
    "rank": (12, 30),
    "sessions": (16, 30),
    "reason": (50, 110),
}
"""Narrowest and widest column of those that are added, in digits; rows keep their height, so nothing wraps."""

Rows = Mapping[str, Row]
"""The rows of one sheet by nominee ID."""
Said = Mapping[int, Mapping[str, Value]]
"""What stands beside each row, by its number and by what `RESULT_COLUMNS` name."""


def lay_beside(package: Package, rows: Rows, results: Told, lang: Language) -> None:
    """Write what each nominee of one sheet gets; nothing else in the sheet changes.

    Parameters
    ----------
    results
        One row a nominee, the ID first, then what `RESULT_COLUMNS` name.
    lang
        Of the words, and of headings that are added.

    Raises
    ------
    Refusal
        A cell cannot be written without breaking something.
    """
    sheet = next(iter(rows.values())).sheet
    said = {
        rows[str(nominee)].number: dict(zip(RESULT_COLUMNS, cells, strict=True))
        for nominee, *cells in results.in_words(lang)
        if str(nominee) in rows
    }
    columns, added = _columns(package, sheet, rows, said, lang)
    values: dict[str, Value] = {
        f"{letters_of(columns[field])}{number}": value
        for number, cells in said.items()
        for field, value in cells.items()
    }
    styles = _styles(package, sheet, rows, added)
    set_cells(package, sheet.table.sheet, values, Looks(styles, data_from=sheet.table.header_row + 1))


def _columns(
    package: Package, sheet: Sheet, rows: Rows, said: Said, lang: Language
) -> tuple[Mapping[str, int], Sequence[int]]:
    """Return the column of each part of the result, counted from 1, and which of them are new."""
    found = _standing(sheet, rows)
    missing = [field for field in RESULT_COLUMNS if field not in found]
    if not missing:
        return found, ()
    first = free_columns(package, sheet, len(missing))
    words = [heading(RESULT_COLUMNS[field], lang) for field in missing]
    add_headings(package, sheet, first, words)
    added = {field: first + at for at, field in enumerate(missing)}
    texts = {field: [str(cells[field]) for cells in said.values() if cells[field] is not None] for field in missing}
    wide = {first + at: fitted([words[at], *texts[field]], *WIDTHS[field]) for at, field in enumerate(missing)}
    set_widths(package, sheet.table.sheet, wide)
    widen_filter(package, sheet.table.sheet, heading_row(sheet), first, first + len(missing) - 1)
    return {**found, **added}, tuple(added.values())


def _standing(sheet: Sheet, rows: Rows) -> dict[str, int]:
    """Find the result columns that are there.

    A column called Result or Reason may be the coordinator's own: without a column of cohorts it
    is taken only where it is empty.
    """
    headed = result_columns(sheet.further)
    is_ours = "cohort" in headed
    return {field: column + 1 for field, column in headed.items() if is_ours or _is_empty(column, rows)}


def _is_empty(column: int, rows: Rows) -> bool:
    return not any(column < len(row.raw) and row.raw[column] is not None for row in rows.values())


def heading_row(sheet: Sheet) -> int:
    """Return the row in which most headings stand: of two rows of headings the upper one, as a rule."""
    rows = [heading.row or sheet.table.header_row for heading in sheet.table.headings]
    return max(sorted(set(rows)), key=rows.count)


def free_columns(package: Package, sheet: Sheet, wanted: int) -> int:
    """Find columns beside each other that are free from the headings down, right of the last heading."""
    part, top = package.sheet(sheet.table.sheet).part, heading_row(sheet)
    grid = Grid(package.read(part), part)
    first = max(heading.column for heading in sheet.table.headings) + 2
    rows = (row for row in grid.rows() if row.number >= top and grid.reaches(row, first))
    used = {cell.column for row in rows for cell in grid.cells(row) if cell.content}
    areas = chain(grid.merges(), grid.arrays(), (table.area for table in tables(package, sheet.table.sheet)))
    used |= {column for area in areas if area[2] >= top for column in range(area[1], area[3] + 1)}
    return next(start for start in count(first) if used.isdisjoint(range(start, start + wanted)))


def add_headings(package: Package, sheet: Sheet, first: int, words: Sequence[str]) -> None:
    """Write headings that look like the last one there; a table that ends beside them takes them in."""
    title, row = sheet.table.sheet, heading_row(sheet)
    for table in tables(package, title):
        if table.area[0] == row and table.area[3] == first - 1:
            try:
                add_columns(package, title, table.name, words)
            except Refusal:  # a table with totals and the like: the columns then stand beside it
                break
            return
    last = max(heading.column for heading in sheet.table.headings) + 1
    style = _style(package, title, row, last)
    cells = {f"{letters_of(first + at)}{row}": text for at, text in enumerate(words)}
    set_cells(package, title, cells, Looks(dict.fromkeys(cells, style)))


def _style(package: Package, title: str, number: int, column: int) -> int:
    part = package.sheet(title).part
    grid = Grid(package.read(part), part)
    row = next((row for row in grid.rows() if row.number == number), None)
    cell = grid.find(row, column) if row else None
    return cell.style if cell else 0


def _styles(package: Package, sheet: Sheet, rows: Rows, added: Sequence[int]) -> dict[str, int]:
    """Let new cells look like the name in their row, which is text: borders and stripes go on."""
    column = sheet.where.get("name", sheet.where.get("id", 0)) + 1
    part, wanted = package.sheet(sheet.table.sheet).part, {row.number for row in rows.values()}
    if not added:
        return {}
    grid = Grid(package.read(part), part)
    found = ((row.number, grid.find(row, column)) for row in grid.rows() if row.number in wanted)
    looks = {number: cell.style for number, cell in found if cell is not None}
    return {f"{letters_of(new)}{number}": style for number, style in looks.items() for new in added}
