"""Whole sheets of one workbook made part of another: the donor is one that angkatan has just written.

A sheet is more than its part: its drawings, charts, pictures, tables and notes come along under
new names, its texts move into its cells, its formats are looked up or added, its own defined
names (print areas, repeated rows, filters) follow, and nothing of the target is renumbered.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from scheduler.package import book
from scheduler.package.adopt import adopt_sheet, adopt_table
from scheduler.package.book import Name
from scheduler.package.markup import fragment
from scheduler.package.own import is_mark, mark_sheet, own_sheets
from scheduler.package.parts import DOCUMENTS, Package
from scheduler.package.refusal import Refusal
from scheduler.package.relations import Relation, free_name, next_id
from scheduler.package.removal import HAS_FORMULA, check_tied, clear, standing
from scheduler.package.sheets import Sheet
from scheduler.package.strings import Texts
from scheduler.package.styles import Formats, Styles
from scheduler.package.tables import all_tables

_TABLE: Final = ".spreadsheetml.table+xml"
_WORKSHEET: Final = ".spreadsheetml.worksheet+xml"
_SELECTED: Final = re.compile(rb"<(?:[\w.-]+:)?sheetView\s[^>]*?tabSelected\s*=\s*[\"'](?:1|true)[\"']")


@dataclass(frozen=True, slots=True)
class _Move:
    """What one graft works with."""

    target: Package
    donor: Package
    styles: Styles
    formats: Formats
    texts: Texts
    taken: frozenset[str]
    numbers: Iterator[int]

    @classmethod
    def between(cls, target: Package, donor: Package) -> _Move:
        styles = Styles(target)
        standing_tables = all_tables(target)
        numbers = count(max((table.id for table in standing_tables), default=0) + 1)
        taken = frozenset(table.name.lower() for table in standing_tables)
        return cls(target, donor, styles, Formats(styles, Styles(donor)), Texts(donor), taken, numbers)


def graft(
    target: Package,
    donor: Package,
    sheets: Sequence[str],
    *,
    replace: Collection[str] | None = None,
    position: int | None = None,
) -> None:
    """Copy sheets of a donor into a workbook and mark them as angkatan's own.

    A sheet that is there already and may be replaced keeps its place, its number and whether it
    is hidden; everything else of it goes first.  Doing the same again gives the same bytes.

    Parameters
    ----------
    target
        The user's workbook; left as it was where this is refused.
    donor
        A workbook made by XlsxWriter.
    sheets
        Titles of the donor's sheets, in the order wanted.
    replace
        Titles of sheets in the target that may be replaced; by default those that are marked.
    position
        Where new sheets go, counted from 0; by default behind all others.  In between they
        would become part of formulas that reach over several sheets.

    Raises
    ------
    Refusal
        ``strict``, ``date_system``, ``bad_title``, ``sheet_taken``, ``sheet_grown``, ``donor``,
        ``name_taken`` or ``too_many_styles``.
    """
    free = set(own_sheets(target) if replace is None else replace)
    _check(target, donor, sheets, {title.lower() for title in free})
    with target.undone_if_refused():
        selected = {title.lower() for title in sheets if _is_selected(target, title)}
        for title in sheets:
            clear(target, title)
        move = _Move.between(target, donor)
        copies = _copies(move, sheets)
        for part, copied in copies.items():
            _copy_part(move, part, copied, copies)
        for title in sheets:
            sheet = donor.sheet(title)
            _adopt(move, sheet, copies[sheet.part], is_selected=title.lower() in selected)
            position = _list(target, sheet, copies[sheet.part], position)
        _move_names(move, sheets)
        move.styles.commit()
        book.ensure_view(target)


def _check(target: Package, donor: Package, sheets: Sequence[str], free: Collection[str]) -> None:
    if target.is_strict:
        raise Refusal("strict")
    if target.is_1904 != donor.is_1904:
        raise Refusal("date_system")
    taken = {sheet.title.lower() for sheet in target.sheets} - set(free)
    for title in sheets:
        book.check_title(title)
        if title.lower() in taken:
            raise Refusal("sheet_taken", sheet=title)
        for part in _family(donor, donor.sheet(title).part):
            check_tied(donor, part, "donor", title)


def _is_selected(target: Package, title: str) -> bool:
    old = standing(target, title)
    return old is not None and bool(_SELECTED.search(target.read(old.part)))


def _family(donor: Package, part: str) -> Iterator[str]:
    """Go through a sheet's part and all that it leads to, each once."""
    seen, waiting = {part}, [part]
    while waiting:
        yield (here := waiting.pop(0))
        for relation in donor.relations(here):
            if not relation.is_external and relation.target not in seen:
                seen.add(relation.target)
                waiting.append(relation.target)


