"""What nominees' cells hold, column by column, and which of their values a rule's value means.

A rule names a value exactly, in another case, or in another spelling of the same region,
institution, type of institution, level or rank; then it means the spelling under which nominees
are counted.  What is ambiguous is never picked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

from scheduler.domain import Nominee
from scheduler.reference.ranks import levels, ranks
from scheduler.reference.regions import CENTRAL
from scheduler.reference.text import fold, nearest
from scheduler.workbook.identities import RESOLVED, Identities

MEANT = ("institution", "region", "rank", "level")
"""Columns of nominees in which all spellings of one thing are counted as one."""


def meant(nominees: Sequence[Nominee], identities: Identities, *, has_centre: bool) -> tuple[Nominee, ...]:
    """Return the nominees, each with the spelling under which it is counted where that is another one.

    Parameters
    ----------
    has_centre
        Whether people of the centre have a region of their own.
    """
    counted = {column: _counted(nominees, column, identities, has_centre=has_centre) for column in MEANT}
    return tuple(_with(nominee, counted) for nominee in nominees)


def _with(nominee: Nominee, counted: Mapping[str, Mapping[str, str]]) -> Nominee:
    own = {column: names[text] for column, names in counted.items() if (text := getattr(nominee, column)) in names}
    return nominee.model_copy(update={"meant": own}) if own else nominee


def _counted(
    nominees: Sequence[Nominee], column: str, identities: Identities, *, has_centre: bool
) -> Mapping[str, str]:
    """Return the spelling that each other spelling of a column is counted under."""
    texts = Counter(getattr(nominee, column) for nominee in nominees)
    del texts[""]
    kinds = _grouped((key, text) for text in sorted(texts) if isinstance(key := identities.meaning(column, text), str))
    found = {}
    for key, spellings in kinds.items():
        name = "" if key == CENTRAL.name and not has_centre else _name(column, key, spellings, texts)
        found.update({text: name for text in spellings if text != name})
    return found


def _name(column: str, key: str, spellings: Sequence[str], texts: Counter[str]) -> str:
    """Return the spelling met most often; of ranks and levels, which stand within titles, their own name."""
    if len(spellings) == 1:
        return spellings[0]
    return _labels().get((column, key)) or max(spellings, key=lambda text: texts[text])


@cache
def _labels() -> Mapping[tuple[str, str], str]:
    named = {("level", level.code): level.label.id for level in levels()}
    return named | {("rank", rank.code): rank.code for rank in ranks()}


class Spellings:
    """The values of the nominees' columns.

    Parameters
    ----------
    nominees
        Everyone who was read.
    identities
        What the values mean.
    """

    def __init__(self, nominees: Sequence[Nominee], identities: Identities) -> None:
        self.nominees, self.identities = nominees, identities
        self.values = cache(self._read_values)
        self.written = cache(self._read_written)
        self._folded = cache(self._read_folded)
        self._meant = cache(self._read_meant)

    def _read_values(self, column: str) -> tuple[str, ...]:
        return tuple(sorted({value for nominee in self.nominees for value in nominee.values(column)}))

    def _read_written(self, column: str) -> tuple[str, ...]:
        """Return what the cells of a column say, whatever it is counted under."""
        return tuple(sorted({getattr(nominee, column) for nominee in self.nominees} - {""}))

    def _read_folded(self, column: str) -> Mapping[str, list[str]]:
        return _grouped((fold(value), value) for value in self.values(column))

    def _read_meant(self, column: str) -> Mapping[str, list[str]]:
        meaning = self.identities.meaning
        found = ((meaning(column, value), value) for value in self.values(column)) if column in RESOLVED else ()
        return _grouped((key, value) for key, value in found if isinstance(key, str))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Headings of the further columns, in order of the alphabet."""
        return tuple(sorted({heading for nominee in self.nominees for heading in nominee.facts}))

    def matching(self, column: str, value: str) -> tuple[str, ...]:
        """Return the values of nominees that a rule's value means, itself first; empty where nobody has it."""
        meant = self.identities.meaning(column, value) if column in RESOLVED else None
        others = self._meant(column).get(meant, []) if isinstance(meant, str) else []
        found = dict.fromkeys([value] if value in self.values(column) else [])
        return tuple(found | dict.fromkeys([*self._folded(column).get(fold(value), []), *others]))

    def candidates(self, column: str, value: str) -> tuple[str, ...]:
        """Return what an ambiguous value may mean; empty where it is not ambiguous."""
        meant = self.identities.meaning(column, value) if column in RESOLVED else None
        return meant if isinstance(meant, tuple) else ()

    def near(self, column: str, value: str) -> tuple[str, ...]:
        """Return the values of nominees that look most like one."""
        return nearest(value, self.values(column), least=60)

    def spelt_apart(self, column: str) -> Mapping[str, list[str]]:
        """Return what has several spellings in a column, with these."""
        pairs = ((self.identities.meaning(column, text), text) for text in self.written(column))
        kinds = _grouped((key, text) for key, text in pairs if isinstance(key, str))
        return {key: texts for key, texts in kinds.items() if len(texts) > 1}


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
