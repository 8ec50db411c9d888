"""Codes and IDs that cells refer to: found whatever their case, or told with the nearest ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from scheduler.domain import ALL, EACH, OUT
from scheduler.reference.text import fold, nearest
from scheduler.words import known_terms
from scheduler.workbook.notes import Notes
from scheduler.workbook.problems import PROBLEMS
from scheduler.workbook.sheetrows import Row

_MOST_SHOWN: Final = 12
_MOST_COMPARED: Final = 2_000


class Codes:
    """Codes that exist, those of rows with faults included: these are faulty, but not unknown.

    Parameters
    ----------
    known
        As written; the first of several that differ in case only is the one that is found.
    is_told
        Whether all codes could be read, so that what is not among them is really unknown.
    """

    def __init__(self, known: Iterable[str], *, is_told: bool = True) -> None:
        self.is_told = is_told
        self.known = tuple(dict.fromkeys(known))
        self._exact = frozenset(self.known)
        self._folded = {fold(code): code for code in reversed(self.known)}

    def find(self, text: str) -> str | None:
        """Return the code that a text means, None where there is none."""
        return text if text in self._exact else self._folded.get(fold(text))

    def shown(self) -> tuple[str, ...]:
        """Return the codes as a sentence lists them."""
        return self.known[:_MOST_SHOWN]

    def near(self, text: str) -> tuple[str, ...]:
        """Return the codes that look most like a text; none among so many that comparing takes long."""
        return nearest(text, self.known, least=60) if len(self.known) <= _MOST_COMPARED else ()

    def resolve(self, row: Row, name: str, texts: Sequence[str], code: str, notes: Notes) -> tuple[str, ...]:
        """Return the codes of several texts in one cell; unknown ones are noted under `code` and left out."""
        found = [(text, self.find(text)) for text in texts]
        for text, known in found:
            if known is None and self.is_told:
                self.note(row, name, text, code, notes)
        return tuple(known for _, known in found if known is not None)

    def note(self, row: Row, name: str, text: str, code: str, notes: Notes) -> None:
        """Note that a text is no known code, or that it is several divided by commas."""
        parts = [self.find(part.strip()) for part in text.split(",")]
        if len(parts) > 1 and all(parts):
            row.note(notes, "commas", name, found=text, nearest="; ".join(filter(None, parts)))
        else:
            allowed = {"allowed": self.shown()} if "allowed" in PROBLEMS[code].facts else {}
            row.note(notes, code, name, found=text, nearest=self.near(text), **allowed)


def is_reserved(code: str) -> bool:
    """Whether a text cannot be a code, because cells could not tell it from a word or a list."""
    return ";" in code or "\n" in code or any(fold(code) in known_terms(word) for word in (EACH, ALL, OUT))


def take_codes(rows: Iterable[Row], taken: dict[str, Row], notes: Notes) -> list[Row]:
    """Return the rows whose codes are good and new; `taken` holds the rows by folded code, and grows."""
    kept = []
    for row in rows:
        code = row.values.get("code")
        if code is None:
            continue
        first = taken.setdefault(fold(code) or code, row)
        if is_reserved(code):
            row.note(notes, "not_code", "code", found=code)
        elif first is not row:
            notes.add("code_twice", row.place("code"), found=code, other=_named(first, row))
        else:
            kept.append(row)
    return kept


def _named(first: Row, row: Row) -> str:
    place = first.place("code")
    return place.cell if place.sheet == row.place().sheet else str(place)
