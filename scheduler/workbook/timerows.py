"""What rules of the timetable name: sessions, cohorts, rooms, lecturers and sites, kinds and stages."""

from __future__ import annotations

from typing import Final

from scheduler.domain import EACH
from scheduler.reference.text import fold
from scheduler.words import known_terms
from scheduler.workbook.codes import Codes
from scheduler.workbook.notes import Notes
from scheduler.workbook.sheetrows import Row
from scheduler.workbook.timetable import Timetable

KINDS: Final = ("lecture", "workshop", "study visit", "discussion", "cultural experience")
"""Kinds of sessions that have a word in each language."""


class TimeNames:
    """Spells the names in rows of the timetable's rules as their own sheets spell them.

    Parameters
    ----------
    timetable
        What the rows can name.
    """

    def __init__(self, timetable: Timetable, notes: Notes) -> None:
        self.timetable, self.notes = timetable, notes
        codes = timetable.resources.codes
        self.sessions, self.cohorts = timetable.session_codes, timetable.cohort_codes
        things = [code for role in ("lecturers", "rooms", "sites") for code in codes[role].known]
        taught = [code for session in timetable.sessions.values() for code in session.lecturers]
        visited = [session.site for session in timetable.sessions.values() if session.site]
        is_told = timetable.place_codes.is_told and all(found.is_told for found in codes.values())
        self.anything = Codes((*things, *timetable.place_codes.known, *taught, *visited), is_told=is_told)
        """Whatever has a code, lecturers and sites that only sessions name included."""
        kinds = dict.fromkeys(session.kind for session in timetable.sessions.values())
        self.kinds = Codes(kinds, is_told=timetable.is_whole)
        topics = sorted(timetable.topics)
        self.stages = Codes((*kinds, *topics), is_told=timetable.is_whole)

    def resolve(self, row: Row) -> None:
        """Spell everything that a row names; what is unknown is noted."""
        if row.values.get("who") not in (None, EACH):
            self._codes(row, "who", self.anything, "unknown_who")
        for field, codes, problem in (
            ("sessions", self.sessions, "unknown_session"),
            ("session", self.sessions, "unknown_session"),
            ("first", self.sessions, "unknown_session"),
            ("second", self.sessions, "unknown_session"),
            ("cohorts", self.cohorts, "unknown_cohort"),
        ):
            self._codes(row, field, codes, problem)
        self.timetable.resources.resolve(row, "room", "rooms")
        self._words(row, "kinds", self.kinds, "no_session_of")
        self._words(row, "stages", self.stages, "no_session_of")

    def _codes(self, row: Row, field: str, codes: Codes, problem: str) -> None:
        value = row.values.get(field)
        if not value or not isinstance(value, str | tuple):
            return
        texts = [value] if isinstance(value, str) else value
        found = codes.resolve(row, field, texts, problem, self.notes)
        if len(found) < len(texts):
            row.faulty |= {field}
        row.values[field] = (found[0] if found else value) if isinstance(value, str) else found

    def _words(self, row: Row, field: str, known: Codes, problem: str) -> None:
        """Find kinds of sessions and topics whatever language they are written in; nobody's kind is a doubt."""
        found = []
        for text in row.values.get(field, ()):
            word = known.find(text) or _alike(text, known)
            if word is None and known.is_told:
                row.note(self.notes, problem, field, found=text, nearest=known.near(text))
            found.append(word or text)
        if found:
            row.values[field] = tuple(dict.fromkeys(found))


def _alike(text: str, known: Codes) -> str | None:
    """Return the word of `known` that means the same kind of session."""
    meant = next((words for words in map(known_terms, KINDS) if fold(text) in words), frozenset[str]())
    return next((word for word in known.known if fold(word) in meant), None)
