"""The sheets of what a timetable is made of: day grid, breaks, rooms, lecturers, sites, routes, days, meetings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from scheduler.workbook.codes import Codes, take_codes
from scheduler.workbook.columnkinds import Role
from scheduler.workbook.layout import TIMED
from scheduler.workbook.notes import Notes
from scheduler.workbook.sheetrows import Row, build, note_missing

CODED: Final[Mapping[Role, str]] = {"rooms": "room", "lecturers": "lecturer", "sites": "site"}
"""Roles whose rows have codes of their own, with what such a row is."""


class Resources:
    """What a timetable is made of, as far as a workbook says.

    Parameters
    ----------
    rows
        Of each sheet that the workbook has, by role.
    taken
        Rows by folded code, of cohorts and sessions at first; grows.

    Attributes
    ----------
    models
        By field of `Programme`; complete once `name` was called.
    untold
        Roles of which some row could not be read, so that what is not there may not be missing.
    """

    def __init__(self, rows: Mapping[Role, Sequence[Row]], taken: dict[str, Row], notes: Notes) -> None:
        self.notes = notes
        self.kept: dict[Role, list[Row]] = {}
        self.codes: dict[Role, Codes] = {}
        self.models: dict[str, tuple[Any, ...]] = {}
        self.untold: set[Role] = set()
        for role in TIMED:
            listed = list(rows.get(role, ()))
            whole = [row for row in listed if not note_missing(row, notes)]
            if len(whole) < len(listed) or any(row.faulty for row in listed):
                self.untold.add(role)
            self.kept[role] = whole if role not in CODED else take_codes(whole, taken, notes)
            if role in CODED:
                # Codes of rows with faults are faulty, but not unknown.
                coded = [str(row.values["code"]) for row in listed if "code" in row.values]
                self.codes[role] = Codes(coded, is_told=len(coded) == len(listed))

    @property
    def is_used(self) -> bool:
        """Whether the workbook says anything of a timetable."""
        return any(self.kept.values())

    def row(self, role: Role, number: int) -> Row:
        """Return the row that the model with a number, from 0, was read from."""
        return self.built[role][number]

    def resolve(self, row: Row, field: str, role: Role) -> None:
        """Spell the codes of a cell as their own rows do; where the workbook names none, there is nothing to compare.

        A cell that holds a list keeps it, and one that holds a single code keeps that.
        """
        value = row.values.get(field)
        if not value or not self.codes[role].known:
            return
        texts = [value] if isinstance(value, str) else value
        found = self.codes[role].resolve(row, field, texts, f"unknown_{CODED[role]}", self.notes)
        row.values[field] = (found[0] if found else value) if isinstance(value, str) else found

    def name(self, cohorts: Codes, sessions: Codes) -> None:
        """Spell the codes that these sheets name, and make their models."""
        for row in self.kept["routes"]:
            self.resolve(row, "first", "sites")
            self.resolve(row, "second", "sites")
        for row in self.kept["windows"]:
            for field in ("cohort", "not_with", "together"):
                self._resolve_cohorts(row, field, cohorts)
        for row in self.kept["placements"]:
            self._respell(row, sessions)
        self.built: dict[Role, list[Row]] = {}
        for role, model in TIMED.items():
            made = [(row, found) for row, found in _built(self.kept[role], model, self.notes)]
            self.built[role] = [row for row, _ in made]
            if made:
                self.models[role] = tuple(found for _, found in made)

    def _resolve_cohorts(self, row: Row, field: str, cohorts: Codes) -> None:
        value = row.values.get(field)
        if value:
            texts = [value] if isinstance(value, str) else value
            found = cohorts.resolve(row, field, texts, "unknown_cohort", self.notes)
            row.values[field] = (found[0] if found else value) if isinstance(value, str) else found

    def _respell(self, row: Row, sessions: Codes) -> None:
        """Spell the codes of a meeting as they stood; what is gone since is a doubt, and kept."""
        named = (("session", sessions), ("room", self.codes["rooms"]), ("lecturers", self.codes["lecturers"]))
        for field, codes in named:
            value = row.values.get(field)
            texts = [value] if isinstance(value, str) else value or ()
            for text in texts:
                if codes.known and codes.find(text) is None:
                    row.note(self.notes, "no_longer", field, found=text, nearest=codes.near(text))
            spelt = tuple(codes.find(text) or text for text in texts)
            if texts:
                row.values[field] = spelt[0] if isinstance(value, str) else spelt

    def rows_by_key(self) -> dict[str, Row]:
        """Return rows by their keys: ``room:R1``, ``lecturer:L1``, ``site:S1``, ``window:A``."""
        coded = {f"{kind}:{row.values['code']}": row for role, kind in CODED.items() for row in self.kept[role]}
        return coded | {f"window:{row.values['cohort']}": row for row in self.kept["windows"]}


def _built(rows: Iterable[Row], model: type[BaseModel], notes: Notes) -> Iterable[tuple[Row, Any]]:
    """Make the models of rows of which every cell can be read."""
    for row in rows:
        made = None if row.faulty else build(row, model, notes)
        if made is not None:
            yield row, made
