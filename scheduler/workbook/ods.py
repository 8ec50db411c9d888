"""The reader of .ods: one walk over the content with the parser of the standard library.

calamine reads these files too, but drops errors, percentages, hidden rows and durations, all
of which stand beside the values here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Final
from xml.parsers import expat
from zipfile import ZipFile

from scheduler.workbook.excel import MOST_COLUMNS
from scheduler.workbook.tables import EXACT, Faulty, Grid, Percent, Raw

MOST_REPEATS: Final = 1_000
"""Equal cells or rows beyond which a repetition is the empty rest of a sheet, or no roster."""

_DURATION: Final = re.compile(r"(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?")
_ERROR: Final = re.compile(r"#[A-Z/0!?]+|Err:\d+")
_CELLS: Final = ("table:table-cell", "table:covered-table-cell")
_NULL_DATE: Final = "1904-01-01"


def grids(content: bytes) -> tuple[Grid, ...]:
    """Read every sheet of an OpenDocument spreadsheet.

    Raises
    ------
    Exception
        Of any kind, where it is damaged; the caller makes one kind of it.
    """
    with ZipFile(BytesIO(content)) as package:
        part = package.read("content.xml")
    return tuple(_Walk().over(part))


@dataclass
class _Sheet:
    """A sheet as far as it has been walked over."""

    name: str
    is_hidden: bool
    rows: dict[int, list[Raw]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: int = 0
    far_cells: int = 0
    next_row: int = 1

    def grid(self, *, is_1904: bool) -> Grid:
        """Return what was found."""
        merges = tuple(sorted(self.merges))
        return Grid(self.name, self.rows, self.is_hidden, self.hidden_rows, self.far_cells, is_1904, merges)


class _Walk:
    """Gathers sheets, rows and cells as the parser meets them."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.is_1904 = False
        self.row: list[Raw] = []
        self.row_told: Mapping[str, str] = {}
        self.cell: Mapping[str, str] = {}
        self.text: list[str] | None = None
        self.notes = 0
        self.depth = 0

    def over(self, part: bytes) -> list[Grid]:
        """Walk over the content."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        parser.Parse(part, True)  # noqa: FBT003  expat's own argument: this is all
        return [sheet.grid(is_1904=self.is_1904) for sheet in self.sheets]

    def _start(self, name: str, told: dict[str, str]) -> None:
        if name == "style:style":
            self.style = told.get("style:name", "")
        elif name == "style:table-properties" and told.get("table:display") == "false":
            self.hidden_styles.add(self.style)
        elif name == "table:null-date":
            self.is_1904 = told.get("table:date-value", "").startswith(_NULL_DATE)
        elif name == "table:table":
            self.depth += 1
            if self.depth == 1:
                hidden = told.get("table:style-name", "") in self.hidden_styles
                self.sheets.append(_Sheet(told.get("table:name", ""), hidden))
        elif self.depth == 1 and name == "table:table-row":
            self.row, self.row_told = [], told
        elif self.depth == 1 and name in _CELLS:
            self.cell, self.text = told, None
        else:
            self._start_text(name, told)

    def _start_text(self, name: str, told: dict[str, str]) -> None:
        if name == "office:annotation":
            self.notes += 1
        elif self.notes:
            return
        elif name == "text:p":
            self.text = [] if self.text is None else [*self.text, "\n"]
        elif self.text is not None:
            gaps = {"text:s": " " * int(told.get("text:c", "1")), "text:tab": "\t", "text:line-break": "\n"}
            self.text.append(gaps.get(name, ""))

    def _said(self, words: str) -> None:
        if self.text is not None and not self.notes:
            self.text.append(words)

    def _end(self, name: str) -> None:
        if name == "table:table":
            self.depth -= 1
        elif name == "office:annotation":
            self.notes -= 1
        elif self.depth == 1 and name in _CELLS:
            self._end_cell(is_covered=name == _CELLS[1])
        elif self.depth == 1 and name == "table:table-row":
            self._end_row()

    def _end_cell(self, *, is_covered: bool) -> None:
        sheet, column = self.sheets[-1], len(self.row)
        value = None if is_covered else value_of(self.cell, "".join(self.text or ()))
        count = int(self.cell.get("table:number-columns-repeated", "1"))
        wide, high = (int(self.cell.get(f"table:number-{way}-spanned", "1")) for way in ("columns", "rows"))
        if wide > 1 or high > 1:
            sheet.merges.append((sheet.next_row, column, sheet.next_row + high - 1, column + wide - 1))
        self.text = None
        if column + count > MOST_COLUMNS and value is not None:
            sheet.far_cells += count
        self.row.extend([value] * min(count, max(MOST_COLUMNS - column, 0)))

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        count = int(self.row_told.get("table:number-rows-repeated", "1"))
        while self.row and self.row[-1] is None:
            self.row.pop()
        if self.row:
            if count > MOST_REPEATS:
                raise ValueError(f"{count} rows alike")
            is_hidden = self.row_told.get("table:visibility", "visible") != "visible"
            sheet.hidden_rows += count * is_hidden
            sheet.rows.update((sheet.next_row + step, list(self.row)) for step in range(count))
        sheet.next_row += count


def value_of(told: Mapping[str, str], text: str) -> Raw:
    """Return the value of a cell by its attributes and its text."""
    kind = told.get("office:value-type", "")
    if told.get("calcext:value-type") == "error" or ("table:formula" in told and _ERROR.fullmatch(text)):
        return Faulty("error_value", text)
    if "table:formula" in told and not kind:
        return Faulty("not_calculated")
    if kind in ("float", "percentage", "currency"):
        number = float(told["office:value"])
        is_whole = number.is_integer() and abs(number) < EXACT
        return Percent(number) if kind == "percentage" else int(number) if is_whole else number
    return _other(kind, told, text)


def _other(kind: str, told: Mapping[str, str], text: str) -> Raw:
    if kind == "boolean":
        return told.get("office:boolean-value") == "true"
    if kind == "date":
        moment = told["office:date-value"]
        return datetime.fromisoformat(moment) if "T" in moment else date.fromisoformat(moment)
    if kind == "time":
        return _duration(told.get("office:time-value", "")) or text
    said = told.get("office:string-value", text)
    return said if said.strip() else None


def _duration(text: str) -> timedelta | None:
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    span = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -span if found[1] else span
