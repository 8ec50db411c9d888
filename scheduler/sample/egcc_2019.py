"""September 2019: the Indonesia-Korea e-Government Capacity Building Program.

What is known: PANRB's group had ten seats, five for the ministry and one each for DI Yogyakarta, Jawa Barat, Kota
Tangerang Selatan, Kabupaten Banyuwangi and Kabupaten Batang; Kominfo and World Bank Indonesia were invited too, with
focuses of their own; lecturers came from MOIS, NIA and KITC; there were lectures, and visits in Seoul.

What is made up: everybody, who else was nominated, the sizes of the other two groups, the days, and the timetable.

References
----------
Bisnis.com, 24 September 2019, on PANRB's ten participants in the training with Korea's Ministry of the Interior and
Safety.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from constraints.seats.eligibility import Eligibility
from constraints.seats.fill_seats import FillSeats
from constraints.seats.nomination_order import NominationOrder
from constraints.seats.owner_quota import OwnerQuota
from constraints.seats.quota import Quota
from constraints.seats.release_limit import ReleaseLimit
from constraints.seats.topic_fit import TopicFit
from scheduler.domain import OUT, Amount, Cohort, Nominee, Programme, Span, Topic
from scheduler.reference.nip import age_on
from scheduler.rule import Rule
from scheduler.sample.egcc_sessions import sessions
from scheduler.sample.egcc_timetable import parts
from scheduler.sample.egcc_timetable import rules as times
from scheduler.sample.registry import Sample
from scheduler.sample.roster import PASSPORT, Fits, Roster, is_fit
from scheduler.sample.school import with_school

FIRST, LAST = date(2019, 9, 22), date(2019, 9, 28)
"""A week within the month, Sunday to Saturday with the flights, clear of Chuseok (12 to 14 September 2019)."""

OLDEST: Final = 50

SEATS: Final = {
    "Kemen PANRB": 5,
    "Pemda DIY": 1,
    "Pemprov Jabar": 1,
    "Pemkot Tangerang Selatan": 1,
    "Pemkab Banyuwangi": 1,
    "Pemkab Batang": 1,
}
"""PANRB's ten seats."""

NOMINATED: Final[Mapping[str, Mapping[str, int]]] = {
    "PANRB": {
        "Kemen PANRB": 16,
        "Pemda DIY": 4,
        "Pemprov Jabar": 5,
        "Pemkot Tangerang Selatan": 4,
        "Pemkab Banyuwangi": 4,
        "Pemkab Batang": 3,
        "Pemprov Jateng": 1,
        "Pemprov Bali": 1,
        "Pemkot Surabaya": 1,
        "Pemkot Makassar": 1,
        "Pemkab Sleman": 1,
        "Pemkab Teluk Bintuni": 1,
    },
    "KOMINFO": {"Kominfo": 12},
    "WB": {"World Bank Indonesia": 6},
}
"""How many each institution names, by the cohort that they hope for."""

NOT_FIT: Final[Mapping[tuple[str, int], Mapping[str, Any]]] = {
    ("Kemen PANRB", 2): {"english": 427.0},
    ("Kemen PANRB", 4): {"trained": 2017},
    ("Kemen PANRB", 6): {"pin": OUT, "pin_reason": "Moved to another post in August 2019"},
    ("Kemen PANRB", 7): {"unavailable": (Span(first=date(2019, 9, 23), last=date(2019, 9, 25)),)},
    ("Kemen PANRB", 9): {"facts": {PASSPORT: date(2019, 12, 15)}},
    ("Kemen PANRB", 10): {"is_older": True},
    ("Pemda DIY", 1): {"trained": 2018},
    ("Pemkot Tangerang Selatan", 1): {"facts": {PASSPORT: date(2020, 2, 28)}},
    ("Pemkot Tangerang Selatan", 2): {"english": 440.0},
    ("Pemkab Batang", 1): {"is_older": True},
    ("Kominfo", 6): {"english": 433.0},
    ("Kominfo", 9): {"trained": 2018},
    ("World Bank Indonesia", 3): {"unavailable": (Span(first=date(2019, 9, 26), last=date(2019, 9, 27)),)},
}
"""What keeps people from being seated, by institution and nomination order."""

TOLD: Final[Mapping[tuple[str, int], Mapping[str, Any]]] = {
    ("Kemen PANRB", 1): {"sex": "F"},
    ("Kemen PANRB", 3): {"pin": "P-TKL", "pin_reason": "Leads the team for the SPBE architecture"},
    ("Kemen PANRB", 5): {"sex": "F", "trained": 2016},
    ("Kemen PANRB", 8): {"sex": "F"},
    ("Pemprov Jabar", 1): {"sex": "F"},
    ("Pemkab Batang", 2): {"sex": "F"},
}
"""What else is told and not left to chance: a team leader, an alumna of three years ago, women who were named."""

APTIKA, PPI, IKP, LITBANG = (
    "Ditjen Aplikasi Informatika",
    "Ditjen Penyelenggaraan Pos dan Informatika",
    "Ditjen Informasi dan Komunikasi Publik",
    "Badan Penelitian dan Pengembangan SDM",
)
KOMINFO_UNITS: Final = (APTIKA, APTIKA, APTIKA, APTIKA, PPI, PPI, IKP, IKP, LITBANG, LITBANG, APTIKA, IKP)
"""Units of Kominfo's nominees in their order; no unit lets more than four go."""

