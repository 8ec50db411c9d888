"""A national intake of any size: the country's civil service in small, and cohorts for it.

Institutions nominate as large as they are and provinces as they are peopled; each cohort teaches one topic to juniors,
to seniors or to all, so that a nominee is eligible for about 15 % of the cohorts.  The minimums stay below what a
plain allocation reaches (:mod:`scheduler.sample.planted`), so there always is an allocation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, Final

from constraints.seats.eligibility import Eligibility
from constraints.seats.quota import Quota
from scheduler.domain import ALL, EACH, Amount, Cohort, Nominee, Programme, Span, Topic
from scheduler.reference.ranks import levels
from scheduler.reference.topics import Topic as Subject
from scheduler.reference.topics import topics
from scheduler.rule import Rule
from scheduler.sample.draw import Draw, Urn
from scheduler.sample.planted import Limits, seated
from scheduler.sample.population import Nominators
from scheduler.sample.registry import Sample
from scheduler.sample.roster import Roster

PEOPLE_PER_COHORT: Final = 100
"""Nominees for each cohort, unless a number of cohorts is asked for; half as many seats."""

FIRST_START: Final = date(2027, 4, 4)
"""A Sunday after Lebaran 2027; cohorts begin on Sundays until the end of November."""
WEEKS: Final = tuple(week for week in range(34) if week not in (21, 22, 23))
"""Weeks from the first start in which a cohort may begin: none is on during Chuseok, 14 to 16 September 2027."""
DAYS: Final = 13

BANDS: Final = ("all", "junior", "all", "senior")
"""Who is taught, cohort by cohort: half of the cohorts are for all levels."""
MIDDLE: Final = "Ahli Muda"
BOUND: Final = {"junior": {"at_most": MIDDLE}, "senior": {"at_least": MIDDLE}}
POPULAR: Final = {"DAT": 4, "PLP": 4, "SDM": 3, "KAM": 3, "ARS": 1, "KBJ": 1}
"""Weights of topics in people's wishes; all others weigh 2."""
CITIES: Final = ("Seoul", "Sejong", "Daejeon", "Busan", "Daegu")

SHARE_BUSY: Final = 0.2
NO_REGION: Final = ("", "Pusat")
WOMEN: Final = 40
"""Least percentage of women in each cohort."""
MINISTRY, REGION = 6, 10
"""Most people of one ministry, and of the governments of one province, in percent of a cohort's seats."""
KEPT: Final = {"island_group": Fraction(9, 10), "region": Fraction(2, 3), "institution_type": Fraction(9, 10)}
"""Minimums as parts of what the plain allocation seats."""


