"""A worksheet's XML with the places of its rows and cells, found without parsing it as a whole.

A sheet of 180,000 rows has some 150 MB of XML; a tree of it would take gigabytes (excel.md
measured 3.4 GB for lxml).  Rows are found one after the other, and cells only in rows that
somebody asks for.  What Excel's own files never hold there (comments, CDATA, instructions) is
refused rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from scheduler.package.cells import Area, area_of, letters_of, number_of
from scheduler.package.markup import Element, check_encoding, fragment
from scheduler.package.refusal import Refusal

NAMESPACES: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The main namespace: ordinary and Strict."""
_TOP: Final = re.compile(rb"<([\w.-]+:)?(\w+)((?:\s+[^\s=>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/?>")
_ROW_NUMBER: Final = re.compile(rb"\sr\s*=\s*[\"'](\d+)[\"']")
_CELL_PLACE: Final = re.compile(rb"\sr\s*=\s*[\"']([A-Z]+)\d+[\"']")
_STYLE: Final = re.compile(rb"\ss\s*=\s*[\"'](\d+)[\"']")
_CUSTOM: Final = re.compile(rb"\scustomFormat\s*=\s*[\"'](?:1|true)[\"']")
_SPANNING: Final = re.compile(rb"\sref\s*=\s*[\"']([A-Z0-9:$]+)[\"']")
_OPEN: Final = b"<t>"
_ARRAY: Final = re.compile(rb"\st\s*=\s*[\"'](?:array|dataTable)[\"']")


class Row(NamedTuple):
    """One row: its number, its attributes as written, and its places as in `Element`."""

    number: int
    attributes: bytes
    start: int
    inner: int
    outer: int
    end: int


class Cell(NamedTuple):
    """One cell: its column, its attributes and content as written, and where it stands."""

    column: int
    attributes: bytes
    content: bytes
    start: int
    end: int

    @property
    def style(self) -> int:
        """Index of the cell's format."""
        return style_in(self.attributes)


def style_in(attributes: bytes) -> int:
    """Find the index of a format in the attributes of a cell or row."""
    found = _STYLE.search(attributes)
    return int(found[1]) if found else 0


def row_style(row: Row) -> int:
    """Give the format that a row lends to its empty cells, or 0."""
    return style_in(row.attributes) if _CUSTOM.search(row.attributes) else 0


