"""What the text of a cell means: one institution, region, rank ... under all its names.

What the coordinator declares on the sheet Names goes first, then the reference tables as they
were on the day of the programme, then the one known name that a misspelling is close to.  What
may mean several things is never picked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

from scheduler.domain import Alias
from scheduler.reference.answers import Ambiguous
from scheduler.reference.close import closest, island_group
from scheduler.reference.institutions import Institution, find_institution, institution_types
from scheduler.reference.ranks import read_level, read_rank
from scheduler.reference.regions import Region, find_region
from scheduler.reference.text import fold
from scheduler.words import known_terms

NAMED: Final = ("institution", "region")
"""Columns whose texts are names that change, are shared, and are misspelt."""
RESOLVED: Final = (*NAMED, "institution_type", "island_group", "rank", "level")
"""Columns in which different spellings of one thing are known."""

Meaning = str | tuple[str, ...] | None
"""A key of what is meant, the candidates where it may be several things, or None where nobody knows."""


class Identities:
    """The meanings of texts in one workbook.

    Parameters
    ----------
    on
        The day whose names hold; None leaves dates aside.
    aliases
        What the coordinator has declared.
    """

    def __init__(self, on: date | None = None, aliases: Iterable[Alias] = ()) -> None:
        self.on = on
        self._declared = {fold(alias.written): alias.means for alias in aliases}
        self._targets = {fold(means) for means in self._declared.values()}
        self.meaning = cache(self._meaning)
        self.proposals = cache(self._proposals)

    def _meaning(self, column: str, text: str) -> Meaning:
        """Return what a text means; a unique misspelling means what it is close to."""
        plain = self.declared(text)
        found = self.known(column, plain)
        if found is not None:
            return found
        if fold(plain) in self._targets:
            return f"={fold(plain)}"
        near = self.proposals(column, plain)
        return near[0] if len(near) == 1 else near or None

    def declared(self, text: str) -> str:
        """Return what the coordinator says that a text means; else the text."""
        return self._declared.get(fold(text), text)

    def known(self, column: str, text: str) -> Meaning:
        """Return what the reference tables say that a text means."""
        read = _READERS.get(column)
        if column == "institution":
            return _institution(text, self.on)
        return read(text) if read else None

    def _proposals(self, column: str, text: str) -> tuple[str, ...]:
        """Return the names that an unknown text is a misspelling of."""
        if column == "institution" and self.known(column, self.declared(text)) is None:
            known = (self.known(column, name) for name in closest(text, "institution"))
            return tuple(sorted({name for name in known if isinstance(name, str)}))
        if column == "region" and self.known(column, self.declared(text)) is None:
            return closest(text, "region")
        return ()

    def is_close(self, column: str, text: str) -> bool:
        """Whether a text is counted as a name that it only resembles."""
        plain = self.declared(text)
        is_unknown = self.known(column, plain) is None and fold(plain) not in self._targets
        return is_unknown and len(self.proposals(column, plain)) == 1

    def renamed(self, text: str) -> str:
        """Return the name that an institution bears on the day of the programme; empty where it is the written one."""
        plain = self.declared(text)
        then, now = find_institution(plain), self.known("institution", plain)
        return now if isinstance(then, Institution) and isinstance(now, str) and then.name != now else ""


@cache
def _institution(text: str, on: date | None) -> Meaning:
    found = find_institution(text, on)
    if isinstance(found, Ambiguous):
        return tuple(candidate.name for candidate in found.candidates)
    return found.name if isinstance(found, Institution) else None


@cache
def _region(text: str) -> Meaning:
    # A code without the name of its scheme is read in both, and is unclear where they differ.
    found = find_region(text, None)
    if isinstance(found, Ambiguous):
        return tuple(candidate.name for candidate in found.candidates)
    return found.name if isinstance(found, Region) else None


@cache
def _rank(text: str) -> str | None:
    rank = read_rank(text)
    return rank.code if rank else None


@cache
def _level(text: str) -> str | None:
    level = read_level(text)
    return level.code if level else None


@cache
def _institution_type(text: str) -> str | None:
    plain = fold(text)
    return next((kind.code for kind in institution_types() if plain in known_terms(kind.code)), None)


_READERS: Final[Mapping[str, Callable[[str], Meaning]]] = {
    "region": _region,
    "rank": _rank,
    "level": _level,
    "institution_type": _institution_type,
    "island_group": cache(island_group),
}
