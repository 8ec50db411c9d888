"""The key of an export for a partner: a workbook of the coordinator's that says which random ID means whom."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from scheduler.errors import WorkbookError
from scheduler.findings import Place
from scheduler.pseudonyms import Entry, Key
from scheduler.reference.text import fold
from scheduler.report.partner import ALIAS
from scheduler.report.table import Column, Table, told
from scheduler.words import Language, known_headings, text
from scheduler.workbook.paper import drafted
from scheduler.workbook.problems import problem
from scheduler.workbook.read import read
from scheduler.workbook.readings import tidy
from scheduler.workbook.sheets import table_sheet
from scheduler.workbook.tables import Grid, Raw, letters

COLUMNS: Final = (Column(ALIAS, "code"), Column("ID", "id"), Column("Name"))


def read_key(path: str | Path) -> Key:
    """Read a key; there is none yet where there is no file.

    Raises
    ------
    WorkbookError
        The file cannot be read; ``not_key`` where it is something else, ``key_damaged`` where a
        cell of it can no longer be trusted.
    """
    path = Path(path)
    if not path.exists():
        return Key()
    tables = read(path)
    for grid in tables.grids:
        found = _columns(grid)
        if found is not None:
            return _key(grid, *found, file=path.name)
    titles = tuple(column.title for column in COLUMNS[:2])
    raise WorkbookError(problem("not_key", Place(path.name), {"found": path.name, "columns": titles}))


def _columns(grid: Grid) -> tuple[int, Mapping[str, int]] | None:
    """Find the row of headings and the columns under them."""
    for number, values in grid.rows.items():
        said = [fold(raw) if isinstance(raw, str) else "" for raw in values]
        where = {
            column.title: said.index(word)
            for column in COLUMNS
            for word in said
            if word in known_headings(column.title)
        }
        if {ALIAS, "ID"} <= where.keys():
            return number, where
    return None


def _key(grid: Grid, top: int, where: Mapping[str, int], *, file: str) -> Key:
    entries: list[Entry] = []
    seen: set[str] = set()
    for number, values in grid.rows.items():
        cells = [_cell(values, where.get(column.title)) for column in COLUMNS]
        if number <= top or all(cell is None for cell in cells[:2]):
            continue
        for cell, column in zip(cells[:2], COLUMNS, strict=False):
            if not isinstance(cell, str) or (mark := f"{column.title}: {cell}") in seen:
                place = Place(file, grid.sheet, f"{letters(where[column.title])}{number}")
                raise WorkbookError(problem("key_damaged", place, {"column": column.title}))
            seen.add(mark)
        entries.append(Entry(str(cells[0]), str(cells[1]), str(cells[2] or "")))
    return Key(tuple(entries))


def _cell(values: list[Raw], column: int | None) -> Raw:
    raw = values[column] if column is not None and column < len(values) else None
    return (tidy(raw) or None) if isinstance(raw, str) else raw


def key_bytes(key: Key, lang: Language, title: str) -> bytes:
    """Return the workbook of a key; people stand in the order in which they were first handed out."""
    rows = tuple((entry.alias, entry.person, entry.name) for entry in key.entries)
    made = BytesIO()
    with drafted(made, lang, title) as paper:
        table_sheet(paper, "Key", Table(told("key"), COLUMNS, rows), [text("key_about", lang)], frozen=1)
    return made.getvalue()