class Grid:
    """A worksheet's XML.

    Parameters
    ----------
    xml
        The part's bytes.
    part
        Its name, for refusals.

    Raises
    ------
    Refusal
        ``encoding``, ``doctype``, ``markup``, ``not_worksheet``, ``damaged`` or ``unexpected``.
    """

    def __init__(self, xml: bytes, part: str = "sheet") -> None:
        self.xml, self.part = xml, part
        self._guard()
        self.prefix = self._find_prefix()
        at = re.escape(self.prefix).encode()
        self._rows = re.compile(rb"<" + at + rb"row(?=[\s/>])([^>]*?)(/?)>")
        self._cell_start = f"<{self.prefix}c ".encode()
        self._row_end = f"</{self.prefix}row>".encode()
        self._cells = re.compile(
            rb'\s*<%bc(?=[\s/>])(?:\s+r="([A-Z]+)\d+")?([^>]*?)(?:/>|>(.*?)</%bc>)' % (at, at), re.DOTALL
        )
        self._tail = re.compile(rb"\s*(?:<" + at + rb"extLst[\s>]|$)")
        self.data = self._find_data()
        self._ended: tuple[int, Cell | None] = (-1, None)

    def _guard(self) -> None:
        check_encoding(self.xml, self.part)
        if b"<!DOCTYPE" in self.xml[:65_536]:
            raise Refusal("doctype", part=self.part)
        if b"<!" in self.xml or self.xml.count(b"<?") > self.xml[:8].count(b"<?xml"):
            raise Refusal("markup", part=self.part)

    def _find_prefix(self) -> str:
        top = _TOP.search(self.xml, 0, 65_536)
        if top is None or top[2] != b"worksheet":
            raise Refusal("not_worksheet", part=self.part)
        prefix = (top[1] or b"").decode()
        bound = re.escape(f"xmlns:{prefix[:-1]}" if prefix else "xmlns").encode()
        space = re.search(rb"\s" + bound + rb"\s*=\s*[\"']([^\"']*)[\"']", top[3])
        if space is None or space[1].decode() not in NAMESPACES:
            raise Refusal("not_worksheet", part=self.part)
        return prefix

    def _find_data(self) -> Row:
        """Find the element that holds the rows; its places are given as if it were a row."""
        at = re.escape(self.prefix).encode()
        head = re.search(rb"<" + at + rb"sheetData(?:\s[^>]*?)?(/?)>", self.xml)
        tail = re.search(rb"</" + at + rb"sheetData\s*>", self.xml)
        if head is None or (not head[1] and tail is None):
            raise Refusal("damaged", part=self.part, reason="no sheetData")
        if tail is None or head[1]:
            return Row(0, b"", head.start(), head.end(), head.end(), head.end())
        return Row(0, b"", head.start(), head.end(), tail.start(), tail.end())

    def rows(self) -> Iterator[Row]:
        """Go through the rows in their order; one without a number follows the one before."""
        number, place = 0, self.data.inner
        while (head := self._rows.search(self.xml, place, self.data.outer)) is not None:
            if head.start() > place and not self.xml[place : head.start()].isspace():
                raise Refusal("unexpected", part=self.part, where=f"row {number}")
            row = self._row(head, number)
            number, place = row.number, row.end
            yield row
        if self.xml[place : self.data.outer].strip():
            raise Refusal("unexpected", part=self.part, where=f"row {number}")

    def _row(self, head: re.Match[bytes], before: int) -> Row:
        named = _ROW_NUMBER.search(head[1])
        number = int(named[1]) if named else before + 1
        if number <= before:
            raise Refusal("out_of_order", part=self.part, where=f"row {number}")
        if head[2]:
            return Row(number, head[1], head.start(), head.end(), head.end(), head.end())
        outer = self.xml.find(self._row_end, head.end(), self.data.outer)
        if outer < 0:
            raise Refusal("damaged", part=self.part, reason=f"row {number} has no end")
        return Row(number, head[1], head.start(), head.end(), outer, outer + len(self._row_end))

    def cells(self, row: Row) -> Iterator[Cell]:
        """Go through the cells of a row in their order."""
        column, place = 0, row.inner
        while (found := self._cells.match(self.xml, place, row.outer)) is not None:
            named = found[1] or _letters(found[2])
            following = number_of(named.decode()) if named else column + 1
            if following <= column:
                raise Refusal("out_of_order", part=self.part, where=f"row {row.number}")
            column, place = following, found.end()
            yield Cell(column, found[2], found[3] or b"", self.xml.index(b"<", found.start()), place)
        if not self._tail.match(self.xml, place, row.outer):
            raise Refusal("unexpected", part=self.part, where=f"row {row.number}")

    def find(self, row: Row, column: int) -> Cell | None:
        """Find a cell of a row: at once where it is written as Excel writes it, else by going through the row."""
        named = f'<{self.prefix}c r="{letters_of(column)}{row.number}"'.encode()
        place = self.xml.find(named, row.inner, row.outer)
        if place >= 0:
            return self._cell(place, row, column)
        last = self._last(row)
        if last is None or last.column < column:
            return None
        return next((cell for cell in self.cells(row) if cell.column == column), None)

    def reaches(self, row: Row, column: int) -> bool:
        """Tell whether a row has a cell in a column or right of it."""
        last = self._last(row)
        return last is not None and last.column >= column

    def gap(self, row: Row, column: int) -> int:
        """Find where a cell that a row does not have belongs."""
        last = self._last(row)
        if last is None:
            return row.inner
        if last.column < column:
            return last.end
        return next(cell.start for cell in self.cells(row) if cell.column > column)

    def _last(self, row: Row) -> Cell | None:
        """Give the last cell of a row; every cell that is added to a row asks for it."""
        if self._ended[0] != row.start:
            self._ended = row.start, self._find_last(row)
        return self._ended[1]

    def _find_last(self, row: Row) -> Cell | None:
        """Find the last cell of a row; only one that names its column can be trusted to be it."""
        place = self.xml.rfind(self._cell_start, row.inner, row.outer)
        found = self._cells.match(self.xml, place, row.outer) if place >= 0 else None
        if found is not None and found[1]:
            return self._cell(place, row, number_of(found[1].decode()))
        return max(self.cells(row), default=None)

    def _cell(self, place: int, row: Row, column: int) -> Cell:
        found = self._cells.match(self.xml, place, row.outer)
        if found is None:
            raise Refusal("unexpected", part=self.part, where=f"row {row.number}")
        return Cell(column, found[2], found[3] or b"", place, found.end())

    def element(self, local: str, *, is_after: bool = True) -> Element | None:
        """Find an element beside the rows, such as ``cols`` or ``mergeCells``."""
        start, end = (self.data.end, len(self.xml)) if is_after else (0, self.data.start)
        name = re.escape(f"{self.prefix}{local}").encode()
        whole = re.compile(rb"<%b(?=[\s/>])(?:[^>]*/>|.*?</%b\s*>)" % (name, name), re.DOTALL)
        found = whole.search(self.xml, start, end)
        return fragment(found[0]) if found else None

    def tail(self) -> tuple[int, Element]:
        """Read what follows the rows; gives how far its places are off, and an element around it."""
        return self.data.end - len(_OPEN), fragment(_OPEN + self.xml[self.data.end :])

    def merges(self) -> list[Area]:
        """List the merged ranges."""
        listed = self.element("mergeCells")
        return [self.area(merge.get("ref")) for merge in (listed.all("mergeCell") if listed else ())]

    def arrays(self) -> list[Area]:
        """List the ranges of array formulas, spilled ones included, and of data tables."""
        if b"array" not in self.xml and b"dataTable" not in self.xml:
            return []
        formula = re.compile(rb"<%bf(\s[^>]*)>" % re.escape(self.prefix).encode())
        heads = (m[1] for m in formula.finditer(self.xml, self.data.inner, self.data.outer) if _ARRAY.search(m[1]))
        return [self.area(found[1].decode()) for head in heads if (found := _SPANNING.search(head))]

    def area(self, ref: str) -> Area:
        """Read a range that stands in the sheet."""
        try:
            return area_of(ref)
        except ValueError as error:
            raise Refusal("unexpected", part=self.part, where=ref) from error

    def column_styles(self) -> list[tuple[int, int, int]]:
        """List first column, last column and format of the columns that lend a format."""
        listed = self.element("cols", is_after=False)
        columns = listed.all("col") if listed else ()
        return [(int(c.get("min")), int(c.get("max")), int(c.get("style"))) for c in columns if c.get("style")]


def _letters(attributes: bytes) -> bytes:
    found = _CELL_PLACE.search(attributes)
    return found[1] if found else b""
