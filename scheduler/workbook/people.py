"""The sheet Nominees: its rows, and one against the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from scheduler.domain import OUT, Nominee
from scheduler.findings import Place
from scheduler.reference.names import name_key
from scheduler.reference.text import fold
from scheduler.workbook.codes import Codes
from scheduler.workbook.facts import further_of, merged, read_facts
from scheduler.workbook.identities import NAMED, Identities
from scheduler.workbook.known_people import complete
from scheduler.workbook.meanings import note_meanings
from scheduler.workbook.notes import Notes
from scheduler.workbook.sheetrows import Row, Sheet, build, read_rows
from scheduler.workbook.spellings import Spellings, meant
from scheduler.workbook.timetable import Timetable


@dataclass(frozen=True)
class Beside:
    """What is known of people beside their rows.

    Parameters
    ----------
    identities
        What institutions, regions ... mean.
    has_centre
        Whether people of the centre have a region of their own.
    bodies
        Institutions by file and sheet, of people whose rows name none.
    known
        IDs of people who are known from elsewhere, and are not taken again.
    may_come
        Whether people are still to come: then a sheet without any is no fault, and what nobody has
        yet is not missing.
    """

    identities: Identities = field(default_factory=Identities)
    has_centre: bool = True
    bodies: Mapping[tuple[str, str], str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    may_come: bool = False


class People:
    """The nominees of a workbook.

    Parameters
    ----------
    sheets
        Their sheets, as a rule one; none where the workbook has none.
    timetable
        The cohorts and sessions that they can name.
    beside
        What is known beside the rows.
    """

    def __init__(
        self, sheets: Sequence[Sheet], timetable: Timetable, notes: Notes, beside: Beside | None = None
    ) -> None:
        self._beside = beside or Beside()
        self.identities = self._beside.identities
        self.rows: dict[str, Row] = {}
        self.nominees: dict[str, Nominee] = {}
        self.unread: dict[str, list[tuple[Place, str]]] = {}
        self._timetable, self._notes = timetable, notes
        self._lost = self._beside.may_come or not sheets or any("id" not in sheet.where for sheet in sheets)
        self._faulty: set[str] = set()
        self._furthers = {_key(sheet): further_of(sheet, notes) for sheet in sheets}
        self.further = merged(tuple(self._furthers.values()))
        """The further columns of all sheets together."""
        for sheet in sheets:
            self._read_sheet(sheet)
        self.codes = Codes(self.rows, is_told=not self._lost)
        counted = meant(tuple(self.nominees.values()), self.identities, has_centre=self._beside.has_centre)
        self.nominees = {nominee.id: nominee for nominee in counted}
        self.spellings = Spellings(counted, self.identities)
        self._compare()

    def _read_sheet(self, sheet: Sheet) -> None:
        before, count = len(self.rows), 0
        for row in read_rows(sheet, self._notes):
            count += 1
            self._faulty |= row.faulty
            self._take(row)
        if not count and not self._beside.may_come:
            # Sessions can be placed before anybody is nominated.
            code = "nobody_yet" if self._timetable.resources.is_used else "empty_sheet"
            self._notes.add(code, sheet.table.place(), sheet=sheet.layout.name)
        _note_unheaded(sheet, islice(self.rows.values(), before, None), self._notes)

    def result_column(self, row: Row, field: str) -> int | None:
        """Return the column in which a row holds a part of the allocation that stands there."""
        return self._furthers[_key(row.sheet)].results.get(field)

    def _take(self, row: Row) -> None:
        """Keep a row that has an ID of its own; note why it has none."""
        identity, body = row.values.get("id"), self._beside.bodies.get(_key(row.sheet))
        if body and "institution" not in row.faulty:
            row.values.setdefault("institution", body)
        if identity is None:
            self._note_lacking(row)
        elif identity in self._beside.known:
            self._notes.add("already_there", row.place("id"), found=identity)
        elif identity in self.rows:
            self._note_again(row, self.rows[identity])
            self._lost = True
        else:
            self.rows[identity] = row
            self._read(row, identity)

    def _note_again(self, row: Row, first: Row) -> None:
        """Note an ID that stands twice, and where the two rows say that different institutions nominate the person."""
        place, (here, there) = row.place("id"), (each.values.get("institution", "") for each in (row, first))
        facts = {"found": row.values["id"], "other": named(first.place("id"), place)}
        meanings = [self.identities.meaning("institution", text) or fold(text) for text in (here, there)]
        if here and there and meanings[0] != meanings[1]:
            self._notes.add("nominated_twice", place, institutions=(there, here), **facts)
        else:
            self._notes.add("id_twice", place, **facts)

    def is_told(self, column: str) -> bool:
        """Whether everything in a column could be read, so that what nobody has is really had by nobody."""
        field = "topics" if column == "topic" else column
        return not self._lost and field not in self._faulty and column not in self.unread

    def are_told(self, columns: Iterable[str]) -> bool:
        """Whether everyone and everything in some columns could be read, so that people can be counted by them."""
        return not self._lost and all(map(self.is_told, columns))

    def _note_lacking(self, row: Row) -> None:
        self._lost = self._lost or "name" in row.values or "id" in row.faulty
        if "id" in row.faulty:
            return
        if "name" in row.values:
            row.note(self._notes, "no_id", "id")
        else:
            self._notes.add("row_ignored", row.place(), columns=("ID", "Name"))

    def _read(self, row: Row, identity: str) -> None:
        if set(row.values) == {"id"} and not row.faulty and "name" in row.sheet.where:
            self._notes.add("id_alone", row.place("name"), found=identity)
            return
        for name in ("name", "institution"):
            if name in row.sheet.where and name not in row.values and name not in row.faulty:
                self._notes.add(f"no_{name}", row.place(name), nominee=identity)
        complete(row, self.identities, self._notes)
        self._resolve(row)
        nominee = build(row, Nominee, self._notes, facts=self._facts(row))
        if nominee is not None:
            self.nominees[identity] = nominee

    def _facts(self, row: Row) -> dict[str, Any]:
        return read_facts(row, self._furthers[_key(row.sheet)], self.unread, self._notes)

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
                first = orders.setdefault((nominee.counted("institution"), nominee.order), identity)
                self._note_order(nominee, first)
        self._note_topics()
        for column in NAMED:
            rows = {getattr(nominee, column): self.rows[nominee.id] for nominee in reversed(self.nominees.values())}
            note_meanings(column, self.spellings, rows, self._notes)

    def _note_twin(self, nominee: Nominee, first: str) -> None:
        if first != nominee.id:
            place = self.rows[nominee.id].place("name")
            other = named(self.rows[first].place("name"), place)
            self._notes.add("same_person", place, nominee=nominee.id, twin=first, other=other)

    def _note_order(self, nominee: Nominee, first: str) -> None:
        if first != nominee.id:
            other = named(self.rows[first].place("order"), self.rows[nominee.id].place())
            self.rows[nominee.id].note(self._notes, "order_twice", "order", found=nominee.order, other=other)

    def _note_topics(self) -> None:
        taught = Codes(sorted(self._timetable.topics))
        for nominee in self.nominees.values() if taught.known and self._timetable.is_whole else ():
            for wish in nominee.topics:
                if wish not in self._timetable.topics:
                    taught.note(self.rows[nominee.id], "topics", wish, "not_taught", self._notes)


def named(place: Place, beside: Place) -> str:
    """Name a cell, with its sheet where that is another one."""
    inside = place.cell if (place.file, place.sheet) == (beside.file, beside.sheet) else str(place)
    return inside if place.file == beside.file else f"{place.file}: {inside}"


def _key(sheet: Sheet) -> tuple[str, str]:
    return (sheet.table.file, sheet.table.sheet)


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
