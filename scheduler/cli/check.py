"""``angkatan check``: everything that is wrong or doubtful, without solving."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.answers import Answers
from scheduler.cli.exits import Exit
from scheduler.cli.options import BookArgument, Lang, LangOption
from scheduler.cli.screen import Screen
from scheduler.errors import BadWorkbook
from scheduler.findings import Problem

if TYPE_CHECKING:
    from scheduler.workbook.tables import Tables

CopyOption = Annotated[
    Path | None,
    typer.Option("-o", "--out", metavar="COPY", help="Write a copy with a sheet of problems.", show_default=False),
]


def command(book: BookArgument, out: CopyOption = None, lang: LangOption = None) -> int:
    """List everything that is wrong or doubtful in BOOK, by sheet and cell, without solving.

    COPY is BOOK with one more sheet, which lists the problems with links to their cells.
    """
    from scheduler.preflight import preflight  # noqa: PLC0415  help must not load numpy
    from scheduler.rulebook import complete  # noqa: PLC0415
    from scheduler.workbook.parse import parse  # noqa: PLC0415  nor openpyxl
    from scheduler.workbook.read import read as read_tables  # noqa: PLC0415  the same
    from scheduler.workbook.safe import check_target  # noqa: PLC0415  the same

    if out:
        check_target(out, book, endings=(".xlsx", ".xlsm"))
    tables = read_tables(book)
    try:
        read = parse(tables)
    except BadWorkbook as bad:
        screen = Screen((lang or Lang(bad.language or "en")).value)
        screen.problems(bad.problems)
        _annotate(screen, tables, bad.problems, out)
        return Exit.BAD_WORKBOOK
    screen = Screen((lang or Lang(read.programme.language)).value)
    if read.warnings:
        screen.problems(read.warnings)
    _annotate(screen, tables, read.warnings, out)
    facts = {
        "nominees": len(read.programme.nominees),
        "cohorts": len(read.programme.cohorts),
        "sessions": len(read.programme.sessions),
        "rules": len(read.rules),
    }
    screen.line(screen.text("read", **facts))
    found = preflight(read.programme, complete(read.programme, read.rules, read.places))
    Answers(screen, read.programme).shortages(found)
    return Exit.INFEASIBLE if found else Exit.DONE


def _annotate(screen: Screen, tables: Tables, problems: Sequence[Problem], out: Path | None) -> None:
    """Write the copy where one is asked for."""
    if out is None:
        return
    from scheduler.workbook.annotate import write_annotated  # noqa: PLC0415  only for those who ask

    written = write_annotated(tables, problems, out, lang=screen.lang)
    screen.line(screen.text("written_to", path=str(written.path)))
    if not written.is_kept:
        screen.line(written.spoken(screen.lang))
