"""``angkatan whatif``: the allocation as it would be if cells said something else."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.answers import Answers
from scheduler.cli.exits import Exit
from scheduler.cli.options import BookArgument, Lang, LangOption
from scheduler.cli.screen import Screen


def command(
    book: BookArgument,
    edits: Annotated[
        list[str], typer.Option("--set", metavar="CELL=VALUE", help="An edit such as 'Cohorts!G4=30'; may be repeated.")
    ],
    lang: LangOption = None,
) -> int:
    """Compare the allocation of BOOK with what it would be if some cells said something else.

    BOOK itself is never changed.
    """
    from scheduler.whatif import Edit, whatif  # noqa: PLC0415  help must not load the engine
    from scheduler.workbook import open_book  # noqa: PLC0415

    read = open_book(book)
    screen = Screen((lang or Lang(read.programme.language)).value)
    try:
        asked = [Edit.read(edit) for edit in edits]
    except ValueError as bad:
        screen.error(screen.text("bad_edit", found=str(bad)))
        return Exit.USAGE
    answer = whatif(read, asked)
    Answers(screen, read.programme).whatif(answer)
    return Exit.DONE if answer.after is not None else Exit.INFEASIBLE
