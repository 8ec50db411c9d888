"""Find the sheets that are read and, in each, the row of headings, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scheduler.findings import Place
from scheduler.reference.text import fold
from scheduler.workbook.layout import KEY_TITLE, Layout
from scheduler.workbook.names import (
    fields_by_heading,
    is_own,
    layout_of,
    nearest_sheets,
    numbering_headings,
    result_headings,
)
from scheduler.workbook.notes import Notes
from scheduler.workbook.readings import tidy
from scheduler.workbook.tables import Grid, Heading, Raw, Table, Tables

SEARCHED_ROWS = 30
"""Letterheads end before this row."""


def find_tables(tables: Tables, layouts: Sequence[Layout], notes: Notes) -> Mapping[str, Table]:
    """Match the sheets of a file to the layouts, and find their headings.

    Returns
    -------
    Mapping of str to Table
        By the layout's English name.
    """
    chosen: dict[str, Grid] = {}
    for grid in tables.grids:
        layout = _layout_of(grid, tables.file, layouts, notes)
        if layout and layout.name in chosen:
            facts = {"sheet": layout.name, "found": grid.sheet, "other": chosen[layout.name].sheet}
            notes.add("sheet_twice", Place(tables.file, grid.sheet), **facts)
        elif layout:
            chosen[layout.name] = grid
    _note_missing(tables, chosen, layouts, notes)
    found = (_table(tables.file, layout, chosen[layout.name], notes) for layout in layouts if layout.name in chosen)
    return {table.name: table for table in found if table}


def _layout_of(grid: Grid, file: str, layouts: Sequence[Layout], notes: Notes) -> Layout | None:
    place = Place(file, grid.sheet)
    layout = layout_of(grid.sheet, layouts)
    if layout is None and is_own(grid.sheet):
        return None
    if grid.is_hidden:
        notes.add("hidden_sheet", place, found=grid.sheet)
        return None
    near = nearest_sheets(grid.sheet, layouts)
    if layout is None and near:
        notes.add("unknown_sheet", place, found=grid.sheet, nearest=near)
    return layout


def _note_missing(tables: Tables, chosen: Mapping[str, Grid], layouts: Sequence[Layout], notes: Notes) -> None:
    names = tuple(grid.sheet for grid in tables.grids if not grid.is_hidden)
    for layout in layouts:
        if layout.is_needed and layout.name not in chosen:
            near = tuple(name for name in names if layout.name in nearest_sheets(name, [layout]))
            notes.add("missing_sheet", Place(tables.file), sheet=layout.name, found=names, nearest=near)


def _table(file: str, layout: Layout, grid: Grid, notes: Notes) -> Table | None:
    place = Place(file, grid.sheet)
    if grid.hidden_rows:
        notes.add("hidden_rows", place, count=grid.hidden_rows)
    if grid.far_cells:
        notes.add("far_cells", place, count=grid.far_cells, allowed="ALL")
    if layout.role == "programme":
        return Table(file, layout.name, grid, 0, ())
    header = _header_row(grid, layout)
    if header:
        return Table(file, layout.name, grid, header, tuple(_headings(grid.rows[header])))
    if grid.rows:
        notes.add("no_header", place, rows=SEARCHED_ROWS, columns=tuple(c.title for c in layout.columns))
    elif layout.is_needed:
        notes.add("empty_sheet", place, sheet=layout.name)
    return None


def _header_row(grid: Grid, layout: Layout) -> int:
    """Return the row with the most known headings, the first of equals; 0 where no row has one."""
    known = {*fields_by_heading(layout), *(result_headings() if layout.role == "nominees" else ())}
    scores = {
        number: len({fold(raw) for raw in values if isinstance(raw, str)} & known)
        for number, values in grid.rows.items()
        if number <= SEARCHED_ROWS
    }
    best = max(scores, key=lambda number: (scores[number], -number), default=0)
    return best if scores.get(best) else 0


def _headings(values: Sequence[Raw]) -> Iterator[Heading]:
    for column, raw in enumerate(values):
        if raw is not None:
            yield Heading(tidy(str(raw)), column)


def data_rows(table: Table) -> Iterator[tuple[int, list[Raw]]]:
    """Yield the rows under the headings that have values, without a row that only numbers the columns."""
    for position, (number, values) in enumerate(table.rows):
        if position or not _is_numbering(values, len(table.headings)):
            yield number, values


def _is_numbering(values: Sequence[Raw], columns: int) -> bool:
    """Whether a row reads (1) (2) (3) ... under every heading, as official tables have it."""
    filled = [fold(str(raw)) for raw in values if raw is not None]
    # A rule's row may well read 1, 2, 3; it does not go on to the last column.
    is_whole = len(filled) == columns >= 4
    return is_whole and any(filled == [str(start + step) for step in range(columns)] for start in (0, 1))


def is_key_heading(raw: Raw) -> bool:
    """Whether a cell is the heading of the Programme sheet's keys."""
    return isinstance(raw, str) and fold(raw) in (fold(KEY_TITLE), "key", "kunci", "pengaturan", "설정")


def is_running_number(heading: str) -> bool:
    """Whether a heading is that of a running number."""
    return fold(heading) in numbering_headings()
