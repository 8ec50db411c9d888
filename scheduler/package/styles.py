"""The workbook's formats: read, and only ever added to, so that every index in use keeps its meaning.

What is added is looked for first: running again over the same workbook adds nothing.
"""

from __future__ import annotations

import re
from typing import Final

from scheduler.package.formats import FIRST_CUSTOM, shows_date
from scheduler.package.markup import Edit, Element, edited, escape, fragment, with_attribute, with_child
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.package.relations import Relation, next_id

DATE: Final = "yyyy-mm-dd"
"""Format code of dates where the caller names none."""
MOST_FORMATS: Final = 64_000
"""Cell formats that Excel allows (its published limits)."""
SECTIONS: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
"""Lists of the part, in the order that the standard wants."""

_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
_BARE: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_TAG: Final = re.compile(rb"<(/?)([A-Za-z]\w*)(?=[\s/>])")

Shape = tuple[str, tuple[tuple[str, str], ...], tuple[object, ...]]
"""What an element says, whatever its prefix and the order of its attributes."""


def shape(element: Element) -> Shape:
    """Reduce an element to what it says."""
    return element.local, tuple(sorted(element.attributes.items())), tuple(shape(child) for child in element.children)


class Section:
    """One list of the part: what it holds, and what is added to it."""

    def __init__(self, element: Element | None) -> None:
        self.element = element
        self.items = list(element.children) if element else []
        self.added: list[bytes] = []
        self._known: dict[Shape, int] = {}
        for index, item in enumerate(self.items):
            self._known.setdefault(shape(item), index)

    def index(self, raw: bytes) -> int:
        """Find an element equal to this one, or add it; gives its index."""
        item = fragment(raw)
        place = self._known.setdefault(shape(item), len(self.items))
        if place == len(self.items):
            self.items.append(item)
            self.added.append(raw)
        return place

    def edits(self) -> list[Edit]:
        """Give the cuts that write what was added to a list that is there."""
        if self.element is None or not self.added:
            return []
        count = str(len(self.items))
        return [with_attribute(self.element, "count", count), with_child(self.element, b"".join(self.added))]


