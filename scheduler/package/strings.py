"""The workbook's shared texts: read to know what a cell says, never written."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from scheduler.package.cells import plain
from scheduler.package.grid import Cell
from scheduler.package.markup import Element, fragment
from scheduler.package.parts import Package

_ITEM: Final = re.compile(rb"<si>(.*?)</si>", re.DOTALL)
_OPENED: Final = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_KIND: Final = re.compile(rb"\st\s*=\s*[\"'](\w+)[\"']")


class Texts:
    """What the text cells of a workbook say."""

    def __init__(self, package: Package) -> None:
        self._package = package

    @cached_property
    def _items(self) -> list[Element]:
        found = self._package.related(self._package.workbook, "sharedStrings")
        return list(self._package.element(found[0]).all("si")) if found else []

    @cached_property
    def _insides(self) -> list[bytes]:
        """What stands between the tags of each text: without a tree of them all where they are written plainly."""
        found = self._package.related(self._package.workbook, "sharedStrings")
        part = self._package.read(found[0]) if found else b""
        plainly = _ITEM.findall(part)
        if len(plainly) == len(_OPENED.findall(part)):
            return plainly
        return [item.document[item.inner : item.outer] for item in self._items]

    def inside(self, index: int) -> bytes:
        """Give what stands between the tags of a shared text: plain or in runs with fonts of their own."""
        return self._insides[index]

    def of(self, cell: Cell) -> str | None:
        """Give the text of a cell; ``None`` where it holds no text."""
        kind = _KIND.search(cell.attributes)
        if kind is None or kind[1] not in (b"s", b"inlineStr", b"str"):
            return None
        found = fragment(b"<c>" + cell.content + b"</c>")
        value = found.child("v")
        if kind[1] == b"s" and value is not None:
            return said(self._items[int(value.text)])
        inline = found.child("is")
        return said(inline) if inline is not None else plain(value.text) if value is not None else None


def said(item: Element) -> str:
    """Join the text of an item's runs; readings for East Asian script are no part of it."""
    runs = (child for child in item.children if child.local in ("t", "r"))
    texts = (run if run.local == "t" else run.child("t") for run in runs)
    return plain("".join(text.text for text in texts if text is not None))
