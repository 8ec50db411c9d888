"""The boxes of notes in a sheet's old drawing (VML), by cuts: shapes of other makers stay byte for byte.

Excel's VML need not be well-formed XML (captions of buttons hold bare ``<br>``), so it is never
parsed: boxes are found by pattern and new ones stand right before the end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import chain, count, islice
from typing import Final

from scheduler.package.markup import check_encoding
from scheduler.package.refusal import Refusal

KIND: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
NEW: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
)
"""A drawing with nothing in it yet, and no block of numbers."""
_SPACES: Final = tuple(
    re.compile(rb"\sxmlns:([\w.-]+)\s*=\s*[\"']" + space + rb"[\"']")
    for space in (
        b"urn:schemas-microsoft-com:vml",
        b"urn:schemas-microsoft-com:office:office",
        b"urn:schemas-microsoft-com:office:excel",
    )
)
"""How the namespaces of shapes, of Office and of Excel are declared; Excel calls them ``v``, ``o`` and ``x``."""
_TYPE: Final = (
    '<{v}:shapetype id="_x0000_t202" coordsize="21600,21600" {o}:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<{v}:stroke joinstyle="miter"/><{v}:path gradientshapeok="t" {o}:connecttype="rect"/></{v}:shapetype>'
)
_BOX: Final = (
    '<{v}:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;z-index:1;visibility:hidden"'
    ' fillcolor="#ffffe1" {o}:insetmode="auto"><{v}:fill color2="#ffffe1"/>'
    '<{v}:shadow on="t" color="black" obscured="t"/><{v}:path {o}:connecttype="none"/>'
    '<{v}:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></{v}:textbox>'
    '<{x}:ClientData ObjectType="Note"><{x}:MoveWithCells/><{x}:SizeWithCells/><{x}:Anchor>{placed}</{x}:Anchor>'
    "<{x}:AutoFill>False</{x}:AutoFill><{x}:Row>{row}</{x}:Row><{x}:Column>{column}</{x}:Column>"
    "</{x}:ClientData></{v}:shape>"
)
"""The box of a note as Excel writes it; hidden until the pointer rests on its cell."""
_SHAPE: Final = re.compile(rb"<([\w.-]+:)shape\s.*?</\1shape\s*>", re.DOTALL)
_ANY: Final = re.compile(rb"<[\w.-]+:(?!shapetype)\w+\s(?:[^>]*\s)?id\s*=")
_NOTE: Final = re.compile(rb"<[\w.-]+:ClientData\s[^>]*ObjectType\s*=\s*[\"']Note[\"']")
_ROW: Final = re.compile(rb"<[\w.-]+:Row>\s*(\d+)\s*<")
_COLUMN: Final = re.compile(rb"<[\w.-]+:Column>\s*(\d+)\s*<")
_NUMBER: Final = re.compile(rb"_x0000_s(\d+)")
_BLOCKS: Final = re.compile(rb"(<[\w.-]+:idmap\s[^>]*?data\s*=\s*[\"'])([\d, ]*)([\"'])")
_BLOCK: Final = 1024
"""Numbers of shapes come in blocks; those of a drawing are listed in its ``idmap``."""

Anchor = tuple[int, ...]


def check(vml: bytes, part: str) -> None:
    """Refuse a drawing whose markup cannot be trusted.

    Raises
    ------
    Refusal
        ``encoding`` or ``unexpected``.
    """
    check_encoding(vml, part)
    if not vml.rstrip().endswith(b"</xml>") or len(_prefixes(vml)) < len(_SPACES):
        raise Refusal("unexpected", part=part, where="xml")


def _prefixes(vml: bytes) -> dict[str, str]:
    """Look up what a drawing calls its namespaces; one that it does not declare is left out."""
    start = vml.find(b"<xml")
    top = vml[start : vml.find(b">", start) + 1]
    found = zip("vox", (space.search(top) for space in _SPACES), strict=True)
    return {usual: declared[1].decode() for usual, declared in found if declared}


def is_empty(vml: bytes) -> bool:
    """Tell whether a drawing shows nothing."""
    return _ANY.search(vml) is None


def without_boxes(vml: bytes, cells: Collection[tuple[int, int]]) -> bytes:
    """Take out the boxes of the notes on cells (row and column, counted from 1), and blocks that only they used."""
    kept = _SHAPE.sub(lambda found: b"" if _cell_of(found[0]) in cells else found[0], vml)
    gone = _used(vml) - _used(kept)
    return _BLOCKS.sub(lambda found: _listed(found, [b for b in _numbers(found[2]) if b not in gone]), kept, count=1)


def _cell_of(shape: bytes) -> tuple[int, int] | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or not _NOTE.search(shape):
        return None
    return int(row[1]) + 1, int(column[1]) + 1


def _used(vml: bytes) -> set[int]:
    """Collect the blocks in which numbers are in use."""
    return {int(number) // _BLOCK for number in _NUMBER.findall(vml)}


def _numbers(listed: bytes) -> list[int]:
    return [int(number) for number in listed.replace(b" ", b"").split(b",") if number]


def _listed(found: re.Match[bytes], blocks: Iterable[int]) -> bytes:
    return found[1] + ",".join(map(str, blocks)).encode() + found[3]


def blocks(vml: bytes) -> frozenset[int]:
    """Collect the blocks of numbers that a drawing claims or uses."""
    found = _BLOCKS.search(vml)
    return frozenset(_used(vml).union(_numbers(found[2]) if found else ()))


def with_boxes(
    vml: bytes, boxes: Mapping[tuple[int, int], Anchor], taken: Collection[int], elsewhere: Collection[int]
) -> bytes:
    """Add a box for each cell.

    Parameters
    ----------
    boxes
        Anchor of each box (`scheduler.package.anchors.anchor`) by row and column, counted from 1.
    taken
        Numbers of shapes that the sheet itself uses, of form controls.
    elsewhere
        Blocks of numbers of other drawings.
    """
    found = _BLOCKS.search(vml)
    own = _numbers(found[2]) if found else []
    used = {int(number) for number in _NUMBER.findall(vml)}.union(taken)
    fresh = (block for block in count(1) if block not in own and block not in elsewhere)
    free = (n for b in chain(own, fresh) for n in range(b * _BLOCK + 1, (b + 1) * _BLOCK) if n not in used)
    numbers = list(islice(free, len(boxes)))
    listed = sorted({*own, *(number // _BLOCK for number in numbers)})
    done = _BLOCKS.sub(lambda old: _listed(old, listed), vml, count=1)
    end = done.rindex(b"</xml>")
    at = _prefixes(vml)
    kind = "" if b'id="_x0000_t202"' in done else _TYPE.format_map(at)
    written = "".join(_box(at, n, cell, box) for n, (cell, box) in zip(numbers, boxes.items(), strict=True))
    return done[:end] + f"{kind}{written}".encode() + done[end:]


def _box(at: Mapping[str, str], number: int, cell: tuple[int, int], anchor: Anchor) -> str:
    placed = ", ".join(map(str, anchor))
    return _BOX.format(**at, number=number, placed=placed, row=cell[0] - 1, column=cell[1] - 1)
