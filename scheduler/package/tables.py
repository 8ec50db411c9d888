"""Tables (ListObjects): their rows and columns made more or fewer, wherever nothing is in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.package.cells import Area, Value, area_of, holds, letters_of, meet, plain, ref_of, text_of
from scheduler.package.grid import Cell, Grid
from scheduler.package.looks import Looks
from scheduler.package.markup import Edit, Element, with_attribute, with_child
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.package.splice import patch
from scheduler.package.strings import Texts

_SORTED = ("autoFilter", "sortState", "sortCondition")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet: `area` holds its headings, rows and totals."""

    part: str
    id: int
    name: str
    area: Area
    columns: tuple[str, ...]
    has_header: bool
    has_totals: bool
    is_linked: bool


def tables(package: Package, title: str) -> tuple[Table, ...]:
    """List the tables of a sheet."""
    return tuple(_table(package, part) for part in package.related(package.sheet(title).part, "table"))


def all_tables(package: Package) -> tuple[Table, ...]:
    """List the tables of a workbook."""
    return tuple(table for sheet in package.sheets for table in tables(package, sheet.title))


def _table(package: Package, part: str) -> Table:
    root = package.element(part)
    listed = root.child("tableColumns")
    names = tuple(plain(column.get("name")) for column in (listed.all("tableColumn") if listed else ()))
    return Table(
        part, int(root.get("id", "0")), root.get("displayName"), _area(part, root.get("ref")), names,
        has_header=root.get("headerRowCount", "1") != "0",
        has_totals=root.get("totalsRowCount", "0") != "0",
        is_linked=root.get("tableType", "worksheet") != "worksheet",
    )  # fmt: skip


def _area(part: str, ref: str) -> Area:
    try:
        return area_of(ref)
    except ValueError as error:
        raise Refusal("unexpected", part=part, where=ref) from error


def _find(package: Package, title: str, name: str) -> Table:
    for table in tables(package, title):
        if table.name.lower() == name.lower():
            return table
    raise Refusal("no_table", table=name)


def resize_table(package: Package, title: str, name: str, last_row: int) -> None:
    """Let a table end in another row; its filter and sorting follow.

    Cells are not touched: rows that a shorter table leaves behind keep what they hold, and new
    rows get their cells from `scheduler.package.edit.set_cells`, before or after.

    Parameters
    ----------
    package
        The workbook.
    title
        The sheet's name.
    name
        The table's name.
    last_row
        Last row of data, counted from 1.

    Raises
    ------
    Refusal
        ``no_table``, ``table_totals``, ``table_too_short``, or ``table_blocked``: rows below
        hold something already, or another table or merge reaches there.
    """
    table = _find(package, title, name)
    top, left, bottom, right = table.area
    if table.has_totals:
        raise Refusal("table_totals", table=name)
    if last_row < top + table.has_header:
        raise Refusal("table_too_short", table=name)
    wanted = (top, left, last_row, right)
    if last_row > bottom:
        _check_free(package, title, table, (bottom + 1, left, last_row, right), wanted)
    _reshape(package, table, wanted)


def add_columns(package: Package, title: str, name: str, headings: Sequence[str]) -> None:
    """Add columns at the right end of a table and write their headings.

    A heading that stands there already, with or without cells below it, is taken in.

    Raises
    ------
    Refusal
        ``no_table``, ``table_totals``, ``table_no_header``, ``table_linked``, ``column_twice``,
        or ``table_blocked``: cells beside the table hold something that has no such heading.
    """
    table = _find(package, title, name)
    _check_columns(table, headings)
    top, left, bottom, right = table.area
    wanted = (top, left, bottom, right + len(headings))
    refs = {f"{letters_of(right + 1 + offset)}{top}": heading for offset, heading in enumerate(headings)}
    standing = [ref for ref, heading in refs.items() if _heads(package, title, ref, heading)]
    _check_free(package, title, table, (top, right + 1, bottom, wanted[3]), wanted, standing)
    with package.undone_if_refused():
        _write_headings(package, title, table, {ref: h for ref, h in refs.items() if ref not in standing})
        _reshape(package, table, wanted, headings)


