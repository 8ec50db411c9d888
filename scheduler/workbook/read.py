"""Read a file into raw values with their cells; what is no workbook is refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from scheduler.errors import WorkbookError
from scheduler.workbook.excel import grids
from scheduler.workbook.guard import Format, check_package, format_of, load, refuse
from scheduler.workbook.tables import Grid, Tables

ALLOWED: Final = (".xlsx", ".xlsm")

READERS: Mapping[Format, Callable[[bytes], tuple[Grid, ...]]] = {".xlsx": grids}
"""Readers by format; a macro workbook has the format of the plain one."""


def read(path: str | Path) -> Tables:
    """Read a workbook.

    Parameters
    ----------
    path
        A .xlsx or .xlsm file; what it is called does not matter, what is in it does.

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
    reader = _reader_for(format_of(content), file)
    check_package(content, file)
    try:
        sheets = reader(content)
    except WorkbookError:
        raise
    except Exception as error:  # damaged parts break the reader in any way there is
        raise refuse("damaged", file, reason=type(error).__name__) from error
    return Tables(file, sha256(content).hexdigest(), sheets)


def _reader_for(found: Format, file: str) -> Callable[[bytes], tuple[Grid, ...]]:
    if found in READERS:
        return READERS[found]
    if found == "password":
        raise refuse("password", file)
    if found == "unknown":
        raise refuse("not_workbook", file, found=file, allowed=ALLOWED)
    raise refuse("other_format", file, found=found, allowed=ALLOWED[0])
