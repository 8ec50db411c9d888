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
    Path, typer.Option("-o", "--out", metavar="BOOK", help="The workbook to write.", show_default=False)
]
IntoOption = Annotated[
    Path | None,
    typer.Option("--into", metavar="ROUND", help="A round's workbook, to which people are added.", show_default=False),
]
PartlyOption = Annotated[bool, typer.Option("--partly", help="Write even where rows had to be left out.")]


def command(
    folder: FolderArgument,
    out: TargetOption,
    into: IntoOption = None,
    lang: LangOption = None,
    partly: PartlyOption = False,
) -> int:
    """Merge the rosters in DIR into one Nominees sheet, with the file and cell that each person comes from."""
    from scheduler.gather import gather  # noqa: PLC0415  help must not load openpyxl
    from scheduler.workbook import open_book  # noqa: PLC0415
    from scheduler.workbook.inputs import given  # noqa: PLC0415
    from scheduler.workbook.safe import check_target  # noqa: PLC0415
    from scheduler.workbook.write import write_programme  # noqa: PLC0415

    check_target(out, into)
    book = open_book(into) if into else None
    language = lang.value if lang else (book.programme.language if book else Lang.EN.value)
    found = gather(folder, book, lang=language)
    screen = Screen(language)
    for file, problems in groupby(found.problems, key=lambda problem: problem.place.file):
        screen.err.print(file, markup=False, style="bold")
        screen.problems(list(problems))
    if not found.is_whole and not partly:
        screen.error(screen.text("not_gathered", option="--partly"))
        return Exit.BAD_WORKBOOK
    write_programme(found.programme, given(found.rules, found.programme), out, lang=language)
    screen.line(screen.text("gathered", count=sum(found.files.values()), files=len(found.files), path=str(out)))
    return Exit.DONE if found.is_whole else Exit.BAD_WORKBOOK
