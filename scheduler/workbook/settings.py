"""The Programme sheet: one setting a row, its key and its value side by side."""

from __future__ import annotations

from typing import Any

from scheduler.findings import Place
from scheduler.reference.text import fold
from scheduler.workbook.cells import reader
from scheduler.workbook.headers import is_key_heading
from scheduler.workbook.layout import Layout
from scheduler.workbook.names import fields_by_heading, nearest_columns
from scheduler.workbook.notes import Notes
from scheduler.workbook.readings import Doubt, Fault, shown
from scheduler.workbook.tables import Raw, Table


class Settings:
    """The settings of a programme.

    Parameters
    ----------
    table, layout
        The Programme sheet; None where the workbook has none, and all settings are defaults.
    """

    def __init__(self, table: Table | None, layout: Layout, notes: Notes) -> None:
        self.layout = layout
        self.values: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        if table is not None:
            for number, values in table.rows:
                self._read(table, number, values, notes)

    def _read(self, table: Table, number: int, values: list[Raw], notes: Notes) -> None:
        filled = [column for column, raw in enumerate(values) if raw is not None]
        key = shown(values[filled[0]])
        name = fields_by_heading(self.layout).get(fold(key))
        place = table.place(number, filled[1] if len(filled) > 1 else filled[0] + 1)
        if name is None:
            if len(filled) > 1 and not is_key_heading(values[filled[0]]):
                allowed, near = tuple(column.title for column in self.layout.columns), nearest_columns(key, self.layout)
                notes.add("unknown_key", table.place(number, filled[0]), found=key, allowed=allowed, nearest=near)
        elif name in self.places:
            other = self.places[name].cell
            notes.add("key_twice", table.place(number, filled[0]), found=key, other=other)
        else:
            self.places[name] = place
            self._value(table, name, values[filled[1]] if len(filled) > 1 else None, notes)

    def _value(self, table: Table, name: str, raw: Raw, notes: Notes) -> None:
        column = self.layout.column[name]
        found = reader(column, is_1904=table.grid.is_1904)(raw)
        if isinstance(found, Fault | Doubt):
            notes.add(found.code, self.places[name], column=column.title, **found.facts)
        value = found.value if isinstance(found, Doubt) else found
        if value is not None and not isinstance(value, Fault):
            self.values[name] = value
