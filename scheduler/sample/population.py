"""Who nominates in a national intake: central institutions by size, regional governments by population.

References
----------
BPS, Sensus Penduduk 2020: people by province, here in ten thousands; the provinces that Papua and Papua Barat were
split into in 2022 by their regencies' people, rounded.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from scheduler.reference.institutions import Institution, government_of, institutions
from scheduler.reference.regions import Region, provinces, regencies
from scheduler.sample.draw import Draw, Urn

PEOPLE: Final = {
    "11": 527, "12": 1480, "13": 553, "14": 639, "15": 355, "16": 847, "17": 201, "18": 901, "19": 146, "21": 206,
    "31": 1056, "32": 4827, "33": 3652, "34": 367, "35": 4067, "36": 1190, "51": 432, "52": 532, "53": 533,
    "61": 541, "62": 267, "63": 407, "64": 377, "65": 70, "71": 262, "72": 299, "73": 907, "74": 262, "75": 117,
    "76": 142, "81": 185, "82": 128, "91": 104, "92": 55, "93": 52, "94": 135, "95": 139, "96": 58,
}  # fmt: skip
"""Ten thousands of people by Kemendagri code of the province."""

LARGE: Final = {
    "Kemenag": 12, "Kemenkeu": 9, "Kemendiktisaintek": 7, "Kemenkes": 6, "Kemenimipas": 6, "Kemenhub": 5,
    "ATR/BPN": 4, "KemenPU": 4, "Kementan": 3, "Kemensos": 3, "Kemenhut": 3, "KKP": 3, "MA": 5,
    "Kejaksaan Agung": 5, "BPS": 4, "BRIN": 3, "BPKP": 3, "BPOM": 3,
}  # fmt: skip
"""Weights of the largest central institutions, by judgement; all others weigh 2 (ministries) or 1 (agencies)."""

WITHOUT_NIP: Final = frozenset({"TNI", "Polri", "Bank Indonesia", "OJK"})
"""Central institutions whose people are numbered otherwise."""

SHARE_OF_CENTRE: Final = 0.45
SHARE_OF_PROVINCES: Final = 0.3
"""Of the people of regional governments, how many are of the province's own."""

_TYPES: Final = {"coordinating_ministry": 1, "ministry": 2, "agency": 1}


class Nominators:
    """Draws the institution of a nominee.

    Parameters
    ----------
    on
        Institutions that exist on this day.
    """

    def __init__(self, on: date) -> None:
        central = [one for one in institutions() if _is_central(one, on)]
        self._central = Urn([one.short for one in central], [LARGE.get(one.short, _TYPES[one.type]) for one in central])
        self._provinces = Urn(provinces(), [PEOPLE[province.code] for province in provinces()])
        self._local = {province.name: _local(province) for province in provinces()}

    def draw(self, draw: Draw) -> str:
        """Return an institution's short name."""
        if draw.is_met(SHARE_OF_CENTRE):
            return draw.one(self._central)
        own, others = self._local[draw.one(self._provinces).name]
        return own if draw.is_met(SHARE_OF_PROVINCES) else draw.one(others)


def _is_central(institution: Institution, on: date) -> bool:
    return institution.type in _TYPES and institution.is_valid(on) and institution.short not in WITHOUT_NIP


def _local(province: Region) -> tuple[str, tuple[str, ...]]:
    inside = tuple(government_of(region).short for region in regencies() if region.province == province.name)
    return government_of(province).short, inside
