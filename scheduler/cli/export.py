"""``angkatan export``: what a partner abroad, or each institution, may know of an allocation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.exits import Exit
from scheduler.cli.options import BookArgument, Lang
from scheduler.cli.screen import Screen
from scheduler.errors import WorkbookError

if TYPE_CHECKING:
    from scheduler.workbook.book import Book


PARTNER, INSTITUTION = READERS = ("partner", "institution")
"""For whom a workbook can be exported."""

ForOption = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="WHOM",
        help="partner: participants under random IDs. institution: to each its own people.",
        show_default=False,
    ),
]
TargetOption = Annotated[
    Path,
    typer.Option(
        "-o",
        "--out",
        metavar="OUT",
        help="partner: the workbook to write; one that is there is replaced. institution: a new or empty folder.",
        show_default=False,
    ),
]
WithOption = Annotated[
    list[str] | None,
    typer.Option(
        "--with", metavar="COLUMN", help="partner: hand out this column too; can be repeated.", show_default=False
    ),
]
KeyOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="partner: the key sheet, which says whom a random ID means. Default: BOOK's name with -key, beside it.",
        show_default=False,
    ),
]
LangOption = Annotated[
    Lang | None,
    typer.Option(
        "--lang",
        help="Language: en, id or ko. Default: English for a partner, else the workbook's own.",
        show_default=False,
    ),
]


def command(
    book: BookArgument,
    reader: ForOption,
    out: TargetOption,
    columns: WithOption = None,
    key: KeyOption = None,
    lang: LangOption = None,
) -> int:
    """Write what others may know of the allocation that stands in BOOK.

    For a partner: cohort, institution and breakouts of each participant under a random ID; names,
    sex and whatever else only where --with asks for it, the NIP never.  The key sheet stays with
    you: it keeps the IDs the same in the next export and says who is meant.

    For institutions: one workbook each, with who is seated, who waits and at which rank, who is
    not seated, and why; nobody of another institution is named in it.
    """
    from scheduler.workbook import open_book  # noqa: PLC0415  help must not load openpyxl
    from scheduler.workbook.export import standing_in  # noqa: PLC0415  nor the writer

    if reader not in READERS:
        screen = Screen((lang or Lang.EN).value)
        screen.error(screen.text("export_for", found=reader, allowed=READERS))
        return Exit.USAGE
    read = open_book(book)
    screen = Screen((lang or Lang(read.programme.language)).value)
    try:
        standing_in(read)
    except WorkbookError as error:
        return _answered(screen, error)
    if reader == INSTITUTION:
        return _institutions(screen, read, out, is_odd=bool(columns or key))
    wanted = Wanted(out, key or book.with_name(f"{book.stem}-key.xlsx"), tuple(columns or ()), lang or Lang.EN)
    return _partner(screen, read, book, wanted)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for a partner."""

    out: Path
    key: Path
    columns: tuple[str, ...]
    lang: Lang


def _answered(screen: Screen, error: WorkbookError) -> Exit:
    """Tell what is wrong with the workbook or the request, not with a file."""
    screen.problems([error.problem])
    return Exit.BAD_WORKBOOK if error.problem.code == "not_allocated" else Exit.USAGE


def _partner(screen: Screen, read: Book, book: Path, wanted: Wanted) -> Exit:
    from scheduler.report.partner import added, headings_of  # noqa: PLC0415  help must not load the writer
    from scheduler.workbook.export import ForPartner, export_partner  # noqa: PLC0415  the same
    from scheduler.workbook.safe import check_target  # noqa: PLC0415  the same

    for target in (wanted.out, wanted.key):
        check_target(target, book, endings=(".xlsx",))
    try:
        further = added(wanted.columns, read.programme)
    except WorkbookError as error:
        return _answered(screen, error)
    shared = export_partner(read, wanted.out, ForPartner(wanted.key, wanted.columns, wanted.lang.value))
    screen.line(screen.text("exported", count=shared.people, path=str(wanted.out)))
    screen.line(screen.text("key_written", path=str(wanted.key)))
    if further:
        screen.line(screen.text("export_added", columns=headings_of(further, screen.lang)))
    return Exit.DONE


def _institutions(screen: Screen, read: Book, folder: Path, *, is_odd: bool) -> Exit:
    from scheduler.workbook.export import (  # noqa: PLC0415  help must not load the writer
        ForInstitutions,
        export_institutions,
        without_institution,
    )

    if is_odd:
        screen.error(screen.text("partner_only", options=("--with", "--key")))
        return Exit.USAGE
    written = export_institutions(read, folder, ForInstitutions(screen.lang))
    screen.line(screen.text("exported_all", files=len(written), path=str(folder)))
    left_out = without_institution(read.programme.nominees)
    if left_out:
        screen.line(screen.text("export_left_out", count=left_out))
    return Exit.DONE
