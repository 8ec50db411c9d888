"""What a workbook says once it has been read without an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scheduler.allocation import Allocation
from scheduler.domain import Programme
from scheduler.findings import Place, Problem
from scheduler.rule import Rule
from scheduler.timetable.rule import TimeRule
from scheduler.workbook.layout import TIMED
from scheduler.workbook.sheetrows import Row
from scheduler.workbook.tables import Tables


class Places(Mapping[str, Place]):
    """Where everything stands, by key.

    Keys are ``programme:seed``, ``cohort:A``, ``session:A1:take``, ``nominee:ID:pin``: the kind,
    the code or ID, and the field.  A row's key without a field is its first cell.  Cells are
    named when asked for, as ten thousand people have two hundred thousand of them.
    """

    def __init__(self, settings: Mapping[str, Place], rows: Mapping[str, Row]) -> None:
        self._settings, self._rows = settings, rows

    def __getitem__(self, key: str) -> Place:
        if key in self._settings:
            return self._settings[key]
        if key in self._rows:
            return self._rows[key].place()
        row, _, name = key.rpartition(":")
        if row in self._rows and name in self._rows[row].sheet.where:
            return self._rows[row].place(name)
        raise KeyError(key)

    def rows(self, kind: str) -> Mapping[str, Row]:
        """Return the rows of one kind of thing, such as ``nominee``, by code or ID."""
        return {key.partition(":")[2]: row for key, row in self._rows.items() if key.startswith(f"{kind}:")}

    def __iter__(self) -> Iterator[str]:
        yield from self._settings
        for key, row in self._rows.items():
            yield key
            yield from (f"{key}:{name}" for name in row.sheet.where)

    def __len__(self) -> int:
        return len(self._settings) + sum(1 + len(row.sheet.where) for row in self._rows.values())


@dataclass(frozen=True)
class Book:
    """A workbook that was read.

    Parameters
    ----------
    programme
        Its cohorts, sessions and nominees.
    rules
        The rows of its rule sheets, of seats and of the timetable, each with its `place`; what is implied
        is not among them.  Whoever needs the rules of one only takes them from
        :func:`scheduler.rulebook.complete`.
    places
        Where everything stands.
    standing
        The allocation in the result columns, made by hand or by an earlier run; None where
        there is none.
    warnings
        What is doubtful, in the order of the workbook.
    tables
        The raw values, with the file's name and digest.
    """

    programme: Programme
    rules: tuple[Rule, ...]
    places: Mapping[str, Place]
    standing: Allocation | None = None
    warnings: tuple[Problem, ...] = ()
    tables: Tables = field(default_factory=lambda: Tables(""))

    @property
    def has_timetable(self) -> bool:
        """Whether anything in it speaks of a timetable: rooms, lecturers, meetings ..., or a rule about them."""
        is_made_of = any(getattr(self.programme, role) for role in TIMED)
        return is_made_of or any(isinstance(rule, TimeRule) for rule in self.rules)

    @property
    def days_in_doubt(self) -> tuple[Problem, ...]:
        """What is doubtful about days; of holidays only where dates or a timetable are asked for."""
        from scheduler.timetable.unsettled import doubts  # noqa: PLC0415  loads the holidays, for whoever asks

        found = doubts(self.programme, self.places)
        return tuple(doubt for doubt in found if self.has_timetable or not doubt.is_of_calendar)

    @property
    def file(self) -> str:
        """Name of the file that was read."""
        return self.tables.file

    @property
    def digest(self) -> str:
        """SHA-256 of the file that was read."""
        return self.tables.digest
