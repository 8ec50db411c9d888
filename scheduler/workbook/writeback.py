"""A result put into the coordinator's own workbook: result columns, and the sheets of the report; nothing else.

What angkatan owns in it are the result columns of each sheet of nominees, the sheets that an
earlier run marked as its own (:mod:`scheduler.package.own`), and the notes of a check
(:mod:`scheduler.package.notes`).  Before anything is handed out the result is read again: unless
that gives the same programme, rules and seats, it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

from scheduler.allocation import Allocation
from scheduler.package.graft import graft
from scheduler.package.notes import remove_notes
from scheduler.package.own import own_sheets, unmark
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.package.removal import remove
from scheduler.report import Table, outcomes
from scheduler.result import Result
from scheduler.rule import Rule
from scheduler.rulebook import TIMETABLE, kinds
from scheduler.words import Language, text
from scheduler.workbook.beside import lay_beside
from scheduler.workbook.book import Book, Places
from scheduler.workbook.paper import Paper, drafted
from scheduler.workbook.sheetrows import Row
from scheduler.workbook.tables import Tables
from scheduler.workbook.timesheetnames import is_timed

CAUSES: Final = {
    "format": "left_format",
    "strict": "left_strict",
    "signed": "left_signed",
    "shared_formula": "left_formula",
    "array_formula": "left_formula",
    "merged": "left_merged",
    "sheet_in_use": "left_sheet",
    "sheet_grown": "left_sheet",
    "reading": "left_reading",
    "below": "left_below",
    "no_list": "left_list",
    "table_blocked": "left_table",
    "table_totals": "left_table",
}
"""Sentences of the catalogue that tell why a workbook was left as it is, by code; `left_other` tells all others."""


@dataclass(frozen=True, slots=True)
class Written:
    """What workbook a result stands in.

    Parameters
    ----------
    path
        Where it is.
    is_kept
        Whether it is the coordinator's own workbook.
    refusal
        Why it is a new one, where the coordinator's own could not be kept: a code and its facts.
    kept
        Sentence of the catalogue that tells what is new in the coordinator's own.
    """

    path: Path
    is_kept: bool = False
    refusal: tuple[str, tuple[tuple[str, str], ...]] | None = None
    kept: str = "kept_book"

    def spoken(self, lang: Language) -> str:
        """Say it in a language."""
        if self.is_kept:
            return text(self.kept, lang)
        if self.refusal is None:
            return text("new_book", lang)
        code, facts = self.refusal
        reason = text(CAUSES.get(code, "left_other"), lang, **dict(facts), code=code)
        return text("book_left", lang, reason=reason)


def left(path: Path, code: str, facts: Mapping[str, object]) -> Written:
    """Say why a coordinator's workbook is left as it is."""
    return Written(path, refusal=(code, tuple((name, str(fact)) for name, fact in facts.items())))


def is_own_book(book: Book) -> bool:
    """Whether a book was read from a file, so that its rows have places in it."""
    return isinstance(book.places, Places) and bool(book.digest)


def ending(tables: Tables, *, as_new: bool = False) -> str:
    """Return how the name of a copy of this workbook, or of a new one made whole, must end."""
    try:
        package = Package(tables.content) if tables.content and not as_new else None
    except Refusal:
        return ".xlsx"
    return ".xlsm" if package and "macroEnabled" in package.content_type(package.workbook) else ".xlsx"


Lay = Callable[[Paper], None]


def written_back(result: Result, book: Book, lay: Lay, lang: Language) -> Package:
    """Return the coordinator's workbook with the result in it.

    Parameters
    ----------
    lay
        Writes the sheets of the report.

    Raises
    ------
    Refusal
        The workbook cannot be kept; its code is one of the package's, ``format`` or ``reading``.
    """
    content = book.tables.content
    if not content or sha256(content).hexdigest() != book.digest:
        raise Unfit("format", found=book.tables.format)
    package = Package(content)
    results = outcomes(result)
    remove_notes(package)
    beside_nominees(package, book, results, lang)
    put_sheets(package, lay, lang, result.programme.name)
    return package


