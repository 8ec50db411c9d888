"""People's names without their titles, as keys for matching, and masked for what leaves the office.

Officials write degrees and the title of a pilgrim around the name, with and without dots: "Dr. Ir. H. Budi Santoso,
S.Kom., M.T.". Single-word names are common, so the last word of a name is never taken for a title.
"""

from __future__ import annotations

import re
from typing import Final

from scheduler.reference.text import fold, visible

_FRONT: Final = re.compile(
    r"""(?:prof|profesor|dr(?:\.?\s?eng|\.?\s?\(h\.?c\.?\))?|drg|drh|dra|drs|ir|hj?|k\.?\s?h|apt|ns|ust|ustadz|pdt
    |bapak|bpk|ibu|sdri?|mrs?|ms)(?:\.\s*|\s+)(?=\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""One title before a name. Nobility (R., Andi, Teuku, Cut, Ida Bagus) is part of the name and stays."""

_DOTTED: Final = re.compile(
    r"(?:[SMABD]|Sp|Ph|LL|Dr|Dipl|Grad)(?:\.\s?[A-Z]{1,6})+\.?(?:\s?\(\w+\.?\))?", re.IGNORECASE
)
"""One degree after a comma, known to us or not: S.Kom., M.A.P., Sp.PD, M.Si (Han)."""

_DEGREES: Final = frozenset({
    "ak", "aks", "amd", "amdkom", "apt", "ba", "beng", "bsc", "ca", "cissp", "cpa", "lc", "llm", "ma", "map",
    "mba", "meng", "mh", "mhum", "mkes", "mkom", "mm", "mmsi", "mp", "mpa", "mpd", "mpp", "ms", "msc", "mse",
    "msi", "mt", "mti", "ns", "phd", "pmp", "sag", "sap", "se", "sfarm", "sh", "shi", "shum", "shut", "siip",
    "sip", "skep", "skm", "skom", "sp", "spd", "spdi", "spsi", "spt", "ss", "ssi", "ssit", "ssos", "sst",
    "sstp", "st", "stp", "str", "stt",
})  # fmt: skip
"""Degrees as they are left without dots and case; what else follows a name without a comma belongs to it."""

_MUHAMMAD: Final = re.compile(r"^(?:m|moh|muh|mohd|muhd|mohamad|mohammad|muhamad|mochamad|mochammad|muchamad) (?=\w)")
_ABDUL: Final = re.compile(r"\babd (?=\w)")


def strip_titles(name: str) -> str:
    """Give a name without titles and degrees on either side, otherwise as it was written.

    Examples
    --------
    >>> strip_titles("Dr. Ir. H. Budi Santoso, S.Kom., M.T.")
    'Budi Santoso'
    """
    head, *tail = (" ".join(part.split()) for part in visible(name).split(","))
    kept = [_without_back(_without_front(head).split())]
    kept += [part for part in tail if not (_DOTTED.fullmatch(part) or _squash(part) in _DEGREES)]
    return ", ".join(part for part in kept if part)


def _without_front(text: str) -> str:
    shorter = _FRONT.sub("", text, count=1) if _FRONT.match(text) else text
    return text if shorter == text else _without_front(shorter)


def _without_back(words: list[str]) -> str:
    for count in (2, 1):
        if len(words) > count and _is_degree(words[-count:]):
            return _without_back(words[:-count])
    return " ".join(words)


def _is_degree(words: list[str]) -> bool:
    """Judge words behind a name without a comma: "S.Kom", "S. Kom.", "MT"; but a plain "Ma" is a name."""
    written = "".join(words)
    is_marked = "." in written or written != written.capitalize()
    is_one = all(word.endswith(".") for word in words[:-1])
    return is_marked and is_one and _squash(written) in _DEGREES


def _squash(text: str) -> str:
    return fold(text).replace(" ", "")


def name_key(name: str) -> str:
    """Fold a name to what its spellings share: without titles, Muhammad written out, Abd read as Abdul.

    Equal keys say that two rows may be one person; birth date and institution must agree as well.
    """
    plain = _MUHAMMAD.sub("muhammad ", fold(strip_titles(name)))
    return _ABDUL.sub("abdul ", plain)


def mask(name: str) -> str:
    """Give the initials only, for outputs that leave the office; the number of stars tells nothing.

    Examples
    --------
    >>> mask("Dr. Budi Santoso, M.T.")
    'B*** S***'
    """
    return " ".join(f"{word[0].upper()[0]}***" for word in fold(strip_titles(name)).split())
