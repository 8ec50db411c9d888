"""``angkatan check``: everything that is wrong or doubtful, without solving."""

from __future__ import annotations

from scheduler.cli.answers import Answers
from scheduler.cli.exits import Exit
from scheduler.cli.options import BookArgument, Lang, LangOption
from scheduler.cli.screen import Screen
from scheduler.errors import BadWorkbook


def command(book: BookArgument, lang: LangOption = None) -> int:
    """List everything that is wrong or doubtful in BOOK, by sheet and cell, without solving."""
    from scheduler.preflight import preflight  # noqa: PLC0415  help must not load numpy
    from scheduler.rulebook import complete  # noqa: PLC0415
    from scheduler.workbook import open_book  # noqa: PLC0415  nor openpyxl

    try:
        read = open_book(book)
    except BadWorkbook as bad:
        Screen((lang or Lang(bad.language or "en")).value).problems(bad.problems)
        return Exit.BAD_WORKBOOK
    screen = Screen((lang or Lang(read.programme.language)).value)
    if read.warnings:
        screen.problems(read.warnings)
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
