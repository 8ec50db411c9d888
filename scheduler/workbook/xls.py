"""The reader of .xls: python-calamine for values, a walk over the records for what it drops.

An .xls is a small file system of its own with one stream of records in it.  calamine gives the
values; errors, hidden rows and percentages are read off the records here.

References
----------
Microsoft, [MS-XLS]: Excel Binary File Format, and [MS-CFB]: Compound File Binary File Format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from struct import unpack_from
from typing import TYPE_CHECKING, Final

from scheduler.workbook.marks import Cell, is_percent
from scheduler.workbook.swift import opened, sheet_of, values
from scheduler.workbook.tables import Faulty, Grid, Percent, Raw

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

_BOF, _EOF, _BOUNDSHEET, _FORMAT, _XF, _DATEMODE = 0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x22
_ROW, _BOOLERR, _FORMULA, _NUMBER, _RK, _MULRK = 0x208, 0x205, 0x06, 0x203, 0x27E, 0xBD
_ERRORS: Final[Mapping[int, str]] = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_BUILT_IN: Final = frozenset({9, 10})
_HIDDEN_ROW: Final = 0x20
_LAST_SECTOR: Final = 0xFFFFFFFA
_SMALL: Final = 4096


@dataclass
class _Told:
    """What the records of one sheet tell beside its values."""

    faults: dict[Cell, Faulty] = field(default_factory=dict)
    styles: list[tuple[Cell, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


def grids(content: bytes) -> tuple[Grid, ...]:
    """Read every sheet of an .xls workbook.

    Raises
    ------
    Exception
        Of any kind, where it is damaged; the caller makes one kind of it.
    """
    book = opened(content)
    if book is None:
        raise ValueError("unreadable")
    percents, is_1904, told = _records(workbook_stream(content))
    told += [_Told() for _ in book.sheets_metadata[len(told) :]]
    pairs = zip(book.sheets_metadata, told, strict=False)
    return tuple(_grid(book, sheet, marks, percents, is_1904=is_1904) for sheet, marks in pairs if _has_cells(sheet))


def _has_cells(sheet: SheetMetadata) -> bool:
    from python_calamine import SheetTypeEnum  # noqa: PLC0415  loaded with the first foreign workbook

    return sheet.typ == SheetTypeEnum.WorkSheet


def _grid(
    book: CalamineWorkbook, sheet: SheetMetadata, told: _Told, percents: frozenset[int], *, is_1904: bool
) -> Grid:
    from python_calamine import SheetVisibleEnum  # noqa: PLC0415  loaded with the first foreign workbook

    loaded = sheet_of(book, sheet.name)
    if loaded is None:
        raise ValueError("unreadable")
    rows = values(loaded)
    _mark(rows, told, percents)
    merges = tuple(sorted((a + 1, b, c + 1, d) for (a, b), (c, d) in loaded.merged_cell_ranges or ()))
    hidden = sum(row in rows for row in told.hidden)
    return Grid(sheet.name, rows, sheet.visible != SheetVisibleEnum.Visible, hidden, is_1904=is_1904, merges=merges)


def _mark(rows: dict[int, list[Raw]], told: _Told, percents: frozenset[int]) -> None:
    for (row, column), fault in told.faults.items():
        cells = rows.setdefault(row, [])
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = fault
    ordered = sorted(rows.items())
    rows.clear()
    rows.update(ordered)
    for (row, column), style in told.styles:
        cells = rows.get(row, [])
        raw = cells[column - 1] if style in percents and column <= len(cells) else None
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            cells[column - 1] = Percent(raw)


# the records


def _records(stream: bytes) -> tuple[frozenset[int], bool, list[_Told]]:
    """Return the styles that show percentages, whether days count from 1904, and each sheet's marks."""
    formats, styles, starts, is_1904 = set(_BUILT_IN), list[int](), list[int](), False
    for kind, body in _walk(stream, 0):
        if kind == _FORMAT and is_percent(_format_code(body)):
            formats.add(unpack_from("<H", body)[0])
        elif kind == _XF:
            styles.append(unpack_from("<H", body, 2)[0])
        elif kind == _BOUNDSHEET:
            starts.append(unpack_from("<I", body)[0])
        elif kind == _DATEMODE:
            is_1904 = body[:2] == b"\1\0"
    percents = frozenset(at for at, number in enumerate(styles) if number in formats)
    return percents, is_1904, [_told(stream, start) for start in starts]


