"""``angkatan explain``: why one person got what he or she got, in full."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.answers import Answers
from scheduler.cli.exits import Exit
from scheduler.cli.explanations import Explained
from scheduler.cli.options import BookArgument, Lang, LangOption
from scheduler.cli.progress import watching
from scheduler.cli.screen import Screen

NomineeArgument = Annotated[str, typer.Argument(metavar="ID", help="ID of the nominee.", show_default=False)]


def command(book: BookArgument, nominee: NomineeArgument, lang: LangOption = None) -> int:
    """Explain the seat of the nominee ID in BOOK, or why there is none: every cohort, and what it would take.

    BOOK is allocated first, and once more for each cohort, with this person in it.
    """
    from scheduler.explain import explain  # noqa: PLC0415  help must not load the engine
    from scheduler.pipeline import allocate  # noqa: PLC0415
    from scheduler.workbook import open_book  # noqa: PLC0415

    read = open_book(book)
    screen = Screen((lang or Lang(read.programme.language)).value)
    if nominee not in read.programme.nominee:
        screen.error(screen.text("no_such_nominee", found=nominee))
        return Exit.USAGE
    with watching(screen) as (watch, stop):
        result = allocate(read, progress=watch, stop=stop)
    reserves = [reserve for reserve in result.allocation.reserves if reserve.nominee == nominee]
    Explained(Answers(screen, read.programme), explain(result, nominee), reserves).tell()
    return Exit.DONE
