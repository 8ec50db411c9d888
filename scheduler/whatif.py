"""What if a cell said something else: the whole round solved again, compared in people and in values.

The file is never touched: the cell is changed in what was read, everything is parsed and judged
again, and solved again on a desk that keeps what the edit leaves as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.desk import Desk, Difference, State, difference
from scheduler.errors import WorkbookError
from scheduler.findings import Diagnosis, Fact, Place, Problem
from scheduler.rulebook import complete
from scheduler.solve import Limits
from scheduler.words import known_sheets
from scheduler.workbook.again import parse_again
from scheduler.workbook.layout import layouts
from scheduler.workbook.tables import Grid, Raw, Tables

if TYPE_CHECKING:
    from scheduler.workbook.book import Book

LONGEST_NUMBER = 15
"""Digits up to which a spreadsheet keeps a number exactly; longer ones are texts, such as a NIP."""


@dataclass(frozen=True)
class Edit:
    """One cell and what it would say.

    Parameters
    ----------
    sheet, cell
        As a coordinator writes them: ``Cohorts`` and ``G4``.
    value
        None empties the cell.
    """

    sheet: str
    cell: str
    value: Raw

    @classmethod
    def read(cls, text: str) -> Edit:
        """Read ``Cohorts!G4=30``.

        Raises
        ------
        ValueError
            The text is none.
        """
        where, equals, value = text.partition("=")
        sheet, mark, cell = where.strip().rpartition("!")
        cell = cell.replace("$", "").upper()
        if not equals or not mark or not _is_cell(cell):
            raise ValueError(text)
        return cls(sheet.strip("'"), cell, _value(value.strip()))

    def __str__(self) -> str:
        """Show the edit as it is written."""
        return f"{self.sheet}!{self.cell}={'' if self.value is None else self.value}"


def _is_cell(cell: str) -> bool:
    letters = cell.rstrip("0123456789")
    return letters.isalpha() and letters.isascii() and cell[len(letters) :].isdigit()


def _value(text: str) -> Raw:
    if not text:
        return None
    digits = text.removeprefix("-")
    if digits.isdigit() and len(digits) <= LONGEST_NUMBER and (digits == "0" or not digits.startswith("0")):
        return int(text)
    return text


@dataclass(frozen=True)
class Answer:
    """What edits would come to.

    Parameters
    ----------
    after
        The best allocation with the edits; None where rules could not all hold.
    difference
        From the allocation as things stand; None without one of the two.
    diagnosis
        Which rules would clash.
    """

    edits: tuple[Edit, ...]
    before: State | None
    after: State | None
    difference: Difference | None
    diagnosis: Diagnosis | None = None


class Session:
    """A workbook that was read, loaded for questions.

    Parameters
    ----------
    limits
        Of every single question; by default those of the programme.
    """

    def __init__(self, book: Book, limits: Limits | None = None) -> None:
        self.book = book
        self.limits = limits or Limits(seconds=book.programme.seconds, seed=book.programme.seed)

    @cached_property
    def desk(self) -> Desk:
        """The desk at which the workbook lies."""
        book = self.book
        return Desk(book.programme, complete(book.programme, book.rules, book.places), self.limits)

    def whatif(self, edits: Sequence[Edit]) -> Answer:
        """Compare the best allocation with what it would be under some edits.

        Raises
        ------
        BadWorkbook
            The edits make cells wrong.
        WorkbookError
            There is no such sheet.
        """
        tables = changed(self.book.tables, edits)
        cells = {_sheet(edit, tables): set[str]() for edit in edits}
        for edit in edits:
            cells[_sheet(edit, tables)].add(edit.cell)
        edited = parse_again(self.book, tables, cells) if cells else self.book
        programme = edited.programme
        seed = programme.seed if programme.seed != self.book.programme.seed else self.limits.seed
        limits = replace(self.limits, seed=seed)
        desk = self.desk.under(programme, complete(programme, edited.rules, edited.places), limits)
        before, after = self.desk.base, desk.base
        between = difference(before, after) if before is not None and after is not None else None
        return Answer(tuple(edits), before, after, between, None if after is not None else _clashes(desk))


def whatif(book: Book, edits: Sequence[Edit], limits: Limits | None = None) -> Answer:
    """Answer one question about a workbook; several are quicker through a `Session`."""
    return Session(book, limits).whatif(edits)


def _clashes(desk: Desk) -> Diagnosis | None:
    from scheduler.diagnose import diagnose  # noqa: PLC0415  needed only when nothing fits

    try:
        return diagnose(desk.programme, desk.rules, desk.limits)
    except ValueError:
        return None


def changed(tables: Tables, edits: Sequence[Edit]) -> Tables:
    """Return what was read with some cells changed.

    Raises
    ------
    WorkbookError
        There is no such sheet.
    """
    grids = {grid.sheet: grid for grid in tables.grids}
    for edit in edits:
        name = _sheet(edit, tables)
        grids[name] = _with(grids[name], edit)
    return Tables(tables.file, "", tuple(grids.values()))


def _sheet(edit: Edit, tables: Tables) -> str:
    """Find the sheet by its own name, or by its name in any language."""
    from scheduler.reference.text import fold  # noqa: PLC0415  only edits need it

    names = [grid.sheet for grid in tables.grids]
    known = [known_sheets(layout.name) for layout in layouts()]
    same = next((words for words in known if fold(edit.sheet) in words), frozenset({fold(edit.sheet)}))
    meant = [name for name in names if fold(name) == fold(edit.sheet)]
    meant += [name for name in names if fold(name) in same]
    if not meant:
        facts: dict[str, Fact] = {"sheet": edit.sheet, "found": tuple(names), "nearest": ()}
        raise WorkbookError(Problem("missing_sheet", Place(tables.file), facts))
    return meant[0]


def _with(grid: Grid, edit: Edit) -> Grid:
    letters = edit.cell.rstrip("0123456789")
    row, column = int(edit.cell[len(letters) :]), 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    values = list(grid.rows.get(row, []))
    values += [None] * (column - len(values))
    values[column - 1] = edit.value
    rows = {**grid.rows, row: values}
    return replace(grid, rows={number: rows[number] for number in sorted(rows)})
