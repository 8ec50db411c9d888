"""The sheets Cohorts and Sessions: their rows, and one against the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from scheduler.domain import Cohort, Session
from scheduler.workbook.codes import Codes, take_codes
from scheduler.workbook.columnkinds import Role
from scheduler.workbook.notes import Notes
from scheduler.workbook.resources import Resources
from scheduler.workbook.sheetrows import Row, build, note_missing

Timed = Cohort | Session


class Timetable:
    """The cohorts and sessions of a workbook.

    Parameters
    ----------
    cohort_rows, session_rows
        The rows of both sheets.
    resource_rows
        Those of the sheets of the timetable, by role.
    """

    def __init__(
        self,
        cohort_rows: Iterable[Row],
        session_rows: Iterable[Row],
        notes: Notes,
        resource_rows: Mapping[Role, Sequence[Row]] | None = None,
    ) -> None:
        taken: dict[str, Row] = {}
        cohort_rows, session_rows = list(cohort_rows), list(session_rows)
        homes = _complete(cohort_rows, taken, notes)
        rooms = _complete(session_rows, taken, notes)
        self.resources = Resources(resource_rows or {}, taken, notes)
        # Where the codes of cohorts cannot be told, neither can what is no code.
        are_told = bool(homes) and all("code" in row.values for row in cohort_rows)
        self.cohort_codes = Codes((row.values["code"] for row in homes), is_told=are_told)
        self.session_codes = Codes(row.values["code"] for row in rooms)
        self.place_codes = Codes((*self.cohort_codes.known, *self.session_codes.known), is_told=are_told)
        for row in rooms:
            self._resolve(row, notes)
        for row in (*homes, *rooms):
            _check_times(row, notes)
        self.cohorts: Mapping[str, Cohort] = _built(homes, Cohort, notes)
        self.sessions: Mapping[str, Session] = _built(rooms, Session, notes)
        read = [*cohort_rows, *session_rows]
        self.is_whole = len(read) == len(self.cohorts) + len(self.sessions) and not any(row.faulty for row in read)
        """Whether every row of both sheets could be read, so that what is not there is really missing."""
        self.row_of = {row.values["code"]: row for row in (*homes, *rooms)}
        self.resources.name(self.cohort_codes, self.session_codes)
        self._check(notes)

    def is_read(self, places: Sequence[str]) -> bool:
        """Whether there are such places, and all that their rows say could be read."""
        homes = (self.sessions[place].cohort for place in places if place in self.sessions)
        codes = {*places, *homes}
        is_known = all(code in self.cohorts or code in self.sessions for code in codes)
        return bool(codes) and is_known and not any(self.row_of[code].faulty for code in codes)

    @cached_property
    def topics(self) -> frozenset[str]:
        """Codes of the topics that are taught anywhere."""
        timed: list[Timed] = [*self.cohorts.values(), *self.sessions.values()]
        return frozenset(topic.code for one in timed for topic in one.topics)

    def _resolve(self, row: Row, notes: Notes) -> None:
        """Spell the codes of the cohort and of clashing sessions as their own rows do."""
        home = row.values.get("cohort")
        if home is not None:
            found = self.cohort_codes.resolve(row, "cohort", [home], "unknown_cohort", notes)
            row.values["cohort"] = found[0] if found else None
        if "clashes" in row.values:
            clashes = row.values["clashes"]
            row.values["clashes"] = self.session_codes.resolve(row, "clashes", clashes, "unknown_session", notes)
        if "jointly" in row.values:
            jointly = row.values["jointly"]
            row.values["jointly"] = self.cohort_codes.resolve(row, "jointly", jointly, "unknown_cohort", notes)
        self.resources.resolve(row, "lecturers", "lecturers")
        self.resources.resolve(row, "site", "sites")

    def _check(self, notes: Notes) -> None:
        timed: list[Timed] = [*self.cohorts.values(), *self.sessions.values()]
        for one in timed:
            _check_bounds(self.row_of[one.code], one, notes)
        for session in self.sessions.values():
            self._check_session(self.row_of[session.code], session, notes)
        blocks = sorted((s for s in self.sessions.values() if s.block), key=lambda s: (s.cohort, s.block))
        for _, block in groupby(blocks, key=lambda session: (session.cohort, session.block)):
            self._check_block(sorted(block, key=lambda s: self.row_of[s.code].number), notes)
        offers = [cohort for cohort in self.cohorts.values() if cohort.status != "closed" and cohort.seats_at_most]
        if self.cohorts and not offers:
            first = self.row_of[next(iter(self.cohorts))]
            notes.add("no_seats", first.sheet.table.place())

    def _check_session(self, row: Row, session: Session, notes: Notes) -> None:
        cohort = self.cohorts.get(session.cohort)
        if cohort is None:
            return
        if cohort.status == "closed":
            notes.add("session_kept_back", row.place("cohort"), found=cohort.code)
        for name in ("start", "end"):
            moment, days = getattr(session, name), cohort.span
            if moment and days and not days.first <= moment.date() <= days.last:
                row.note(notes, "outside_cohort", name, found=str(moment), cohort=cohort.code, allowed=str(days))
        for other in session.clashes:
            if other in self.sessions and self.sessions[other].cohort != session.cohort:
                row.note(notes, "clash_elsewhere", "clashes", found=other)

    def _check_block(self, block: list[Session], notes: Notes) -> None:
        first, row = block[0], self.row_of[block[0].code]
        for session in block[1:]:
            if session.take != first.take:
                here, said = self.row_of[session.code], first.take
                here.note(notes, "takes_differ", "take", found=session.take, other=first.code, allowed=said)
        if first.take > len(block):
            row.note(notes, "take_too_many", "take", found=first.take, block=first.block, allowed=len(block))
        rooms, cohort = [session.seats_at_most for session in block], self.cohorts.get(first.cohort)
        seats = sum(room for room in rooms if room is not None) // first.take
        if cohort and None not in rooms and seats < cohort.seats_at_most and self.is_whole:
            most = cohort.seats_at_most
            row.note(notes, "cohort_seats", "seats_at_most", found=seats, block=first.block, allowed=most)


def _complete(rows: Iterable[Row], taken: dict[str, Row], notes: Notes) -> list[Row]:
    """Note what is missing, and return the rows that have a code of their own."""
    listed = list(rows)
    for row in listed:
        note_missing(row, notes)
    return take_codes(listed, taken, notes)


def _built(rows: Iterable[Row], model: type[Cohort] | type[Session], notes: Notes) -> dict[str, Any]:
    """Make the models of the rows that have all they need."""
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    whole = [row for row in rows if all(row.values.get(name) is not None for name in needed)]
    built = {row.values["code"]: build(row, model, notes) for row in whole}
    return {code: made for code, made in built.items() if made is not None}


def _check_bounds(row: Row, timed: Timed, notes: Notes) -> None:
    most = timed.seats_at_most
    if most is not None and timed.seats_at_least > most:
        row.note(notes, "inverted", "seats_at_least", found=timed.seats_at_least, allowed=most)


def _check_times(row: Row, notes: Notes) -> None:
    """Note an end before the start, and drop it: no span can be made of the two."""
    for first, last in (("start", "end"), ("earliest", "latest")):
        start, end = row.values.get(first), row.values.get(last)
        if start and end and end < start:
            row.note(notes, "ends_first", last, found=str(end), start=str(start))
            del row.values[last]
