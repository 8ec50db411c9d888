"""``angkatan relax``: ways out where the rules that must hold cannot all hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.answers import Answers
from scheduler.cli.exits import Exit
from scheduler.cli.opened import opened
from scheduler.cli.options import BookArgument, Lang, LangOption
from scheduler.cli.screen import Screen

if TYPE_CHECKING:
    from scheduler.report.impossible import Impossible
    from scheduler.rule import Rule
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
    as_new: Annotated[
        bool, typer.Option("--new", help="With --apply: make OUT whole and new, instead of a copy of BOOK.")
    ] = False,
    lang: LangOption = None,
) -> int:
    """Say which rows of BOOK clash, and rank ways out, each shown to work.

    Rows whose column Never relax says yes are left as they are.  With --apply, OUT is a copy of
    BOOK in which only the cells of that way differ: they are coloured, and a note says what they held.
    BOOK itself is never changed; an OUT that is there is replaced.
    """
    read = opened(book, out, as_new=as_new or apply is None)
    screen = Screen((lang or Lang(read.programme.language)).value)
    if apply is not None and out is None:
        screen.error(screen.text("out_needed"))
        return Exit.USAGE
    view = _impossible(read, max(most, apply or 0))
    if view is None:
        screen.line(screen.text("nothing_to_relax"))
        return Exit.DONE
    screen.diagnosis(view.diagnosis)
    answers = Answers(screen, read.programme)
    answers.ways(view.ways)
    if not view.ways:
        screen.error(screen.text("no_way_out"))
    if (apply or 0) > len(view.ways):
        screen.error(screen.text("no_such_way", found=apply, count=len(view.ways)))
        return Exit.USAGE
    if out is not None and apply is not None:
        _apply(answers, read, view, apply, out, as_new=as_new)
    elif out is not None:
        _explain(view, screen, out)
    return Exit.DONE if view.ways else Exit.INFEASIBLE


def _impossible(read: Book, most: int) -> Impossible | None:
    """Return why no allocation, or else no timetable, is possible, and ways out; None where nothing needs any."""
    from scheduler.diagnose import can_hold, diagnose  # noqa: PLC0415  help must not load the engine
    from scheduler.relax import relax  # noqa: PLC0415
    from scheduler.report.impossible import Impossible  # noqa: PLC0415
    from scheduler.rulebook import complete  # noqa: PLC0415

    rules = complete(read.programme, read.rules, read.places)
    if can_hold(read.programme, rules):
        return _timed(read, rules, most)
    return Impossible(read.programme, rules, diagnose(read.programme, rules), relax(read, most=most))


def _timed(read: Book, rules: Sequence[Rule], most: int) -> Impossible | None:
    """Return why there is no timetable, and ways out; None where there is one, or none is asked for."""
    from scheduler.report.impossible import Impossible  # noqa: PLC0415  help must not load the engine
    from scheduler.timetable import TimeRule, diagnose, ways_out  # noqa: PLC0415
    from scheduler.timetable.conflict import can_be_held  # noqa: PLC0415
    from scheduler.timetable.verdict import time_rules  # noqa: PLC0415

    programme, held = read.programme, read.standing
    has_rows = any(isinstance(rule, TimeRule) for rule in read.rules)
    if not (has_rows or programme.slots or programme.rooms or programme.lecturers or programme.sites):
        return None
    own = time_rules(programme, read.rules, read.places)
    if can_be_held(programme, own, allocation=held) is not False:
        return None
    found = diagnose(programme, own, allocation=held, is_proven=True)
    return Impossible(programme, tuple(rules), found, ways_out(read, most=most))


def _apply(answers: Answers, read: Book, view: Impossible, number: int, out: Path, *, as_new: bool) -> None:
    """Write the workbook with a way made in its rows."""
    from scheduler.workbook.relaxed import WayOut, write_relaxed  # noqa: PLC0415  help must not load the writer

    screen = answers.screen
    chosen = WayOut(
        view.ways[number - 1], lambda change: screen.text("relaxed_by", note=answers.note(change), number=number)
    )
    written = write_relaxed(read, chosen, out, lang=screen.lang, as_new=as_new)
    screen.line(screen.text("written_to", path=str(written.path)))
    screen.line(written.spoken(screen.lang))


def _explain(view: Impossible, screen: Screen, out: Path) -> None:
    """Write why nothing fits."""
    from scheduler.workbook.impossible import write_impossible  # noqa: PLC0415  help must not load the writer

    write_impossible(view, out, lang=screen.lang)
    screen.line(screen.text("written_to", path=str(out)))
