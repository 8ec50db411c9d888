"""Offices that nominate: an institution as the reference tables know it, its region, and units in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from scheduler.reference.institutions import Institution, find_institution
from scheduler.reference.regions import CENTRAL, Region, find_region

CENTRAL_UNITS = (
    "Biro Perencanaan",
    "Biro Organisasi dan Tata Laksana",
    "Biro Sumber Daya Manusia",
    "Pusat Data dan Informasi",
    "Inspektorat Jenderal",
)
LOCAL_UNITS = (
    "Dinas Komunikasi dan Informatika",
    "Badan Kepegawaian dan Pengembangan SDM",
    "Badan Perencanaan Pembangunan Daerah",
    "Bagian Organisasi Sekretariat Daerah",
    "Dinas Penanaman Modal dan PTSP",
)
OWN_UNITS = {
    "Kemen PANRB": (
        "Deputi Kelembagaan dan Tata Laksana",
        "Deputi Pelayanan Publik",
        "Deputi SDM Aparatur",
        "Deputi RB, Akuntabilitas Aparatur dan Pengawasan",
        "Sekretariat Kementerian",
    ),
    "Kominfo": (
        "Ditjen Aplikasi Informatika",
        "Ditjen Penyelenggaraan Pos dan Informatika",
        "Ditjen Informasi dan Komunikasi Publik",
        "Badan Penelitian dan Pengembangan SDM",
    ),
    "World Bank Indonesia": ("Governance", "Digital Development", "Social Protection"),
}
"""Units of institutions that samples look into more closely; all others share the usual ones."""


@dataclass(frozen=True)
class Office:
    """One institution that nominates.

    Parameters
    ----------
    name, type
        Short name and code of the type, as the reference tables have them.
    region
        Where its people work: the centre, or the governed region.
    units
        Where in it they may work.
    """

    name: str
    type: str
    region: Region
    units: tuple[str, ...]

    @property
    def province(self) -> str:
        """What stands in a roster's region column: the province, or Pusat for the centre."""
        return _unmistakable(self.region.province or self.region.name)


@cache
def _unmistakable(region: str) -> str:
    """Write the word province where a city bears the same name, as Jambi does."""
    return region if isinstance(find_region(region), Region) else f"Provinsi {region}"


@cache
def office(text: str) -> Office:
    """Return the office of an institution under any of its names.

    Raises
    ------
    ValueError
        The reference tables do not know it, or know several.
    """
    found = find_institution(text)
    if not isinstance(found, Institution):
        raise ValueError(f"{text} is not one institution")  # noqa: TRY004  the text is wrong, not its type
    region = found.region or _seat()
    units = OWN_UNITS.get(found.short) or (CENTRAL_UNITS if region == CENTRAL else LOCAL_UNITS)
    return Office(found.short, found.type, region, units)


def _seat() -> Region:
    """Where institutions without a region of their own have their office."""
    found = find_region("DKI Jakarta")
    return found if isinstance(found, Region) else CENTRAL
