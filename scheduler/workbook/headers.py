"""Find the sheets that are read and, in each, the row of headings, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scheduler.findings import Place
from scheduler.reference.text import fold
from scheduler.workbook.headings import SEARCHED_ROWS, find_header
from scheduler.workbook.layout import KEY_TITLE, Layout
from scheduler.workbook.loosely import meant
from scheduler.workbook.names import (
    fields_by_heading,
    is_more_of,
    is_own,
    layout_of,
    nearest_sheets,
    numbering_headings,
)
from scheduler.workbook.notes import Notes
from scheduler.workbook.tables import Grid, Heading, Raw, Table, Tables

LEAST_KNOWN = 3
"""Known headings that make a sheet of another name a list of nominees."""


def find_tables(
    tables: Tables, layouts: Sequence[Layout], notes: Notes
) -> tuple[Mapping[str, Table], tuple[Table, ...]]:
    """Match the sheets of a file to the layouts, and find their headings.

    Returns
    -------
    Mapping of str to Table
        By the layout's English name.
    tuple of Table
        Every sheet of nominees: a workbook may have one for each unit.
    """
    chosen: dict[str, Grid] = {}
    for grid in tables.grids:
        layout = _layout_of(grid, tables.file, layouts, notes)
        if layout and layout.name in chosen:
            facts = {"sheet": layout.name, "found": grid.sheet, "other": chosen[layout.name].sheet}
            notes.add("sheet_twice", Place(tables.file, grid.sheet), **facts)
        elif layout:
            chosen[layout.name] = grid
    rosters = _rosters(tables, chosen, layouts, notes)
    _note_missing(tables, chosen, layouts, notes)
    listed = [(layout, chosen[layout.name]) for layout in layouts if layout.name in chosen]
    found = [_table(tables.file, layout, grid, notes) for layout, grid in listed]
    more = [_table(tables.file, layout, grid, notes) for layout, grid in rosters]
    named = {table.name: table for table in found if table}
    first = [named["Nominees"]] if "Nominees" in named else []
    return named, (*first, *(table for table in more if table))


def _rosters(
    tables: Tables, chosen: dict[str, Grid], layouts: Sequence[Layout], notes: Notes
) -> list[tuple[Layout, Grid]]:
    """Find further sheets of nominees: called so with a word more, or any roster where no sheet is called so."""
    layout = next((layout for layout in layouts if layout.role == "nominees"), None)
    if layout is None:
        return []
    known = (grid.is_hidden or is_own(grid.sheet) or layout_of(grid.sheet, layouts) for grid in tables.grids)
    found = []
    for grid in (grid for grid, is_known in zip(tables.grids, known, strict=True) if not is_known):
        if not is_roster(grid, layout):
            continue
        if layout.name not in chosen or is_more_of(grid.sheet, layout):
            found.append((layout, grid))
            notes.add("read_as_nominees", Place(tables.file, grid.sheet), found=grid.sheet, sheet=layout.name)
        else:
            notes.add("roster_left", Place(tables.file, grid.sheet), found=grid.sheet, sheet=layout.name)
    if found and layout.name not in chosen:
        chosen[layout.name] = found.pop(0)[1]
    return found


def find_rosters(tables: Tables, layout: Layout, notes: Notes) -> list[Table]:
    """Find every sheet of a file that lists people, whatever it is called."""
    seen = [grid for grid in tables.grids if not is_own(grid.sheet) and is_roster(grid, layout)]
    for grid in seen:
        if grid.is_hidden:
            notes.add("hidden_sheet", Place(tables.file, grid.sheet), found=grid.sheet)
    found = (_table(tables.file, layout, grid, notes) for grid in seen if not grid.is_hidden)
    return [table for table in found if table]


def is_roster(grid: Grid, layout: Layout) -> bool:
    """Whether a sheet lists people: a row has three headings of nominees, one of them of the name or the ID."""
    header = find_header(grid, layout)
    fields = {meant(heading.text, layout) for heading in header[1]} - {None} if header else set()
    return len(fields) >= LEAST_KNOWN and not fields.isdisjoint(("id", "name"))


def _layout_of(grid: Grid, file: str, layouts: Sequence[Layout], notes: Notes) -> Layout | None:
    place = Place(file, grid.sheet)
    layout = layout_of(grid.sheet, layouts)
    if layout is None and is_own(grid.sheet):
        return None
    if grid.is_hidden:
        notes.add("hidden_sheet", place, found=grid.sheet)
        return None
    near = nearest_sheets(grid.sheet, layouts) if layout is None else ()
    if near and not _is_any_roster(grid, layouts):
        notes.add("unknown_sheet", place, found=grid.sheet, nearest=near)
    return layout


def _is_any_roster(grid: Grid, layouts: Sequence[Layout]) -> bool:
    return any(is_roster(grid, layout) for layout in layouts if layout.role == "nominees")


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
    header = find_header(grid, layout)
    if layout.is_timed and grid.rows and not _is_meant(layout, header[1] if header else ()):
        columns = tuple(c.title for c in layout.columns if c.is_required) or tuple(c.title for c in layout.columns)
        notes.add("sheet_left", place, found=grid.sheet, sheet=layout.name, columns=columns)
        return None
    if header:
        return Table(file, layout.name, grid, *header)
    if grid.rows:
        notes.add("no_header", place, rows=SEARCHED_ROWS, columns=tuple(c.title for c in layout.columns))
    elif layout.is_needed:
        notes.add("empty_sheet", place, sheet=layout.name)
    return None


def _is_meant(layout: Layout, headings: Sequence[Heading]) -> bool:
    """Whether a sheet is really one of the timetable's, and not one that people keep under such a name.

    A sheet of meetings needs all its columns, as many keep a timetable of their own.
    """
    known = fields_by_heading(layout)
    fields = {known.get(fold(heading.text)) for heading in headings}
    required = {column.field for column in layout.columns if column.is_required}
    return required <= fields if layout.role == "placements" else bool(fields & (required or {*layout.column}))


def data_rows(table: Table) -> Iterator[tuple[int, list[Raw]]]:
    """Yield the rows under the headings that have values, without a row that only numbers the columns."""
    for position, (number, values) in enumerate(table.rows):
        if position or not is_numbering(values, len(table.headings)):
            yield number, values


def is_numbering(values: Sequence[Raw], columns: int) -> bool:
    """Whether a row reads (1) (2) (3) ... under every heading, as official tables have it."""
    filled = [fold(str(raw)) for raw in values if raw is not None]
    # A rule's row may well read 1, 2, 3; it does not go on to the last column.
    is_whole = columns >= 4 and columns >= len(filled) >= columns - 2 and len(filled) >= 3
    return is_whole and any(filled == [str(start + step) for step in range(len(filled))] for start in (0, 1))


def is_key_heading(raw: Raw) -> bool:
    """Whether a cell is the heading of the Programme sheet's keys."""
    return isinstance(raw, str) and fold(raw) in (fold(KEY_TITLE), "key", "kunci", "pengaturan", "설정")


def is_running_number(heading: str) -> bool:
    """Whether a heading is that of a running number."""
    return fold(heading) in numbering_headings()
