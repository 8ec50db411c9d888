"""The workbook: read it, parse it, write results into it, make templates of it.

`read` gives raw values with their cells, `parse` turns them into a `Book` (a programme and its
rules) or finds everything that is wrong at once.  openpyxl is imported here alone, and only
when a workbook is opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.workbook.book import Book


def open_book(path: str | Path, *, may_come: bool = False) -> Book:
    """Read and parse a workbook.

    Parameters
    ----------
    may_come
        Whether people are still to come, so that the list of nominees may be empty.

    Raises
    ------
    WorkbookError
        It cannot be read at all.
    BadWorkbook
        Cells in it cannot be used; every one of them is told.
    """
    from scheduler.workbook.parse import parse  # noqa: PLC0415  only whoever opens a workbook pays for it
    from scheduler.workbook.read import read  # noqa: PLC0415  the same

    return parse(read(path), may_come=may_come)
