"""The reader of text files: comma, semicolon or tab between the cells, in any encoding that offices use.

Everything is text, as nothing else is known; only short whole numbers become numbers, so that a
score is one, while a NIP or a telephone number keeps every digit.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from scheduler.workbook.tables import Grid, Raw

SHEET: Final = "CSV"
"""What the only sheet of a text file is called."""

_DELIMITERS: Final = ",;\t"
_DECLARED: Final = re.compile(r"\"?sep=(.)\"?\r?\n", re.IGNORECASE)
_AS_TEXT: Final = re.compile(r'="(.*)"', re.DOTALL)
_WHOLE: Final = re.compile(r"0|-?[1-9][0-9]{0,8}")
_BEYOND_ASCII: Final = re.compile(rb"[\x80-\xff]+")
_SAMPLED: Final = 60
"""Lines by which the delimiter is judged."""
_LONGEST_CELL: Final = 1 << 20


def grids(content: bytes) -> tuple[Grid, ...]:
    """Read a text file as one sheet.

    Raises
    ------
    csv.Error
        Quotes are never closed, or the like.
    """
    text = decoded(content)
    declared = _DECLARED.match(text)
    # A line that declares the delimiter is a row of the file, but no row of cells.
    lines = text.splitlines(keepends=True)[1 if declared else 0 :]
    mark = declared[1] if declared else delimiter(lines)
    csv.field_size_limit(_LONGEST_CELL)
    first = 2 if declared else 1
    rows = enumerate(csv.reader(lines, delimiter=mark), first)
    found = ((number, _trimmed(row)) for number, row in rows)
    return (Grid(SHEET, {number: row for number, row in found if row}),)


def decoded(content: bytes) -> str:
    """Decode by the byte-order mark, else as UTF-8, else as Windows does in Korean or in western offices."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp949" if is_korean(content) else "cp1252", "replace")


def is_korean(content: bytes) -> bool:
    """Whether bytes beyond ASCII come in pairs, as those of Korean Windows do and accented letters do not."""
    runs = _BEYOND_ASCII.findall(content)
    return bool(runs) and all(len(run) % 2 == 0 for run in runs)


def delimiter(lines: Iterable[str]) -> str:
    """Return the delimiter that most lines have the same number of, and of equals the one met most often."""
    sample = list(islice((line for line in lines if line.strip()), _SAMPLED))
    return max(_DELIMITERS, key=lambda mark: _steadiness(mark, sample))


def _steadiness(mark: str, sample: list[str]) -> tuple[int, int]:
    widths = Counter(len(row) for row in csv.reader(sample, delimiter=mark))
    wide = {width: count for width, count in widths.items() if width > 1}
    return max(((count, width) for width, count in wide.items()), default=(0, 0))


def _trimmed(row: list[str]) -> list[Raw]:
    kept = list(_cells(row))
    while kept and kept[-1] is None:
        kept.pop()
    return kept


def _cells(row: list[str]) -> Iterator[Raw]:
    for cell in row:
        quoted = _AS_TEXT.fullmatch(cell.strip())
        if quoted:
            yield quoted[1] or None
        elif not cell.strip():
            yield None
        else:
            yield int(cell) if _WHOLE.fullmatch(cell.strip()) else cell
