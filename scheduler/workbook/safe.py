"""Writing files so that nothing can be lost: targets are checked before solving, files replaced whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import time
from typing import Final

from scheduler.errors import WorkbookError
from scheduler.findings import Fact, Place, Problem

ENDINGS = (".xlsx", ".json")
"""What angkatan writes: workbooks, and results as JSON."""

_PART: Final = ".angkatan-"
"""How the names of files begin that are still being written."""
_FORGOTTEN: Final = 24 * 3600.0
"""Seconds after which such a file counts as left behind where the system has no locks that end with a process."""


def check_target(
    out: str | Path, source: str | Path | None = None, *, endings: Sequence[str] = ENDINGS, is_new: bool = False
) -> None:
    """Refuse a target that could not be written, or should not be, before any work is done.

    Parameters
    ----------
    out
        The file to be written; it may exist, and is then replaced.
    source
        The workbook that is read, which must not be written over.
    endings
        Allowed endings of the file's name.
    is_new
        Whether the file must not exist yet: an empty form never takes the place of a filled one.

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
    if is_new and target.exists():
        raise _refused("target_exists", target)
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
def replacing(path: str | Path, *, is_private: bool = False) -> Iterator[Path]:
    """Give a file to write beside `path`, which takes its place when all went well.

    The new file is flushed to the disk first and gets the mode of the file that it replaces.
    Whatever goes wrong, an interrupt included, leaves the target as it was and nothing beside it.
    A process that is killed leaves the target as it was too; the half-written file that it may
    leave beside it is hidden, and the next file that is written into that folder clears it away.

    Parameters
    ----------
    is_private
        Whether nobody but its owner may read the file, whatever the mode of one that it replaces.

    Raises
    ------
    WorkbookError
        ``target_failed``: the operating system refused to write, as where a disk is full.
    """
    target = Path(path)
    try:
        _clear(target.parent)
        handle, part = _beside(target)
    except OSError as error:
        raise _failed(target, error) from error
    try:
        yield part
        _settle(part, target, is_private=is_private)
    except OSError as error:
        raise _failed(target, error) from error
    finally:
        part.unlink(missing_ok=True)
        if handle is not None:
            os.close(handle)


def _beside(target: Path) -> tuple[int | None, Path]:
    """Make an empty file, held by a lock that ends with this process where the system knows such locks."""
    handle, name = tempfile.mkstemp(prefix=_PART, suffix=target.suffix, dir=target.parent)
    if _lock(handle):
        return handle, Path(name)
    os.close(handle)
    return None, Path(name)


def _lock(handle: int) -> bool:
    """Lock an open file; False where another process holds it, or nobody can."""
    try:
        import fcntl  # noqa: PLC0415  not on every system

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _clear(folder: Path) -> None:
    """Remove what processes left behind that were killed while they wrote; what cannot be removed stays."""
    for part in folder.glob(f"{_PART}*"):
        try:
            if _is_left(part):
                part.unlink(missing_ok=True)
        except OSError:  # gone by now, or somebody else's
            continue


def _is_left(part: Path) -> bool:
    handle = os.open(part, os.O_RDWR)
    try:
        return _lock(handle) or time() - os.fstat(handle).st_mtime > _FORGOTTEN
    finally:
        os.close(handle)


def _settle(part: Path, target: Path, *, is_private: bool) -> None:
    """Put the new file on the disk, then in the old one's place, in one step."""
    _flush(part)
    usual = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
    part.chmod(0o600 if is_private else usual)
    part.replace(target)


def _flush(part: Path) -> None:
    with part.open("r+b") as written:
        os.fsync(written.fileno())


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _failed(target: Path, error: OSError) -> WorkbookError:
    return _refused("target_failed", target, reason=error.strerror or type(error).__name__)
