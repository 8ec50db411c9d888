"""The command line: every command opens, calls one function of the library, and prints.

`main` answers ``angkatan --help`` from a table and loads one command's module only when that
command is asked for, so that help is instant and ``audit`` never loads a solver.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

COMMANDS = {
    "allocate": "Allocate the nominees of a workbook to its cohorts, and write the result.",
    "timetable": "Place the sessions of a workbook in days, hours and rooms, and write the timetable.",
    "plan": "Choose dates, allocate nominees and place every session, in one go.",
    "gather": "Merge the rosters that institutions sent into one list of nominees.",
    "check": "List everything that is wrong or doubtful in a workbook, without solving.",
    "relax": "Where rules clash: which rows to change, by how little, ranked and shown to work.",
    "explain": "Explain the seat of one nominee, or why there is none, in full.",
    "whatif": "Compare the allocation with what it would be if cells said something else.",
    "recommend": "Rank all cohorts for a late nominee, with the consequences of each.",
    "audit": "Judge the allocation and the timetable that stand in a workbook, made by hand or by angkatan.",
    "export": "Write what a partner abroad, or each institution, may know of the allocation.",
    "template": "Write an empty workbook with guidance, to be filled in.",
    "sample": "Write a worked sample, or a national intake of any size.",
}
"""Commands and what they do, in the order of use.  Each is a module of this package."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code (see :mod:`scheduler.cli.exits`)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("--help", "-h", "help"):
        print(overview())  # noqa: T201
        return 0
    if words[0] in ("--version", "-V"):
        from importlib.metadata import version  # noqa: PLC0415

        print(f"angkatan {version('angkatan')}")  # noqa: T201
        return 0
    from scheduler.cli.run import run  # noqa: PLC0415

    return run(words[0], words[1:])


def overview() -> str:
    """Return the page that ``angkatan --help`` shows."""
    width = max(map(len, COMMANDS)) + 2
    lines = [f"  {name:<{width}}{summary}" for name, summary in COMMANDS.items()]
    head = "Usage: angkatan COMMAND ...\n\nSchedules training programmes and allocates nominees to their cohorts."
    foot = "angkatan COMMAND --help tells what a command takes; angkatan --version tells the version."
    return "\n".join([head, "", "Commands:", *lines, "", foot])
