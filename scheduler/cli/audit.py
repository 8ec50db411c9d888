"""``angkatan audit``: a verdict on the allocation that stands in a workbook."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.exits import Exit
from scheduler.cli.options import BookArgument, Lang, LangOption
from scheduler.cli.screen import Screen


def command(
    book: BookArgument,
    details: Annotated[
        bool, typer.Option("--details", help="List every departure from wishes, person by person.")
    ] = False,
    lang: LangOption = None,
) -> int:
    """Judge the allocation that stands in BOOK, made by hand or by angkatan, with no solver loaded.

    Who sits where is read from the columns Allocated cohort and Allocated sessions of the
    sheet Nominees.
    """
    from scheduler.audit import audit  # noqa: PLC0415  help must not load openpyxl
    from scheduler.rulebook import complete  # noqa: PLC0415
    from scheduler.workbook import open_book  # noqa: PLC0415

    read = open_book(book)
    screen = Screen((lang or Lang(read.programme.language)).value)
    if read.standing is None:
        screen.error(screen.text("nothing_to_audit"))
        return Exit.BAD_WORKBOOK
    verdict = audit(read.standing, complete(read.programme, read.rules, read.places))
    screen.verdict(verdict, details=details)
    return Exit.DONE if verdict.is_clean else Exit.BROKEN
