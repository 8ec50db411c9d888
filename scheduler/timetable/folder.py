"""Calendars in a folder: those of earlier runs are read again, and only files that change are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scheduler.errors import WorkbookError
from scheduler.findings import Fact, Place, Problem
from scheduler.timetable.held import Timetable
from scheduler.timetable.ics import KEY, PRODUCT, all_calendars
from scheduler.timetable.issued import key_of


@dataclass(frozen=True)
class Handed:
    """What a folder of calendars holds now: all files of ours, and how many of them are new or changed."""

    files: tuple[str, ...]
    changed: int


def check_calendars(folder: str | Path) -> None:
    """Refuse a folder that calendars cannot be written to, before any work is done; it may be missing yet.

    Raises
    ------
    WorkbookError
        It is a file, or is in no folder.
    """
    target = Path(folder).absolute()
    if target.exists() and not target.is_dir():
        raise _refused("target_is_file", target)
    if not target.parent.is_dir():
        raise _refused("target_no_folder", target, folder=str(target.parent))


def write_calendars(
    timetable: Timetable,
    folder: str | Path,
    *,
    now: datetime,
    participants: Callable[[str], str] | None = None,
) -> Handed:
    """Write the calendars of cohorts, lecturers and, where asked for, participants into a folder.

    Files that are not this programme's stay as they are.

    Parameters
    ----------
    participants
        How the file of someone seated is called, by ID (:func:`scheduler.timetable.ics.all_calendars`).

    Raises
    ------
    WorkbookError
        The folder cannot be written to; ``target_no_calendar`` where a file of another origin, or of another
        programme, stands in the place of one of ours, or an earlier one is damaged.
    """
    from scheduler.workbook.safe import replacing  # noqa: PLC0415  only writers need it

    target = Path(folder).absolute()
    check_calendars(target)
    standing = {path.name: path.read_bytes() for path in sorted(target.glob("*.ics"))} if target.is_dir() else {}
    marks = (PRODUCT.encode(), f"{KEY}:{key_of(timetable.programme)}".encode())
    before = {name: text for name, text in standing.items() if all(mark in text for mark in marks)}
    try:
        made = all_calendars(timetable, now=now, before=before, participants=participants)
    except ValueError as error:
        raise _refused("target_no_calendar", target / str(error.args[0])) from error
    foreign = sorted(standing.keys() & made.keys() - before.keys())
    if foreign:
        raise _refused("target_no_calendar", target / foreign[0])
    changed = [name for name, text in made.items() if standing.get(name) != text]
    target.mkdir(exist_ok=True)
    for name in changed:
        with replacing(target / name) as part:
            part.write_bytes(made[name])
    return Handed(tuple(made), len(changed))


def _refused(code: str, target: Path, **facts: Fact) -> WorkbookError:
    return WorkbookError(Problem(code, Place(file=str(target)), {"found": target.name, **facts}))
