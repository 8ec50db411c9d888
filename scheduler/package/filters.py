"""Filters of a sheet that take in columns added beside them."""

from __future__ import annotations

import re
from typing import Final

from scheduler.package.book import quoted
from scheduler.package.cells import area_of, ref_of
from scheduler.package.grid import Grid
from scheduler.package.markup import Edit, Element, edited, with_attribute
from scheduler.package.parts import Package

DATABASE: Final = "_xlnm._FilterDatabase"
"""The hidden name by which Excel knows the range of a sheet's filter."""


def widen_filter(package: Package, title: str, row: int, first: int, last: int) -> bool:
    """Let the filter of a sheet reach over columns that were added right beside it.

    Sorting by the buttons of a filter moves the cells of its own columns alone: what stands beside
    it would then stand beside other people.  A filter that ends elsewhere, or begins in another
    row, is left as it is; filters of tables are the tables' business, and print areas are what
    somebody chose to print.

    Parameters
    ----------
    row
        The row of headings.
    first, last
        The columns that were added, counted from 1.

    Returns
    -------
    bool
        Whether there was such a filter.
    """
    part = package.sheet(title).part
    xml = package.read(part)
    off, tail = Grid(xml, part).tail()
    found = tail.child("autoFilter")
    area = area_of(found.get("ref")) if found is not None and found.get("ref") else (0, 0, 0, 0)
    if found is None or area[0] != row or area[3] != first - 1:
        return False
    wider = (*area[:3], last)
    start, end, new = with_attribute(found, "ref", ref_of(wider))
    package.write(part, edited(xml, [(off + start, off + end, new)]))
    package.edit(package.workbook, _names(package, title, ref_of(area), ref_of(wider)))
    return True


def _names(package: Package, title: str, old: str, new: str) -> list[Edit]:
    """Let the hidden name of the filter say the same."""
    listed = package.book.child("definedNames")
    place = next(at for at, sheet in enumerate(package.sheets) if sheet.title.lower() == title.lower())
    ours = (name for name in (listed.all("definedName") if listed else ()) if _is_filter(name, place))
    return [
        (name.inner, name.outer, f"{_before(name, title)}!{_fixed(new)}".encode())
        for name in ours
        if name.text.rpartition("!")[2].replace("$", "") == old
    ]


def _is_filter(name: Element, place: int) -> bool:
    return name.get("name") == DATABASE and name.get("localSheetId") == str(place)


def _before(name: Element, title: str) -> str:
    """Return the sheet as the name writes it, entities and all."""
    written = name.document[name.inner : name.outer].decode()
    return written.rpartition("!")[0] or quoted(title)


def _fixed(ref: str) -> str:
    """Write a range with dollar signs."""
    return re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", ref)
