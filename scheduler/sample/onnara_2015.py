"""September 2015: a month in Korea on On-Nara, the system in which Korean ministries do their work.

What is known: in August 2015 Kemensetneg, Setkab and KOICA held a workshop to prepare a training of one month in
Korea from September; the trainees were of six institutions.

What is made up: how many they were (here twenty), everybody, the quotas, the days, and the timetable.

References
----------
Kementerian Sekretariat Negara, 26 August 2015, on the in-country workshop for the training on On-Nara BPS.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from constraints.seats.eligibility import Eligibility
from constraints.seats.even_sizes import EvenSizes
from constraints.seats.fill_seats import FillSeats
from constraints.seats.nomination_order import NominationOrder
from constraints.seats.quota import Quota
from constraints.seats.release_limit import ReleaseLimit
from constraints.seats.topic_fit import TopicFit
from scheduler.domain import OUT, Amount, Cohort, Nominee, Programme, Span, Topic
from scheduler.reference.nip import age_on
from scheduler.rule import Rule
from scheduler.sample.onnara_sessions import sessions
from scheduler.sample.onnara_timetable import parts
from scheduler.sample.onnara_timetable import rules as times
from scheduler.sample.registry import Sample
from scheduler.sample.roster import PASSPORT, Roster, is_fit
from scheduler.sample.school import with_school

FIRST, LAST = date(2015, 9, 6), date(2015, 10, 4)
"""Four weeks, Sunday to Sunday. Idul Adha (24 September) and Chuseok (26 to 29 September) fall into them."""

OLDEST: Final = 48

COHORT: Final = "ONNARA"

SEATS: Final[Mapping[str, int]] = {
    "Kemensetneg": 4,
    "Setkab": 4,
    "Kemen PANRB": 4,
    "Kominfo": 3,
    "Kemendagri": 3,
    "PPN/Bappenas": 2,
}
"""Seats by institution, under the names of 2015."""

NOMINATED: Final[Mapping[str, int]] = {
    "Kemensetneg": 9,
    "Setkab": 8,
    "Kemen PANRB": 9,
    "Kominfo": 7,
    "Kemendagri": 7,
    "PPN/Bappenas": 5,
}

KTLN, ISTANA = "Biro Kerja Sama Teknik Luar Negeri", "Biro Tata Usaha dan Kearsipan"
TEKNOLOGI, PERSIDANGAN = "Pusat Data dan Teknologi Informasi", "Deputi Bidang Dukungan Kerja Kabinet"
UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    "Kemensetneg": (KTLN, KTLN, ISTANA, ISTANA, KTLN, ISTANA, KTLN, ISTANA, KTLN),
    "Setkab": (TEKNOLOGI, PERSIDANGAN, PERSIDANGAN, TEKNOLOGI, TEKNOLOGI, PERSIDANGAN, PERSIDANGAN, TEKNOLOGI),
}
"""Units of the nominees in their order, where they matter: two of one unit may go, and two do."""

TOLD: Final[Mapping[tuple[str, int], Mapping[str, Any]]] = {
    ("Setkab", 1): {"pin": COHORT, "pin_reason": "Narahubung On-Nara di Sekretariat Kabinet"},
    ("Setkab", 5): {"pin": OUT, "pin_reason": "Mengundurkan diri 31 Agustus 2015"},
    ("Kemen PANRB", 2): {"english": 420.0},
    ("Kemen PANRB", 3): {"trained": 2013},
    ("Kominfo", 1): {"facts": {PASSPORT: date(2015, 11, 30)}},
    ("Kemendagri", 2): {"unavailable": (Span(first=date(2015, 9, 14), last=date(2015, 9, 18)),)},
    ("PPN/Bappenas", 1): {"is_older": True},
}
"""What is told and not left to chance, by institution and nomination order."""

TOPICS: Final = ("BPS", "ARS", "AKU", "INF", "TKL", "SDM")


def make(seed: int = 2015) -> Sample:
    """Make the round; another seed gives other people with the same strengths and faults."""
    programme = Programme(
        name="Pelatihan On-Nara di Korea, September 2015",
        host="KOICA; Ministry of Government Administration and Home Affairs",
        year=2015,
        reference_date=FIRST,
        language="id",
        seed=seed,
        cohorts=(_cohort(),),
        sessions=sessions(COHORT),
        nominees=_nominees(seed),
    )
    return Sample(with_school(programme, "id", **parts()), (*_rules(), *times()))


def _cohort() -> Cohort:
    return Cohort(
        code=COHORT,
        title="Sistem On-Nara: manajemen kerja, transparansi, akuntabilitas, kinerja",
        topics=(Topic(code="BPS", weight=2), Topic(code="AKU"), Topic(code="ARS")),
        start=FIRST,
        end=LAST,
        travel_days=1,
        city="Seoul",
        venue="Pusat pelatihan KOICA, Seongnam",
        seats_at_least=15,
        seats_at_most=20,
        reserves=6,
        lead="Kemensetneg",
    )


def _nominees(seed: int) -> tuple[Nominee, ...]:
    roster = Roster(seed, FIRST)
    for institution, count in NOMINATED.items():
        for order in range(1, count + 1):
            _nominate(roster, institution, order)
    return tuple(roster.nominees)


def _nominate(roster: Roster, institution: str, order: int) -> None:
    told = {"topics": roster.draw.few(TOPICS, 3), **TOLD.get((institution, order), {})}
    if institution in UNITS:
        told["unit"] = UNITS[institution][order - 1]
    if told.pop("is_older", False):
        roster.nominate(institution, lambda person: age_on(person.birth, FIRST) > OLDEST, **told)
    else:
        roster.nominate(institution, is_fit(FIRST, OLDEST), **told)


def _rules() -> tuple[Rule, ...]:
    """List the rows of the rule sheets; capacities, pins and dates hold without rows of their own."""
    quotas = (
        Quota(institution=(name,), exactly=Amount(count=seats), note="Jatah per instansi")
        for name, seats in SEATS.items()
    )
    return (
        *quotas,
        Quota(sex=("F",), at_least=Amount(percent=30), priority=4, note="Keterwakilan perempuan"),
        ReleaseLimit(
            institution=("Kemensetneg", "Setkab"), per="unit", at_most=Amount(count=2), note="Pelayanan tetap berjalan"
        ),
        Eligibility(column="English", at_least=450, note="TOEFL ITP"),
        Eligibility(column="Age", at_most=OLDEST, note="Batas usia"),
        Eligibility(column="Rank", at_least="III/a", note="Golongan paling rendah"),
        Eligibility(column="Years since training", at_least=3, note="Belum dilatih di Korea dalam tiga tahun"),
        Eligibility(column=f"Months of {PASSPORT}", at_least=6, note="Paspor berlaku enam bulan sejak mulai"),
        FillSeats(priority=1),
        NominationOrder(priority=2, note="Urutan usulan instansi"),
        TopicFit(priority=3, note="Kesesuaian topik menentukan lokakarya"),
        EvenSizes(where=("L1-AKU", "L1-ARS", "L1-BPS"), within=1, priority=5, note="Lokakarya sama besar"),
        EvenSizes(where=("L2-INF", "L2-SDM", "L2-TKL"), within=1, priority=5, note="Lokakarya sama besar"),
    )
