"""The pools that invented people are drawn from: names by culture, cultures by province, schooling and its careers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from scheduler.reference.nip import Sex
from scheduler.reference.ranks import Rank, ranks
from scheduler.reference.regions import Region, regencies
from scheduler.reference.tables import rows, several


@dataclass(frozen=True, slots=True)
class Pool:
    """Names of one culture and sex: first ones, last or family ones, and those that stand alone."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    single: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schooling:
    """What an education means for a career.

    Attributes
    ----------
    education
        SMA, D3, S1, S2 or S3.
    youngest, oldest
        Ages on entry, in years.
    entry, top
        Order of the PNS rank on entry, and of the highest that it leads to.
    grade
        The PPPK grade.
    front, back
        Title before the name, and the choice of degrees behind it.
    """

    education: str
    youngest: int
    oldest: int
    entry: int
    top: int
    grade: Rank
    front: str
    back: tuple[str, ...]

    @property
    def is_graduate(self) -> bool:
        """Whether it is a first degree or higher."""
        return self.education.startswith("S") and self.education != "SMA"


@cache
def pools() -> Mapping[tuple[str, Sex], Pool]:
    """Pools by culture and sex."""
    parts = {(row["culture"], row["part"]): several(row["names"]) for row in rows("people_names")}
    words: tuple[tuple[Sex, str], ...] = (("F", "female"), ("M", "male"))
    return {
        (culture, sex): Pool(
            first=parts[culture, word],
            last=parts.get((culture, "family"), ()) or parts[culture, f"last_{word}"],
            single=parts.get((culture, f"single_{word}"), ()),
        )
        for culture in dict.fromkeys(culture for culture, _ in parts)
        for sex, word in words
    }


@cache
def cultures() -> Mapping[str, tuple[str, ...]]:
    """Cultures by province code, each as often as it is met there."""
    return {row["province"]: several(row["cultures"]) for row in rows("people_places")}


@cache
def homes(region: Region | None) -> tuple[Region, ...]:
    """Regencies and cities where people of a region come from; all of them for the centre or none."""
    if region is None or region.kind == "central":
        return regencies()
    if region.kind == "province":
        return tuple(home for home in regencies() if home.province == region.name)
    return (region,)


@cache
def schoolings() -> Mapping[str, Schooling]:
    """Schooling by education."""
    return {row["education"]: _schooling(row) for row in rows("people_education")}


def _schooling(row: dict[str, str]) -> Schooling:
    by_code = {rank.code: rank for rank in ranks()}
    return Schooling(
        education=row["education"],
        youngest=int(row["youngest"]),
        oldest=int(row["oldest"]),
        entry=by_code[row["entry_rank"]].order,
        top=by_code[row["top_rank"]].order,
        grade=by_code[row["pppk_grade"]],
        front=row["front"],
        back=several(row["back"]) or ("",),
    )


@cache
def educations() -> tuple[str, ...]:
    """Educations, each as often as its weight."""
    return tuple(row["education"] for row in rows("people_education") for _ in range(int(row["weight"])))
