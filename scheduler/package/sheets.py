"""The sheets of a workbook as its list names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scheduler.package.markup import Element
from scheduler.package.refusal import Refusal
from scheduler.package.relations import Relation

_SHEET_KINDS: Final = ("worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as workbook.xml lists it.

    `id` is Excel's own number of it, `relation` leads from the workbook to `part`, `state` is
    ``visible``, ``hidden`` or ``veryHidden`` and `kind` ``worksheet``, ``chartsheet``, ...
    """

    title: str
    id: int
    relation: str
    part: str
    state: str
    kind: str


def read_sheet(element: Element, routes: Mapping[str, Relation]) -> Sheet:
    """Read one entry of the list; `routes` are the workbook's relations by their identifiers."""
    identifier = next((v for k, v in element.attributes.items() if k.endswith(":id")), "")
    if identifier not in routes:
        raise Refusal("part_missing", part=element.get("name"))
    route = routes[identifier]
    kind = route.name if route.name in _SHEET_KINDS else "unknown"
    number = int(element.get("sheetId", "0"))
    return Sheet(element.get("name"), number, identifier, route.target, element.get("state", "visible"), kind)
