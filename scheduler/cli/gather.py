"""``angkatan gather``: the rosters that institutions sent, as one list of nominees."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exits import Exit
from scheduler.cli.options import Lang, LangOption
from scheduler.cli.screen import Screen

FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of rosters.", show_default=False)]
TargetOption = Annotated[
    Path,
    typer.Option(
        "-o", "--out", metavar="BOOK", help="The workbook to write; one that is there is replaced.", show_default=False
    ),
]
IntoOption = Annotated[
    Path | None,
    typer.Option("--into", metavar="ROUND", help="A round's workbook, to which people are added.", show_default=False),
]
NewOption = Annotated[
    bool, typer.Option("--new", help="With --into: make BOOK whole and new, instead of a copy of ROUND.")
]
PartlyOption = Annotated[bool, typer.Option("--partly", help="Write even where rows had to be left out.")]


def command(
    folder: FolderArgument,
    out: TargetOption,
    into: IntoOption = None,
    lang: LangOption = None,
    partly: PartlyOption = False,
    as_new: NewOption = False,
) -> int:
    """Merge the rosters in DIR into one Nominees sheet, with the file and cell that each person comes from.

    With --into, BOOK is a copy of ROUND with the people added below its own nominees; nothing else
    in it differs.  Neither ROUND nor any roster is ever changed.
    """
    from scheduler.gather import gather, rosters_in  # noqa: PLC0415  help must not load openpyxl
    from scheduler.workbook import open_book  # noqa: PLC0415
    from scheduler.workbook.gathered import write_gathered  # noqa: PLC0415
    from scheduler.workbook.safe import check_target  # noqa: PLC0415
    from scheduler.workbook.writeback import ending  # noqa: PLC0415

    for source in (into, *rosters_in(folder)):
        check_target(out, source, endings=(".xlsx", ".xlsm") if into else (".xlsx",))
    book = open_book(into, may_come=True) if into else None
    if book:
        check_target(out, into, endings=(ending(book.tables, as_new=as_new),))
    language = lang.value if lang else (book.programme.language if book else Lang.EN.value)
    found = gather(folder, book, lang=language)
    screen = Screen(language)
    for file, problems in groupby(found.problems, key=lambda problem: problem.place.file):
        screen.err.print(file, markup=False, style="bold")
        screen.problems(list(problems))
    if not found.is_whole and not partly:
        screen.error(screen.text("not_gathered", option="--partly"))
        return Exit.BAD_WORKBOOK
    written = write_gathered(found, book, out, lang=language, as_new=as_new)
    counts = {"count": sum(found.files.values()), "files": len(found.files)}
    screen.line(screen.text("gathered", path=str(written.path), **counts))
    if book:
        screen.line(written.spoken(language))
    return Exit.DONE if found.is_whole else Exit.BAD_WORKBOOK
