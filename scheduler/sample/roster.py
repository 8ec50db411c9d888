"""A roster in the making: offices nominate people who do not exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from scheduler.domain import Nominee
from scheduler.reference.invent import InventedPerson, Inventor
from scheduler.reference.nip import Kind, age_on
from scheduler.sample.draw import Draw
from scheduler.sample.offices import Office, office

PASSPORT = "Passport expiry"
"""Heading of a further column that most calls ask for."""

FIRST_PPPK_INTAKE = date(2021, 1, 1)
"""Before the first large intake of contract staff, nominees were career staff."""

YEARS_OF_SERVICE = 2

Fits = Callable[[InventedPerson], bool]


def anyone(person: InventedPerson) -> bool:
    """Take whoever is invented."""
    del person
    return True


class Roster:
    """Nominations of one round, in the order in which they come in.

    Parameters
    ----------
    seed
        Another seed, other people; what a sample tells about them stays.
    on
        The day on which ages, ranks and passports are right.
    """

    def __init__(self, seed: int, on: date) -> None:
        self.on = on
        self.draw = Draw(seed)
        self.nominees: list[Nominee] = []
        self._inventor = Inventor(seed, on)
        self._orders = Counter[str]()

    def nominate(self, institution: str, fits: Fits = anyone, **own: Any) -> Nominee:
        """Let an institution name its next person.

        Parameters
        ----------
        fits
            What the person must be like; others are invented and left aside.
        own
            Fields of the nominee that are told and not drawn; `facts` are added to those drawn.
        """
        where = office(institution)
        self._orders[where.name] += 1
        drawn = self._drawn(where, self._person(where, fits))
        facts = {**drawn.pop("facts"), **own.pop("facts", {})}
        nominee = Nominee(**{**drawn, **own, "facts": facts})
        self.nominees.append(nominee)
        return nominee

    def _person(self, where: Office, fits: Fits) -> InventedPerson:
        kind: Kind | None = None if self.on >= FIRST_PPPK_INTAKE else "PNS"
        while True:
            person = self._inventor.person(where.region, kind=kind)
            if fits(person):
                return person

    def _drawn(self, where: Office, person: InventedPerson) -> dict[str, Any]:
        return {
            "id": person.nip,
            "name": person.full_name,
            "institution": where.name,
            "institution_type": where.type,
            "unit": self.draw.one(where.units),
            "region": where.province,
            "island_group": where.region.island_group,
            "sex": person.sex,
            "birth": person.birth,
            "service_start": person.service_start,
            "rank": person.rank.code,
            "level": person.level.label.id,
            "english": float(self.draw.between(46, 60) * 10),
            "order": self._orders[where.name],
            "facts": {PASSPORT: self.on + timedelta(days=self.draw.between(400, 1700))},
        }


def is_fit(on: date, oldest: int = 50, sex: str = "") -> Fits:
    """Return a test for graduates with two years of service, of a certain age at most, of one sex if told."""
    return lambda person: (
        age_on(person.birth, on) <= oldest
        and age_on(person.service_start, on) >= YEARS_OF_SERVICE
        and person.education in ("S1", "S2", "S3")
        and sex in ("", person.sex)
    )
