"""What nominees' cells hold, column by column, and which of their values a rule's value means.

A rule names a value exactly, in another case, or in another spelling of the same region,
institution, type of institution or rank; then it means every spelling that nominees have.
What is ambiguous is never picked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

from scheduler.domain import Nominee
from scheduler.reference.answers import Ambiguous
from scheduler.reference.institutions import Institution, find_institution, institution_types
from scheduler.reference.ranks import read_rank
from scheduler.reference.regions import Region, find_region
from scheduler.reference.text import fold, nearest
from scheduler.words import known_terms

RESOLVED = ("region", "institution", "institution_type", "rank")
"""Columns in which different spellings of one thing are known."""


@cache
def meaning(column: str, value: str) -> str | tuple[str, ...] | None:
    """Return a key of what a value means, the candidates where it may mean several things, or None."""
    if column == "region":
        region = find_region(value)
        if isinstance(region, Ambiguous):
            return tuple(candidate.name for candidate in region.candidates)
        return region.name if isinstance(region, Region) else None
    if column == "institution":
        body = find_institution(value)
        if isinstance(body, Ambiguous):
            return tuple(candidate.name for candidate in body.candidates)
        return body.name if isinstance(body, Institution) else None
    return _term(column, value)


def _term(column: str, value: str) -> str | None:
    if column == "rank":
        rank = read_rank(value)
        return rank.code if rank else None
    if column != "institution_type":
        return None
    plain = fold(value)
    return next((kind.code for kind in institution_types() if plain in known_terms(kind.code)), None)


class Spellings:
    """The values of the nominees' columns.

    Parameters
    ----------
    nominees
        Everyone who was read.
    """

    def __init__(self, nominees: Sequence[Nominee]) -> None:
        self.nominees = nominees
        self.values = cache(self._read_values)
        self._folded = cache(self._read_folded)
        self._meant = cache(self._read_meant)

    def _read_values(self, column: str) -> tuple[str, ...]:
        return tuple(sorted({value for nominee in self.nominees for value in nominee.values(column)}))

    def _read_folded(self, column: str) -> Mapping[str, list[str]]:
        return _grouped((fold(value), value) for value in self.values(column))

    def _read_meant(self, column: str) -> Mapping[str, list[str]]:
        found = ((meaning(column, value), value) for value in self.values(column)) if column in RESOLVED else ()
        return _grouped((key, value) for key, value in found if isinstance(key, str))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Headings of the further columns, in order of the alphabet."""
        return tuple(sorted({heading for nominee in self.nominees for heading in nominee.facts}))

    def matching(self, column: str, value: str) -> tuple[str, ...]:
        """Return the values of nominees that a rule's value means, itself first; empty where nobody has it."""
        meant = meaning(column, value) if column in RESOLVED else None
        others = self._meant(column).get(meant, []) if isinstance(meant, str) else []
        found = dict.fromkeys([value] if value in self.values(column) else [])
        return tuple(found | dict.fromkeys([*self._folded(column).get(fold(value), []), *others]))

    def candidates(self, column: str, value: str) -> tuple[str, ...]:
        """Return what an ambiguous value may mean; empty where it is not ambiguous."""
        meant = meaning(column, value) if column in RESOLVED else None
        return meant if isinstance(meant, tuple) else ()

    def near(self, column: str, value: str) -> tuple[str, ...]:
        """Return the values of nominees that look most like one."""
        return nearest(value, self.values(column), least=60)

    def spelt_apart(self, column: str) -> Mapping[str, list[str]]:
        """Return what has several spellings in a column, with these."""
        return {key: values for key, values in self._meant(column).items() if len(values) > 1}


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
