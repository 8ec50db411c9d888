"""Exit codes, as README lists them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a command's exit code tells a script."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    BAD_WORKBOOK = 3
    INFEASIBLE = 4
    OUT_OF_TIME = 5
    BROKEN = 6
    NO_FILE = 7


MEANINGS = {
    Exit.DONE: "Done. For allocate, timetable, plan: a result was written; the summary says whether it is proven best.",
    Exit.FAULT: "A fault of angkatan itself; nothing was written.",
    Exit.USAGE: "The command was not understood.",
    Exit.BAD_WORKBOOK: "Cells of the workbook cannot be used; all of them are listed, nothing was written.",
    Exit.INFEASIBLE: "The rules that must hold cannot all hold; those that clash are listed, no result is written.",
    Exit.OUT_OF_TIME: "Time ran out, or the run was stopped, before any allocation or timetable was found.",
    Exit.BROKEN: "For audit: the allocation or the timetable breaks rules that must hold.",
    Exit.NO_FILE: "A file cannot be read or written.",
}
