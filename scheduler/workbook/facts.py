"""Further columns of the Nominees sheet: what they are called, and what of them is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from scheduler.findings import Place
from scheduler.reference.text import fold
from scheduler.rulebook import kinds
from scheduler.words import known_headings
from scheduler.workbook.cells import Reader, fact, reader
from scheduler.workbook.columnkinds import Kind as ColumnKind
from scheduler.workbook.headers import is_running_number
from scheduler.workbook.layout import Column
from scheduler.workbook.names import NEVER_NEEDED, result_headings
from scheduler.workbook.notes import Notes
from scheduler.workbook.readings import Doubt, Fault
from scheduler.workbook.sheetrows import Row, Sheet
from scheduler.workbook.tables import Faulty, Heading, Raw

_KINDS: Final[Mapping[type, ColumnKind]] = {
    date: "date",
    datetime: "time",
    int: "whole",
    float: "decimal",
    bool: "flag",
}


@dataclass(frozen=True)
class Further:
    """The further columns of a sheet of nominees.

    Parameters
    ----------
    kept
        Headings and where they stand, in order.
    results
        Columns, counted from 0, of an allocation that stands in the sheet, by what they hold.
    typed
        Readers of columns whose type a rule has declared, by heading.
    """

    kept: tuple[Heading, ...]
    results: Mapping[str, int]
    typed: Mapping[str, Reader]


def further_of(sheet: Sheet, notes: Notes) -> Further:
    """Sort the headings that mean no basic column: results, facts, and what is better not read."""
    kept: dict[str, Heading] = {}
    results = result_columns(sheet.further)
    for heading in sheet.further:
        place, plain = sheet.table.place_of(heading), fold(heading.text)
        if plain in result_headings():
            continue
        if plain in NEVER_NEEDED or fold(heading.top) in NEVER_NEEDED:
            notes.add("not_needed", place, found=heading.text)
        elif heading.text in kept:
            other = sheet.table.place_of(kept[heading.text]).cell
            notes.add("column_twice", place, column=heading.text, found=heading.text, other=other)
        elif not is_running_number(heading.text):
            kept[heading.text] = heading
    named = {_needed_name(text): Heading(_needed_name(text), heading.column) for text, heading in kept.items()}
    readers = {name: _reader(name, sheet) for name in named if name in _needs()}
    return Further(tuple(named.values()), results, readers)


def result_columns(headings: Sequence[Heading]) -> dict[str, int]:
    """Find the columns of an allocation that stands in a sheet, by what they hold.

    Of several columns called Reason, say, it is the first one right of the allocated cohort, where
    results are written; others are the coordinator's own.
    """
    found: dict[str, list[int]] = {}
    for heading in headings:
        field = result_headings().get(fold(heading.text))
        if field:
            found.setdefault(field, []).append(heading.column)
    home = max(found.get("cohort", [0]))
    return {name: min(columns, key=lambda column: (column < home, column)) for name, columns in found.items()}


def merged(furthers: Sequence[Further]) -> Further:
    """Return the further columns that any of several sheets has; where they stand is that of the first."""
    kept: dict[str, Heading] = {}
    results: dict[str, int] = {}
    typed: dict[str, Reader] = {}
    for further in reversed(furthers):
        kept = {heading.text: heading for heading in further.kept} | kept
        results, typed = {**results, **further.results}, {**typed, **further.typed}
    return Further(tuple(kept.values()), results, typed)


def _needs() -> Mapping[str, type]:
    """Nominee columns that rules declare, with their types."""
    return {title: kind for rule in kinds().values() for title, kind in rule.needs.items()}


def _needed_name(text: str) -> str:
    """Return the name under which rules know a column; a heading that none of them knows is its own."""
    return next((title for title in _needs() if fold(text) in known_headings(title)), text)


def _reader(name: str, sheet: Sheet) -> Reader:
    kind = _KINDS.get(_needs()[name], "text")
    return reader(Column(name, name, "", Any, kind, is_required=False), is_1904=sheet.table.grid.is_1904)


def read_facts(row: Row, further: Further, unread: dict[str, list[tuple[Place, str]]], notes: Notes) -> dict[str, Any]:
    """Return a row's facts; cells without a value go to `unread`, until it is known whether a rule needs them."""
    facts = {}
    for heading in further.kept:
        raw = row.raw[heading.column] if heading.column < len(row.raw) else None
        if isinstance(raw, Faulty):
            place = row.sheet.table.place(row.number, heading.column)
            unread.setdefault(heading.text, []).append((place, raw.found or raw.code))
        elif raw is not None:
            facts[heading.text] = _value(row, heading, raw, further, notes)
    return facts


def _value(row: Row, heading: Heading, raw: Raw, further: Further, notes: Notes) -> Any:
    if heading.text not in further.typed:
        return fact(raw)
    found = further.typed[heading.text](raw)
    if isinstance(found, Doubt | Fault):
        place = row.sheet.table.place(row.number, heading.column)
        notes.add(found.code, place, column=heading.text, **found.facts)
    return found.value if isinstance(found, Doubt) else None if isinstance(found, Fault) else found
