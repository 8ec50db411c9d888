"""A change to a row, and a set of changes under which everything else can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from scheduler.allocation import Allocation
from scheduler.domain import Cohort, Nominee, Programme, Session
from scheduler.findings import Place
from scheduler.rule import Rule

Kind = Literal["number", "waive", "drop", "wish", "free"]

Models = Mapping[str, tuple[str, str, Callable[[Any], str]]]
_LISTS: Models = {
    "cohort": ("cohorts", "Cohorts", lambda cohort: cohort.code),
    "session": ("sessions", "Sessions", lambda session: session.code),
    "nominee": ("nominees", "Nominees", lambda nominee: nominee.id),
}
"""Where a cell that implies a rule stands: the programme's field, the sheet, and the row's key."""


_FIELDS = {"cohort": Cohort.model_fields, "session": Session.model_fields, "nominee": Nominee.model_fields}


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one row.

    Parameters
    ----------
    rule
        The rule as it stands.
    becomes
        The rule as it would stand; None where it goes.
    kind
        A number is moved, a condition is waived for people, a row is dropped or becomes a wish, or
        people are free on the days on which they are not.
    people
        IDs of those for whom it is done, where they are named.
    amount
        How far the rule was off, in people.
    """

    rule: Rule
    becomes: Rule | None
    kind: Kind
    people: tuple[str, ...] = ()
    amount: int = 1

    @property
    def place(self) -> Place | None:
        """The cell that the rule comes from."""
        return self.rule.place

    @property
    def is_new(self) -> bool:
        """Whether a row is added."""
        return False

    @property
    def sheet(self) -> str:
        """English name of the sheet whose row changes."""
        if self.kind == "free":
            return "Nominees"
        return _LISTS[self.rule.stems.split(":")[0]][1] if self.rule.stems else self.rule.sheet

    @property
    def moves(self) -> tuple[tuple[str, str, str], ...]:
        """Columns that change, by English title, each with what it holds now and then."""
        if self.kind == "free":
            return ()
        if self.rule.stems:
            return (self._cell(),)
        after = self.becomes
        fields = (name for name in type(self.rule).columns() if after and getattr(after, name) != self._now(name))
        titles = type(self.rule).model_fields
        return tuple((titles[n].title or n, _shown(self._now(n)), _shown(getattr(after, n))) for n in fields)

    def _now(self, name: str) -> Any:
        return getattr(self.rule, name)

    def _cell(self) -> tuple[str, str, str]:
        kind, _, name = self.rule.stems.partition(":")
        name = name.rpartition(":")[2]
        return (_FIELDS[kind][name].title or name, _shown(_number(self.rule)), _shown(_number(self.becomes)))

    @property
    def column(self) -> str:
        """English title of the column that changes first; empty where the row goes."""
        return self.moves[0][0] if self.moves else ""

    @property
    def old(self) -> str:
        """What that column holds."""
        return self.moves[0][1] if self.moves else ""

    @property
    def new(self) -> str:
        """What it would hold."""
        return self.moves[0][2] if self.moves else ""


def _number(rule: Rule | None) -> Any:
    """Return what the one cell that implies a rule holds."""
    if rule is None:
        return None
    values = (getattr(rule, name, None) for name in ("to", "at_most", "at_least"))
    return next((value for value in values if value is not None), None)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """What a way out costs, in the order in which ways are ranked.

    Parameters
    ----------
    people
        By whom rules are off.
    rows
        That change.
    weight
        People times the weights of their rows.
    """

    people: int
    rows: int
    weight: int


@dataclass(frozen=True)
class Relaxation:
    """Changes under which every rule that must hold can hold.

    Parameters
    ----------
    changes
        One for each row.
    witness
        An allocation that keeps all rules once they are changed; no recommendation.
    """

    changes: tuple[Change, ...]
    cost: Cost
    witness: Allocation = field(repr=False, compare=False)

    told: ClassVar[str] = "way"
    """Names the sentence in ``words/*.toml`` that begins it."""

    def applied(
        self, programme: Programme, rules: Iterable[Rule], note: Callable[[Change], str] = lambda _: ""
    ) -> tuple[Programme, tuple[Rule, ...]]:
        """Return the programme and the rows of its rule sheets with the changes made.

        Parameters
        ----------
        rules
            Rows; what the programme implies may be among them and is left out.
        note
            Says what was changed; it is put before the row's own note.
        """
        after = {id(change.rule): change for change in self.changes if not change.rule.stems}
        rows = (_noted(after[id(rule)], note) if id(rule) in after else rule for rule in rules if not rule.stems)
        return edited(programme, self.changes), tuple(rule for rule in rows if rule is not None)


def _noted(change: Change, note: Callable[[Change], str]) -> Rule | None:
    if change.becomes is None:
        return None
    said = "; ".join(part for part in (note(change), change.rule.note) if part)
    return change.becomes.model_copy(update={"note": said})


def edited(programme: Programme, changes: Sequence[Change]) -> Programme:
    """Return the programme with the cells changed that imply changed rules."""
    update = dict(_edits(programme, [cell for change in changes if (cell := _edit(change))]))
    return remade(programme, update) if update else programme


def remade(programme: Programme, update: Mapping[str, object]) -> Programme:
    """Return a programme with other fields; nothing worked out of the old one is kept."""
    return Programme(**({name: getattr(programme, name) for name in Programme.model_fields} | dict(update)))


def _edit(change: Change) -> tuple[str, str, str, object] | None:
    """Return the cell that a change changes, as list, key, field and value; None where it changes a row of rules."""
    if change.kind == "free":
        return "nominee", change.people[0], "unavailable", ()
    kind, _, rest = change.rule.stems.partition(":")
    if kind not in _LISTS:
        return None
    key, _, name = rest.rpartition(":")
    return kind, key, name, _number(change.becomes) if change.becomes else ""


def _edits(programme: Programme, cells: Sequence[tuple[str, str, str, object]]) -> Iterator[tuple[str, object]]:
    for kind, (listed, _, key) in _LISTS.items():
        found: dict[str, dict[str, object]] = {}
        for of, code, name, value in cells:
            if of == kind:
                found.setdefault(code, {})[name] = value
        if found:
            rows = getattr(programme, listed)
            yield listed, tuple(row.model_copy(update=found.get(key(row), {})) for row in rows)
