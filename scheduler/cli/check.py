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
    from scheduler.preflight import Shortage
    from scheduler.workbook.tables import Tables

CopyOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out",
        metavar="COPY",
        help="Write a copy with notes and a list; a COPY that is there is replaced.",
        show_default=False,
    ),
]
JsonOption = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write what was found as JSON too.", show_default=False)
]


def command(book: BookArgument, out: CopyOption = None, json: JsonOption = None, lang: LangOption = None) -> int:
    """List everything that is wrong or doubtful in BOOK, by sheet and cell, without solving.

    COPY is BOOK with a note on each of these cells, and with one more sheet, which lists the problems
    with links to their cells.
    """
    from scheduler.preflight import preflight  # noqa: PLC0415  help must not load numpy
    from scheduler.rulebook import complete  # noqa: PLC0415
    from scheduler.workbook.parse import parse  # noqa: PLC0415  nor openpyxl
    from scheduler.workbook.read import read as read_tables  # noqa: PLC0415  the same
    from scheduler.workbook.safe import check_target  # noqa: PLC0415  the same

    if out:
        check_target(out, book, endings=(".xlsx", ".xlsm"))
    if json:
        check_target(json, book, endings=(".json",))
    tables = read_tables(book)
    try:
        read = parse(tables)
    except BadWorkbook as bad:
        screen = Screen((lang or Lang(bad.language or "en")).value)
        screen.problems(bad.problems)
        _annotate(screen, tables, bad.problems, out)
        _list(screen, bad.problems, (), json)
        return Exit.BAD_WORKBOOK
    screen = Screen((lang or Lang(read.programme.language)).value)
    doubtful = (*read.warnings, *read.days_in_doubt)
    if doubtful:
        screen.problems(doubtful)
    _annotate(screen, tables, doubtful, out)
    facts = {
        "nominees": len(read.programme.nominees),
        "cohorts": len(read.programme.cohorts),
        "sessions": len(read.programme.sessions),
        "rules": len(read.rules),
    }
    screen.line(screen.text("read", **facts))
    found = preflight(read.programme, complete(read.programme, read.rules, read.places))
    _list(screen, doubtful, found, json)
    Answers(screen, read.programme).shortages(found)
    return Exit.INFEASIBLE if found else Exit.DONE


def _list(screen: Screen, problems: Sequence[Problem], found: Sequence[Shortage], path: Path | None) -> None:
    """Write the list for other programs where one is asked for."""
    if path is None:
        return
    from scheduler.workbook.listed import to_json  # noqa: PLC0415  only for those who ask
    from scheduler.workbook.safe import replacing  # noqa: PLC0415  the same

    with replacing(path) as part:
        part.write_text(to_json(problems, found, lang=screen.lang), encoding="utf-8")


def _annotate(screen: Screen, tables: Tables, problems: Sequence[Problem], out: Path | None) -> None:
    """Write the copy where one is asked for."""
    if out is None:
        return
    from scheduler.workbook.annotate import write_annotated  # noqa: PLC0415  only for those who ask

    written = write_annotated(tables, problems, out, lang=screen.lang)
    screen.line(screen.text("written_to", path=str(written.path)))
    if not written.is_kept:
        screen.line(written.spoken(screen.lang))
