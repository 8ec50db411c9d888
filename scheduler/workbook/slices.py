"""A large sheet cut into slices, each a small workbook for the swift reader.

The library lays out a whole sheet before it hands over the first value.  In slices the next one is
read beside the one whose values are taken over, the XML is never unpacked as a whole, and the
memory of one slice serves them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final
from zipfile import ZIP_STORED, ZipFile

from scheduler.package.parts import Package
from scheduler.package.relations import CONTENT_TYPES, relations_part
from scheduler.package.sheets import Sheet
from scheduler.workbook.marks import is_plain

SIZE: Final = 2 * 2**20
"""Bytes of XML in a slice, about 2,000 rows of 20 columns: more leaves a processor's cache, less waits more often."""
_ROW: Final = b'<row r="'
_OPENED: Final = b"<sheetData>"
_CLOSED: Final = b"</sheetData>"
_SHARED: Final = re.compile(rb"t=\"s\"")


class Uncut(Exception):  # noqa: N818  no error: the sheet is then read as a whole
    """A sheet is written so that cutting it would not do, or not pay."""


@dataclass(frozen=True)
class Frame:
    """What stands around the rows of a sheet.

    Parameters
    ----------
    parts
        What every slice needs of the workbook: names and contents.
    name
        Name of the sheet's part.
    head
        What precedes its rows.
    """

    parts: tuple[tuple[str, bytes], ...]
    name: str
    head: bytes

    def book(self, rows: bytes) -> bytes:
        """Return a slice as a workbook."""
        made = BytesIO()
        with ZipFile(made, "w", ZIP_STORED) as package:
            for name, content in self.parts:
                package.writestr(name, content)
            package.writestr(self.name, b"".join((self.head, rows, _CLOSED, b"</worksheet>")))
        return made.getvalue()


class Slices:
    """The slices of one plain sheet; go through them once.

    A sheet of texts that it shares with all cells of the workbook is not cut: every slice would have to
    read them all.

    Raises
    ------
    Uncut
        The sheet is not plain, holds comments or the like, or shares its texts.
    """

    def __init__(self, package: Package, sheet: Sheet) -> None:
        self._stream: IO[bytes] = package.stream(sheet.part)
        self._shares = bool(package.related(package.workbook, "sharedStrings"))
        first = self._stream.read(SIZE)
        start = first.find(_OPENED) + len(_OPENED)
        if start < len(_OPENED) or not is_plain(first):
            raise Uncut
        self.frame = Frame(tuple(_parts(package)), sheet.part, first[:start])
        self._left = first[start:]
        self.tail = b""
        """What follows the rows, once all slices were gone through."""

    def __iter__(self) -> Iterator[bytes]:
        """Yield rows as they are written; the last slice may be empty."""
        while more := self._stream.read(SIZE):
            found = self._left + more
            cut = found.rfind(_ROW)
            self._left = found[max(cut, 0) :]
            if cut > 0:
                yield self._plain(found[:cut])
        rows, closed, tail = self._left.partition(_CLOSED)
        if not closed:
            raise Uncut
        self.tail = closed + tail
        yield self._plain(rows)

    def _plain(self, rows: bytes) -> bytes:
        if (b"!" in rows and b"<!" in rows) or (self._shares and _SHARED.search(rows)):
            raise Uncut
        return rows


def _parts(package: Package) -> Iterator[tuple[str, bytes]]:
    book = package.workbook
    names = (CONTENT_TYPES, relations_part(""), book, relations_part(book), *package.related(book, "styles"))
    return ((name, package.read(name)) for name in names)