def _copies(move: _Move, sheets: Sequence[str]) -> dict[str, str]:
    """Choose a free name for every part that comes along."""
    taken = {name.lower() for name in move.target.names}
    copies: dict[str, str] = {}
    for title in sheets:
        for part in _family(move.donor, move.donor.sheet(title).part):
            if part not in copies:
                copies[part] = free_name(part, taken)
                taken.add(copies[part].lower())
    return copies


def _copy_part(move: _Move, part: str, copied: str, copies: dict[str, str]) -> None:
    """Bring one part in, with its relations; sheets are rewritten later."""
    kind = move.donor.content_type(part)
    content = move.donor.read(part)
    if kind.endswith(_TABLE):
        content = _table(move, content)
    move.target.add(copied, content, kind)
    led = move.donor.relations(part)
    move.target.add_relations(copied, [_led(relation, copies) for relation in led])


def _led(relation: Relation, copies: dict[str, str]) -> Relation:
    return relation if relation.is_external else dataclasses.replace(relation, target=copies[relation.target])


def _table(move: _Move, content: bytes) -> bytes:
    """Rewrite a table; its name, which formulas use, must be free."""
    name = fragment(content).get("displayName")
    if name.lower() in move.taken or any(n.name.lower() == name.lower() for n in book.names(move.target)):
        raise Refusal("name_taken", name=name)
    return adopt_table(content, next(move.numbers), move.formats)


def _adopt(move: _Move, sheet: Sheet, copied: str, *, is_selected: bool) -> None:
    """Rewrite a sheet that has been brought in; formulas in it have to be computed."""
    xml = move.target.read(copied)
    if move.donor.content_type(sheet.part).endswith(_WORKSHEET):
        move.target.write(copied, adopt_sheet(xml, sheet.title, move.texts, move.formats, is_selected=is_selected))
    if HAS_FORMULA.search(xml):
        book.drop_calculation_chain(move.target)
        book.recalculate(move.target)


def _list(target: Package, sheet: Sheet, copied: str, position: int | None) -> int | None:
    """Enter a sheet into the workbook, in its old place or at the position; gives the next position."""
    old = standing(target, sheet.title)
    if old is not None:
        target.retarget(target.workbook, old.relation, copied)
        mark_sheet(target, old.title)
        return position
    route = next((r.kind for r in target.relations(target.workbook) if r.name == sheet.kind), "")
    relation = Relation(next_id(target.relations(target.workbook)), route or f"{DOCUMENTS[0]}/{sheet.kind}", copied)
    target.add_relations(target.workbook, [relation])
    place = len(target.sheets) if position is None else position
    book.insert_sheet(target, sheet.title, relation.id, sheet.state, place)
    mark_sheet(target, sheet.title)
    return None if position is None else position + 1


# names


def _move_names(move: _Move, sheets: Sequence[str]) -> None:
    """Define what the donor defines for its sheets: print areas, repeated rows, filters, lists."""
    donors = [sheet.title for sheet in move.donor.sheets]
    places = {sheet.title.lower(): place for place, sheet in enumerate(move.target.sheets)}
    moved = []
    for name in book.names(move.donor):
        if name.sheet is not None and donors[name.sheet] in sheets:
            moved.append(dataclasses.replace(name, sheet=places[donors[name.sheet].lower()]))
        elif name.sheet is None and name.titles & set(sheets) and not is_mark(name):
            moved += _workbook_name(move, name, sheets)
    book.add_names(move.target, moved)


def _workbook_name(move: _Move, name: Name, sheets: Sequence[str]) -> list[Name]:
    """Take the place of an equal name that leads to our sheets alone; give way to none other."""
    same = lambda other: other.sheet is None and other.name.lower() == name.name.lower()  # noqa: E731
    for other in filter(same, book.names(move.target)):
        if not other.titles or not other.titles <= set(sheets):
            raise Refusal("name_taken", name=name.name)
    book.remove_names(move.target, same)
    return [name]
