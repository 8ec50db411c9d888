"""Which sheets and columns a workbook has: read off the models, so that nothing can go stale.

Reading finds its columns here, the template draws them from here, and results are written
back under the titles that stand here.  A sheet of a rule kind follows from its class alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scheduler.domain import Alias, Cohort, Nominee, Programme, Session
from scheduler.resources import Break, DateWindow, Lecturer, Placement, Room, Route, Site, Slot, SpecialDay
from scheduler.rule import GROUP_COLUMNS, MUST, GroupRule, Rule
from scheduler.rulebook import TIMETABLE, kinds
from scheduler.timetable.rule import TimeRule
from scheduler.workbook.columnkinds import Kind, Role, choices_of, kind_of


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet, or one row of the Programme sheet.

    Parameters
    ----------
    field
        Name of the model's field.
    title, description
        English heading, and the comment on it.
    annotation
        The field's type.
    kind
        How its cells are read.
    is_required
        Whether an empty cell is a problem.
    choices
        What may stand in the cell, where the list is closed; the empty text is left out.  For a
        priority whether "must" may stand there beside the numbers.
    least, most
        Bounds of a number; None where there is none.
    default
        What an empty cell means.
    is_spared
        Whether only timetables need it: it is shown where something stands in it, or a timetable is wanted.
    """

    field: str
    title: str
    description: str
    annotation: Any
    kind: Kind
    is_required: bool
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    default: Any = None
    is_spared: bool = False


@dataclass(frozen=True)
class Layout:
    """One sheet.

    Parameters
    ----------
    name
        English name of the sheet.
    role
        What its rows are; Programme has rows of a key and a value instead of columns.
    model
        The class that a row becomes.
    columns
        In the order in which the template shows them.
    """

    name: str
    role: Role
    model: type[BaseModel]
    columns: tuple[Column, ...]

    @cached_property
    def column(self) -> Mapping[str, Column]:
        """Columns by field."""
        return {column.field: column for column in self.columns}

    @property
    def takes_further(self) -> bool:
        """Whether columns with other headings mean something: facts of nominees, groups by such facts."""
        return self.role == "nominees" or issubclass(self.model, GroupRule)

    @property
    def is_needed(self) -> bool:
        """Whether a workbook without this sheet cannot be used."""
        return self.role in ("cohorts", "nominees")

    @property
    def is_timed(self) -> bool:
        """Whether it is a sheet of the timetable: of what one is made of, or of a rule about it."""
        return self.role in TIMED or issubclass(self.model, TimeRule)


RESULT_COLUMNS: Mapping[str, str] = {
    "cohort": "Allocated cohort",
    "result": "Result",
    "rank": "Reserve rank",
    "sessions": "Allocated sessions",
    "reason": "Reason",
}
"""Columns that the result adds beside each nominee, by what they hold; read for audits only."""

SEATED, RESERVE, NOT_SEATED = "seated", "reserve", "not seated"
"""Terms that stand in the column Result."""

NUMBERING_TITLES = ("No", "No.", "Nr", "Number", "Nomor", "No Urut", "번호", "연번", "순번")
"""Headings of a running number, which says nothing of a person."""

OWN_SHEETS = (
    "Instructions", "Lists", "Results", "Summary", "Chart", "Reserves", "Quota report", "Audit", "Run record",
    "Problems", "Impossible", "Reasons", "Participants", "Key",
)  # fmt: skip
"""Sheets that angkatan writes and does not read, by English name."""

ROSTER = "Roster"
"""First word of the name of each cohort's roster sheet."""

KEY_TITLE, VALUE_TITLE = "Setting", "Value"
"""Headings of the Programme sheet."""

_LISTS = frozenset(name for name, found in Programme.model_fields.items() if get_origin(found.annotation) is tuple)
"""What a programme has many of: rows of sheets of their own."""

_ROLES: tuple[tuple[str, Role, type[BaseModel], frozenset[str]], ...] = (
    ("Programme", "programme", Programme, _LISTS),
    ("Cohorts", "cohorts", Cohort, frozenset()),
    ("Sessions", "sessions", Session, frozenset()),
    ("Nominees", "nominees", Nominee, frozenset({"facts", "meant"})),
    ("Names", "names", Alias, frozenset()),
)


_TIMED_ROLES: tuple[tuple[str, Role, type[BaseModel]], ...] = (
    ("Day grid", "slots", Slot),
    ("Breaks", "breaks", Break),
    ("Rooms", "rooms", Room),
    ("Lecturers", "lecturers", Lecturer),
    ("Sites", "sites", Site),
    ("Routes", "routes", Route),
    ("Special days", "special_days", SpecialDay),
    ("Date windows", "windows", DateWindow),
    ("Timetable", "placements", Placement),
)
TIMED: Mapping[Role, type[BaseModel]] = {role: model for _, role, model in _TIMED_ROLES}
"""What timetables are made of, by the field of `Programme` that holds it."""


@cache
def layouts(*, with_timetable: bool = True) -> tuple[Layout, ...]:
    """List all sheets that are read: those of the programme, then one for each kind of rule; of the timetable last."""
    if with_timetable:
        return (*layouts(with_timetable=False), *timetable_layouts())
    basic = (Layout(name, role, model, _columns_of(role, model, skip)) for name, role, model, skip in _ROLES)
    return (*basic, *(rule_layout(kind) for kind in kinds().values()))


@cache
def timetable_layouts() -> tuple[Layout, ...]:
    """List the sheets of the timetable: what it is made of, then one for each kind of rule about it."""
    things = (Layout(name, role, model, _columns_of(role, model, frozenset())) for name, role, model in _TIMED_ROLES)
    return (*things, *(rule_layout(kind) for kind in kinds(TIMETABLE).values()))


@cache
def rule_layout(kind: type[Rule]) -> Layout:
    """Return the sheet of one kind of rule."""
    shown = (name for name in kind.columns() if not kind.model_fields[name].exclude)
    listed = [_column("rule", name, kind.model_fields[name], _is_group(kind, name)) for name in shown]
    urgent = () if kind.is_soft_only else (MUST,)
    fitted = [replace(column, choices=urgent) if column.kind == "priority" else column for column in listed]
    return Layout(kind.sheet, "rule", kind, tuple(fitted))


def layout(name: str, extra: Sequence[type[Rule]] = ()) -> Layout:
    """Return the sheet with an English name, of `extra` kinds of rule too.

    Raises
    ------
    KeyError
        There is none.
    """
    return {sheet.name: sheet for sheet in (*layouts(), *map(rule_layout, extra))}[name]


def _is_group(kind: type[Rule], name: str) -> bool:
    return issubclass(kind, GroupRule) and name in GROUP_COLUMNS


def _columns_of(role: Role, model: type[BaseModel], skip: frozenset[str]) -> tuple[Column, ...]:
    fields = model.model_fields.items()
    return tuple(_column(role, name, found, is_group=False) for name, found in fields if name not in skip)


def _column(role: Role, name: str, found: FieldInfo, is_group: bool) -> Column:  # noqa: FBT001  asked in one place
    return Column(
        field=name,
        title=found.title or name,
        description=found.description or "",
        annotation=found.annotation,
        kind="group" if is_group else kind_of(role, name, found.annotation),
        is_required=found.is_required(),
        choices=choices_of(found.annotation),
        least=_bound(found, "ge"),
        most=_bound(found, "le"),
        default=None if found.is_required() else found.get_default(call_default_factory=True),
        is_spared=found.exclude_if is not None,
    )


def _bound(found: FieldInfo, name: str) -> float | None:
    return next((getattr(mark, name) for mark in found.metadata if hasattr(mark, name)), None)
