"""The workbook that a command reads, and the one that it is to write: both looked at before any work is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.workbook.book import Book


def opened(book: Path, out: Path | None, *, as_new: bool = False) -> Book:
    """Read a workbook whose copy, or a new one where `as_new`, is to be written to `out`.

    Raises
    ------
    WorkbookError
        `book` cannot be read, or `out` cannot be written, is the same file, or ends otherwise than what will be in it.
    BadWorkbook
        Cells of `book` cannot be used.
    """
    from scheduler.workbook import open_book  # noqa: PLC0415  help must not load the reader
    from scheduler.workbook.safe import check_target  # noqa: PLC0415  the same
    from scheduler.workbook.writeback import ending  # noqa: PLC0415  the same

    if out is None:
        return open_book(book)
    check_target(out, book, endings=(".xlsx", ".xlsm"))
    read = open_book(book)
    check_target(out, book, endings=(ending(read.tables, as_new=as_new),))
    return read
