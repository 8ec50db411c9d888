"""A round that cannot be held as its rules stand: they clash in two places that have nothing to do with each other.

In EAST, four of Papua's six nominees miss the host's English, and four are wanted.  In WEST, the fewest numbers that
were promised one after another add up to sixteen of fifteen seats.  Each row says why it was written, all of them for
good reasons; everything else in the round is in order.  Everything here is made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from constraints.seats.eligibility import Eligibility
from constraints.seats.fill_seats import FillSeats
from constraints.seats.nomination_order import NominationOrder
from constraints.seats.quota import Quota
from constraints.seats.topic_fit import TopicFit
from scheduler.domain import EACH, Amount, Cohort, Nominee, Programme, Topic
from scheduler.rule import Rule
from scheduler.sample.registry import Sample
from scheduler.sample.roster import PASSPORT, Roster, is_fit

FIRST: Final = date(2026, 10, 11)

NOMINATED: Final[Mapping[str, int]] = {
    "Kemen PANRB": 7, "Kemendagri": 7, "Komdigi": 6, "PPN/Bappenas": 4, "LAN": 3,
    "Pemprov Jabar": 3, "Pemprov Jatim": 3, "Pemprov Sulsel": 3, "Pemprov Bali": 3, "Pemprov Kaltim": 3,
    "Pemprov Maluku": 3, "Pemprov NTT": 3, "Pemkot Makassar": 2, "Pemkot Ambon": 2, "Pemkab Sikka": 2,
    "Pemprov Papua": 2, "Pemprov Papua Barat": 2, "Pemkab Merauke": 2,
}  # fmt: skip
"""How many each institution names."""

ENGLISH: Final[Mapping[tuple[str, int], float]] = {
    ("Pemprov Papua", 1): 510.0,
    ("Pemprov Papua", 2): 460.0,
    ("Pemprov Papua Barat", 1): 470.0,
    ("Pemprov Papua Barat", 2): 440.0,
    ("Pemkab Merauke", 1): 520.0,
    ("Pemkab Merauke", 2): 480.0,
}
"""English scores of the six nominees of Papua: two reach 500. Everybody else reaches it."""

TOPICS: Final = ("PLP", "SDM", "AKU")


def make(seed: int = 2026) -> Sample:
    """Make the round; another seed gives other people, and the same two clashes."""
    programme = Programme(
        name="Public services nearer to people, October 2026",
        host="LOGODI",
        year=2026,
        reference_date=FIRST,
        language="en",
        seed=seed,
        cohorts=(_cohort("EAST", "Services across islands", 12), _cohort("WEST", "Services in large cities", 15)),
        nominees=_nominees(seed),
    )
    return Sample(programme, _rules())


def _cohort(code: str, title: str, seats: int) -> Cohort:
    return Cohort(
        code=code,
        title=title,
        topics=(Topic(code="PLP", weight=2), Topic(code="SDM"), Topic(code="AKU")),
        start=FIRST,
        end=date(2026, 10, 24),
        city="Wanju",
        venue="LOGODI",
        seats_at_least=10,
        seats_at_most=seats,
        reserves=4,
    )


def _nominees(seed: int) -> tuple[Nominee, ...]:
    roster = Roster(seed, FIRST)
    for institution, count in NOMINATED.items():
        for order in range(1, count + 1):
            english = ENGLISH.get((institution, order), float(roster.draw.between(50, 60) * 10))
            topics = roster.draw.few(TOPICS, 2)
            roster.nominate(institution, is_fit(FIRST), english=english, topics=topics)
    return tuple(roster.nominees)


def _rules() -> tuple[Rule, ...]:
    """List the rows of the rule sheets; the note of each says who wanted it."""
    return (*_east(), *_west(), *_both())


def _east() -> tuple[Rule, ...]:
    return (
        Eligibility(
            where=("EAST",), column="English", at_least=500, fixed=True, note="Host's letter: no interpreter for EAST"
        ),
        Quota(
            where=("EAST",),
            island_group=("Papua",),
            at_least=Amount(count=4),
            note="Promised to the governors of Papua in March",
        ),
        Quota(
            where=("EAST",),
            island_group=("Maluku",),
            at_least=Amount(count=2),
            note="The islands that EAST is about",
        ),
    )


def _west() -> tuple[Rule, ...]:
    promised = (
        ("Kemen PANRB", 4, "Counterpart of the host"),
        ("Kemendagri", 4, "Trains the cities' officials afterwards"),
        ("Komdigi", 3, "Runs the systems"),
    )
    ministries = (
        Quota(where=("WEST",), institution=(name,), at_least=Amount(count=least), note=note)
        for name, least, note in promised
    )
    return (
        *ministries,
        Quota(
            where=("WEST",),
            institution_type=("province", "regency", "city"),
            at_least=Amount(count=5),
            note="A third of the seats for the regions",
        ),
    )


def _both() -> tuple[Rule, ...]:
    return (
        Eligibility(column="Years since training", at_least=3, note="Nobody twice within three years"),
        Eligibility(column=f"Months of {PASSPORT}", at_least=6, note="Passport valid six months from the start"),
        Quota(where=(EACH,), sex=("F",), at_least=Amount(percent=30), note="Women in each cohort"),
        FillSeats(priority=1),
        TopicFit(priority=2),
        NominationOrder(priority=3),
    )
