"""``angkatan template``: an empty workbook with guidance."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import Lang, LangOption, OutArgument
from scheduler.cli.screen import Screen

TimetableOption = Annotated[
    bool, typer.Option("--with-timetable", help="Add the sheets for days, rooms, lecturers, visits and their rules.")
]


def command(out: OutArgument, with_timetable: TimetableOption = False, lang: LangOption = None) -> int:
    """Write to OUT an empty workbook with drop-downs, comments and instructions, to be filled in.

    Sheets that are not needed can stay empty or be deleted.
    """
    from scheduler.workbook.safe import check_target  # noqa: PLC0415  help must not load the writer
    from scheduler.workbook.template import write_template  # noqa: PLC0415

    chosen = lang or Lang.EN
    check_target(out, endings=(".xlsx",), is_new=True)
    write_template(out, lang=chosen.value, with_timetable=with_timetable)
    screen = Screen(chosen.value)
    screen.line(screen.text("written_to", path=str(out)))
    return 0