class Styles:
    """The formats of a workbook; nothing is written before `commit`.

    Parameters
    ----------
    package
        The workbook.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        found = package.related(package.workbook, "styles")
        self.part = found[0] if found else ""
        self.root = package.element(self.part) if self.part else fragment(_BARE)
        self.sections = {local: Section(self.root.child(local)) for local in SECTIONS}

    def format(self, style: int) -> Element:
        """Give the cell format of an index."""
        items = self.sections["cellXfs"].items
        if style >= len(items):
            raise Refusal("unexpected", part=self.part or "styles", where=f"format {style}")
        return items[style]

    def code(self, number: int) -> str | None:
        """Give the code of a custom number format."""
        items = self.sections["numFmts"].items
        return next((item.get("formatCode") for item in items if item.get("numFmtId") == str(number)), None)

    def number(self, code: str) -> int:
        """Find the number of a format code, or give it one."""
        section = self.sections["numFmts"]
        taken = [(int(item.get("numFmtId")), item.get("formatCode")) for item in section.items]
        same = [number for number, found in taken if found == code]
        if same:
            return same[0]
        free = max([FIRST_CUSTOM - 1, *(number for number, _ in taken)]) + 1
        section.index(self.prefixed(f'<numFmt numFmtId="{free}" formatCode="{escape(code)}"/>'.encode()))
        return free

    def add_format(self, raw: bytes) -> int:
        """Find or add a cell format written without prefix."""
        section = self.sections["cellXfs"]
        index = section.index(self.prefixed(raw))
        if section.added and len(section.items) > MOST_FORMATS:
            raise Refusal("too_many_styles", found=len(section.items), allowed=MOST_FORMATS)
        return index

    def dated(self, style: int, code: str = DATE) -> int:
        """Give a format that shows dates: the same where it does already, else its like."""
        old = self.format(style)
        number = int(old.get("numFmtId", "0"))
        if shows_date(number, self.code(number)):
            return style
        wanted = {"numFmtId": str(self.number(code)), "applyNumberFormat": "1"}
        return self.add_format(unprefixed(rewritten(old, wanted)))

    def filled(self, style: int, colour: str) -> int:
        """Give a format that is the same but for its fill; `colour` as ``FFF3CF``."""
        pattern = f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill>'
        fill = self.sections["fills"].index(self.prefixed(f"<fill>{pattern}</fill>".encode()))
        wanted = {"fillId": str(fill), "applyFill": "1"}
        return self.add_format(unprefixed(rewritten(self.format(style), wanted)))

    def prefixed(self, raw: bytes) -> bytes:
        """Give elements without prefix the one that this part uses."""
        prefix = self.root.prefix.encode()
        return _TAG.sub(rb"<\1" + prefix + rb"\2", raw) if prefix else raw

    def commit(self) -> None:
        """Write what was added."""
        if not any(section.added for section in self.sections.values()):
            return
        if not self.part:
            self._create()
        edits = [edit for section in self.sections.values() for edit in section.edits()]
        self._package.edit(self.part, [*edits, *self._missing()])

    def _create(self) -> None:
        """Add the part to a workbook that has none."""
        book = self._package.workbook
        self.part = book.rpartition("/")[0] + "/styles.xml"
        self._package.add(self.part, _BARE, _KIND)
        routes = self._package.relations(book)
        self._package.add_relations(book, [Relation(next_id(routes), _RELATION, self.part)])

    def _missing(self) -> list[Edit]:
        """Write lists that the part did not have, each in its place; those for one place in order."""
        edits = []
        for order, local in enumerate(SECTIONS):
            section = self.sections[local]
            if section.element is None and section.added:
                before = [child.end for child in self.root.children if child.local in SECTIONS[:order]]
                place = max(before, default=self.root.inner)
                edits.append((place, place, self._whole(local, section)))
        return edits

    def _whole(self, local: str, section: Section) -> bytes:
        head = f'<{self.root.prefix}{local} count="{len(section.items)}">'
        return head.encode() + b"".join(section.added) + f"</{self.root.prefix}{local}>".encode()


def rewritten(element: Element, attributes: dict[str, str]) -> bytes:
    """Write an element with some attributes changed."""
    edits = [with_attribute(element, name, value) for name, value in attributes.items()]
    moved = [(start - element.start, end - element.start, new) for start, end, new in edits]
    return edited(element.raw, moved)


def unprefixed(raw: bytes) -> bytes:
    """Write elements without the prefix of the first, to compare and move them between workbooks."""
    prefix = fragment(raw).prefix.encode()
    return raw.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else raw


class Formats:
    """Indexes of one workbook's formats as another has them, added there where needed."""

    def __init__(self, target: Styles, donor: Styles) -> None:
        self._target, self._donor = target, donor
        self._cells: dict[int, int] = {0: 0}
        self._differential: dict[int, int] = {}

    def cell(self, style: int) -> int:
        """Give the index of a cell format; the usual one stays the usual one."""
        if style not in self._cells:
            self._cells[style] = self._moved(self._donor.format(style))
        return self._cells[style]

    def differential(self, index: int) -> int:
        """Give the index of a format of conditional formats and tables."""
        if index not in self._differential:
            raw = self._donor.sections["dxfs"].items[index].raw
            self._differential[index] = self._target.sections["dxfs"].index(self._target.prefixed(raw))
        return self._differential[index]

    def _moved(self, old: Element) -> int:
        wanted = {
            "numFmtId": str(self._number(int(old.get("numFmtId", "0")))),
            "fontId": str(self._item("fonts", int(old.get("fontId", "0")))),
            "fillId": str(self._item("fills", int(old.get("fillId", "0")))),
            "borderId": str(self._item("borders", int(old.get("borderId", "0")))),
            "xfId": "0",
        }
        return self._target.add_format(rewritten(old, wanted))

    def _number(self, number: int) -> int:
        code = self._donor.code(number)
        return number if code is None else self._target.number(code)

    def _item(self, local: str, index: int) -> int:
        """Move a font, fill or border; the first of each is the workbook's usual one."""
        if index == 0:
            return 0
        raw = self._donor.sections[local].items[index].raw
        return self._target.sections[local].index(self._target.prefixed(raw))
