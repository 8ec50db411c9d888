"""``angkatan audit``: a verdict on the allocation and the timetable that stand in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.exits import Exit
from scheduler.cli.options import BookArgument, Lang, LangOption
from scheduler.cli.screen import Screen

if TYPE_CHECKING:
    from scheduler.audit import Audit
    from scheduler.workbook.book import Book


def command(
    book: BookArgument,
    details: Annotated[
        bool, typer.Option("--details", help="List every departure from wishes, person by person.")
    ] = False,
    lang: LangOption = None,
) -> int:
    """Judge the allocation and the timetable that stand in BOOK, made by hand or by angkatan, with no solver loaded.

    Who sits where is read from the columns Allocated cohort and Allocated sessions of the sheet
    Nominees; when and where sessions are held from the sheet Timetable.
    """
    from scheduler.workbook import open_book  # noqa: PLC0415  help must not load openpyxl

    read = open_book(book)
    screen = Screen((lang or Lang(read.programme.language)).value)
    found = {code: judge(read) for code, judge in (("audit_of_seats", _seats), ("audit_of_timetable", _timetable))}
    verdicts = {code: verdict for code, verdict in found.items() if verdict is not None}
    if not verdicts:
        screen.error(screen.text("nothing_to_audit"))
        return Exit.BAD_WORKBOOK
    for code, verdict in verdicts.items():
        if len(verdicts) > 1:
            screen.line(screen.text(code))
        screen.verdict(verdict, details=details)
    return Exit.DONE if all(verdict.is_clean for verdict in verdicts.values()) else Exit.BROKEN


def _seats(read: Book) -> Audit | None:
    """Judge who sits where; None where nobody does."""
    from scheduler.audit import audit  # noqa: PLC0415  help must not load it
    from scheduler.rulebook import complete  # noqa: PLC0415  the same

    if read.standing is None:
        return None
    return audit(read.standing, complete(read.programme, read.rules, read.places))


def _timetable(read: Book) -> Audit | None:
    """Judge when and where meetings are held; None where none stands in the workbook."""
    from scheduler.timetable.held import Timetable  # noqa: PLC0415  help must not load it
    from scheduler.timetable.verdict import judge, time_rules  # noqa: PLC0415  the same

    programme = read.programme
    if not programme.placements:
        return None
    held = Timetable(programme=programme, placements=programme.placements, allocation=read.standing)
    return judge(held, time_rules(programme, read.rules, read.places))