def _format_code(body: bytes) -> str:
    length, is_wide = unpack_from("<HB", body, 2)
    return body[5 : 5 + 2 * length].decode("utf-16-le", "replace") if is_wide & 1 else body[5:].decode("latin-1")


def _told(stream: bytes, start: int) -> _Told:
    told = _Told()
    for kind, body in _walk(stream, start):
        if kind == _ROW and len(body) >= 14 and body[12] & _HIDDEN_ROW:
            told.hidden.add(unpack_from("<H", body)[0] + 1)
        elif kind in (_NUMBER, _RK, _FORMULA, _BOOLERR):
            _cell(kind, body, told)
        elif kind == _MULRK:
            row, first = unpack_from("<HH", body)
            for step in range((len(body) - 6) // 6):
                told.styles.append(((row + 1, first + step + 1), unpack_from("<H", body, 4 + 6 * step)[0]))
    return told


def _cell(kind: int, body: bytes, told: _Told) -> None:
    row, column, style = unpack_from("<HHH", body)
    where = (row + 1, column + 1)
    told.styles.append((where, style))
    is_error = (kind == _BOOLERR and body[7] == 1) or (kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff")
    if is_error:
        code = body[6] if kind == _BOOLERR else body[8]
        told.faults[where] = Faulty("error_value", _ERRORS.get(code, "#N/A"))


def _walk(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part of the stream, up to its end."""
    depth, at = 0, start
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if depth <= 0:
            return


# the file system around them


def workbook_stream(content: bytes) -> bytes:
    """Return the stream of records that a compound file holds; a bare stream is its own."""
    if not content.startswith(b"\xd0\xcf\x11\xe0"):
        return content
    size = 1 << unpack_from("<H", content, 30)[0]
    table = _sector_table(content, size)
    directory = _chain(content, size, table, unpack_from("<I", content, 48)[0])
    root_start = unpack_from("<I", directory, 116)[0]
    for at in range(0, len(directory), 128):
        name = directory[at : at + 64].decode("utf-16-le", "replace").split("\0")[0]
        if name in ("Workbook", "Book"):
            start, length = unpack_from("<II", directory, at + 116)
            if length >= _SMALL:
                return _chain(content, size, table, start)[:length]
            return _small(content, size, table, root_start, start)[:length]
    return b""


def _sector_table(content: bytes, size: int) -> list[int]:
    """Return which sector follows which."""
    listed = [sector for sector in unpack_from("<109I", content, 76) if sector < _LAST_SECTOR]
    more, per = unpack_from("<I", content, 68)[0], size // 4
    while more < _LAST_SECTOR and len(listed) <= len(content) // size:
        *found, more = unpack_from(f"<{per}I", content, (more + 1) * size)
        listed += [sector for sector in found if sector < _LAST_SECTOR]
    return [follower for sector in listed for follower in unpack_from(f"<{per}I", content, (sector + 1) * size)]


def _sectors(table: list[int], start: int) -> Iterator[int]:
    seen = 0
    while start < len(table) and seen <= len(table):
        yield start
        start, seen = table[start], seen + 1


def _chain(content: bytes, size: int, table: list[int], start: int) -> bytes:
    return b"".join(content[(sector + 1) * size : (sector + 2) * size] for sector in _sectors(table, start))


def _small(content: bytes, size: int, table: list[int], root: int, start: int) -> bytes:
    """Return a stream that is kept among the small ones, in pieces of 64 bytes."""
    pool, first = _chain(content, size, table, root), unpack_from("<I", content, 60)[0]
    pieces = _chain(content, size, table, first)
    followers = list(unpack_from(f"<{len(pieces) // 4}I", pieces))
    return b"".join(pool[64 * piece : 64 * piece + 64] for piece in _sectors(followers, start))
