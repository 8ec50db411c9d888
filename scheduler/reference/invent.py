"""Realistic civil servants who do not exist, for samples, tests and benchmarks.

Names follow the culture of the region, from pools of common given and family names; careers hold together: schooling
before appointment, a promotion every four years up to what the schooling allows, a level that goes with the rank, and
retirement still ahead. A seed gives the same people everywhere.

A name put together at random may be borne by somebody. The pools leave out names by which ministers and other
office-holders are known, and everything beside the name is invented.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, TypeVar

from scheduler.reference.nip import Kind, Sex, make_ni_pppk, make_nip
from scheduler.reference.pools import Pool, Schooling, cultures, educations, homes, pools, schoolings
from scheduler.reference.ranks import Level, Rank, levels, ranks
from scheduler.reference.regions import Region

T = TypeVar("T")

SHARE_OF_WOMEN: Final = 0.48
SHARE_OF_PPPK: Final = 0.15
SHARE_OF_SINGLE_NAMES: Final = 0.08
SHARE_OF_THREE_NAMES: Final = 0.25

FIRST_PPPK_YEAR: Final = 2019
OLDEST: Final = 55
"""Years at most, of age on entry and years served together: nobody invented is past 57, and 58 retires the first."""
YEARS_TO_PROMOTION: Final = 4
_APPOINTMENT_MONTHS: Final = (1, 2, 3, 4, 12)

_GRADUATE_LEVELS: Final = (
    (10, ("AHL-P", "AHL-P", "AHL-P", "PLK", "PLK", "PGW")),
    (12, ("AHL-D", "AHL-D", "AHL-D", "PGW", "PGW", "PLK")),
    (13, ("AHL-M", "AHL-M", "ADM", "ADM", "PGW")),
    (15, ("AHL-M", "AHL-M", "ADM", "ADM", "JPT-P")),
    (17, ("AHL-U", "JPT-P", "JPT-P", "JPT-M")),
)
"""Highest order of PNS rank, and what its graduates are, as often as listed."""
_OTHER_LEVELS: Final = (
    (8, ("PLK", "PLK", "TRM-T")),
    (10, ("PLK", "PLK", "TRM-H")),
    (17, ("PLK", "TRM-S", "PGW")),
)
"""The same for those without a first degree."""


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """A civil servant who does not exist.

    Attributes
    ----------
    name
        Without titles; see `full_name`.
    sex, birth, birthplace, culture
        "F" or "M", a day, the name of a regency or city, and the naming tradition.
    kind, nip, service_start
        "PNS" or "PPPK", the 18 digits, and the first day of service.
    rank, level
        As `ranks()` and `levels()` list them.
    education, front_title, back_title
        SMA, D3, S1, S2 or S3; the titles around the name, or empty.
    region
        Where the office is: as asked for, else a regency or city.
    """

    name: str
    sex: Sex
    birth: date
    birthplace: str
    culture: str
    kind: Kind
    nip: str
    service_start: date
    rank: Rank
    level: Level
    education: str
    front_title: str
    back_title: str
    region: Region

    @property
    def full_name(self) -> str:
        """The name as rosters write it, with titles before and after."""
        front = f"{self.front_title} {self.name}" if self.front_title else self.name
        return f"{front}, {self.back_title}" if self.back_title else front


class Inventor:
    """Invents people, no two with one NIP.

    Parameters
    ----------
    seed
        The same seed gives the same people in the same order.
    on
        The day on which ages, service and ranks are right.

    Examples
    --------
    >>> Inventor(7).person(sex="F") == Inventor(7).person(sex="F")
    True
    """

    def __init__(self, seed: int, on: date = date(2026, 7, 1)) -> None:
        # Only random() is used: of all methods it alone is promised never to change between Python versions.
        self._random = random.Random(seed).random  # noqa: S311 - invents people, keeps no secret
        self._on = on
        self._serials: dict[str, int] = {}

    def people(self, count: int, region: Region | None = None) -> Iterator[InventedPerson]:
        """Invent several people, each somewhere else unless a region is given."""
        return (self.person(region) for _ in range(count))

    def person(
        self,
        region: Region | None = None,
        sex: Sex | None = None,
        education: str | None = None,
        kind: Kind | None = None,
    ) -> InventedPerson:
        """Invent one person; whatever is not asked for is drawn.

        Parameters
        ----------
        region
            Of the office. People of a province or of the centre come from any of its regencies and cities.
        sex
            "F" or "M".
        education
            SMA, D3, S1, S2 or S3.
        kind
            "PNS" or "PPPK".

        Raises
        ------
        KeyError
            If there is no such education.
        """
        sex = sex or ("F" if self._random() < SHARE_OF_WOMEN else "M")
        kind = kind or ("PPPK" if self._random() < SHARE_OF_PPPK else "PNS")
        home = self._pick(homes(region))
        culture = self._pick(cultures()[home.code[:2]])
        schooling = schoolings()[education or self._pick(educations())]
        start, birth = self._career(schooling, kind)
        rank = self._rank(schooling, kind, start)
        return InventedPerson(
            name=self._name(pools()[culture, sex]),
            sex=sex,
            birth=birth,
            birthplace=home.bare_name,
            culture=culture,
            kind=kind,
            nip=self._nip(birth, start, sex, kind),
            service_start=start,
            rank=rank,
            level=self._level(schooling, rank, region),
            education=schooling.education,
            front_title=schooling.front,
            back_title=self._pick(schooling.back),
            region=region or home,
        )

    def _pick(self, pool: tuple[T, ...]) -> T:
        return pool[int(self._random() * len(pool))]

    def _between(self, least: int, most: int) -> int:
        return least + int(self._random() * (most - least + 1))

    def _name(self, pool: Pool) -> str:
        if pool.single and self._random() < SHARE_OF_SINGLE_NAMES:
            return self._pick(pool.single)
        names = [self._pick(pool.first), self._pick(pool.last)]
        if self._random() < SHARE_OF_THREE_NAMES and " " not in names[0]:
            names.insert(1, self._pick(pool.first))
        return " ".join(dict.fromkeys(names))

    def _career(self, schooling: Schooling, kind: Kind) -> tuple[date, date]:
        """Draw the first day of service and the birth before it."""
        entry = self._between(schooling.youngest, schooling.oldest)
        most = OLDEST - entry if kind == "PNS" else max(1, self._on.year - FIRST_PPPK_YEAR)
        # The lesser of two draws: every service has more young people than old ones.
        year = self._on.year - min(self._between(1, most), self._between(1, most))
        start = date(year, 1 if kind == "PPPK" else self._pick(_APPOINTMENT_MONTHS), 1)
        days_before = int(365.25 * entry) + 1 + int(365 * self._random())
        return start, date.fromordinal(start.toordinal() - days_before)

    def _rank(self, schooling: Schooling, kind: Kind, start: date) -> Rank:
        if kind == "PPPK":
            return schooling.grade
        promotions = (self._on.year - start.year) // YEARS_TO_PROMOTION
        return ranks()[min(schooling.top, schooling.entry + promotions) - 1]

    def _level(self, schooling: Schooling, rank: Rank, region: Region | None) -> Level:
        table = _GRADUATE_LEVELS if schooling.is_graduate else _OTHER_LEVELS
        if rank.scheme == "PPPK":
            return _levels()["AHL-P" if schooling.is_graduate else "PLK"]
        code = self._pick(next(choice for most, choice in table if rank.order <= most))
        is_central = region is not None and region.kind == "central"
        return _levels()["JPT-P" if code == "JPT-M" and not is_central else code]

    def _nip(self, birth: date, start: date, sex: Sex, kind: Kind) -> str:
        """Number people who share the leading digits from 001 on, as the agency does."""
        first = make_nip(birth, start, sex, 1) if kind == "PNS" else make_ni_pppk(birth, start.year, 1, sex, 1)
        serial = self._serials.get(first[:15], 0) + 1
        self._serials[first[:15]] = serial
        return f"{first[:15]}{serial:03d}"


@cache
def _levels() -> Mapping[str, Level]:
    return {level.code: level for level in levels()}