FOCUS: Final = {"PANRB": ("TKL", "PLP", "BPS"), "KOMINFO": ("DAT", "INF", "KAM"), "WB": ("PLP", "DAT")}
"""Topics of each group's breakouts."""


def make(seed: int = 2019) -> Sample:
    """Make the round; another seed gives other people with the same strengths and faults."""
    programme = Programme(
        name="Indonesia-Korea e-Government Capacity Building Program (eGCC), September 2019",
        host="Ministry of the Interior and Safety (MOIS); National Information Society Agency (NIA)",
        year=2019,
        reference_date=FIRST,
        language="en",
        seed=seed,
        cohorts=_cohorts(),
        sessions=sessions(),
        nominees=_nominees(seed),
    )
    return Sample(with_school(programme, "en", **parts()), (*_rules(), *times()))


def _cohorts() -> tuple[Cohort, ...]:
    rows = (
        ("PANRB", "Governance and public service", "Kemen PANRB", 10, 5),
        ("KOMINFO", "Data, infrastructure and security", "Kominfo", 8, 2),
        ("WB", "Digital services for citizens", "World Bank Indonesia", 4, 1),
    )
    return tuple(
        Cohort(
            code=code,
            title=title,
            topics=tuple(Topic(code=topic) for topic in FOCUS[code]),
            start=FIRST,
            end=LAST,
            travel_days=1,
            city="Seoul",
            venue="NIA training centre, Seoul",
            seats_at_least=seats,
            seats_at_most=seats,
            reserves=reserves,
            lead=lead,
        )
        for code, title, lead, seats, reserves in rows
    )


def _nominees(seed: int) -> tuple[Nominee, ...]:
    roster = Roster(seed, FIRST)
    for cohort, counts in NOMINATED.items():
        for institution, count in counts.items():
            for order in range(1, count + 1):
                _nominate(roster, cohort, institution, order)
    return tuple(roster.nominees)


def _nominate(roster: Roster, cohort: str, institution: str, order: int) -> None:
    told = {**NOT_FIT.get((institution, order), {}), **TOLD.get((institution, order), {})}
    told["topics"] = roster.draw.few(FOCUS[cohort], roster.draw.between(2, 3))
    if cohort == "KOMINFO":
        told["unit"] = KOMINFO_UNITS[order - 1]
    if cohort == "WB":
        told |= {"id": f"WB-{order:02}", "rank": "", "level": "", "service_start": None, "english": None}
    roster.nominate(institution, _fits(is_older=told.pop("is_older", False), sex=told.get("sex", "")), **told)


def _fits(sex: str, *, is_older: bool) -> Fits:
    fit = is_fit(FIRST, sex=sex)
    return (lambda person: age_on(person.birth, FIRST) > OLDEST) if is_older else fit


def _rules() -> tuple[Rule, ...]:
    """List the rows of the rule sheets; capacities, pins and dates hold without rows of their own."""
    return (*_quotas(), *_conditions(), *_wishes())


def _quotas() -> tuple[Rule, ...]:
    each = (
        Quota(where=("PANRB",), institution=(name,), exactly=Amount(count=seats), note="Seats of the round")
        for name, seats in SEATS.items()
    )
    half = OwnerQuota(
        lead=("Kemen PANRB",),
        institution_type=("ministry",),
        at_most=Amount(percent=50),
        note="Half of PANRB's seats are for the regions",
    )
    away = ReleaseLimit(
        institution=("Kominfo",), per="unit", at_most=Amount(count=4), note="Kominfo's units must run on"
    )
    return (*each, half, away)


def _conditions() -> tuple[Rule, ...]:
    officials = ("PANRB", "KOMINFO")
    return (
        Eligibility(where=officials, column="English", at_least=450, note="TOEFL ITP; lectures are in English"),
        Eligibility(where=officials, column="Age", at_most=OLDEST, note="Age limit of the course"),
        Eligibility(where=officials, column="Rank", at_least="III/a", note="Graduate entry rank"),
        Eligibility(column="Years since training", at_least=3, note="Nobody twice within three years"),
        Eligibility(column=f"Months of {PASSPORT}", at_least=6, note="Passport valid six months from the start"),
        Eligibility(where=("PANRB",), column="Institution", none_of=("Kominfo", "World Bank Indonesia")),
        Eligibility(where=("KOMINFO",), column="Institution", one_of=("Kominfo",), note="Invited as a group"),
        Eligibility(where=("WB",), column="Institution", one_of=("World Bank Indonesia",), note="Invited as a group"),
    )


def _wishes() -> tuple[Rule, ...]:
    return (
        FillSeats(priority=1),
        NominationOrder(priority=2, note="Institutions named their people in order"),
        TopicFit(priority=3, note="Decides who takes which breakout"),
        Quota(where=("PANRB",), sex=("F",), at_least=Amount(percent=40), priority=4, note="At least two women in five"),
    )
