"""Changes under which a timetable becomes possible: to rows of rules, and to what the programme has.

They are told as those of seats are (:mod:`scheduler.relax.change`): a sheet, columns, what they hold
now and what they would hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from scheduler.base import Model
from scheduler.domain import Cohort, Programme, Session
from scheduler.relax.change import Change, Relaxation, remade
from scheduler.resources import Lecturer, Room, Site, Slot, SpecialDay
from scheduler.rule import Rule
from scheduler.timetable.hours import STANDARD_BREAKS, STANDARD_SLOTS

LISTS: Final[Mapping[str, tuple[str, type[Model]]]] = {
    "cohorts": ("Cohorts", Cohort),
    "sessions": ("Sessions", Session),
    "slots": ("Day grid", Slot),
    "rooms": ("Rooms", Room),
    "lecturers": ("Lecturers", Lecturer),
    "sites": ("Sites", Site),
    "special_days": ("Special days", SpecialDay),
}
"""Sheet and model of each list of a programme that can change."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Cells of one row of a list that change, or a row that is added.

    Parameters
    ----------
    listed
        The programme's field.
    code
        Code of the row; empty for a new one.
    now, then
        Fields and what they hold; `now` is empty for a new row.
    """

    listed: str
    code: str
    now: Mapping[str, Any]
    then: Mapping[str, Any]

    def applied(self, programme: Programme) -> Programme:
        """Return the programme with the edit made; the standard day grid is written out before a row is added to it."""
        if self.listed == "slots":
            programme = standard(programme)
        model, rows = LISTS[self.listed][1], getattr(programme, self.listed)
        if self.code:
            found = tuple(row.model_copy(update=dict(self.then)) if row.code == self.code else row for row in rows)
        else:
            found = (*rows, model(**self.then))
        return remade(programme, {self.listed: found})

    @property
    def moves(self) -> tuple[tuple[str, str, str], ...]:
        """Columns that change, by English title, each with what it holds now and then."""
        titles = LISTS[self.listed][1].model_fields
        return tuple((titles[n].title or n, _shown(self.now.get(n)), _shown(new)) for n, new in self.then.items())


def standard(programme: Programme) -> Programme:
    """Return the programme with its day grid written out where it states none."""
    if programme.slots:
        return programme
    return remade(programme, {"slots": STANDARD_SLOTS, "breaks": STANDARD_BREAKS})


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else f"{value:%H:%M}" if hasattr(value, "hour") else str(value)


@dataclass(frozen=True, slots=True)
class TimeChange(Change):
    """A change to a row of rules, or an edit of the programme by which its rule can hold.

    Parameters
    ----------
    edit
        Cells of the programme that change; None where the rule's own row does.
    """

    edit: Edit | None = None

    @property
    def is_new(self) -> bool:
        """Whether a row is added."""
        return self.edit is not None and not self.edit.code

    @property
    def sheet(self) -> str:
        """English name of the sheet whose row changes."""
        return LISTS[self.edit.listed][0] if self.edit else self.rule.sheet

    @property
    def moves(self) -> tuple[tuple[str, str, str], ...]:
        """Columns that change, by English title, each with what it holds now and then."""
        if self.edit is not None:
            return self.edit.moves
        after = self.becomes
        names = [name for name in type(self.rule).columns() if after is not None]
        pairs = ((name, getattr(self.rule, name), getattr(after, name)) for name in names)
        titles = type(self.rule).model_fields
        return tuple((titles[n].title or n, _shown(old), _shown(new)) for n, old, new in pairs if old != new)


@dataclass(frozen=True)
class TimeRelaxation(Relaxation):
    """Changes under which every rule of the timetable that must hold can hold; `witness` is a timetable."""

    changes: tuple[TimeChange, ...]
    witness: Any = field(repr=False, compare=False)

    told: ClassVar[str] = "way_timed"

    def applied(
        self, programme: Programme, rules: Iterable[Rule], note: Callable[[Change], str] = lambda _: ""
    ) -> tuple[Programme, tuple[Rule, ...]]:
        """Return the programme and the rows of its rule sheets with the changes made."""
        return made(self.changes, programme, rules, note)


def made(
    changes: Sequence[TimeChange],
    programme: Programme,
    rules: Iterable[Rule],
    note: Callable[[Change], str] = lambda _: "",
) -> tuple[Programme, tuple[Rule, ...]]:
    """Return a programme and its rows with changes made."""
    for change in changes:
        programme = change.edit.applied(programme) if change.edit else programme
    after = {id(change.rule): change for change in changes if change.edit is None}
    rows = [_noted(after[id(rule)], note) if id(rule) in after else rule for rule in rules if not rule.stems]
    return programme, tuple(rule for rule in rows if rule is not None)


def _noted(change: Change, note: Callable[[Change], str]) -> Rule | None:
    if change.becomes is None:
        return None
    said = "; ".join(part for part in (note(change), change.rule.note) if part)
    return change.becomes.model_copy(update={"note": said})
