"""What a sheet's XML tells beside its values: errors, formulas without a result, percentages, hidden rows, merges.

The swift reader hands over plain values and drops these, so they are found by a scan of the
part: `bytes.find` and regular expressions that walk it once, without making a tree of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Final

from scheduler.workbook.tables import Faulty

Cell = tuple[int, int]
"""Row and column of a cell, both counted from 1."""

_FORMULA: Final = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*[^/<>])>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\b[^<>]*(?:/>|>([^<]*)</(?:\w+:)?v>))?"
)
"""A cell with a formula: its attributes, and its stored value if it has one."""
_REFERENCE: Final = re.compile(rb"\br\s*=\s*[\"']([A-Z]+)([0-9]+)[\"']")
_IS_TEXT: Final = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
_ERROR: Final = re.compile(
    rb"<c r=\"([A-Z]+)([0-9]+)\"[^<>]*\bt=\"e\"[^<>]*>(?:\s*<f\b[^<>]*(?:/>|>[^<]*</f>))?\s*<v[^<>]*>([^<]*)</v>"
)
_HIDES: Final = re.compile(rb"hidden=")
_CALCULATES: Final = re.compile(rb"<f")
"""A regular expression of one word is found in a third of the time that `bytes.find` takes for it."""
_HIDDEN: Final = re.compile(rb"<row r=\"([0-9]+)\"[^<>]*\bhidden=\"(?:1|true)\"")
_WIDE: Final = re.compile(rb"<c r=\"([A-Z]{2,3})[0-9]")
_ROW: Final = re.compile(rb"<row r=\"([0-9]+)\"")
_MERGE: Final = re.compile(rb"<mergeCell ref=\"\$?([A-Z]+)\$?([0-9]+):\$?([A-Z]+)\$?([0-9]+)\"")
_STYLES: Final = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE: Final = re.compile(rb"<xf\b[^<>]*")
_FORMAT: Final = re.compile(rb"<numFmt\b[^<>]*")
_NUMBER: Final = re.compile(rb"\bnumFmtId=\"([0-9]+)\"")
_CODE: Final = re.compile(rb"\bformatCode=\"([^\"]*)\"")
_QUOTED: Final = re.compile(r'"[^"]*"|\\.')
_BUILT_IN: Final = frozenset({b"9", b"10"})
"""Percentages that need no format of their own: 0% and 0.00%."""
_SAMPLE: Final = 1 << 16


@dataclass(frozen=True)
class Marks:
    """The marks of one sheet.

    Parameters
    ----------
    faults
        Cells that have no value: errors, and formulas that were never calculated.
    percents
        Cells that show percentages.
    hidden
        Numbers of hidden rows.
    """

    faults: Mapping[Cell, Faulty]
    percents: tuple[Cell, ...]
    hidden: frozenset[int]
    merges: tuple[tuple[int, int, int, int], ...]


def marks(part: bytes, percent_styles: frozenset[int]) -> Marks:
    """Scan the XML of a sheet."""
    hidden = _HIDDEN.finditer(part) if _HIDES.search(part) else ()
    tail = part[part.rfind(b"sheetData") :]
    return Marks(
        faults=_errors(part) | dict(uncalculated(part) if _CALCULATES.search(part) else {}),
        percents=_percents(part, percent_styles),
        hidden=frozenset(int(row[1]) for row in hidden),
        merges=tuple(sorted(_area(found) for found in _MERGE.finditer(tail))),
    )


def _area(found: re.Match[bytes]) -> tuple[int, int, int, int]:
    return int(found[2]), column_number(found[1]) - 1, int(found[4]), column_number(found[3]) - 1


def _errors(part: bytes) -> dict[Cell, Faulty]:
    # Every error begins with this sign, which is found many times faster than a word.
    found = _ERROR.finditer(part) if b"#" in part else ()
    return {_cell(e[1], e[2]): Faulty("error_value", unescape(e[3].decode("utf-8", "replace"))) for e in found}


def uncalculated(part: bytes) -> Mapping[Cell, Faulty]:
    """Find formulas whose result was never stored; an empty text is a result."""
    found = {}
    for cell in _FORMULA.finditer(part) if b"f>" in part or b"<f" in part else ():
        where = _REFERENCE.search(cell[1])
        if where and not cell[2] and not _IS_TEXT.search(cell[1]):
            found[_cell(where[1], where[2])] = Faulty("not_calculated")
    return found


def _percents(part: bytes, styles: frozenset[int]) -> tuple[Cell, ...]:
    if not styles:
        return ()
    # Cut at the style, which visits few cells; a search for cells would visit them all.  A piece ends in an address.
    pattern = rb'" s="(?:' + b"|".join(b"%d" % style for style in sorted(styles)) + rb')"'
    *pieces, _ = re.split(pattern, part)
    found = [piece[piece.rfind(b'"') + 1 :] for piece in pieces]
    return tuple(_at(address) for address in found if address >= b"A")  # that of a row is a number


def _at(address: bytes) -> Cell:
    letters = address.rstrip(b"0123456789")
    return int(address[len(letters) :]), column_number(letters)


def _cell(letters: bytes, row: bytes) -> Cell:
    return int(row), column_number(letters)


@cache
def column_number(letters: bytes) -> int:
    """Return the number of a column, counted from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def is_plain(part: bytes) -> bool:
    """Whether a sheet is written as Excel and most libraries write it: no prefixes, every cell with its address."""
    head = part[:_SAMPLE]
    has_rows = head.count(b"<row ") == head.count(b'<row r="')
    return has_rows and head.count(b"<c ") == head.count(b'<c r="') and b"<sheetData" in head


def extent(part: bytes) -> Cell:
    """Return a last row and a last column that no cell of a plain sheet lies beyond."""
    last = _ROW.match(part, max(part.rfind(b'<row r="'), 0))
    wide = {column_number(letters) for letters in _WIDE.findall(part)}
    return int(last[1]) if last else 0, max(wide, default=26)


def first_row(rows: bytes) -> int:
    """Return the number of the first row of a plain sheet or a slice of one; 1 where there is none."""
    first = _ROW.search(rows)
    return int(first[1]) if first else 1


def percent_styles(styles: bytes) -> frozenset[int]:
    """Return the numbers of the cell styles that show percentages, of a workbook's part of styles."""
    own = {number[1] for number in _percent_formats(styles)} | _BUILT_IN
    listed = _STYLES.search(styles)
    found = enumerate(_STYLE.findall(listed[0]) if listed else ())
    return frozenset(at for at, style in found if (number := _NUMBER.search(style)) and number[1] in own)


def _percent_formats(styles: bytes) -> list[re.Match[bytes]]:
    told = ((_NUMBER.search(each), _CODE.search(each)) for each in _FORMAT.findall(styles))
    codes = ((number, unescape(code[1].decode("utf-8", "replace"))) for number, code in told if code)
    return [number for number, code in codes if number and is_percent(code)]


def is_percent(number_format: str) -> bool:
    """Whether a number format shows a percentage: a sign in quotes is mere text."""
    return "%" in number_format and "%" in _QUOTED.sub("", number_format)
