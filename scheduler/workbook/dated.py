"""Dates that a plan chose, written into the sheet of cohorts of the coordinator's own workbook."""

from __future__ import annotations

from typing import Final

from scheduler.domain import Programme
from scheduler.package.cells import Value, letters_of
from scheduler.package.edit import set_cells
from scheduler.package.looks import Looks
from scheduler.package.parts import Package
from scheduler.package.widths import set_widths
from scheduler.words import Language, heading
from scheduler.workbook.beside import add_headings, free_columns
from scheduler.workbook.book import Book, Places
from scheduler.workbook.sheetrows import Row

DATED: Final = {"start": "Start", "end": "End"}
"""Columns of a cohort that a plan fills."""

WIDTH: Final = 13.0
"""Of a date column that is added, in digits: narrower ones show nothing but signs for want of room."""


def put_dates(package: Package, book: Book, programme: Programme, lang: Language) -> None:
    """Write the days of cohorts that are others than the workbook says; missing columns are added.

    Raises
    ------
    Refusal
        A cell cannot be written without breaking something.
    """
    rows = book.places.rows("cohort") if isinstance(book.places, Places) else {}
    moved = {code: row for code, row in rows.items() if _span(book.programme, code) != _span(programme, code)}
    if not moved:
        return
    columns = _date_columns(package, next(iter(moved.values())), lang)
    values: dict[str, Value] = {
        f"{letters_of(columns[name])}{row.number}": getattr(programme.cohort[code], name)
        for code, row in moved.items()
        for name in DATED
    }
    sheet = next(iter(moved.values())).sheet.table
    set_cells(package, sheet.sheet, values, Looks(data_from=sheet.header_row + 1))


def _span(programme: Programme, code: str) -> tuple[object, object]:
    cohort = programme.cohort[code]
    return cohort.start, cohort.end


def _date_columns(package: Package, row: Row, lang: Language) -> dict[str, int]:
    """Return the columns of the first and the last day, counted from 1."""
    found = {name: row.sheet.where[name] + 1 for name in DATED if name in row.sheet.where}
    missing = [name for name in DATED if name not in found]
    if missing:
        first = free_columns(package, row.sheet, len(missing))
        add_headings(package, row.sheet, first, [heading(DATED[name], lang) for name in missing])
        added = {name: first + at for at, name in enumerate(missing)}
        set_widths(package, row.sheet.table.sheet, dict.fromkeys(added.values(), WIDTH))
        found |= added
    return found
