"""How the cells of a field are read: told by the field's type, and by its name where the type is not enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from scheduler.domain import Amount, Span, Topic

Kind = Literal[
    "text", "code", "id", "whole", "decimal", "date", "time", "flag", "choice", "sex", "priority", "amount",
    "list", "group", "where", "spans", "topics", "pin", "value", "values", "bound", "heading", "clock", "choices",
    "numbers", "who",
]  # fmt: skip
"""How a cell is read: one word for each reader of :mod:`scheduler.workbook.cells`."""

Role = Literal[
    "programme", "cohorts", "sessions", "nominees", "names", "rule", "slots", "breaks", "rooms", "lecturers", "sites",
    "routes", "special_days", "windows", "placements",
]  # fmt: skip
"""What the rows of a sheet are; from slots on each is the field of `Programme` that holds them."""


_BY_NAME: Mapping[tuple[Role, str], Kind] = {
    ("nominees", "id"): "id",
    ("nominees", "sex"): "sex",
    ("nominees", "pin"): "pin",
    ("cohorts", "code"): "code",
    ("sessions", "code"): "code",
    ("sessions", "cohort"): "code",
    ("rule", "where"): "where",
    ("rule", "nominee"): "id",
    ("rule", "to"): "pin",
    ("rule", "column"): "heading",
    ("rule", "lead"): "group",
    ("rule", "at_least"): "bound",
    ("rule", "at_most"): "bound",
    ("rule", "who"): "who",
    ("rule", "session"): "code",
    ("rule", "room"): "code",
    ("rule", "first"): "code",
    ("rule", "second"): "code",
    ("rooms", "code"): "code",
    ("lecturers", "code"): "code",
    ("sites", "code"): "code",
    ("routes", "first"): "code",
    ("routes", "second"): "code",
    ("windows", "cohort"): "code",
    ("placements", "session"): "code",
    ("placements", "room"): "code",
}
"""Fields whose type alone does not tell how they are read."""

_BY_TYPE: Mapping[Any, Kind] = {
    str: "text",
    bool: "flag",
    int: "whole",
    float: "decimal",
    Decimal: "decimal",
    date: "date",
    datetime: "time",
    time: "clock",
    Amount: "amount",
}
_BY_ITEM: Mapping[Any, Kind] = {str: "list", Span: "spans", Topic: "topics", int: "numbers"}


def kind_of(role: Role, name: str, annotation: Any) -> Kind:
    """Return how the cells of a field are read."""
    options = tuple(_options(annotation))
    if (role, name) in _BY_NAME and options[0] not in (int, float, Amount):
        return _BY_NAME[role, name]
    if role == "rule" and name == "priority":
        return "priority"
    if get_origin(annotation) is tuple:
        return "choices" if choices_of(annotation) else _BY_ITEM.get(_item(annotation), "values")
    if choices_of(annotation):
        return "choice"
    return _BY_TYPE.get(options[0], "value") if len(options) == 1 else "value"


def _item(annotation: Any) -> Any:
    """Return what a list is a list of; any other type as it is."""
    return get_args(annotation)[0] if get_origin(annotation) is tuple else annotation


def _options(annotation: Any) -> Iterator[Any]:
    """Spell a union out, without None."""
    if get_origin(annotation) in (Union, UnionType):
        for option in get_args(annotation):
            yield from _options(option)
    elif annotation is not NoneType:
        yield annotation


def choices_of(annotation: Any) -> tuple[str, ...]:
    """Return the words of a type that is nothing but one word of a closed list, or several."""
    options = tuple(_options(_item(annotation)))
    if not options or any(get_origin(option) is not Literal for option in options):
        return ()
    return tuple(str(word) for option in options for word in get_args(option) if word != "")
