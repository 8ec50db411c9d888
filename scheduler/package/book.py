"""The workbook's own part: its list of sheets, its defined names, its views, its recalculation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from scheduler.package.markup import Edit, Element, escape, with_attribute, with_child, without, without_attribute
from scheduler.package.parts import DOCUMENTS, Package
from scheduler.package.refusal import Refusal

_BEFORE_NAMES: Final = ("sheets", "functionGroups", "externalReferences")
_BEFORE_CALCULATION: Final = (*_BEFORE_NAMES, "definedNames")
_TITLE: Final = re.compile(r"[^\[\]:*?/\\\x00-\x1f]+")
LONGEST_TITLE: Final = 31
"""UTF-16 units of the name of a sheet."""
_SHEET_OF: Final = re.compile(r"(?:'((?:[^']|'')+)'|([^'!(),;\s]+))!")


@dataclass(frozen=True, slots=True)
class Name:
    """One defined name: `sheet` is the place of the sheet that it belongs to, ``None`` for the whole workbook."""

    name: str
    text: str
    sheet: int | None = None
    is_hidden: bool = False

    @property
    def titles(self) -> frozenset[str]:
        """The sheets that it leads to."""
        found = (m[1].replace("''", "'") if m[1] else m[2] for m in _SHEET_OF.finditer(self.text))
        return frozenset(found)


def quoted(title: str) -> str:
    """Write a sheet's name as formulas do."""
    return "'" + title.replace("'", "''") + "'"


# names


def names(package: Package) -> tuple[Name, ...]:
    """List the defined names."""
    return tuple(_name(element) for element in _name_elements(package))


def _name_elements(package: Package) -> list[Element]:
    listed = package.book.child("definedNames")
    return list(listed.all("definedName")) if listed else []


def _name(element: Element) -> Name:
    place = element.get("localSheetId")
    is_hidden = element.get("hidden") in ("1", "true")
    return Name(element.get("name"), element.text, int(place) if place else None, is_hidden)


def add_names(package: Package, added: Iterable[Name]) -> None:
    """Define names."""
    wanted = list(added)
    listed = package.book.child("definedNames")
    at = package.book.prefix
    written = b"".join(_written(at, name) for name in wanted)
    if not wanted:
        return
    if listed is not None:
        package.edit(package.workbook, [with_child(listed, written)])
    else:
        whole = f"<{at}definedNames>".encode() + written + f"</{at}definedNames>".encode()
        package.edit(package.workbook, [_after(package.book, _BEFORE_NAMES, whole)])


def _written(prefix: str, name: Name) -> bytes:
    place = "" if name.sheet is None else f' localSheetId="{name.sheet}"'
    hidden = ' hidden="1"' if name.is_hidden else ""
    head = f'<{prefix}definedName name="{escape(name.name)}"{place}{hidden}>'
    return f"{head}{escape(name.text)}</{prefix}definedName>".encode()


def remove_names(package: Package, is_gone: Callable[[Name], bool]) -> None:
    """Take names back; where none is left their list goes too."""
    elements = _name_elements(package)
    gone = [element for element in elements if is_gone(_name(element))]
    listed = package.book.child("definedNames")
    if gone and listed is not None:
        cuts = [listed] if len(gone) == len(elements) else gone
        package.edit(package.workbook, [without(element) for element in cuts])


def _after(book: Element, locals_: tuple[str, ...], content: bytes) -> Edit:
    """Put something behind the last of the elements that must precede it."""
    place = max(child.end for child in book.children if child.local in locals_)
    return place, place, content


# sheets


