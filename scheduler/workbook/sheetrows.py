"""Read the rows of one sheet cell by cell, noting every cell that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from scheduler.findings import Fact, Place
from scheduler.reference.text import fold
from scheduler.workbook.cells import NOTHING, Reader, reader
from scheduler.workbook.headers import data_rows
from scheduler.workbook.layout import Column, Layout
from scheduler.workbook.loosely import meant
from scheduler.workbook.names import are_ranked, by_preference, fields_by_heading
from scheduler.workbook.notes import Notes
from scheduler.workbook.problems import A_CODE, A_DATE, A_TEXT, A_WHOLE_NUMBER, AN_AMOUNT
from scheduler.workbook.readings import Doubt, Fault, tidy
from scheduler.workbook.rowkinds import people_rows
from scheduler.workbook.tables import Heading, Raw, Table

_EXPECTED: Mapping[str, str] = {
    "code": A_CODE,
    "id": A_CODE,
    "whole": A_WHOLE_NUMBER,
    "amount": AN_AMOUNT,
    "date": A_DATE,
}
"""What `allowed` says of an empty cell that must not be empty."""
_NOWHERE: Mapping[str, int] = {}
"""What nearly every row shares; none is made anew, as large rosters have many rows."""


@dataclass(frozen=True)
class Sheet:
    """A table whose columns are known.

    Parameters
    ----------
    where
        Columns, counted from 0, by field.
    further
        Headings that mean no column of the layout.
    instead
        Columns that a field is read from where its own has nothing, in this order.
    """

    table: Table
    layout: Layout
    where: Mapping[str, int]
    further: tuple[Heading, ...]
    instead: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def place(self, row: int, name: str = "") -> Place:
        """Return the cell of a field in a row; of the first column where the sheet has no such field."""
        first = min(self.where.values(), default=0)
        return self.table.place(row, self.where.get(name, first))


@dataclass(slots=True)
class Row:
    """One row as it was read.

    Parameters
    ----------
    values
        By field, without the empty cells.
    faulty
        Fields whose cells cannot be read.
    raw
        The row's raw values.
    elsewhere
        Columns of fields that were not read from their own.
    """

    sheet: Sheet
    number: int
    raw: list[Raw]
    values: dict[str, Any] = field(default_factory=dict)
    faulty: frozenset[str] = frozenset()
    elsewhere: Mapping[str, int] = field(default_factory=lambda: _NOWHERE)

    def place(self, name: str = "") -> Place:
        """Return the cell of a field."""
        if name in self.elsewhere:
            return self.sheet.table.place(self.number, self.elsewhere[name])
        return self.sheet.place(self.number, name)

    def note(self, notes: Notes, code: str, name: str, **facts: Fact) -> None:
        """Note a problem of one field's cell."""
        notes.add(code, self.place(name), column=self.sheet.layout.column[name].title, **facts)


def sheet_of(table: Table, layout: Layout, notes: Notes) -> Sheet:
    """Match a table's headings to the columns of its layout."""
    fields, met, further = fields_by_heading(layout), dict[str, list[Heading]](), list[Heading]()
    exact = {fields.get(fold(heading.text)) for heading in table.headings}
    for heading in table.headings:
        loosely = meant(heading.text, layout)
        name = fields.get(fold(heading.text)) or (loosely if loosely not in exact else None)
        if name is None:
            further.append(heading)
        else:
            met.setdefault(name, []).append(heading)
    where, instead = dict[str, int](), dict[str, tuple[int, ...]]()
    for name, headings in met.items():
        first, *others = by_preference(name, headings) if layout.role == "nominees" else headings
        where[name] = first.column
        if others and layout.role == "nominees" and are_ranked(name, headings):
            instead[name] = tuple(heading.column for heading in others)
            further += others
        else:
            _note_twice(table, layout, name, first, others, notes)
    further.sort(key=lambda heading: heading.column)
    return Sheet(table, layout, where, tuple(further), instead)


