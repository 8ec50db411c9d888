"""What stands in a workbook before anybody has judged it: raw values, each with its cell.

A `Grid` is one sheet as any reader (of any file format) hands it over, a `Table` is the part
of it that has headings, and `Tables` is a whole file.  Pure data: nothing here knows a file
format, a rule or a language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final, Literal

from scheduler.findings import Place

FaultCode = Literal["error_value", "not_calculated"]


EXACT: Final = 1e15
"""Size from which a number in a cell has lost digits."""


class Percent(float):
    """A number in a cell that is formatted as a percentage: 0.3 is shown as 30%."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Faulty:
    """A cell whose value is no value: an error such as #N/A, or a formula that was never calculated."""

    code: FaultCode
    found: str = ""


Raw = str | int | float | bool | datetime | date | time | timedelta | Faulty | None
"""What a reader can find in a cell; `Percent` is a float."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, for whoever looks at single cells.

    Parameters
    ----------
    value
        The raw value; None where the cell is empty or faulty.
    is_percent
        Whether the number is shown as a percentage.
    fault
        Why there is no value: a code of :mod:`scheduler.workbook.problems`, or empty.
    """

    value: Raw
    place: Place
    is_percent: bool = False
    fault: str = ""


@dataclass(frozen=True)
class Grid:
    """One sheet as it was read.

    Parameters
    ----------
    rows
        Values by row number (from 1, ascending), the first one in column A; rows without
        values are left out, and so are empty cells after the last value of a row.
    is_hidden
        Whether the sheet is hidden.
    hidden_rows
        How many of the rows are hidden or filtered away.
    far_cells
        How many cells lie so far to the right that they were not read.
    is_1904
        Whether day numbers count from 1904.
    merges
        Merged cells as first row, first column, last row, last column; columns count from 0.
    """

    sheet: str
    rows: Mapping[int, list[Raw]]
    is_hidden: bool = False
    hidden_rows: int = 0
    far_cells: int = 0
    is_1904: bool = False
    merges: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its words as written, the column, counted from 0, and its row where that is not the last one.

    `top` is the heading above it where two rows of headings stand one above the other.
    """

    text: str
    column: int
    row: int = 0
    top: str = ""


@dataclass(frozen=True)
class Table:
    """A sheet whose headings were found.

    Parameters
    ----------
    name
        English name of the sheet (:mod:`scheduler.workbook.layout`).
    header_row
        Number of the (last) row with the headings; 0 where the sheet has none.
    headings
        In order of columns.
    """

    file: str
    name: str
    grid: Grid
    header_row: int
    headings: tuple[Heading, ...]

    @property
    def sheet(self) -> str:
        """The sheet's own name, in its own language."""
        return self.grid.sheet

    @cached_property
    def words(self) -> Mapping[int, str]:
        """The headings by column."""
        return {heading.column: heading.text for heading in self.headings}

    @property
    def rows(self) -> Iterator[tuple[int, list[Raw]]]:
        """The rows under the headings that have any value, with their numbers."""
        for number, values in self.grid.rows.items():
            if number > self.header_row and any(value is not None for value in values):
                yield number, values

    def place(self, row: int = 0, column: int = 0) -> Place:
        """Return where a cell stands; row 0 means the sheet as a whole."""
        return Place(self.file, self.sheet, f"{letters(column)}{row}" if row else "")

    def place_of(self, heading: Heading) -> Place:
        """Return where a heading stands."""
        return self.place(heading.row or self.header_row, heading.column)

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell."""
        values = self.grid.rows.get(row, [])
        raw = values[column] if column < len(values) else None
        if isinstance(raw, Faulty):
            return Cell(None, self.place(row, column), fault=raw.code)
        return Cell(raw, self.place(row, column), is_percent=isinstance(raw, Percent))


@dataclass(frozen=True)
class Tables:
    """A whole file as it was read.

    Parameters
    ----------
    file
        Its name.
    digest
        SHA-256 of its bytes, in hexadecimal; empty for what never was a file.
    grids
        Its sheets in their order.
    format
        Format of the file, by its bytes; ``.xlsx`` for what never was a file.
    content
        The file's bytes where results can be written back into them, else nothing.
    """

    file: str
    digest: str = ""
    grids: tuple[Grid, ...] = field(default=())
    format: str = ".xlsx"
    content: bytes = field(default=b"", repr=False, compare=False)


def letters(column: int) -> str:
    """Name a column, counted from 0, as spreadsheets do.

    Examples
    --------
    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
