"""Who is nominated for the round of 2026: some four hundred people of the centre and of every province."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from scheduler.domain import OUT, Nominee, Span
from scheduler.reference.institutions import government_of
from scheduler.reference.regions import Region, provinces, regencies
from scheduler.sample.draw import Draw, Urn
from scheduler.sample.population import PEOPLE
from scheduler.sample.roster import PASSPORT, Fits, Roster, anyone, is_fit

ALUMNI, TEAM, CONSENT = "Alumni of", "Team", "Consent"
"""Headings of further columns: the earlier round, a team that applies together, consent to send data abroad."""

LEAST_LEVEL, TOO_HIGH = 40, 60
"""Orders of the levels that everyone has who is named first: from Ahli Muda to below JPT Pratama."""

ROUNDS: Final = (2016, 2017, 2018, 2019)

CENTRAL: Final[Mapping[str, int]] = {
    "Kemen PANRB": 10, "Kemensetneg": 8, "Kemendagri": 10, "Komdigi": 12, "PPN/Bappenas": 8, "Kemenkeu": 8,
    "Kemenkes": 6, "Kemendikdasmen": 6, "Kemenhub": 6, "KemenPU": 5, "ATR/BPN": 6, "Kemensos": 5, "Kemenlu": 4,
    "BKN": 10, "LAN": 8, "ANRI": 8, "BPKP": 6, "BPS": 6, "BSSN": 6, "LKPP": 4, "Ombudsman": 2, "STIA LAN": 4,
    "IPDN": 4,
}  # fmt: skip
"""How many people each institution names; provinces and their regencies follow their size."""

WISHES: Final = Urn(
    ("TKL", "KBJ", "MJN", "DAT", "APP", "INF", "KAM", "SDM", "AKU", "BPS", "PLP", "SCT", "ARS"),
    (3, 2, 2, 4, 2, 2, 3, 5, 4, 2, 6, 2, 3),
)
"""Topics as often as they are wished for."""

PLACES: Final = ("GOV", "DAT", "SDM", "AKU", "PLP", "ARS")

TOLD: Final[Mapping[tuple[str, int], Mapping[str, Any]]] = {
    ("Kemen PANRB", 1): {"pin": "GOV", "pin_reason": "Head of the delegation"},
    ("Kemen PANRB", 2): {},
    ("Kemen PANRB", 4): {"pin": OUT, "pin_reason": "On leave for studies until 2027"},
    ("Kemendagri", 2): {"pin": "PLP-SCT", "pin_reason": "Writes the guideline on smart cities"},
    ("Pemkab Teluk Bintuni", 1): {"facts": {TEAM: "Teluk Bintuni"}, "topics": ("PLP", "SDM")},
    ("Pemkab Teluk Bintuni", 2): {"facts": {TEAM: "Teluk Bintuni"}, "topics": ("PLP", "AKU")},
}
"""What is told and not left to chance, by institution and nomination order; all of these are fit to go."""


def nominees(seed: int, on: date) -> tuple[Nominee, ...]:
    """Invent the nominees.

    Parameters
    ----------
    on
        The day on which ages and passports are looked at.
    """
    roster = Roster(seed, on)
    named = Roster(seed + 1, on).draw
    for institution, count in (*CENTRAL.items(), *_local(named)):
        for order in range(1, count + 1):
            _nominate(roster, institution, order)
    return tuple(roster.nominees)


def _local(draw: Draw) -> Iterator[tuple[str, int]]:
    """Yield provincial governments, and some of the regencies and cities of each province."""
    for province in provinces():
        size = PEOPLE[province.code]
        yield government_of(province).short, 3 if size > 1000 else 2
        inside = [region for region in regencies() if region.province == province.name]
        wanted = 3 if size > 1000 else 2
        chosen = [region for region in inside if region.name == "Kabupaten Teluk Bintuni"]
        others = draw.few([region for region in inside if region not in chosen], wanted - len(chosen))
        yield from ((government_of(region).short, 2) for region in sorted((*chosen, *others), key=_code))


def _code(region: Region) -> str:
    return region.code


def _nominate(roster: Roster, institution: str, order: int) -> None:
    told = {**_drawn(roster), **TOLD.get((institution, order), {})}
    has_name = (institution, order) in TOLD or order == 1
    if has_name:
        told |= {"trained": None, "unavailable": (), "english": float(roster.draw.between(48, 60) * 10)}
    facts = {CONSENT: "yes" if has_name or roster.draw.is_met(0.97) else "no", **told.pop("facts", {})}
    if told["trained"] in ROUNDS:
        facts[ALUMNI] = f"eGCC {told['trained']}"
    roster.nominate(institution, _decides(roster.on) if has_name else anyone, facts=facts, **told)


def _decides(on: date) -> Fits:
    """Return a test for fit people of level Ahli Muda, Pengawas or higher, whom every cohort takes."""
    fit = is_fit(on)
    return lambda person: fit(person) and person.level.order >= LEAST_LEVEL and person.level.order < TOO_HIGH


def _drawn(roster: Roster) -> dict[str, Any]:
    draw = roster.draw
    topics = dict.fromkeys(draw.one(WISHES) for _ in range(draw.between(2, 4)))
    return {
        "topics": tuple(topics),
        "choices": draw.few(PLACES, draw.between(1, 2)) if draw.is_met(0.25) else (),
        "english": float(draw.between(43, 60) * 10) if draw.is_met(0.95) else None,
        "trained": _trained(draw),
        "unavailable": _away(draw) if draw.is_met(0.15) else (),
    }


def _trained(draw: Draw) -> int | None:
    """One in eight was in an earlier round, one in twenty in Korea too lately."""
    if draw.is_met(0.125):
        return draw.one(ROUNDS)
    return draw.one((2024, 2025)) if draw.is_met(0.06) else None


def _away(draw: Draw) -> tuple[Span, ...]:
    first = date(2026, 4, 1) + timedelta(days=draw.between(0, 200))
    return (Span(first=first, last=first + timedelta(days=draw.between(2, 20))),)


__all__ = ["ALUMNI", "CONSENT", "PASSPORT", "ROUNDS", "TEAM", "nominees"]
