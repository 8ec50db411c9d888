"""Cells: their addresses, and a value as the XML of one cell."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import Final

from scheduler.package.markup import escape
from scheduler.package.refusal import Refusal

Value = str | int | float | bool | date | datetime | None
"""What a cell may be given; ``None`` and ``""`` clear it, its format stays."""

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
LONGEST_TEXT: Final = 32_767
"""UTF-16 units that a cell holds."""
MOST_DIGITS: Final = 15
"""Digits of a whole number that a number cell keeps (Microsoft KB 269370)."""

_REF: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WHOLE: Final = re.compile(r"([A-Z]{1,3}):([A-Z]{1,3})|([1-9][0-9]{0,6}):([1-9][0-9]{0,6})")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LITERAL: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_LEAP_BUG: Final = date(1900, 3, 1)

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; all counted from 1 and included."""


@lru_cache(maxsize=LAST_COLUMN)
def number_of(letters: str) -> int:
    """Number a column: A is 1."""
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total


@lru_cache(maxsize=LAST_COLUMN)
def letters_of(column: int) -> str:
    """Name a column by its letters: 1 is A."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def split(ref: str) -> tuple[int, int]:
    """Split an address such as ``C7`` into row and column.

    Raises
    ------
    ValueError
        It is no address of a cell.
    """
    found = _REF.fullmatch(ref)
    row, column = (int(found[2]), number_of(found[1])) if found else (0, 0)
    if not found or row > LAST_ROW or column > LAST_COLUMN:
        raise ValueError(f"{ref!r} is no address of a cell")
    return row, column


def area_of(ref: str) -> Area:
    """Read a range such as ``A1:C7``, ``A:C`` or ``1:7``, or a single cell.

    Raises
    ------
    ValueError
        It is no range.
    """
    bare = ref.replace("$", "")
    whole = _WHOLE.fullmatch(bare)
    if whole and whole[1]:
        bare = f"{whole[1]}1:{whole[2]}{LAST_ROW}"
    elif whole:
        bare = f"A{whole[3]}:XFD{whole[4]}"
    first, _, last = bare.partition(":")
    return (*split(first), *split(last or first))


def ref_of(area: Area) -> str:
    """Write a range; a single cell without a colon."""
    first, last = f"{letters_of(area[1])}{area[0]}", f"{letters_of(area[3])}{area[2]}"
    return first if first == last else f"{first}:{last}"


def meet(one: Area, other: Area) -> bool:
    """Tell whether two ranges share a cell."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def holds(area: Area, row: int, column: int) -> bool:
    """Tell whether a cell lies in a range."""
    return area[0] <= row <= area[2] and area[1] <= column <= area[3]


def is_clear(value: Value) -> bool:
    """Tell whether a value leaves a cell empty."""
    return value is None or value == ""


def cell(prefix: str, ref: str, style: int, value: Value, *, is_1904: bool = False) -> bytes:
    """Write a cell; text always as inline text, so that none can become a formula.

    Parameters
    ----------
    prefix
        Prefix of the sheet's elements with its colon, or nothing.
    style
        Index of the cell's format; 0 is left out.

    Raises
    ------
    Refusal
        ``text_too_long``, ``number_too_long``, ``not_finite`` or ``date_range``.
    TypeError
        The value is of no kind that a cell holds.
    """
    kind, inside = _inside(prefix, ref, value, is_1904=is_1904)
    head = f'<{prefix}c r="{ref}"{f" s={chr(34)}{style}{chr(34)}" if style else ""}{kind}'
    return f"{head}>{inside}</{prefix}c>".encode() if inside else f"{head}/>".encode()


def _inside(prefix: str, ref: str, value: Value, *, is_1904: bool) -> tuple[str, str]:
    if value is None or value == "":
        return "", ""
    if isinstance(value, str):
        text = f'<{prefix}t xml:space="preserve">{text_of(value, ref)}</{prefix}t>'
        return ' t="inlineStr"', f"<{prefix}is>{text}</{prefix}is>"
    kind = ' t="b"' if isinstance(value, bool) else ""
    return kind, f"<{prefix}v>{_number(value, ref, is_1904=is_1904)}</{prefix}v>"


def text_of(value: str, ref: str = "") -> str:
    """Write text so that Excel reads these very characters: ``_xHHHH_`` for what XML cannot hold."""
    if 2 * len(value) > LONGEST_TEXT and len(value.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TEXT:
        raise Refusal("text_too_long", cell=ref, allowed=LONGEST_TEXT)
    marked = _LITERAL.sub("_x005F_", value)
    return escape(_CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", marked))


def plain(text: str) -> str:
    """Resolve ``_xHHHH_`` in text that Excel has stored."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _number(value: object, ref: str, *, is_1904: bool) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return _whole(value, ref)
    if isinstance(value, float):
        return _real(value, ref)
    if isinstance(value, date):
        return _real(serial(value, ref, is_1904=is_1904), ref)
    raise TypeError(f"{ref}: a cell cannot hold {type(value).__name__}")


def _whole(value: int, ref: str) -> str:
    if abs(value) >= 10**MOST_DIGITS:
        raise Refusal("number_too_long", cell=ref, allowed=MOST_DIGITS)
    return str(int(value))


def _real(value: float, ref: str) -> str:
    if not isfinite(value):
        raise Refusal("not_finite", cell=ref)
    return repr(float(value)).removesuffix(".0")


def serial(value: date, ref: str = "", *, is_1904: bool = False) -> float:
    """Count the days to a date as Excel does, with its 29 February 1900 that never was.

    Raises
    ------
    Refusal
        ``date_range``: the day lies before the first that the workbook can count.
    """
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    if moment.tzinfo is not None:
        raise TypeError(f"{ref}: a cell holds no time zone")
    late = timedelta(days=0 if is_1904 or moment.date() < _LEAP_BUG else 1)
    days = (moment - (datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 31)) + late) / timedelta(days=1)  # noqa: DTZ001
    if days < (0 if is_1904 else 1):
        raise Refusal("date_range", cell=ref)
    return days
