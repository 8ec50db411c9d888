"""Parse a workbook again after few cells changed, and only what these can change.

A row of a rule sheet changes the rules of its sheet; a number of seats changes a cohort.  All
else is parsed in full.  What the whole parsing alone would find, a quota above the seats, is
found when it is solved.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from scheduler.domain import Programme
from scheduler.reference.text import fold
from scheduler.words import known_sheets
from scheduler.workbook.book import Book
from scheduler.workbook.layout import Layout, layouts
from scheduler.workbook.parse import parse
from scheduler.workbook.tables import Tables

PLAIN = ("title", "city", "venue", "seats_at_least", "seats_at_most", "reserves")
"""Columns of a cohort that no other cell is read by."""


def parse_again(book: Book, tables: Tables, edited: Mapping[str, Collection[str]]) -> Book:
    """Return what a workbook says with some cells changed; it equals parsing it all.

    Parameters
    ----------
    tables
        What was read, with the cells changed.
    edited
        Names of cells that changed, by sheet.

    Raises
    ------
    BadWorkbook
        The edits make cells wrong.
    """
    roles = {grid.sheet: _layout(grid.sheet) for grid in tables.grids}
    found = [roles[name] for name in edited]
    if found and all(layout is not None and layout.role == "rule" for layout in found):
        return _with_rules(book, tables, roles, edited)
    is_known = None not in roles.values()
    if is_known and edited and all(_is_plain(book, name, cells) for name, cells in edited.items()):
        return _with_cohorts(book, tables, roles)
    return parse(tables)


def _layout(sheet: str) -> Layout | None:
    name = fold(sheet)
    return next((layout for layout in layouts() if name in known_sheets(layout.name)), None)


def _with_rules(book: Book, tables: Tables, roles: Mapping[str, Layout | None], edited: Collection[str]) -> Book:
    """Read the rule sheets edited, and none of the others."""
    kept = tuple(g for g in tables.grids if g.sheet in edited or getattr(roles[g.sheet], "role", "") != "rule")
    small = parse(replace(tables, grids=kept))
    names = {layout.name for name in edited if (layout := roles[name]) is not None}
    others = tuple(rule for rule in book.rules if rule.sheet not in names)
    return replace(book, rules=(*others, *small.rules), tables=tables)


def _is_plain(book: Book, sheet: str, cells: Collection[str]) -> bool:
    """Whether all cells are plain numbers and texts of cohorts there are."""
    keys = (f"cohort:{code}:{name}" for code in book.programme.cohort for name in PLAIN)
    places = {(place.sheet, place.cell) for key in keys if (place := book.places.get(key)) is not None}
    return all((sheet, cell) in places for cell in cells)


def _with_cohorts(book: Book, tables: Tables, roles: Mapping[str, Layout | None]) -> Book:
    """Read the cohorts, with one nominee to stand for all."""
    first = min(book.places[f"nominee:{nominee.id}"].row for nominee in book.programme.nominees)
    grids = []
    for grid in tables.grids:
        role = getattr(roles[grid.sheet], "role", "")
        if role == "nominees":
            grids.append(replace(grid, rows={row: values for row, values in grid.rows.items() if row <= first}))
        elif role != "rule":
            grids.append(grid)
    small = parse(replace(tables, grids=tuple(grids))).programme
    fields = {name: getattr(book.programme, name) for name in Programme.model_fields}
    programme = Programme(**(fields | {"cohorts": small.cohorts, "sessions": small.sessions}))
    return replace(book, programme=programme, tables=tables)
