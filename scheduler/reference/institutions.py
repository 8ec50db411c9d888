"""Ministries, agencies, regional governments and others that nominate, found under the names they are written with.

Names change with cabinets: an entry is valid from its first day to its last, and points to its successors. With a
date the look-up answers for that day (a roster of 2026 that says Setkab means Kemensetneg); without one it answers
with what was written. Days of founding and dissolution follow the decrees where known, else common knowledge; an
empty day means that the limit does not matter here.

References
----------
Perpres 139/2024 on the ministries of 2024-2029 (48 ministries; Sekretariat Kabinet becomes part of Kemensetneg).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from scheduler.reference.answers import Ambiguous, Unknown, one_of
from scheduler.reference.regions import CENTRAL, Region, find_region, provinces, regencies
from scheduler.reference.tables import Label, rows, several
from scheduler.reference.text import fold, key, nearest

_REPUBLIC: Final = re.compile(r" (?:republik indonesia|r ?i)$")
_MISSPELT_MINISTRY: Final = re.compile(r"^kementrian\b")
_LOCAL_OFFICE: Final = re.compile(
    r"^(?:dinas|diskominfo\w*|disdukcapil|bappeda|bapperida|bappelitbangda|bkd|bkpsdm|bkpp|bpsdmd?|bkad|dpmptsp|rsud"
    r"|setda|sekretariat (?:daerah|dprd)|inspektorat|biro organisasi|bagian organisasi)\b.*?\b"
    r"(?=(?:kabupaten|kab|kota|provinsi|prov|pemprov|pemkab|pemkot|pemda|pemerintah) )"
)
"""Offices that only regional governments have; what follows them is the region."""
_CENTRAL_TYPES: Final = frozenset({"coordinating_ministry", "ministry", "agency"})


@dataclass(frozen=True, slots=True)
class InstitutionType:
    """A kind of institution, as quotas count them."""

    code: str
    label: Label


@dataclass(frozen=True, slots=True)
class Institution:
    """One institution.

    Attributes
    ----------
    short, name, english
        Usual short name ("Kemen PANRB"), official Indonesian name, English name.
    type
        Code of one of `institution_types()`.
    aliases
        Other spellings that mean it and nothing else.
    valid_from, valid_to
        First and last day under this name; None where no limit is known or needed.
    successors
        Short names of those that took over, where it ended.
    region
        The governed region; the centre for ministries and agencies; None for others.
    """

    short: str
    name: str
    english: str
    type: str
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    region: Region | None = None

    def is_valid(self, on: date) -> bool:
        """Whether it bore this name on a day."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


Found = Institution | Ambiguous[Institution] | Unknown


@cache
def institution_types() -> tuple[InstitutionType, ...]:
    """List the types in the order in which tables show them."""
    return tuple(
        InstitutionType(row["code"], Label(row["id"], row["en"], row["ko"])) for row in rows("institution_types")
    )


@cache
def institutions() -> tuple[Institution, ...]:
    """List the institutions that are no regional governments, past and present."""
    return tuple(_institution(row) for row in rows("institutions"))


