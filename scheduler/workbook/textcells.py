"""Sheets whose cells hold any text that Python can hold; imported where XlsxWriter is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.worksheet import Worksheet

from scheduler.workbook.paper import storable

if TYPE_CHECKING:
    from xlsxwriter.format import Format


class TextSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """A sheet that replaces the few characters which no XML document can hold."""

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> Any:
        return super()._write_string(row, col, storable(string), cell_format)
