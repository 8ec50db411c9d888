"""Set cells of a worksheet by cutting them into its bytes; everything between them stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from itertools import chain
from typing import Final, NamedTuple

from scheduler.package.cells import Area, Value, cell, holds, is_clear, letters_of, ref_of, split
from scheduler.package.grid import Cell, Grid, Row, row_style
from scheduler.package.looks import Looks
from scheduler.package.markup import check
from scheduler.package.refusal import Refusal

_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?f(?=[\s/>])([^>]*)>")
_MASTER: Final = re.compile(rb"\sref\s*=")
_SPANS: Final = re.compile(rb"(\sspans\s*=\s*[\"'])(\d+):(\d+)([\"'])")
_DIMENSION: Final = rb"(<%bdimension\s[^>]*?ref\s*=\s*[\"'])([^\"']*)([\"'])"


class Patched(NamedTuple):
    """A sheet with its cells set, and the cells whose formula was overwritten."""

    xml: bytes
    formulas: tuple[str, ...]


def patch(xml: bytes, values: Mapping[str, Value], looks: Looks | None = None, part: str = "sheet") -> Patched:
    """Set cells of a worksheet.

    Apart from the cells themselves only what counts them may change: rows that were not there,
    the ``spans`` of a row and the sheet's ``dimension``.

    Parameters
    ----------
    xml
        The worksheet part.
    values
        Values by address; ``None`` clears a cell and keeps its format.
    looks
        How new cells get their format.
    part
        The part's name, for refusals.

    Raises
    ------
    Refusal
        The markup cannot be trusted, a cell is a part of a formula that covers others or hidden
        by a merge, or a value does not fit a cell.  Nothing has been changed then.
    """
    grid = Grid(xml, part)
    wanted = _by_row(values)
    _check_free(grid, wanted)
    splicer = _Splicer(grid, wanted, looks or Looks())
    done = splicer.run()
    check(done, part)
    return Patched(done, tuple(splicer.formulas))


def _by_row(values: Mapping[str, Value]) -> dict[int, dict[int, Value]]:
    wanted: dict[int, dict[int, Value]] = {}
    for ref, value in values.items():
        row, column = split(ref)
        wanted.setdefault(row, {})[column] = value
    return {row: dict(sorted(wanted[row].items())) for row in sorted(wanted)}


def _check_free(grid: Grid, wanted: Mapping[int, Mapping[int, Value]]) -> None:
    """Refuse cells of array formulas, and cells hidden by a merge unless they are cleared."""
    for area in grid.arrays():
        for row, column in _inside(area, wanted):
            raise Refusal("array_formula", cell=f"{letters_of(column)}{row}", where=ref_of(area))
    for area in grid.merges():
        for row, column in _inside(area, wanted):
            if (row, column) != area[:2] and not is_clear(wanted[row][column]):
                raise Refusal("merged", cell=f"{letters_of(column)}{row}", where=ref_of(area))


def _inside(area: Area, wanted: Mapping[int, Mapping[int, Value]]) -> Iterator[tuple[int, int]]:
    tall = range(area[0], area[2] + 1)
    rows = tall if len(tall) < len(wanted) else wanted
    return ((row, column) for row in rows for column in wanted.get(row, ()) if holds(area, row, column))


class _Splicer:
    """One pass over the rows of a sheet, writing as it goes."""

    def __init__(self, grid: Grid, wanted: Mapping[int, dict[int, Value]], looks: Looks) -> None:
        self.grid, self.wanted, self.looks = grid, wanted, looks
        self.columns = grid.column_styles()
        self.out = BytesIO()
        self.place = 0
        self.formulas: list[str] = []
        self.before: Row | None = None
        self.above: dict[int, int] = {}

    def run(self) -> bytes:
        """Write the whole sheet; memory is that of the old and the new XML."""
        self._start()
        waiting = iter(self.wanted)
        following = next(waiting, None)
        for row in self.grid.rows():
            while following is not None and following < row.number:
                self._new_row(following, row.start)
                following = next(waiting, None)
            if following == row.number:
                self._row(row)
                following = next(waiting, None)
            else:
                self.before, self.above = row, {}
        for number in chain([] if following is None else [following], waiting):
            self._new_row(number, self.grid.data.outer)
        return self._finish()

    def _start(self) -> None:
        """Write what precedes the rows: the dimension grows, an empty sheetData opens."""
        self._dimension()
        if self.grid.data.inner == self.grid.data.end and self._has_values():
            self._until(self.grid.data.end - 2)
            self._cut(b">", self.grid.data.end)

    def _finish(self) -> bytes:
        if self.grid.data.inner == self.grid.data.end and self._has_values():
            self.out.write(f"</{self.grid.prefix}sheetData>".encode())
        self._until(len(self.grid.xml))
        return self.out.getvalue()

    def _has_values(self) -> bool:
        return any(not is_clear(value) for cells in self.wanted.values() for value in cells.values())

    def _until(self, place: int) -> None:
        """Copy what stands up to a place."""
        self.out.write(memoryview(self.grid.xml)[self.place : place])
        self.place = place

    def _cut(self, new: bytes, end: int) -> None:
        """Write something new for what stands up to a place."""
        self.out.write(new)
        self.place = end

    def _dimension(self) -> None:
        at = self.grid.prefix.encode()
        found = re.compile(_DIMENSION % re.escape(at)).search(self.grid.xml, 0, self.grid.data.start)
        filled = [(r, c) for r, cells in self.wanted.items() for c, value in cells.items() if not is_clear(value)]
        if found and filled:
            rows, columns = zip(*filled, strict=True)
            top, left, bottom, right = self.grid.area(found[2].decode())
            grown = (min(top, *rows), min(left, *columns), max(bottom, *rows), max(right, *columns))
            self._until(found.start(2))
            if grown != (top, left, bottom, right):
                self._cut(ref_of(grown).encode(), found.end(2))

    # rows

    def _new_row(self, number: int, place: int) -> None:
        """Write a row that is not in the sheet, where it has anything to hold."""
        wanted = self.wanted[number]
        if all(is_clear(value) for value in wanted.values()):
            return
        cells = {c: v for c, v in wanted.items() if not is_clear(v) or self._has_look(f"{letters_of(c)}{number}")}
        self._until(place)
        style = {column: self._style(number, column, 0) for column in cells}
        at = self.grid.prefix
        inside = b"".join(self._cell(number, column, style[column], value) for column, value in cells.items())
        self._cut(f'<{at}row r="{number}">'.encode() + inside + f"</{at}row>".encode(), place)
        self.before, self.above = Row(number, b"", 0, 0, 0, 0), self.above | style

    def _row(self, row: Row) -> None:
        """Write a row with its cells set."""
        wanted = self.wanted[row.number]
        pieces = self._pieces(row, wanted)
        if pieces:
            self._head(row, pieces)
            for start, end, new in pieces:
                self._until(start)
                self._cut(new, end)
            if row.inner == row.end:
                self._cut(f"</{self.grid.prefix}row>".encode(), row.end)
        self.before = row

    def _head(self, row: Row, pieces: list[tuple[int, int, bytes]]) -> None:
        """Open a row that was closed in itself, and widen its spans to hold every cell."""
        self._until(row.start)
        columns = list(self.wanted[row.number])
        head = self.grid.xml[row.start : row.inner]
        if row.inner == row.end:
            head = head.removesuffix(b"/>") + b">"
        if any(start == end for start, end, _ in pieces):
            head = _SPANS.sub(lambda m: _widened(m, columns[0], columns[-1]), head)
        self._cut(head, row.inner)

    def _pieces(self, row: Row, wanted: dict[int, Value]) -> list[tuple[int, int, bytes]]:
        """List what to cut out of a row and what to put there."""
        pieces, styles = [], {}
        for column, value in wanted.items():
            old = self.grid.find(row, column)
            if old is not None:
                styles[column] = old.style
                pieces.append((old.start, old.end, self._replaced(row, old, value)))
            elif not is_clear(value) or self._has_look(f"{letters_of(column)}{row.number}"):
                styles[column] = self._style(row.number, column, row_style(row))
                place = self.grid.gap(row, column)
                pieces.append((place, place, self._cell(row.number, column, styles[column], value)))
        self.above = styles
        return pieces

    def _has_look(self, ref: str) -> bool:
        return ref in self.looks.styles or ref in self.looks.over

    def _replaced(self, row: Row, old: Cell, value: Value) -> bytes:
        """Write a cell anew; of the old one its format stays, unless another is laid over it."""
        formula, ref = _FORMULA.search(old.content), f"{letters_of(old.column)}{row.number}"
        if formula:
            if _MASTER.search(formula[1]):
                raise Refusal("shared_formula", cell=ref)
            self.formulas.append(ref)
        return self._cell(row.number, old.column, self.looks.over.get(ref, old.style), value)

    def _cell(self, row: int, column: int, style: int, value: Value) -> bytes:
        if isinstance(value, date):
            style = self.looks.dated(style)
        return cell(self.grid.prefix, f"{letters_of(column)}{row}", style, value, is_1904=self.looks.is_1904)

    # formats

    def _style(self, row: int, column: int, lent: int) -> int:
        """Choose the format of a new cell; `lent` is what its row gives to empty cells."""
        letters = letters_of(column)
        ref = f"{letters}{row}"
        given = self.looks.over.get(ref, self.looks.styles.get(ref, self.looks.styles.get(letters)))
        if given is not None:
            return given
        own = (style for first, last, style in self.columns if first <= column <= last)
        return self._style_above(column) or lent or next(own, 0)

    def _style_above(self, column: int) -> int:
        """Look up the format of the cell above, where that is data."""
        first = self.looks.data_from
        if first is None or self.before is None or self.before.number < first:
            return 0
        if column not in self.above:
            old = self.grid.find(self.before, column)
            self.above[column] = old.style if old else 0
        return self.above[column]


def _widened(spans: re.Match[bytes], first: int, last: int) -> bytes:
    low, high = min(int(spans[2]), first), max(int(spans[3]), last)
    return spans[1] + f"{low}:{high}".encode() + spans[4]
