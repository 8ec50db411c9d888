"""Writing files so that nothing can be lost: targets are checked before solving, files replaced whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scheduler.errors import WorkbookError
from scheduler.findings import Fact, Place, Problem

ENDINGS = (".xlsx", ".json")
"""What angkatan writes: workbooks, and results as JSON."""


def check_target(out: str | Path, source: str | Path | None = None, *, endings: Sequence[str] = ENDINGS) -> None:
    """Refuse a target that could not be written, or should not be, before any work is done.

    Parameters
    ----------
    out
        The file to be written; it may exist.
    source
        The workbook that is read, which must not be written over.
    endings
        Allowed endings of the file's name.

    Raises
    ------
    WorkbookError
        With one of the codes of :data:`scheduler.workbook.problems.TARGETS`.
    """
    target = Path(out)
    if target.suffix.lower() not in endings:
        raise _refused("target_type", target, allowed=tuple(endings))
    if target.is_dir():
        raise _refused("target_is_folder", target)
    if source is not None and _is_same(target, Path(source)):
        raise _refused("target_is_source", target)
    if not target.parent.is_dir():
        raise _refused("target_no_folder", target, folder=str(target.parent))
    if not os.access(target.parent, os.W_OK | os.X_OK) or (target.exists() and not os.access(target, os.W_OK)):
        raise _refused("target_read_only", target)
    lock = next((mark for mark in _marks(target) if mark.exists()), None)
    if lock is not None:
        raise _refused("target_open", target, lock=lock.name)


def _is_same(target: Path, source: Path) -> bool:
    if target.exists() and source.exists():
        return target.samefile(source)
    return target.resolve() == source.resolve()


def _marks(target: Path) -> tuple[Path, ...]:
    """Files that Excel and LibreOffice put beside a workbook while it is open."""
    name = target.name
    return (target.with_name(f"~${name}"), target.with_name(f"~${name[2:]}"), target.with_name(f".~lock.{name}#"))


def _refused(code: str, target: Path, **facts: Fact) -> WorkbookError:
    return WorkbookError(Problem(code, Place(file=str(target)), {"found": target.name, **facts}))


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Give a file to write beside `path`, which takes its place when all went well.

    The new file is flushed to the disk first and gets the mode of the file that it replaces.
    Whatever goes wrong, an interrupt included, leaves the target as it was and nothing beside it.

    Raises
    ------
    WorkbookError
        ``target_failed``: the operating system refused to write, as where a disk is full.
    """
    target = Path(path)
    try:
        part = _beside(target)
    except OSError as error:
        raise _failed(target, error) from error
    try:
        yield part
        _settle(part, target)
    except OSError as error:
        raise _failed(target, error) from error
    finally:
        part.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".angkatan-", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    return Path(name)


def _settle(part: Path, target: Path) -> None:
    """Put the new file on the disk, then in the old one's place, in one step."""
    with part.open("r+b") as written:
        os.fsync(written.fileno())
    part.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
    part.replace(target)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _failed(target: Path, error: OSError) -> WorkbookError:
    return _refused("target_failed", target, reason=error.strerror or type(error).__name__)