def check_title(title: str) -> None:
    """Refuse what Excel does not take for the name of a sheet."""
    is_long = len(title.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TITLE
    if is_long or not _TITLE.fullmatch(title) or title.startswith("'") or title.endswith("'"):
        raise Refusal("bad_title", sheet=title)


def insert_sheet(package: Package, title: str, relation: str, state: str, position: int) -> None:
    """List a new sheet at a place; names and views that count sheets follow."""
    listed = package.book.child("sheets")
    if listed is None:
        raise Refusal("unexpected", part=package.workbook, where="sheets")
    _shift(package, position, 1)
    number = max((sheet.id for sheet in package.sheets), default=0) + 1
    shown = "" if state == "visible" else f' state="{state}"'
    named = f'<{package.book.prefix}sheet name="{escape(title)}" sheetId="{number}"{shown}'
    written = f'{named} {_relation_attribute(package.book)}="{relation}"/>'.encode()
    listed = package.book.child("sheets")
    others = list(listed.all("sheet")) if listed else []
    if listed and position >= len(others):
        package.edit(package.workbook, [with_child(listed, written)])
    else:
        start = others[position].start
        package.edit(package.workbook, [(start, start, written)])


def _relation_attribute(book: Element) -> str:
    """Write the name of the attribute that leads to a part, declaring its prefix where the root does not."""
    bound = next((k for k, v in book.attributes.items() if k.startswith("xmlns:") and v in DOCUMENTS), "")
    return f"{bound[6:]}:id" if bound else f'xmlns:r="{DOCUMENTS[0]}" r:id'


def unlist_sheet(package: Package, title: str) -> None:
    """Take a sheet off the list, its own names being gone; names and views that count sheets follow."""
    titles = [sheet.title for sheet in package.sheets]
    position = titles.index(title)
    listed = package.book.child("sheets")
    element = list(listed.all("sheet"))[position] if listed else package.book
    package.edit(package.workbook, [without(element)])
    _shift(package, position + 1, -1)
    _clamp(package, len(titles) - 2)


def _clamp(package: Package, last: int) -> None:
    """Let no view show a sheet behind the last."""
    places = ((view, key) for view in _views(package) for key in ("activeTab", "firstSheet"))
    edits = [with_attribute(view, key, str(last)) for view, key in places if int(view.get(key, "0")) > last]
    package.edit(package.workbook, edits)


def _views(package: Package) -> list[Element]:
    listed = package.book.child("bookViews")
    return list(listed.all("workbookView")) if listed else []


def _shift(package: Package, first: int, by: int) -> None:
    """Move everything that counts sheets, from a place on."""
    edits = [_moved(element, "localSheetId", first, by) for element in _name_elements(package)]
    for view in _views(package):
        edits += [_moved(view, "activeTab", first, by, "0"), _moved(view, "firstSheet", first, by)]
    package.edit(package.workbook, [edit for edit in edits if edit])


def _moved(element: Element, key: str, first: int, by: int, usual: str = "") -> Edit | None:
    """Move a place that counts sheets; one that is back at what is usual need not be written, as in Excel."""
    place = element.get(key, usual)
    if not place or int(place) < first:
        return None
    moved = str(int(place) + by)
    return without_attribute(element, key) if moved == usual else with_attribute(element, key, moved)


def ensure_view(package: Package) -> None:
    """Add the workbook's window where there is none: panes of a sheet need one to stand in."""
    listed = package.book.child("sheets")
    if package.book.child("bookViews") is None and listed is not None:
        at = package.book.prefix
        window = f"<{at}bookViews><{at}workbookView/></{at}bookViews>".encode()
        package.edit(package.workbook, [(listed.start, listed.start, window)])


# recalculation


def recalculate(package: Package) -> None:
    """Let Excel compute every formula when it opens the workbook; stored results stay for other readers."""
    calculation = package.book.child("calcPr")
    if calculation is not None:
        package.edit(package.workbook, [with_attribute(calculation, "fullCalcOnLoad", "1")])
        return
    written = f'<{package.book.prefix}calcPr fullCalcOnLoad="1"/>'.encode()
    package.edit(package.workbook, [_after(package.book, _BEFORE_CALCULATION, written)])


def drop_calculation_chain(package: Package) -> None:
    """Take the order of calculation away, which Excel makes anew; a wrong one makes it repair the file."""
    for relation in package.relations(package.workbook):
        if relation.name == "calcChain":
            package.remove_relation(package.workbook, relation.id)
            package.remove([relation.target])
