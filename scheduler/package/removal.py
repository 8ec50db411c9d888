"""Sheets taken out of a workbook, with all that only they lead to."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from scheduler.package import book
from scheduler.package.markup import escape
from scheduler.package.own import unmark
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.package.relations import relations_part, remove_relation
from scheduler.package.sheets import Sheet

TIED: Final = ("pivotTable", "slicer", "timeline")
"""Relations to parts that the workbook itself knows of: neither moved nor taken away."""
HAS_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?f[\s>]")


def check_tied(package: Package, part: str, code: str, title: str) -> None:
    """Refuse a sheet that the rest of its workbook depends on."""
    for relation in package.relations(part):
        if relation.name in TIED:
            raise Refusal(code, sheet=title, found=relation.name)


def standing(target: Package, title: str) -> Sheet | None:
    """Find the sheet of a title, in any letter case."""
    return next((sheet for sheet in target.sheets if sheet.title.lower() == title.lower()), None)


def clear(target: Package, title: str) -> None:
    """Empty the place of a sheet: its parts and names go, its entry in the list stays.

    Raises
    ------
    Refusal
        ``sheet_grown``: a pivot table or slicer was put on it, which the workbook would miss.
    """
    old = standing(target, title)
    if old is None:
        return
    check_tied(target, old.part, "sheet_grown", title)
    place = target.sheets.index(old)
    if HAS_FORMULA.search(target.read(old.part)):
        book.drop_calculation_chain(target)
    target.remove(_alone(target, old))
    book.remove_names(target, lambda name: name.sheet == place)
    unmark(target, old.title)


def _alone(target: Package, sheet: Sheet) -> frozenset[str]:
    """Collect the parts that only this sheet leads to; entries as the zip calls them."""
    before = target.reachable()
    listed = relations_part(target.workbook)
    with_it = target.read(listed)
    target.edit(listed, remove_relation(target.element(listed), sheet.relation))
    lost = before - target.reachable()
    target.write(listed, with_it)
    return frozenset(name for name in target.names if name.lower() in lost)


def remove(target: Package, sheets: Collection[str]) -> None:
    """Take sheets out again, with their parts and with names that lead to them alone.

    Formats that were added stay, as cells may have come to use them; all else is as before.

    Parameters
    ----------
    target
        The workbook; left as it was where this is refused.
    sheets
        Titles of the sheets.

    Raises
    ------
    Refusal
        ``no_sheet``, ``sheet_grown``, or ``sheet_in_use``: another part refers to a sheet.
    """
    with target.undone_if_refused():
        leaving = [target.sheet(title) for title in sheets]
        for sheet in leaving:
            _remove(target, sheet)
        for sheet in leaving:
            _check_unused(target, sheet.title)


def _remove(target: Package, sheet: Sheet) -> None:
    clear(target, sheet.title)
    book.remove_names(target, lambda name: name.titles == {sheet.title})
    book.unlist_sheet(target, sheet.title)
    target.remove_relation(target.workbook, sheet.relation)


def _check_unused(target: Package, title: str) -> None:
    """Refuse to leave formulas, charts or names behind that lead to nothing."""
    bare, quoted = _written(title), _written(book.quoted(title))
    leads = re.compile(f"(?<![\\w.'])(?:{bare}|{quoted})!|sheet=[\"']{bare}[\"']")
    for name in target.names:
        is_text = name.endswith((".xml", ".vml")) and not name.startswith("docProps/")
        if is_text and leads.search(target.read(name).decode("utf-8", "replace")):
            raise Refusal("sheet_in_use", sheet=title, part=name)


def _written(text: str) -> str:
    """Make a pattern of text as XML may spell it."""
    pattern = re.escape(escape(text))
    return pattern.replace("'", "(?:'|&apos;|&#39;)").replace(re.escape("&quot;"), '(?:"|&quot;)')
