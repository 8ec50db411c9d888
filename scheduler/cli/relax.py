"""``angkatan relax``: ways out where the rules that must hold cannot all hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.answers import Answers
from scheduler.cli.exits import Exit
from scheduler.cli.options import BookArgument, Lang, LangOption
from scheduler.cli.screen import Screen

if TYPE_CHECKING:
    from scheduler.report.impossible import Impossible
    from scheduler.workbook.book import Book


def command(
    book: BookArgument,
    apply: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Write OUT with way N made in its rows.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT", help="The workbook to write; without --apply: supply and demand."),
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="How many ways are looked for.")] = 5,
    lang: LangOption = None,
) -> int:
    """Say which rows of BOOK clash, and rank ways out, each shown to work.

    Rows whose column Never relax says yes are left as they are.
    """
    from scheduler.diagnose import can_hold, diagnose  # noqa: PLC0415  help must not load the engine
    from scheduler.relax import relax  # noqa: PLC0415
    from scheduler.report.impossible import Impossible  # noqa: PLC0415
    from scheduler.rulebook import complete  # noqa: PLC0415
    from scheduler.workbook import open_book  # noqa: PLC0415
    from scheduler.workbook.safe import check_target  # noqa: PLC0415

    if out is not None:
        check_target(out, book)
    read = open_book(book)
    screen = Screen((lang or Lang(read.programme.language)).value)
    if apply is not None and out is None:
        screen.error(screen.text("out_needed"))
        return Exit.USAGE
    rules = complete(read.programme, read.rules, read.places)
    if can_hold(read.programme, rules):
        screen.line(screen.text("nothing_to_relax"))
        return Exit.DONE
    view = Impossible(read.programme, rules, diagnose(read.programme, rules), relax(read, most=max(most, apply or 0)))
    screen.diagnosis(view.diagnosis)
    answers = Answers(screen, read.programme)
    answers.ways(view.ways)
    if not view.ways:
        screen.error(screen.text("no_way_out"))
    if (apply or 0) > len(view.ways):
        screen.error(screen.text("no_such_way", found=apply, count=len(view.ways)))
        return Exit.USAGE
    if out is not None:
        _write(answers, read, view, out, apply)
        screen.line(screen.text("written_to", path=str(out)))
    return Exit.DONE if view.ways else Exit.INFEASIBLE


def _write(answers: Answers, read: Book, view: Impossible, out: Path, apply: int | None) -> None:
    """Write the workbook with a way made in its rows, or else why nothing fits."""
    from scheduler.workbook.impossible import write_impossible  # noqa: PLC0415  help must not load the writer
    from scheduler.workbook.write import write_programme  # noqa: PLC0415

    lang = answers.screen.lang
    if apply is None:
        write_impossible(view, out, lang=lang)
    else:
        programme, rows = view.ways[apply - 1].applied(read.programme, read.rules, answers.note)
        write_programme(programme, rows, out, lang=lang)
