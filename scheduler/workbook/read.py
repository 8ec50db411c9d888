"""Read a file into raw values with their cells; what is no workbook is refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from scheduler.errors import WorkbookError
from scheduler.workbook import csvtext, ods, swift, xls
from scheduler.workbook.guard import Format, check_package, format_of, load, refuse
from scheduler.workbook.tables import Grid, Tables

ALLOWED: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")

READERS: Mapping[Format, Callable[[bytes], tuple[Grid, ...]]] = {
    ".xlsx": swift.grids,
    ".xls": xls.grids,
    ".ods": ods.grids,
    "CSV": csvtext.grids,
}
"""Readers by format; a macro workbook has the format of the plain one."""

ZIPPED: Final = (".xlsx", ".ods")
"""Formats that are zip packages of XML."""


def read(path: str | Path) -> Tables:
    """Read a workbook.

    Parameters
    ----------
    path
        A .xlsx, .xlsm, .xls, .ods or .csv file; what it is called does not matter, what is in it does.

    Raises
    ------
    WorkbookError
        There is no such file, or it is no workbook, damaged, locked or unsafe.
    """
    path = Path(path)
    return read_bytes(load(path), path.name)


def read_bytes(content: bytes, file: str) -> Tables:
    """Read a workbook from its bytes; `file` is the name that problems tell.

    Raises
    ------
    WorkbookError
        As for `read`.
    """
    found = format_of(content)
    reader = _reader_for(found, file)
    if found in ZIPPED:
        check_package(content, file)
    try:
        sheets = reader(content)
    except WorkbookError:
        raise
    except Exception as error:  # damaged parts break the reader in any way there is
        raise refuse("damaged", file, reason=type(error).__name__) from error
    kept = content if found == ".xlsx" else b""
    return Tables(file, sha256(content).hexdigest(), sheets, found, kept)


def _reader_for(found: Format, file: str) -> Callable[[bytes], tuple[Grid, ...]]:
    if found in READERS:
        return READERS[found]
    if found == "password":
        raise refuse("password", file)
    if found == "unknown":
        raise refuse("not_workbook", file, found=file, allowed=ALLOWED)
    raise refuse("other_format", file, found=found, allowed=ALLOWED[0])
