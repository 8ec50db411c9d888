"""Small writers of formats that no library here writes: .xls (BIFF8 in a compound file) and .ods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from struct import pack
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile

Rows = Sequence[Sequence[Any]]
EPOCH = date(1899, 12, 30)
ERRORS = {"#N/A": 0x2A, "#REF!": 0x17}
SECTOR = 512


def xls(sheets: Mapping[str, Rows], hidden: Sequence[int] = ()) -> bytes:
    """An .xls workbook; a float between 0 and 1 is a percentage, `hidden` are row numbers of every sheet."""
    bodies = [_sheet(rows, hidden) for rows in sheets.values()]
    formats = b"".join(_record(0xE0, pack("<HHH", 0, number, 0) + bytes(14)) for number in (0, 14, 9))
    names = [name.encode("utf-16-le") for name in sheets]
    heads = [pack("<HBB", 0, len(name) // 2, 1) + name for name in names]
    size = sum(len(head) + 8 for head in heads)
    start = len(_bof(5)) + len(formats) + size + 4
    listed, at = b"", start
    for head, body in zip(heads, bodies, strict=True):
        listed += _record(0x85, pack("<I", at) + head)
        at += len(body)
    stream = _bof(5) + formats + listed + _record(0x0A, b"") + b"".join(bodies)
    return _compound(stream)


def _record(kind: int, body: bytes) -> bytes:
    return pack("<HH", kind, len(body)) + body


def _bof(kind: int) -> bytes:
    return _record(0x809, pack("<HHHHII", 0x600, kind, 0, 0, 0, 6))


def _sheet(rows: Rows, hidden: Sequence[int]) -> bytes:
    width = max((len(row) for row in rows), default=0)
    parts = [_bof(0x10), _record(0x200, pack("<IIHHH", 0, len(rows), 0, width, 0))]
    for number, row in enumerate(rows):
        flags = 0x20 if number + 1 in hidden else 0
        parts.append(_record(0x208, pack("<HHHHHHBBH", number, 0, len(row), 255, 0, 0, flags, 1, 15)))
        parts += [_cell(number, column, value) for column, value in enumerate(row) if value is not None]
    return b"".join([*parts, _record(0x0A, b"")])


def _cell(row: int, column: int, value: Any) -> bytes:
    if isinstance(value, date):
        return _record(0x203, pack("<HHHd", row, column, 1, (value - EPOCH).days))
    if isinstance(value, float | int):
        return _record(0x203, pack("<HHHd", row, column, 2 if isinstance(value, float) and 0 < value < 1 else 0, value))
    if value in ERRORS:
        return _record(0x205, pack("<HHHBB", row, column, 0, ERRORS[value], 1))
    text = value.encode("utf-16-le")
    return _record(0x204, pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)


def _compound(stream: bytes) -> bytes:
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    tables = -(-(count + 2) // 126)
    chain = [*range(1, count), 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFD] * tables]
    table = pack(f"<{len(chain)}I", *chain).ljust(tables * SECTOR, b"\xff")
    first = count + 1
    listed = pack(f"<{tables}I", *range(first, first + tables)).ljust(436, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += pack("<IIIIIIII", tables, count, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + listed
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + _entry("Workbook", 2, 0, len(stream), 0xFFFFFFFF)
    return head + stream + entries.ljust(SECTOR, b"\0") + table


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    links = pack("<HBBIII", len(text), kind, 1, none, none, child)
    return text.ljust(64, b"\0") + links + bytes(36) + pack("<IQ", start, size)


def ods(sheets: Mapping[str, Rows], hidden: Sequence[int] = ()) -> bytes:
    """An OpenDocument spreadsheet, its empty cells and rows repeated as office programs write them."""
    tables = "".join(_table(name, rows, hidden) for name, rows in sheets.items())
    names = ("office", "text", "table", "calcext")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<?xml version='1.0'?><office:document-content {spaces}>{body}</office:document-content>"
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return target.getvalue()


def _table(name: str, rows: Rows, hidden: Sequence[int]) -> str:
    told = "".join(_ods_row(row, is_hidden=number in hidden) for number, row in enumerate(rows, 1))
    rest = f'<table:table-row table:number-rows-repeated="{1048576 - len(rows)}"><table:table-cell/></table:table-row>'
    return f'<table:table table:name="{escape(name)}">{told}{rest}</table:table>'


def _ods_row(row: Sequence[Any], *, is_hidden: bool) -> str:
    shown = ' table:visibility="collapse"' if is_hidden else ""
    rest = f'<table:table-cell table:number-columns-repeated="{16384 - len(row)}"/>'
    return f"<table:table-row{shown}>{''.join(map(_ods_cell, row))}{rest}</table:table-row>"


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    text = f"<text:p>{escape(str(value))}</text:p>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value}"'
    elif isinstance(value, int | float):
        share = "percentage" if isinstance(value, float) and 0 < value < 1 else "float"
        kind = f'office:value-type="{share}" office:value="{value!r}"'
    elif value in ERRORS:
        kind = 'table:formula="of:=X" office:value-type="string" calcext:value-type="error"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}>{text}</table:table-cell>"
