"""The old drawing (VML) that a sheet shows: the boxes of its notes, beside form controls and whatever else is in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from scheduler.package import shapes
from scheduler.package.grid import Grid
from scheduler.package.markup import Element
from scheduler.package.parts import DOCUMENTS, Package
from scheduler.package.relations import Relation, free_name, next_id, relations_part

_BEHIND: Final = frozenset(
    {
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent", "webPublishItems",
        "tableParts", "extLst",
    }
)  # fmt: skip
"""Elements of a sheet that stand behind the one that leads to its old drawing (ECMA-376 part 1, 18.3.1.99)."""


def add_boxes(package: Package, part: str, boxes: Mapping[tuple[int, int], shapes.Anchor]) -> None:
    """Add a box for the note of each cell, by row and column counted from 1.

    Raises
    ------
    Refusal
        The markup of the sheet or of its drawing cannot be trusted.
    """
    named = _drawing(package, part)
    if not named:
        named = free_name("xl/drawings/vmlDrawing1.vml", {name.lower() for name in package.names})
        package.add(named, shapes.NEW, shapes.KIND)
        _show(package, part, lead(package, part, "vmlDrawing", named))
    vml = package.read(named)
    shapes.check(vml, named)
    others = (name for name in package.names if name.lower().endswith(".vml") and name != named)
    elsewhere = frozenset[int]().union(*(shapes.blocks(package.read(name)) for name in others))
    _, tail = Grid(package.read(part), part).tail()
    taken = frozenset(_numbers(tail.children))
    package.write(named, shapes.with_boxes(vml, boxes, taken, elsewhere))


def remove_boxes(package: Package, part: str, cells: Collection[tuple[int, int]]) -> None:
    """Take out the boxes of the notes on some cells; a drawing that is then empty goes too."""
    named = _drawing(package, part)
    if not named:
        return
    package.write(named, shapes.without_boxes(package.read(named), cells))
    if shapes.is_empty(package.read(named)):
        _hide(package, part)
        drop(package, part, named)


def lead(package: Package, part: str, kind: str, target: str) -> str:
    """Let a sheet lead to a part; gives the relation's identifier."""
    identifier = next_id(package.relations(part))
    package.add_relations(part, [Relation(identifier, f"{DOCUMENTS[0]}/{kind}", target)])
    return identifier


def drop(package: Package, part: str, leaf: str) -> None:
    """Take a part of a sheet out, and the sheet's list of relations with the last of them."""
    for relation in package.relations(part):
        if relation.target == leaf:
            package.remove_relation(part, relation.id)
    gone = [leaf] if package.relations(part) else [leaf, relations_part(part)]
    package.remove(gone)


def _drawing(package: Package, part: str) -> str:
    """Find the old drawing that a sheet shows; the one of its headers and footers is another."""
    _, tail = Grid(package.read(part), part).tail()
    led = tail.child("legacyDrawing")
    identifier = _identifier(led) if led else ""
    return next((relation.target for relation in package.relations(part) if relation.id == identifier), "")


def _identifier(element: Element) -> str:
    return next((value for name, value in element.attributes.items() if name.endswith(":id")), "")


def _show(package: Package, part: str, identifier: str) -> None:
    """Write the element by which a sheet shows its old drawing, in its place among the others."""
    xml = package.read(part)
    off, tail = Grid(xml, part).tail()
    place = off + next((child.start for child in tail.children if child.local in _BEHIND), tail.outer)
    prefix = Grid(xml, part).prefix
    written = f'<{prefix}legacyDrawing xmlns:r="{DOCUMENTS[0]}" r:id="{identifier}"/>'.encode()
    package.write(part, xml[:place] + written + xml[place:])


def _hide(package: Package, part: str) -> None:
    xml = package.read(part)
    off, tail = Grid(xml, part).tail()
    led = tail.child("legacyDrawing")
    if led is not None:
        package.write(part, xml[: off + led.start] + xml[off + led.end :])


def _numbers(elements: Iterable[Element]) -> Iterator[int]:
    """Go through the numbers of shapes that form controls and embedded objects bear."""
    for element in elements:
        if element.get("shapeId").isdecimal():
            yield int(element.get("shapeId"))
        yield from _numbers(element.children)