def beside_nominees(package: Package, book: Book, results: Table, lang: Language) -> None:
    """Write what every nominee gets into the sheets that list nominees."""
    for rows in _by_sheet(book):
        lay_beside(package, rows, results, lang)


class Unfit(Refusal):
    """Refused for what the workbook is or says, not for its parts."""

    def __init__(self, code: str, **facts: str | int) -> None:
        Exception.__init__(self, code)
        self.code, self.facts = code, facts


def _by_sheet(book: Book) -> list[dict[str, Row]]:
    """Divide the rows of nominees by the sheet that they stand in."""
    places, sheets = book.places, dict[str, dict[str, Row]]()
    if isinstance(places, Places):
        for nominee, row in places.rows("nominee").items():
            sheets.setdefault(row.sheet.table.sheet, {})[nominee] = row
    return list(sheets.values())


def _is_about_seats(title: str) -> bool:
    return not is_timed(title)


def put_sheets(  # noqa: PLR0913  what goes and what gives way is said only where it differs
    package: Package,
    lay: Lay,
    lang: Language,
    title: str,
    *,
    keeps_others: bool = False,
    leaving: Callable[[str], bool] = _is_about_seats,
    giving_way: Collection[str] = (),
) -> None:
    """Put sheets of ours behind all others, or in the places of those of an earlier run.

    An own sheet that somebody has given another name is left to that person.

    Parameters
    ----------
    keeps_others
        Whether sheets of ours that are not made anew stay.
    leaving
        Which of these go, where they do not: an allocation leaves the timetable alone.
    giving_way
        Titles of sheets that are replaced though they are not marked as ours.
    """
    own = _own(package) | set(giving_way)
    taken = [sheet.title for sheet in package.sheets if sheet.title not in own]
    made = BytesIO()
    with drafted(made, lang, title, taken=taken, is_1904=package.is_1904) as paper:
        lay(paper)
    donor = Package(made.getvalue())
    titles = [sheet.title for sheet in donor.sheets]
    if not keeps_others:
        remove(package, sorted(filter(leaving, own.difference(titles))))
    graft(package, donor, titles, replace=own.intersection(titles))


def _own(package: Package) -> set[str]:
    """Return the sheets that are still ours, and give up the others."""
    unmark(package, "")  # marks of sheets that are gone
    found = own_sheets(package)
    for title, made_as in found.items():
        if title != made_as:
            unmark(package, title)
    return {title for title, made_as in found.items() if title == made_as}


def check_again(content: bytes, result: Result, book: Book) -> None:
    """Read a workbook that holds a result, and refuse it where it says anything else than the result.

    Raises
    ------
    Refusal
        ``reading``.
    """
    from scheduler.errors import WorkbookError  # noqa: PLC0415  with the reader, only for this
    from scheduler.workbook.parse import parse  # noqa: PLC0415  the same
    from scheduler.workbook.read import read_bytes  # noqa: PLC0415  the same

    further = further_kinds(book.rules)
    try:
        again = parse(read_bytes(content, book.file), tuple(further))
    except WorkbookError as error:
        raise Unfit("reading") from error
    if (
        again.programme != book.programme
        or _keys(again) != _keys(book)
        or not is_same(again.standing, result.allocation)
    ):
        raise Unfit("reading")


def further_kinds(rules: Sequence[Rule]) -> list[type[Rule]]:
    """Return the kinds of rule that no package of ours has."""
    found, known = dict.fromkeys(type(rule) for rule in rules), {*kinds().values()}
    if not known.issuperset(found):
        known |= {*kinds(TIMETABLE).values()}
    return [kind for kind in found if kind not in known]


def _keys(book: Book) -> list[str]:
    return [str(rule.key) for rule in book.rules]


def is_same(one: Allocation | None, other: Allocation | None) -> bool:
    """Whether two allocations have the same seats and reserves; None has none."""
    return all(_same(getattr(one, name, ()), getattr(other, name, ())) for name in ("seats", "reserves"))


def _same(one: Collection[object], other: Collection[object]) -> bool:
    return sorted(map(str, one)) == sorted(map(str, other))
