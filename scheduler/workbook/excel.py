"""The reader of .xlsx and .xlsm of usual size: openpyxl in its normal mode, for stored values.

openpyxl is imported when the first workbook is opened.  Large workbooks are read by
:mod:`scheduler.workbook.swift`, which returns the same grids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from scheduler.workbook.marks import is_percent, uncalculated
from scheduler.workbook.tables import Faulty, Grid, Percent, Raw

if TYPE_CHECKING:
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.worksheet.worksheet import Worksheet

MOST_COLUMNS: Final = 1_000
"""Cells further to the right are stray, and would make every row long."""


def grids(content: bytes) -> tuple[Grid, ...]:
    """Read every worksheet of a workbook.

    Raises
    ------
    Exception
        Of any kind, where the workbook is damaged; the caller makes one kind of it.
    """
    import warnings  # noqa: PLC0415  with openpyxl, only when a workbook is opened

    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415

    with warnings.catch_warnings(), uncollected():
        # What openpyxl would lose on saving does not matter: it never saves.
        warnings.simplefilter("ignore")
        reader = ExcelReader(BytesIO(content), data_only=True, keep_links=False)
        reader.read()
        return tuple(_grids(reader, content))


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the search for unreachable cycles: a workbook's many small objects have none, and it takes a third.

    The same holds where many cells are written.
    """
    import gc  # noqa: PLC0415

    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _grids(reader: ExcelReader, content: bytes) -> Iterator[Grid]:
    is_1904 = reader.wb.epoch.year == 1904
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    with ZipFile(BytesIO(content)) as package:
        for sheet in reader.wb.worksheets:
            yield _grid(sheet, uncalculated(package.read(parts[sheet.title])), is_1904=is_1904)


def _grid(sheet: Worksheet, lacking: Mapping[tuple[int, int], Faulty], *, is_1904: bool) -> Grid:
    # Only cells that exist: a single cell in XFD1048576 would make `iter_rows` walk 17 thousand million.
    cells = sheet._cells  # noqa: SLF001
    found = {where: _raw(cell) for where, cell in cells.items()} | dict(lacking)
    filled = sorted(where for where, raw in found.items() if raw is not None)
    near = [where for where in filled if where[1] <= MOST_COLUMNS]
    rows = {row: _row(row, places, found) for row, places in groupby(near, key=lambda where: where[0])}
    dimensions = sheet.row_dimensions.items()
    return Grid(
        sheet=sheet.title,
        rows=rows,
        is_hidden=sheet.sheet_state != "visible",
        hidden_rows=sum(dimension.hidden for number, dimension in dimensions if number in rows),
        far_cells=len(filled) - len(near),
        is_1904=is_1904,
        merges=tuple(sorted((a.min_row, a.min_col - 1, a.max_row, a.max_col - 1) for a in sheet.merged_cells.ranges)),
    )


def _row(row: int, places: Iterator[tuple[int, int]], found: Mapping[tuple[int, int], Raw]) -> list[Raw]:
    columns = [column for _, column in places]
    return [found.get((row, column)) for column in range(1, columns[-1] + 1)]


def _raw(cell: Any) -> Raw:
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if cell.data_type == "e":
        return Faulty("error_value", str(value))
    if isinstance(value, float | int) and not isinstance(value, bool) and is_percent(cell.number_format):
        return Percent(value)
    return value  # type: ignore[no-any-return]  # one of the raw types; other objects stand for formulas
