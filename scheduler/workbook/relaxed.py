"""A way out made in the coordinator's own workbook: the cells that change, marked; every other byte stays.

A changed cell gets a fill.  What it said before, and which way out changed it, goes into the
column Note of its row, or, where the sheet has none, into a note on the cell itself.  Before
anything is handed out the workbook is read again: unless it says what the way out says, it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import time
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from scheduler.domain import Amount
from scheduler.errors import WorkbookError
from scheduler.package.cells import Value, letters_of
from scheduler.package.edit import set_cells
from scheduler.package.looks import Looks
from scheduler.package.notes import Line, add_notes
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.relax.change import Change, Relaxation, edited
from scheduler.rule import Rule
from scheduler.timetable.change import LISTS, Edit, TimeChange
from scheduler.words import Language, heading
from scheduler.words import sheet as sheet_name
from scheduler.workbook.addedrows import row_below
from scheduler.workbook.book import Book, Places
from scheduler.workbook.cellmarks import filled
from scheduler.workbook.headers import find_tables
from scheduler.workbook.inputs import given
from scheduler.workbook.layout import TIMED, layouts, rule_layout
from scheduler.workbook.notes import Notes
from scheduler.workbook.parse import parse
from scheduler.workbook.read import read_bytes
from scheduler.workbook.safe import check_target, replacing
from scheduler.workbook.sheetrows import Sheet, sheet_of
from scheduler.workbook.sheetwords import language_of, with_columns
from scheduler.workbook.show import show
from scheduler.workbook.tables import Percent
from scheduler.workbook.write import write_programme
from scheduler.workbook.writeback import Unfit, Written, ending, further_kinds, is_own_book, left

SIGNED: Final = "— angkatan relax"
"""How a note on a cell ends; it stays when a check takes its own notes back."""

Tell = Callable[[Change], str]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way out that is to be made.

    Parameters
    ----------
    way
        One of :func:`scheduler.relax.relax`.
    note
        Says what a change changes, and which way out it belongs to.
    """

    way: Relaxation
    note: Tell


def write_relaxed(book: Book, chosen: WayOut, path: str | Path, *, lang: Language, as_new: bool = False) -> Written:
    """Write a workbook with a way out made in its rows.

    Returns
    -------
    Written
        What was written, and why it is a new workbook, where it is one.

    Raises
    ------
    WorkbookError
        The target cannot be written; ``target_type`` where a workbook with macros is to get a name without.
    """
    path = Path(path)
    if as_new or not is_own_book(book):
        return _new(book, chosen, Written(path), lang)
    if path.suffix.lower() != ending(book.tables):
        check_target(path, endings=(ending(book.tables),))
    try:
        content = _kept(book, chosen, lang)
    except Refusal as refusal:
        return _new(book, chosen, left(path.with_suffix(".xlsx"), refusal.code, refusal.facts), lang)
    with replacing(path) as part:
        part.write_bytes(content)
    return Written(path, is_kept=True, kept="kept_relaxed")


def _new(book: Book, chosen: WayOut, written: Written, lang: Language) -> Written:
    programme, rows = chosen.way.applied(book.programme, book.rules, chosen.note)
    write_programme(programme, given(rows, programme), written.path, lang=lang)
    return written


def _kept(book: Book, chosen: WayOut, lang: Language) -> bytes:
    """Return the coordinator's workbook with the cells changed.

    Raises
    ------
    Refusal
        A cell cannot be changed without breaking something, or would be read as something else.
    """
    if not book.tables.content or sha256(book.tables.content).hexdigest() != book.digest:
        raise Unfit("format", found=book.tables.format)
    package, sheets = Package(book.tables.content), _sheets(book)
    for change in chosen.way.changes:
        _make(package, _row(package, book, sheets, change), change, chosen.note(change), lang)
    content = package.to_bytes()
    _check_again(content, book, chosen.way)
    return content


def _sheets(book: Book) -> Mapping[str, Sheet]:
    """The sheets of rules, and of what a timetable is made of, by their own names."""
    known = {found.name: found for found in (*layouts(), *map(rule_layout, further_kinds(book.rules)))}
    tables, _ = find_tables(book.tables, tuple(known.values()), Notes())
    listed = {name: table for name, table in tables.items() if known[name].role == "rule" or known[name].role in TIMED}
    return {table.sheet: sheet_of(table, known[name], Notes()) for name, table in listed.items()}


# what changes


@dataclass(frozen=True, slots=True)
class _Target:
    """The row of a change: its sheet, its number, and what its fields are to hold."""

    sheet: Sheet
    number: int
    fields: Mapping[str, Any]
    is_added: bool = False

    @property
    def above(self) -> int:
        """Number of the row that an added one is to look like; its own where it stands already."""
        is_first = self.number == self.sheet.table.header_row + 1
        return self.number - 1 if self.is_added and not is_first else self.number

    def ref(self, column: int) -> str:
        return f"{letters_of(column)}{self.number}"