def _note_twice(
    table: Table, layout: Layout, name: str, first: Heading, others: Sequence[Heading], notes: Notes
) -> None:
    other = table.place_of(first).cell
    for heading in others:
        facts = {"column": layout.column[name].title, "found": heading.text, "other": other}
        notes.add("column_twice", table.place_of(heading), **facts)


def read_rows(sheet: Sheet, notes: Notes) -> Iterator[Row]:
    """Read the rows of a sheet; rows of which no known column has a value are noted and left out."""
    readers = [
        (column, sheet.where[column.field], reader(column, is_1904=sheet.table.grid.is_1904))
        for column in sheet.layout.columns
        if column.field in sheet.where
    ]
    is_roster = sheet.layout.role == "nominees"
    rows = people_rows(sheet.table, sheet.where, notes) if is_roster else data_rows(sheet.table)
    for number, raw in rows:
        row = Row(sheet, number, raw)
        if sheet.instead:
            row.elsewhere = _elsewhere(sheet, raw)
        for column, at, read in readers:
            position = row.elsewhere.get(column.field, at) if row.elsewhere else at
            if position < len(raw) and raw[position] is not None:
                _read_cell(row, column, raw[position], read, notes)
        if row.values or row.faulty:
            yield row
        else:
            columns = tuple(column.title for column, _, _ in readers)
            notes.add("row_ignored", row.place(), columns=columns)


def _elsewhere(sheet: Sheet, raw: Sequence[Raw]) -> dict[str, int]:
    """Return the columns of fields whose own column has nothing, but another one that means the same has."""
    found = {}
    for name, columns in sheet.instead.items():
        if not _is_filled(raw, sheet.where[name]):
            other = next((column for column in columns if _is_filled(raw, column)), None)
            if other is not None:
                found[name] = other
    return found


def _is_filled(raw: Sequence[Raw], column: int) -> bool:
    value = raw[column] if column < len(raw) else None
    return value is not None and not (isinstance(value, str) and tidy(value) in NOTHING)


def _read_cell(row: Row, column: Column, raw: Raw, read: Reader, notes: Notes) -> None:
    found = read(raw)
    if found is None:
        return
    if isinstance(found, Fault):
        row.faulty |= {column.field}
        sheet = {"sheet": row.sheet.layout.name} if found.code == "wish_only" else {}
        row.note(notes, found.code, column.field, **sheet, **found.facts)
    elif isinstance(found, Doubt):
        row.values[column.field] = found.value
        row.note(notes, found.code, column.field, **found.facts)
    else:
        row.values[column.field] = found


def note_missing(row: Row, notes: Notes) -> bool:
    """Note the cells that must not be empty but are; return whether there are any, faulty ones included."""
    needed = [column for column in row.sheet.layout.columns if column.is_required]
    for column in needed:
        is_there = column.field in row.values or column.field in row.faulty
        if not is_there and column.field in row.sheet.where:
            row.note(notes, "empty_cell", column.field, allowed=_EXPECTED.get(column.kind, A_TEXT))
    return any(column.field not in row.values for column in needed)


def note_missing_columns(sheet: Sheet, notes: Notes, nearest: Callable[[str], tuple[str, ...]]) -> None:
    """Note the columns that must be there but are not."""
    for column in sheet.layout.columns:
        if column.is_required and column.field not in sheet.where:
            place = sheet.table.place(sheet.table.header_row)
            notes.add("missing_column", place, column=column.title, nearest=nearest(column.title))


def build(row: Row, model: type[BaseModel], notes: Notes, **more: Any) -> Any:
    """Make the model of a row; what it refuses is noted, and None returned."""
    try:
        return model(**row.values, **more)
    except ValidationError as error:
        for found in error.errors():
            _note_refusal(row, found["loc"], found["msg"], notes)
    return None


def _note_refusal(row: Row, location: tuple[int | str, ...], message: str, notes: Notes) -> None:
    reason = message.removeprefix("Value error, ")
    name = str(location[0]) if location else ""
    if name in row.sheet.layout.column:
        value = row.values.get(name, "")
        told = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        row.note(notes, "not_accepted", name, found=told, reason=reason)
    else:
        notes.add("row_refused", row.place(), reason=reason)
