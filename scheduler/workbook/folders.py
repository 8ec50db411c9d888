"""A folder of results is written whole or not at all, and never between files that are there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scheduler.errors import WorkbookError
from scheduler.findings import Fact, Place
from scheduler.workbook.problems import problem

FILES: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".json")
"""Endings of names that nobody means for a folder."""


def check_folder(out: str | Path) -> None:
    """Refuse a folder of results that could not be written whole: it must be new, or empty, and not be named as a file.

    Nothing is written between files that are there, as nobody could tell later which of them
    belong together.

    Raises
    ------
    WorkbookError
        With one of the codes of :data:`scheduler.workbook.problems.TARGETS`.
    """
    target = Path(out).absolute()
    if target.suffix.lower() in FILES or (target.exists() and not target.is_dir()):
        raise _refused("target_is_file", target)
    if target.is_dir() and any(target.iterdir()):
        raise _refused("target_not_empty", target)
    if not target.parent.is_dir():
        raise _refused("target_no_folder", target, folder=str(target.parent))
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise _refused("target_read_only", target)


@contextmanager
def replacing_folder(path: str | Path) -> Iterator[Path]:
    """Give a folder to fill beside `path`, which takes its place when all went well: all files, or none.

    Raises
    ------
    WorkbookError
        ``target_failed``: the operating system refused to write, as where a disk is full.
    """
    target = Path(path).absolute()
    try:
        part = Path(tempfile.mkdtemp(prefix=".angkatan-", dir=target.parent))
    except OSError as error:
        raise _failed(target, error) from error
    try:
        yield part
        _settle(part, target)
    except OSError as error:
        raise _failed(target, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _settle(part: Path, target: Path) -> None:
    """Put the files on the disk, then the folder in its place, in one step."""
    for made in sorted(part.iterdir()):
        with made.open("r+b") as written:
            os.fsync(written.fileno())
    part.chmod(0o777 & ~_umask())
    if target.is_dir():
        target.rmdir()  # an empty one; elsewhere than on POSIX no folder can be renamed onto it
    part.rename(target)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _failed(target: Path, error: OSError) -> WorkbookError:
    return _refused("target_failed", target, reason=error.strerror or type(error).__name__)


def _refused(code: str, target: Path, **facts: Fact) -> WorkbookError:
    return WorkbookError(problem(code, Place(file=str(target)), {"found": target.name, **facts}))
