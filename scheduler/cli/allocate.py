"""``angkatan allocate``: the main job."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.opened import opened
from scheduler.cli.options import BookArgument, Lang, LangOption, OutOption, QuietOption
from scheduler.cli.progress import watching
from scheduler.cli.screen import Screen

if TYPE_CHECKING:
    from scheduler.report import Table
    from scheduler.result import Result


def command(  # noqa: PLR0917  a command's parameters are its options
    book: BookArgument,
    out: OutOption,
    seconds: Annotated[float | None, typer.Option(min=0.1, help="Most seconds to search.", show_default=False)] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Seed of the lots that break ties.", show_default=False)
    ] = None,
    lang: LangOption = None,
    json: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the result as JSON too.", show_default=False)
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Threads; they change no proven result.")] = 2,
    prices: Annotated[bool, typer.Option("--prices", help="Tell what each number that binds is worth.")] = False,
    reasons: Annotated[
        bool, typer.Option("--reasons", help="Add a sheet with every nominee and every cohort.")
    ] = False,
    as_new: Annotated[
        bool, typer.Option("--new", help="Make OUT whole and new, instead of a copy of BOOK with results in it.")
    ] = False,
    quiet: QuietOption = False,
) -> int:
    """Allocate the nominees of BOOK to its cohorts, and write the result to OUT.

    OUT is a copy of BOOK with results beside each nominee and sheets for the report; nothing else
    in it differs.  BOOK itself is never changed.  Ctrl-C ends the search and writes the best allocation found.
    """
    from scheduler.pipeline import Options, allocate  # noqa: PLC0415  help must not load the engine
    from scheduler.workbook.safe import check_target, replacing  # noqa: PLC0415
    from scheduler.workbook.write import write_result  # noqa: PLC0415

    if json:
        check_target(json, book, endings=(".json",))
    read = opened(book, out, as_new=as_new)
    screen = Screen((lang or Lang(read.programme.language)).value, quiet=quiet)
    screen.doubts(read.warnings, str(book))
    with watching(screen) as (watch, stop):
        options = Options(seconds=seconds, seed=seed, workers=workers)
        result = allocate(read, options=options, progress=watch, stop=stop)
    if prices:
        result = _priced(result)
    more = [("Reasons", _grid(result))] if reasons else ()
    written = write_result(result, out, lang=screen.lang, more=more, as_new=as_new)
    if json:
        with replacing(json) as part:
            part.write_text(result.to_json(), encoding="utf-8")
    screen.summary(result)
    screen.line(screen.text("written_to", path=str(written.path)))
    screen.line(written.spoken(screen.lang))
    if read.has_timetable:
        screen.line(screen.text("timetable_kept"))
    return 0


def _priced(result: Result) -> Result:
    from scheduler.prices import prices  # noqa: PLC0415  only for those who ask

    return replace(result, prices=prices(result))


def _grid(result: Result) -> Table:
    from scheduler.explain import by_cohort  # noqa: PLC0415  only for those who ask
    from scheduler.report.grid import grid  # noqa: PLC0415  the same

    return grid(result.programme, by_cohort(result))