def _row(package: Package, book: Book, sheets: Mapping[str, Sheet], change: Change) -> _Target:
    """Find the row that changes, or make room for one that is added."""
    if isinstance(change, TimeChange) and change.edit:
        return _edited_row(package, book, sheets, change.edit)
    if change.rule.stems:
        kind, _, rest = change.rule.stems.partition(":")
        code, _, name = rest.rpartition(":")
        row = book.places.rows(kind).get(code) if isinstance(book.places, Places) else None
        if row is None:
            raise Unfit("reading")
        after = getattr(edited(book.programme, [change]), kind)[code]
        return _Target(row.sheet, row.number, {name: getattr(after, name)})
    place = change.rule.place
    if place is None or place.sheet not in sheets:
        raise Unfit("reading")
    return _Target(sheets[place.sheet], place.row, _fields(change.rule, change.becomes))


def _edited_row(package: Package, book: Book, sheets: Mapping[str, Sheet], edit: Edit) -> _Target:
    """Find the row of a list that changes; a row is added below the last one of its list, where there is one."""
    title = LISTS[edit.listed][0]
    if edit.code:
        rows = book.places.rows(edit.listed.removesuffix("s")) if isinstance(book.places, Places) else {}
        if edit.code not in rows:
            raise Unfit("reading")
        row = rows[edit.code]
        return _Target(row.sheet, row.number, edit.then)
    sheet = next((sheet for sheet in sheets.values() if sheet.layout.name == title), None)
    if sheet is None or not getattr(book.programme, edit.listed):
        raise Unfit("no_list", list=sheet_name(title, "en"))
    return _Target(sheet, row_below(package, sheet), edit.then, is_added=True)


def _fields(rule: Rule, becomes: Rule | None) -> Mapping[str, Any]:
    """Return what changes in a row; all of it, where the row goes."""
    if becomes is None:
        return dict.fromkeys(type(rule).columns())
    names = (name for name in type(rule).columns() if getattr(rule, name) != getattr(becomes, name))
    return {name: getattr(becomes, name) for name in names}


def _make(package: Package, target: _Target, change: Change, told: str, lang: Language) -> None:
    """Change the cells of one row, mark them, and say what they held."""
    sheet, title = target.sheet, target.sheet.table.sheet
    fields, is_gone = dict(target.fields), change.becomes is None and not change.rule.stems
    if not is_gone and not change.rule.stems and "note" in sheet.where:
        fields["note"] = "; ".join(part for part in (told, change.rule.note) if part)
    columns = _columns(package, sheet, fields, lang, is_gone=is_gone)
    refs = {name: target.ref(column) for name, column in columns.items()}
    values = {ref: _value(target, name, fields[name], lang) for name, ref in refs.items()}
    marked = _marked(package, target, [column for name, column in columns.items() if name != "note"])
    set_cells(package, title, values, Looks(over=marked))
    if "note" not in fields or is_gone:
        with suppress(Refusal):  # where the sheet's notes cannot be written into, the fill alone marks the cell
            add_notes(package, title, {next(iter(marked)): [Line("", told)]}, SIGNED)


def _marked(package: Package, target: _Target, columns: Sequence[int]) -> Mapping[str, int]:
    """Return the formats of changed cells, with the fill that marks them."""
    like = {f"{letters_of(column)}{target.above}": target.ref(column) for column in columns}
    found = filled(package, target.sheet.table.sheet, like)
    return {like[ref]: style for ref, style in found.items()}


def _columns(
    package: Package, sheet: Sheet, fields: Mapping[str, Any], lang: Language, *, is_gone: bool
) -> Mapping[str, int]:
    """Return the columns of fields, counted from 1; what a sheet lacks is added where it is to hold anything."""
    missing = [] if is_gone else [name for name in fields if name not in sheet.where and _holds(fields[name])]
    spoken = language_of(sheet, lang)
    words = {name: heading(sheet.layout.column[name].title, spoken) for name in missing}
    added = with_columns(package, sheet, list(words.values()))
    known = {name: sheet.where[name] + 1 for name in fields if name in sheet.where}
    return {**known, **{name: added[word] for name, word in words.items()}}


def _holds(value: Any) -> bool:
    return value not in (None, "", ())


def _value(target: _Target, name: str, value: Any, lang: Language) -> Value:
    """Return what goes into a cell; a share stays a number where the cell holds one."""
    column = target.sheet.layout.column[name]
    at = target.sheet.where.get(name)
    raw = target.sheet.table.cell(target.above, at).value if at is not None else None
    if isinstance(value, Amount) and value.percent is not None and isinstance(raw, Percent):
        return float(value.percent) / 100
    shown = show(column, value, language_of(target.sheet, lang))
    return _clock(shown, is_number=isinstance(raw, time)) if isinstance(shown, time) else shown


def _clock(moment: time, *, is_number: bool) -> str | float:
    """Return a time of day as text, or as a part of the day where cells like it hold that."""
    return (moment.hour * 60 + moment.minute) / 1440 if is_number else f"{moment:%H:%M}"


# reading it again


def _check_again(content: bytes, book: Book, way: Relaxation) -> None:
    """Read the workbook and refuse it where it says anything else than the way out."""
    programme, rules = way.applied(book.programme, book.rules)
    try:
        again = parse(read_bytes(content, book.file), tuple(further_kinds(book.rules)))
    except WorkbookError as error:
        raise Unfit("reading") from error
    if again.programme != programme or _keys(again.rules) != _keys(rules):
        raise Unfit("reading")


def _keys(rules: tuple[Rule, ...]) -> list[tuple[str, str]]:
    return sorted(rule.model_copy(update={"note": ""}).key for rule in rules)