def _check_columns(table: Table, headings: Sequence[str]) -> None:
    if table.has_totals:
        raise Refusal("table_totals", table=table.name)
    if not table.has_header:
        raise Refusal("table_no_header", table=table.name)
    if table.is_linked:
        raise Refusal("table_linked", table=table.name)
    taken = {column.lower() for column in table.columns}
    for heading in headings:
        if heading.lower() in taken:
            raise Refusal("column_twice", table=table.name, found=heading)
        taken.add(heading.lower())


def _check_free(
    package: Package, title: str, table: Table, area: Area, wanted: Area, standing: Collection[str] = ()
) -> None:
    """Refuse where the part of the sheet that a table would take in is in use."""
    blocked = next(_in_the_way(package, title, table, area, standing), "")
    if blocked:
        raise Refusal("table_blocked", table=table.name, where=ref_of(wanted), found=blocked)


def _in_the_way(package: Package, title: str, table: Table, area: Area, standing: Collection[str]) -> Iterator[str]:
    yield from (t.name for t in tables(package, title) if t.part != table.part and meet(t.area, area))
    part = package.sheet(title).part
    grid = Grid(package.read(part), part)
    yield from (ref_of(merge) for merge in grid.merges() if meet(merge, area))
    headed = {area_of(ref)[1] for ref in standing}
    for row, cell in _filled(grid, area):
        if cell.column not in headed:
            yield f"{letters_of(cell.column)}{row}"


def _filled(grid: Grid, area: Area) -> Iterator[tuple[int, Cell]]:
    """Find the cells of a range that hold anything."""
    rows = (row for row in grid.rows() if area[0] <= row.number <= area[2])
    for row in rows:
        yield from ((row.number, c) for c in grid.cells(row) if holds(area, row.number, c.column) and c.content)


def _heads(package: Package, title: str, ref: str, heading: str) -> bool:
    """Tell whether a heading stands in its cell already."""
    part = package.sheet(title).part
    texts = Texts(package)
    return any(texts.of(cell) == heading for _, cell in _filled(Grid(package.read(part), part), area_of(ref)))


def _write_headings(package: Package, title: str, table: Table, headings: Mapping[str, Value]) -> None:
    """Write headings that look like the one beside them."""
    part = package.sheet(title).part
    xml = package.read(part)
    beside = (table.area[0], table.area[3], table.area[0], table.area[3])
    style = next((cell.style for _, cell in _filled(Grid(xml, part), beside)), 0)
    package.write(part, patch(xml, headings, Looks(dict.fromkeys(headings, style)), part).xml)


def _reshape(package: Package, table: Table, wanted: Area, headings: Sequence[str] = ()) -> None:
    root = package.element(table.part)
    edits = [with_attribute(root, "ref", ref_of(wanted))]
    edits += [edit for element in _below(root) for edit in _followed(element, table.area, wanted)]
    listed = root.child("tableColumns")
    if headings and listed is not None:
        edits += _more_columns(listed, headings)
    package.edit(table.part, edits)


def _below(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield child
        yield from _below(child)


def _followed(element: Element, old: Area, new: Area) -> list[Edit]:
    """Let the range of a filter or a sorting end where the table does."""
    if element.local not in _SORTED or not element.get("ref"):
        return []
    top, left, bottom, right = area_of(element.get("ref"))
    lowest = new[2] if bottom >= old[2] else min(bottom, new[2])
    widest = new[3] if element.local == "autoFilter" and right == old[3] else right
    moved = ref_of((top, left, max(lowest, top), widest))
    return [] if moved == element.get("ref") else [with_attribute(element, "ref", moved)]


def _more_columns(listed: Element, headings: Sequence[str]) -> list[Edit]:
    columns = list(listed.all("tableColumn"))
    free = max(int(column.get("id")) for column in columns) + 1
    written = "".join(
        f'<{listed.prefix}tableColumn id="{free + offset}" name="{_attribute(heading)}"/>'
        for offset, heading in enumerate(headings)
    )
    count = with_attribute(listed, "count", str(len(columns) + len(headings)))
    return [count, with_child(listed, written.encode())]


def _attribute(heading: str) -> str:
    """Write a heading as the name of a column, its line breaks as Excel does."""
    return text_of(heading).replace("\n", "_x000a_").replace("\t", "_x0009_")
