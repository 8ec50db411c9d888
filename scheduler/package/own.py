"""Which sheets of a workbook are angkatan's: said in the workbook itself, by hidden defined names.

A sheet that was grafted gets a hidden name of the whole workbook, ``_angkatan_own_`` and its title
in hexadecimal UTF-8, which leads to its cell A1.  Why this and nothing else:

- the name follows when the sheet is renamed or moved, and becomes ``#REF!`` when it is deleted;
- a *copy* of the sheet, made in Excel to keep it, gets a name of the sheet only, and so is the user's;
- it survives a save by Excel and by LibreOffice (a custom XML part survives only the first);
- nothing is added to the sheet, to which users may refer.

A sheet whose title is no longer the one in its mark was renamed by the user; it stays marked, so
that a caller can tell, and is replaced only where the caller names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scheduler.package.book import Name, add_names, names, quoted, remove_names
from scheduler.package.parts import Package

MARK: Final = "_angkatan_own_"
"""How the names of marks begin."""


def mark(title: str) -> str:
    """Name the mark of a sheet; a template may define it, leading to the sheet's cell A1."""
    return MARK + title.encode().hex()


def is_mark(name: Name) -> bool:
    """Tell whether a defined name marks a sheet."""
    return name.name.startswith(MARK) and name.sheet is None


def own_sheets(package: Package) -> Mapping[str, str]:
    """List angkatan's sheets: present title -> title when it was made."""
    titles = {sheet.title for sheet in package.sheets}
    marks = [name for name in names(package) if is_mark(name)]
    return {title: _made_as(name) for name in marks for title in sorted(name.titles & titles)}


def _made_as(name: Name) -> str:
    try:
        return bytes.fromhex(name.name.removeprefix(MARK)).decode()
    except ValueError:
        return ""


def mark_sheet(package: Package, title: str) -> None:
    """Mark a sheet as angkatan's."""
    add_names(package, [Name(mark(title), f"{quoted(title)}!$A$1", is_hidden=True)])


def unmark(package: Package, title: str) -> None:
    """Take back the marks of a sheet, and those of sheets that are gone."""
    present = {sheet.title for sheet in package.sheets} - {title}
    remove_names(package, lambda name: is_mark(name) and not name.titles & present)
