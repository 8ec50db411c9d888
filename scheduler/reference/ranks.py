"""Ranks (golongan/ruang, pangkat) and levels of position (jenjang jabatan), read as rosters write them.

PNS and PPPK ranks are two scales: their order numbers compare within a scheme only.

Levels have one order number over both tracks, so that "at least Pengawas" also admits the functional expert beside
the section head. The parallels follow the equalisation of 2021 (administrator - ahli madya, pengawas - ahli muda,
the lowest echelon - ahli pertama); ahli utama beside JPT pratama, and the grades of the skilled category, are by
usual practice. They are common usage, not law for every purpose: a coordinator may map levels otherwise.

References
----------
UU 20/2023 on the state civil apparatus, articles 13-18 (managerial and non-managerial positions).
PermenPANRB 17/2021 on the equalisation of administrative into functional positions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from scheduler.reference.tables import Label, rows, several
from scheduler.reference.text import fold, key

Scheme = Literal["PNS", "PPPK"]

PANGKAT: Final = {
    "I/a": "Juru Muda", "I/b": "Juru Muda Tingkat I", "I/c": "Juru", "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda", "II/b": "Pengatur Muda Tingkat I", "II/c": "Pengatur", "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda", "III/b": "Penata Muda Tingkat I", "III/c": "Penata", "III/d": "Penata Tingkat I",
    "IV/a": "Pembina", "IV/b": "Pembina Tingkat I", "IV/c": "Pembina Utama Muda", "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}  # fmt: skip
"""The 17 PNS ranks, lowest first: golongan/ruang and its pangkat."""

ROMAN: Final = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
"""The 17 PPPK grades, lowest first; they have no pangkat."""

_NOISE: Final = frozenset({"golongan", "gol", "ruang", "pangkat", "pns", "asn"})
_PPPK_WORDS: Final = frozenset({"pppk", "p3k"})
_PNS_CODE: Final = re.compile(r"(?:^| )(iv|i{1,3}|[1-4]) ?([a-e])$")
_FIRST_GRADE: Final = re.compile(r"\b(?:tingkat|tkt|tk) ?(?:i|1)\b")
_ESELON: Final = re.compile(r"(?:pejabat )?(?:eselon|esel|es) ?(iv|i{1,3}|v|[1-5]) ?[ab]?")
_ESELON_LEVEL: Final = {"i": "JPT-M", "ii": "JPT-P", "iii": "ADM", "iv": "PGW", "v": "PLK"}
_ACTING: Final = re.compile(r"^(?:plt|plh|pj|pjs|pelaksana (?:tugas|harian)|penjabat) ")


@dataclass(frozen=True, slots=True)
class Rank:
    """One rank.

    Attributes
    ----------
    code
        "III/c" for PNS, "IX" for PPPK.
    order
        1 (lowest) to 17, within the scheme.
    scheme
        "PNS" or "PPPK"; ranks of different schemes do not compare.
    name
        The pangkat ("Penata"), or "Golongan IX".
    """

    code: str
    order: int
    scheme: Scheme
    name: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level of position.

    Attributes
    ----------
    code
        Short and stable, as in `levels.csv`.
    order
        Higher is higher; levels of parallel tracks share a number.
    track
        "managerial", "functional" or "executor".
    label
        Its name in three languages.
    """

    code: str
    order: int
    track: str
    label: Label


@cache
def ranks() -> tuple[Rank, ...]:
    """List the 17 PNS ranks, then the 17 PPPK grades, lowest first."""
    civil = (Rank(code, order, "PNS", name) for order, (code, name) in enumerate(PANGKAT.items(), 1))
    contract = (Rank(roman, order, "PPPK", f"Golongan {roman}") for order, roman in enumerate(ROMAN, 1))
    return (*civil, *contract)


@cache
def _by_code() -> dict[str, Rank]:
    return {rank.code.casefold(): rank for rank in ranks()}


@cache
def _by_pangkat() -> dict[str, Rank]:
    return {_pangkat_key(rank.name): rank for rank in ranks() if rank.scheme == "PNS"}


def read_rank(text: str) -> Rank | None:
    """Read a rank from a code, a pangkat or both; None if the text is no rank, or says two different ones.

    "III" alone could be a PNS group or a PPPK grade and gives None; "V" to "XVII" exist in PPPK only. A level beside
    a code ("Ahli Pertama / IX") is allowed and ignored.
    """
    words = fold(text).split()
    rest = " ".join(word for word in words if word not in _NOISE and word not in _PPPK_WORDS)
    if not _PPPK_WORDS.isdisjoint(words):
        return _read_pppk(rest, said=True)
    return _read_pns(rest) or _read_pppk(rest, said=False)


def _read_pns(rest: str) -> Rank | None:
    named = _by_pangkat().get(_pangkat_key(rest))
    if named:
        return named
    found = _PNS_CODE.search(rest)
    if not found:
        return None
    coded = _by_code().get(f"{_roman(found[1])}/{found[2]}")
    beside = rest[: found.start()].strip()
    agrees = not beside or _by_pangkat().get(_pangkat_key(beside)) == coded or read_level(beside) is not None
    return coded if agrees else None


def _read_pppk(rest: str, *, said: bool) -> Rank | None:
    beside, _, last = rest.removesuffix(" paruh waktu").rpartition(" ")
    beside = beside.removeprefix("paruh waktu").strip()
    rank = _by_code().get(_roman(last) if said else last)
    if rank is None or rank.scheme != "PPPK" or (beside and read_level(beside) is None):
        return None
    return rank if said or rank.order > ROMAN.index("IV") + 1 else None


def _roman(digits: str) -> str:
    """Write "3" as "iii"; anything that is not 1 to 17 stays as it is."""
    number = int(digits) if digits.isascii() and digits.isdecimal() else 0
    return ROMAN[number - 1].casefold() if 1 <= number <= len(ROMAN) else digits


def _pangkat_key(text: str) -> str:
    return key(_FIRST_GRADE.sub("tk i", fold(text)))


@cache
def levels() -> tuple[Level, ...]:
    """List the levels in the order of the table: managerial, executor, functional."""
    return tuple(
        Level(row["code"], int(row["order"]), row["track"], Label(row["id"], row["en"], row["ko"]))
        for row in rows("levels")
    )


@cache
def _levels_by_code() -> dict[str, Level]:
    return {level.code: level for level in levels()}


@cache
def _levels_by_name() -> dict[str, Level]:
    named = zip(levels(), rows("levels"), strict=True)
    return {
        key(name): level
        for level, row in named
        for name in (level.code, row["id"], row["en"], row["ko"], *several(row["aliases"]))
    }


@cache
def _phrases() -> tuple[tuple[str, Level], ...]:
    named = zip(levels(), rows("levels"), strict=True)
    return tuple((f" {fold(phrase)} ", level) for level, row in named for phrase in several(row["phrases"]))


def read_level(text: str) -> Level | None:
    """Read a level from its name, an old eselon, or a position's title that gives it away.

    "Pranata Komputer Ahli Muda" and "Kepala Bidang Aplikasi" do, "Direktur" alone does not: it gives None, as does a
    title that speaks of two levels.
    """
    plain = _ACTING.sub("", fold(text))
    named = _levels_by_name().get(key(plain))
    if named:
        return named
    eselon = _ESELON.fullmatch(plain)
    if eselon:
        return _levels_by_code()[_ESELON_LEVEL[_roman(eselon[1])]]
    return _level_in_title(plain)


def _level_in_title(plain: str) -> Level | None:
    spoken = {level for phrase, level in _phrases() if phrase in f" {plain} "}
    return spoken.pop() if len(spoken) == 1 else None
