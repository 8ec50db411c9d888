"""A row put below the last one of a coordinator's own sheet: a room more, a lesson hour, a day."""

from __future__ import annotations

from itertools import chain

from scheduler.package.cells import Area, holds, letters_of, meet
from scheduler.package.grid import Grid
from scheduler.package.parts import Package
from scheduler.package.tables import resize_table, tables
from scheduler.workbook.headers import data_rows
from scheduler.workbook.sheetrows import Sheet
from scheduler.workbook.writeback import Unfit


def last_row(sheet: Sheet) -> int:
    """Return the number of the last row of a list; of its headings where it has none."""
    return max((number for number, _ in data_rows(sheet.table)), default=sheet.table.header_row)


def row_below(package: Package, sheet: Sheet) -> int:
    """Return the number of the row below a list, and let the table that holds the list take it in.

    Raises
    ------
    Refusal
        ``below``: something stands there, or right below; it would have to move.
    """
    title, number = sheet.table.sheet, last_row(sheet) + 1
    _check_free(package, sheet, number)
    for table in tables(package, title):
        if table.area[0] <= sheet.table.header_row and table.area[0] < number <= table.area[2] + 1:
            resize_table(package, title, table.name, max(table.area[2], number))
    return number


def _check_free(package: Package, sheet: Sheet, number: int) -> None:
    columns = [one.column + 1 for one in sheet.table.headings]
    area: Area = (number, min(columns), number + 1, max(columns))
    part = package.sheet(sheet.table.sheet).part
    grid = Grid(package.read(part), part)
    for row in grid.rows():
        for cell in grid.cells(row) if area[0] <= row.number <= area[2] else ():
            if cell.content and holds(area, row.number, cell.column):
                raise Unfit("below", cell=f"{letters_of(cell.column)}{row.number}")
    for other in chain(grid.merges(), grid.arrays()):
        if meet(other, area):
            raise Unfit("below", cell=f"{letters_of(other[1])}{other[0]}")
