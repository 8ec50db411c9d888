"""The sheet Nominees: its rows, and one against the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scheduler.domain import OUT, Nominee
from scheduler.findings import Place
from scheduler.reference.names import name_key
from scheduler.workbook.codes import Codes
from scheduler.workbook.facts import Further, further_of, read_facts
from scheduler.workbook.known_people import complete
from scheduler.workbook.notes import Notes
from scheduler.workbook.sheetrows import Row, Sheet, build, read_rows
from scheduler.workbook.spellings import Spellings
from scheduler.workbook.timetable import Timetable


class People:
    """The nominees of a workbook.

    Parameters
    ----------
    sheet
        Their sheet; None where the workbook has none.
    timetable
        The cohorts and sessions that they can name.
    """

    def __init__(self, sheet: Sheet | None, timetable: Timetable, notes: Notes) -> None:
        self.rows: dict[str, Row] = {}
        self.nominees: dict[str, Nominee] = {}
        self.unread: dict[str, list[tuple[Place, str]]] = {}
        self.further = Further((), {}, {})
        self._timetable, self._notes = timetable, notes
        self._lost = sheet is None or "id" not in sheet.where
        self._faulty: set[str] = set()
        if sheet is not None:
            self.further = further_of(sheet, notes)
            rows = list(read_rows(sheet, notes))
            for row in rows:
                self._faulty |= row.faulty
                self._take(row)
            if not rows:
                notes.add("empty_sheet", sheet.table.place(), sheet=sheet.layout.name)
            _note_unheaded(sheet, self.rows.values(), notes)
        self.codes = Codes(self.rows, is_told=not self._lost)
        self.spellings = Spellings(tuple(self.nominees.values()))
        self._compare()

    def _take(self, row: Row) -> None:
        """Keep a row that has an ID of its own; note why it has none."""
        identity = row.values.get("id")
        if identity is None:
            self._note_lacking(row)
        elif identity in self.rows:
            other = self.rows[identity].place("id").cell
            self._notes.add("id_twice", row.place("id"), found=identity, other=other)
            self._lost = True
        else:
            self.rows[identity] = row
            self._read(row, identity)

    def is_told(self, column: str) -> bool:
        """Whether everything in a column could be read, so that what nobody has is really had by nobody."""
        field = "topics" if column == "topic" else column
        return not self._lost and field not in self._faulty and column not in self.unread

    def _note_lacking(self, row: Row) -> None:
        self._lost = self._lost or "name" in row.values or "id" in row.faulty
        if "id" in row.faulty:
            return
        if "name" in row.values:
            row.note(self._notes, "no_id", "id")
        else:
            self._notes.add("row_ignored", row.place(), columns=("ID", "Name"))

    def _read(self, row: Row, identity: str) -> None:
        for name in ("name", "institution"):
            if name in row.sheet.where and name not in row.values and name not in row.faulty:
                self._notes.add(f"no_{name}", row.place(name), nominee=identity)
        complete(row, self._notes)
        self._resolve(row)
        nominee = build(row, Nominee, self._notes, facts=read_facts(row, self.further, self.unread, self._notes))
        if nominee is not None:
            self.nominees[identity] = nominee

    def _resolve(self, row: Row) -> None:
        """Spell the codes of choices and pins as their own rows do."""
        codes, values = self._timetable.place_codes, row.values
        if "choices" in values:
            values["choices"] = codes.resolve(row, "choices", values["choices"], "unknown_place", self._notes)
            for closed in filter(self._is_closed, values["choices"]):
                row.note(self._notes, "choice_closed", "choices", found=closed)
        if values.get("pin", OUT) != OUT:
            found = codes.resolve(row, "pin", [values["pin"]], "unknown_place", self._notes)
            values["pin"] = found[0] if found else ""
            if found and self._is_closed(found[0]):
                row.note(self._notes, "pin_closed", "pin", nominee=values["id"], found=found[0])

    def _is_closed(self, place: str) -> bool:
        session = self._timetable.sessions.get(place)
        cohort = self._timetable.cohorts.get(session.cohort if session else place)
        return cohort is not None and cohort.status == "closed"

    def _compare(self) -> None:
        seen: dict[tuple[Any, ...], str] = {}
        orders: dict[tuple[str, int], str] = {}
        for identity, nominee in self.nominees.items():
            if nominee.birth and nominee.name:
                self._note_twin(nominee, seen.setdefault((name_key(nominee.name), nominee.birth), identity))
            if nominee.order and nominee.institution:
                first = orders.setdefault((nominee.institution, nominee.order), identity)
                self._note_order(nominee, first)
        self._note_topics()
        for column in ("region", "institution"):
            self._note_spelling(column)

    def _note_twin(self, nominee: Nominee, first: str) -> None:
        if first != nominee.id:
            other = self.rows[first].place("name").cell
            place = self.rows[nominee.id].place("name")
            self._notes.add("same_person", place, nominee=nominee.id, twin=first, other=other)

    def _note_order(self, nominee: Nominee, first: str) -> None:
        if first != nominee.id:
            other = self.rows[first].place("order").cell
            self.rows[nominee.id].note(self._notes, "order_twice", "order", found=nominee.order, other=other)

    def _note_topics(self) -> None:
        taught = Codes(sorted(self._timetable.topics))
        for nominee in self.nominees.values() if taught.known and self._timetable.is_whole else ():
            for wish in nominee.topics:
                if wish not in self._timetable.topics:
                    taught.note(self.rows[nominee.id], "topics", wish, "not_taught", self._notes)

    def _note_spelling(self, column: str) -> None:
        """Note where one thing is written in several ways, and where a region's name is shared by several."""
        first = {getattr(nominee, column): self.rows[nominee.id] for nominee in reversed(self.nominees.values())}
        for meant, values in self.spellings.spelt_apart(column).items():
            row = first[sorted(values, key=lambda value: first[value].number)[1]]
            row.note(self._notes, "spelt_apart", column, found=tuple(values), meant=meant)
        for value in self.spellings.values(column) if column == "region" else ():
            near = self.spellings.candidates(column, value)
            if near:
                first[value].note(self._notes, "unclear_region", column, found=value, nearest=near)


def _note_unheaded(sheet: Sheet, rows: Iterable[Row], notes: Notes) -> None:
    """Note columns that hold values under no heading, once each."""
    headed = {heading.column for heading in sheet.table.headings}
    found: dict[int, int] = {}
    for row in rows:
        for column, raw in enumerate(row.raw):
            if raw is not None and column not in headed:
                found.setdefault(column, row.number)
    for column, number in sorted(found.items()):
        notes.add("no_heading", sheet.table.place(number, column))