def make(seed: int = 1, nominees: int = 10_000, cohorts: int | None = None, *, has_order: bool = False) -> Sample:
    """Make an intake.

    Parameters
    ----------
    nominees
        How many people, at least 10.
    cohorts
        How many cohorts; by default one for every hundred people. Half of the people find a seat.
    has_order
        Whether institutions say in which order they name their people.
    """
    count = cohorts or max(3, nominees // PEOPLE_PER_COHORT)
    offered = _cohorts(count, max(1, nominees // (2 * count)))
    people = _nominees(seed, nominees, has_order=has_order)
    programme = Programme(
        name=f"National intake 2027: {nominees:,} nominees, {count:,} cohorts",
        host="Invented",
        year=2027,
        reference_date=FIRST_START,
        seed=seed,
        cohorts=offered,
        nominees=people,
    )
    return Sample(programme, (*_eligibility(offered), *_quotas(programme)))


# -- cohorts ------------------------------------------------------------------------------


def _cohorts(count: int, seats: int) -> tuple[Cohort, ...]:
    """Let topics, levels and weeks take turns, so that every topic is taught to every level if there is room."""
    width = len(str(count))
    turns = list(product(BANDS, topics()))
    return tuple(
        _cohort(f"N{number + 1:0{width}}", *turns[number % len(turns)], WEEKS[number * 7 % len(WEEKS)], seats)
        for number in range(count)
    )


def _cohort(code: str, band: str, topic: Subject, week: int, seats: int) -> Cohort:
    start = FIRST_START + timedelta(weeks=week)
    return Cohort(
        code=code,
        title=f"{topic.label.en} ({band})",
        topics=(Topic(code=topic.code),),
        start=start,
        end=start + timedelta(days=DAYS - 1),
        city=CITIES[week % len(CITIES)],
        seats_at_most=seats,
        reserves=seats // 5,
    )


def _band(cohort: Cohort) -> str:
    return cohort.title.rpartition("(")[2].rstrip(")")


# -- nominees -----------------------------------------------------------------------------


def _nominees(seed: int, count: int, *, has_order: bool) -> tuple[Nominee, ...]:
    roster, nominators = Roster(seed, FIRST_START), Nominators(FIRST_START)
    draw = roster.draw
    unordered: Mapping[str, Any] = {} if has_order else {"order": None}
    for _ in range(count):
        roster.nominate(nominators.draw(draw), topics=_wishes(draw), unavailable=_busy(draw), **unordered)
    return tuple(roster.nominees)


def _wishes(draw: Draw) -> tuple[str, ...]:
    """Draw two or three topics; some are wished for more than others, though all are taught alike."""
    urn = _popular()
    return tuple(dict.fromkeys(draw.one(urn) for _ in range(draw.between(2, 4))))[:3]


@cache
def _popular() -> Urn[str]:
    codes = [topic.code for topic in topics()]
    return Urn(codes, [POPULAR.get(code, 2) for code in codes])


def _busy(draw: Draw) -> tuple[Span, ...]:
    """Draw weeks on which a person has to be at home: budget, audit, leave; most people have none."""
    if not draw.is_met(SHARE_BUSY):
        return ()
    first = FIRST_START + timedelta(days=draw.between(0, 7 * WEEKS[-1]))
    return (Span(first=first, last=first + timedelta(days=draw.between(13, 55))),)


# -- rules --------------------------------------------------------------------------------


def _eligibility(cohorts: Sequence[Cohort]) -> Iterator[Rule]:
    """Yield one row for each topic and for each band of levels."""
    for topic in topics():
        taught = tuple(cohort.code for cohort in cohorts if cohort.topics[0].code == topic.code)
        if taught:
            yield Eligibility(where=taught, column="Topics", one_of=(topic.code,), note="Works on the topic")
    for band, bound in BOUND.items():
        held = tuple(cohort.code for cohort in cohorts if _band(cohort) == band)
        if held:
            yield Eligibility(where=held, column="Level", **bound, note=f"For {band} levels")


def _quotas(programme: Programme) -> Iterator[Rule]:
    seats = programme.cohorts[0].seats_at_most
    limits = Limits(max(1, seats * MINISTRY // 100), max(1, seats * REGION // 100), Fraction(WOMEN, 100))
    local, each = ("province", "regency", "city"), (EACH,)
    yield Quota(
        where=each, institution_type=("ministry",), institution=each, at_most=Amount(count=limits.ministry),
        note="Ministries are mixed",
    )  # fmt: skip
    yield Quota(
        where=each, institution_type=local, region=each, at_most=Amount(count=limits.region), note="Provinces are mixed"
    )
    yield Quota(where=each, sex=("F",), at_least=Amount(percent=WOMEN), note="Women in every cohort")
    count = seated(programme.nominees, Options(programme.cohorts), limits)
    for (column, value), reached in sorted(count.items()):
        least = int(reached * KEPT[column])
        if least and value not in NO_REGION:
            yield Quota(where=(ALL,), **{column: (value,)}, at_least=Amount(count=least), note="National minimum")


class Options:
    """The cohorts that a nominee is eligible for, other ones first for every next nominee.

    Parameters
    ----------
    cohorts
        All that are offered.
    """

    def __init__(self, cohorts: Sequence[Cohort]) -> None:
        self._taught = {
            (topic.code, level.order): tuple(cohort for cohort in cohorts if _is_for(cohort, topic.code, level.order))
            for topic in topics()
            for level in levels()
        }
        self._orders = {level.label.id: level.order for level in levels()}
        self._turn = 0

    def __call__(self, nominee: Nominee) -> Iterator[Cohort]:
        """Yield them one by one."""
        self._turn += 1
        for topic in nominee.topics:
            offered = self._taught[topic, self._orders[nominee.level]]
            start = self._turn % len(offered) if offered else 0
            yield from (c for c in (*offered[start:], *offered[:start]) if c.span and not _is_away(nominee, c.span))


def _is_for(cohort: Cohort, topic: str, level: int) -> bool:
    middle = next(known.order for known in levels() if known.label.id == MIDDLE)
    is_in_band = {"all": True, "junior": level <= middle, "senior": level >= middle}[_band(cohort)]
    return cohort.topics[0].code == topic and is_in_band


def _is_away(nominee: Nominee, days: Span) -> bool:
    return any(span.overlaps(days) for span in nominee.unavailable)
