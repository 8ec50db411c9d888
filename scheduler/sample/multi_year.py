"""A programme in its second decade: six cohorts in 2026 for nominees of the centre and of all 38 provinces.

The cooperation's rounds of 2016 to 2019 live on in their alumni, and its topics have grown beyond e-government: human
resources, accountability, public service. There were 34 provinces in those years; the round is set in 2026, so that
today's 38 can all be met, and earlier rounds are told by year only. All quotas, sizes, days and people are made up.

References
----------
Kementerian PANRB, 8 March 2018, on cooperation beyond e-government; 10 September 2018, on the memorandum that
extended that of 2016 to 2018.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from scheduler.domain import Cohort, Programme, Topic
from scheduler.sample.multi_year_people import nominees
from scheduler.sample.multi_year_rules import rules
from scheduler.sample.multi_year_sessions import sessions
from scheduler.sample.multi_year_timetable import parts
from scheduler.sample.multi_year_timetable import rules as times
from scheduler.sample.registry import Sample
from scheduler.sample.school import with_school

REFERENCE: Final = date(2026, 4, 1)

COHORTS: Final = (
    (
        "GOV",
        "Digital government and its architecture",
        "TKL:2;KBJ;MJN",
        "04-12",
        "04-25",
        "Seoul",
        18,
        24,
        "Kemen PANRB",
    ),
    ("DAT", "Data, applications and infrastructure", "DAT:2;APP;INF;KAM", "05-30", "06-13", "Daegu", 24, 30, "Komdigi"),
    ("SDM", "People for the digital age", "SDM:2;AKU", "06-28", "07-11", "Jincheon", 18, 24, "BKN"),
    ("AKU", "Accountability and performance", "AKU:2;BPS", "08-30", "09-12", "Sejong", 18, 24, "Kemen PANRB"),
    ("PLP", "Public-service innovation", "PLP:2;SCT", "09-06", "09-19", "Sejong", 20, 30, "Kemendagri"),
    ("ARS", "Electronic records and On-Nara", "ARS:2;BPS", "10-11", "10-24", "Daejeon", 12, 20, "ANRI"),
)
"""Code, title, topics, first and last day in 2026, city, seats at least and at most, lead institution.

No cohort is away during Lebaran (21 and 22 March) or Chuseok (24 to 26 September 2026)."""

STATUS: Final[Mapping[str, str]] = {"ARS": "may close"}


def make(seed: int = 2026) -> Sample:
    """Make the round; another seed gives other people."""
    people = nominees(seed, REFERENCE)
    programme = Programme(
        name="Indonesia-Korea cooperation on governance: round of 2026",
        host="MOIS; MPM; KOICA",
        year=2026,
        reference_date=REFERENCE,
        language="en",
        seed=seed,
        cohorts=tuple(map(_cohort, COHORTS)),
        sessions=sessions(),
        nominees=people,
    )
    return Sample(with_school(programme, "en", **parts()), (*rules(programme), *times()))


def _cohort(row: tuple[str, str, str, str, str, str, int, int, str]) -> Cohort:
    code, title, topics, first, last, city, least, most, lead = row
    return Cohort(
        code=code,
        title=title,
        topics=tuple(_topic(text) for text in topics.split(";")),
        start=date.fromisoformat(f"2026-{first}"),
        end=date.fromisoformat(f"2026-{last}"),
        travel_days=1,
        city=city,
        venue=VENUES[city],
        seats_at_least=least,
        seats_at_most=most,
        reserves=6,
        lead=lead,
        status=STATUS.get(code, "open"),
    )


def _topic(text: str) -> Topic:
    code, _, weight = text.partition(":")
    return Topic(code=code, weight=int(weight or 1))


VENUES: Final[Mapping[str, str]] = {
    "Seoul": "NIA training centre",
    "Daegu": "NIA headquarters",
    "Jincheon": "National Human Resources Development Institute",
    "Sejong": "Government Complex Sejong",
    "Daejeon": "National Archives of Korea",
}