def _institution(row: dict[str, str]) -> Institution:
    return Institution(
        short=row["short"],
        name=row["name"],
        english=row["english"],
        type=row["type"],
        aliases=several(row["aliases"]),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        successors=several(row["successors"]),
        region=CENTRAL if row["type"] in _CENTRAL_TYPES else None,
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


@cache
def government_of(region: Region) -> Institution:
    """Give the government of a province, regency or city.

    Raises
    ------
    ValueError
        For the centre, which has many institutions.
    """
    if region.kind == "central":
        raise ValueError(f"{region.name} is not governed by one institution")
    short, name, english = _government_names(region)
    return Institution(short, name, english, region.kind, region=region)


def _government_names(region: Region) -> tuple[str, str, str]:
    bare = region.bare_name
    if region.kind == "regency":
        return f"Pemkab {bare}", f"Pemerintah Kabupaten {bare}", f"Government of {bare} Regency"
    if region.kind == "city":
        return f"Pemkot {bare}", f"Pemerintah Kota {bare}", f"Government of {bare} City"
    short = next(row["short_name"] for row in rows("provinces") if row["kemendagri_code"] == region.code)
    if region.code == "34":  # by its own law it is a Pemerintah Daerah, without the word province
        return f"Pemda {short}", f"Pemerintah Daerah {bare}", f"Government of {bare}"
    if region.code == "11":  # likewise plainly Pemerintah Aceh
        return "Pemerintah Aceh", "Pemerintah Aceh", "Government of Aceh"
    return f"Pemprov {short}", f"Pemerintah Provinsi {bare}", f"Government of {bare} Province"


@cache
def _by_short() -> dict[str, Institution]:
    return {institution.short: institution for institution in institutions()}


@cache
def _by_key() -> dict[str, Institution]:
    return {key(spelling): institution for spelling, institution in _spellings()}


def _spellings() -> Iterator[tuple[str, Institution]]:
    for institution in institutions():
        for spelling in (institution.short, institution.name, institution.english, *institution.aliases):
            yield spelling, institution
            yield _REPUBLIC.sub("", fold(spelling)), institution


def spellings() -> tuple[str, ...]:
    """List every spelling that means an institution, those of regional governments left aside."""
    return tuple(dict.fromkeys(spelling for spelling, _ in _spellings()))


def find_institution(text: str, on: date | None = None) -> Found:
    """Find the one institution that a text names.

    Parameters
    ----------
    text
        A short name, an official name or an alias; a regional government in any writing ("Pemkot Tangerang
        Selatan", "Kab. Banyuwangi", "Diskominfo Kabupaten Batang"), or its region's name alone.
    on
        The day that counts. One that was gone by then is answered with its successor, one not yet founded with
        its predecessor; several of them are ambiguous. None leaves dates aside.

    Returns
    -------
    Institution or Ambiguous or Unknown
        A misspelling is never taken for the right name: it is unknown, with the nearest official names.
    """
    found = _by_key().get(key(_plain(text)))
    if found is None:
        return _find_government(text)
    if on is None:
        return found
    return one_of(text, _then(found, on)) or Unknown(text, (found.name,))


def _plain(text: str) -> str:
    return _MISSPELT_MINISTRY.sub("kementerian", _REPUBLIC.sub("", fold(text)))


def _then(institution: Institution, on: date) -> tuple[Institution, ...]:
    """Give the holders of an institution's tasks on a day: itself, or what it became or had been."""
    if institution.is_valid(on):
        return (institution,)
    has_ended = institution.valid_to is not None and institution.valid_to < on
    kin = map(_by_short().__getitem__, institution.successors) if has_ended else _predecessors(institution)
    return tuple(dict.fromkeys(holder for relative in kin for holder in _onward(relative, on, has_ended=has_ended)))


def _onward(institution: Institution, on: date, *, has_ended: bool) -> tuple[Institution, ...]:
    # One direction only: a successor that is too young is no road back to what it replaced.
    has_gone = institution.valid_to is not None and institution.valid_to < on
    return _then(institution, on) if institution.is_valid(on) or has_gone == has_ended else ()


def _predecessors(institution: Institution) -> Iterator[Institution]:
    return (former for former in institutions() if institution.short in former.successors)


def _find_government(text: str) -> Found:
    region = None if text.strip()[:1].isdecimal() else find_region(_LOCAL_OFFICE.sub("", fold(text)))
    if isinstance(region, Unknown) and any(mark in text for mark in ",("):
        region = find_region(text)
    if isinstance(region, Region) and region != CENTRAL:
        return government_of(region)
    if isinstance(region, Ambiguous):
        return Ambiguous(text, tuple(map(government_of, region.candidates)))
    return Unknown(text, _alike(text))


@cache
def _governments() -> dict[str, Institution]:
    return {
        spelling: government
        for government in map(government_of, (*provinces(), *regencies()))
        for spelling in (government.short, government.name)
    }


def _alike(text: str) -> tuple[str, ...]:
    pool = dict(_spellings()) | _governments()
    close = nearest(_plain(text), pool, most=5)
    return tuple(dict.fromkeys(pool[spelling].name for spelling in close))[:3]
