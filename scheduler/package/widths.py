"""Widths of columns that are new in a sheet; what the sheet says of others stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scheduler.package.grid import Grid
from scheduler.package.markup import Element, edited, fragment, with_attribute
from scheduler.package.parts import Package


def set_widths(package: Package, title: str, widths: Mapping[int, float]) -> None:
    """Give columns a width and show them; whatever range they were in goes on around them.

    Parameters
    ----------
    package
        The workbook.
    title
        The sheet's name.
    widths
        In digits of the default font, by column counted from 1.

    Raises
    ------
    Refusal
        ``no_sheet``, or the markup cannot be trusted.
    """
    part = package.sheet(title).part
    xml = package.read(part)
    grid = Grid(xml, part)
    listed = grid.element("cols", is_after=False)
    pieces = [piece for column in (listed.all("col") if listed else ()) for piece in _around(column, frozenset(widths))]
    pieces += [(column, _column(grid.prefix, column, wide)) for column, wide in widths.items()]
    inner = b"".join(written for _, written in sorted(pieces))
    name = f"{grid.prefix}cols".encode()
    whole = b"<" + name + b">" + inner + b"</" + name + b">"
    start, end = _span(xml, listed, grid)
    package.write(part, xml[:start] + whole + xml[end:])


def _span(xml: bytes, listed: Element | None, grid: Grid) -> tuple[int, int]:
    """Find where the list stands, or belongs: right before the rows."""
    if listed is None:
        return grid.data.start, grid.data.start
    start = xml.index(listed.document, 0, grid.data.start)
    return start, start + len(listed.document)


def _column(prefix: str, column: int, wide: float) -> bytes:
    return f'<{prefix}col min="{column}" max="{column}" width="{wide:g}" customWidth="1"/>'.encode()


def _around(column: Element, ours: frozenset[int]) -> Iterator[tuple[int, bytes]]:
    """Yield what is left of a range of columns, each piece with its first column."""
    first, last = int(column.get("min")), int(column.get("max"))
    raw = column.raw
    for own in sorted(at for at in ours if first <= at <= last):
        if own > first:
            yield first, _ranged(raw, first, own - 1)
        first = own + 1
    if first <= last:
        yield first, _ranged(raw, first, last)


def _ranged(raw: bytes, first: int, last: int) -> bytes:
    """Write a range of columns with other bounds; one whose bounds are the same stays as it is."""
    for name, value in (("min", first), ("max", last)):
        element = fragment(raw)
        if element.get(name) != str(value):
            raw = edited(raw, [with_attribute(element, name, str(value))])
    return raw
