"""Names that a misspelling may stand for: as many words, each with a slip or two of the hand.

A likeness alone says little, since Kabupaten Bandung and Kabupaten Badung are two places.  So a
word counts as misspelt only where few letters differ, and a name only where no other one is as
close; whoever asks must still tell the reader what was taken for what.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal

from scheduler.reference.institutions import Institution, find_institution, government_of, spellings
from scheduler.reference.regions import Region, island_groups, provinces, regencies
from scheduler.reference.text import FILLERS, fold

Column = Literal["institution", "region"]

MOST_SLIPS: Final = 3
"""Most letters that differ in a whole name."""
_SHORT: Final = 5
"""Letters up to which a word is short: one slip in it, none in words of three letters or fewer."""
_SAME: Final[Mapping[str, str]] = {
    "kab": "kabupaten", "pemkab": "kabupaten", "pemkot": "kota", "prov": "provinsi", "propinsi": "provinsi",
    "pemprov": "provinsi", "kementrian": "kementerian", "kemen": "kementerian", "pemerintah": "",
}  # fmt: skip


def closest(text: str, column: Column) -> tuple[str, ...]:
    """Return the names that a text is a misspelling of: none, one, or several that are equally close.

    Parameters
    ----------
    text
        What is no known name.
    column
        Whether it names an institution or a region.
    """
    words = _words(text)
    if len("".join(words)) <= _SHORT:
        return ()
    found: dict[str, int] = {}
    for known, name in _pool(column).get(len(words), ()):
        slips = _slips(words, known)
        if slips is not None:
            found[name] = min(slips, found.get(name, slips))
    least = min(found.values(), default=0)
    return tuple(sorted(name for name, slips in found.items() if slips == least))


def _words(text: str) -> tuple[str, ...]:
    plain = (_SAME.get(word, word) for word in fold(text).split())
    return tuple(word for word in plain if word and word not in FILLERS)


@cache
def _pool(column: Column) -> dict[int, list[tuple[tuple[str, ...], str]]]:
    """Names by their number of words, with what they mean."""
    pool: dict[int, list[tuple[tuple[str, ...], str]]] = {}
    for spelling, name in _names(column):
        words = _words(spelling)
        pool.setdefault(len(words), []).append((words, name))
    return pool


def _names(column: Column) -> list[tuple[str, str]]:
    places = [*provinces(), *regencies()]
    if column == "region":
        return [(spelling, place.name) for place in places for spelling in _of_place(place)]
    found = ((spelling, find_institution(spelling)) for spelling in spellings())
    national = [(spelling, body.name) for spelling, body in found if isinstance(body, Institution)]
    return [*national, *((place.name, government_of(place).name) for place in places)]


def _of_place(place: Region) -> tuple[str, ...]:
    return (f"provinsi {place.name}", place.name) if place.kind == "province" else (place.name,)


def _slips(words: tuple[str, ...], known: tuple[str, ...]) -> int | None:
    """Return how many letters differ; None where a word differs too much."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  only a misspelling pays for it

    total = 0
    for word, right in zip(words, known, strict=True):
        if word != right:
            if word in _SAME.values() or right in _SAME.values():
                return None
            slips = OSA.distance(word, right)
            if slips > _allowed(min(len(word), len(right))):
                return None
            total += slips
    return total if total <= MOST_SLIPS else None


def _allowed(length: int) -> int:
    return 0 if length <= 3 else 1 if length <= _SHORT else 2


def island_group(text: str) -> str | None:
    """Return the island group that a text names, in Indonesian or English; None where it names none."""
    plain = " ".join(_words(_ISLANDS.get(fold(text), text)))
    return next((group for group in island_groups() if " ".join(_words(group)) == plain), None)


_ISLANDS: Final[Mapping[str, str]] = {
    "java": "Jawa", "pulau jawa": "Jawa", "sumatra": "Sumatera", "pulau sumatera": "Sumatera", "borneo": "Kalimantan",
    "celebes": "Sulawesi", "bali nusra": "Bali & Nusa Tenggara", "bali nusa tenggara": "Bali & Nusa Tenggara",
    "balinusra": "Bali & Nusa Tenggara", "moluccas": "Maluku",
}  # fmt: skip
