"""The rules of the round of 2026: rows of every sheet, hard ones and wishes of five priorities."""

from __future__ import annotations

from typing import Final

from constraints.seats.balance import Balance
from constraints.seats.breakouts import Breakouts
from constraints.seats.capacity import Capacity
from constraints.seats.choices import Choices
from constraints.seats.date_clash import DateClash
from constraints.seats.eligibility import Eligibility
from constraints.seats.even_sizes import EvenSizes
from constraints.seats.fill_seats import FillSeats
from constraints.seats.keep_apart import KeepApart
from constraints.seats.keep_together import KeepTogether
from constraints.seats.nomination_order import NominationOrder
from constraints.seats.one_seat import OneSeat
from constraints.seats.owner_quota import OwnerQuota
from constraints.seats.pin import Pin
from constraints.seats.quota import Quota
from constraints.seats.release_limit import ReleaseLimit
from constraints.seats.topic_fit import TopicFit
from constraints.seats.viable_cohort import ViableCohort
from scheduler.domain import ALL, EACH, Amount, Programme
from scheduler.rule import Rule
from scheduler.sample.multi_year_people import ALUMNI, CONSENT, PASSPORT, ROUNDS

LOCAL: Final = ("province", "regency", "city")
EGCC: Final = {ALUMNI: tuple(f"eGCC {year}" for year in ROUNDS)}
FLOORS: Final = {"Papua": 8, "Maluku": 4, "Bali & Nusa Tenggara": 8, "Kalimantan": 10}
"""Fewest people of the island groups that rounds in the past left out."""


def rules(programme: Programme) -> tuple[Rule, ...]:
    """List the rows of the rule sheets."""
    return (*_places(), *_quotas(), *_owners(), *_eligibility(), *_people(programme), *_wishes(), *_evenness())


def count(number: int) -> Amount:
    """A number of people."""
    return Amount(count=number)


def percent(number: int) -> Amount:
    """A share in percent."""
    return Amount(percent=number)


def _places() -> tuple[Rule, ...]:
    return (
        Capacity(where=("AKU", "PLP"), at_most=48, note="Beds in Sejong in early September"),
        ViableCohort(where=("ARS",), at_least=14, note="The archives want a group that pays off"),
        Breakouts(note="Everybody takes the breakouts that the block says"),
        OneSeat(at_most=1, note="One cohort for each person"),
        DateClash(has_own_dates=True, note="Own dates are respected"),
    )


def _quotas() -> tuple[Rule, ...]:
    floors = (
        Quota(where=(ALL,), island_group=(group,), at_least=count(least), note="Left out in earlier rounds")
        for group, least in FLOORS.items()
    )
    women, ministries, each = ("F",), ("ministry",), (EACH,)
    return (
        Quota(where=(ALL,), region=each, at_least=count(1), note="Every province, and the centre"),
        *floors,
        Quota(where=each, institution=each, at_most=count(3), note="No institution fills a cohort"),
        Quota(where=each, institution_type=LOCAL, region=each, at_most=percent(15), of="seats offered"),
        Quota(where=each, sex=women, at_least=percent(40), note="Women, of the seats filled"),
        Quota(where=(ALL,), institution_type=ministries, sex=women, at_least=percent(30), of="nominees"),
        Quota(where=each, institution_type=ministries, sex=each, at_most=count(8), note="Ministry by sex"),
        Quota(where=(ALL,), institution_type=("regency", "city"), at_least=percent(25), note="Regencies and cities"),
        Quota(where=("GOV",), institution=("Kemen PANRB",), exactly=count(2), note="The host's counterpart"),
        Quota(where=each, others=EGCC, at_most=count(3), note="Alumni of 2016 to 2019 make room"),
        Quota(where=("PLP-SCT",), institution_type=("city",), at_least=count(3), priority=4, note="Smart cities"),
    )


def _owners() -> tuple[Rule, ...]:
    return (
        OwnerQuota(lead=("Kemen PANRB",), institution=("Kemen PANRB",), at_most=percent(15), note="Not for its own"),
        OwnerQuota(lead=(EACH,), institution_type=("province",), at_least=count(3), note="Every owner hosts provinces"),
        ReleaseLimit(per="institution", at_most=count(4), note="Offices must run on"),
        ReleaseLimit(per="unit", at_most=count(2), note="Units must run on"),
    )


def _eligibility() -> tuple[Rule, ...]:
    return (
        Eligibility(column="English", at_least=450, note="TOEFL ITP"),
        Eligibility(where=("DAT",), column="English", at_least=480, priority=4, note="Lectures without interpreter"),
        Eligibility(column="Age", at_most=50, note="Age limit of KOICA's courses"),
        Eligibility(column="Age", at_most=45, priority=5, note="Years left to use what was learnt"),
        Eligibility(column="Rank", at_least="III/a; IX", note="PNS and PPPK"),
        Eligibility(column="Service years", at_least=2, note="Settled in the office"),
        Eligibility(column="Years since training", at_least=3, note="Nobody twice within three years"),
        Eligibility(column=f"Months of {PASSPORT}", at_least=6, note="Valid six months from the start"),
        Eligibility(column=CONSENT, one_of=("yes",), note="Data go to Korea only with consent"),
        Eligibility(where=("GOV",), column="Level", at_least="Ahli Muda", note="Those who decide on architecture"),
        Eligibility(where=("ARS",), column="Level", none_of=("JPT Madya", "JPT Pratama"), missing="accept"),
        Eligibility(where=("SDM",), institution=("BPKP",), column="Unit", none_of=("Inspektorat Jenderal",)),
    )


def _people(programme: Programme) -> tuple[Rule, ...]:
    known = {(person.institution, person.order): person.id for person in programme.nominees}
    bintuni = (known["Pemkab Teluk Bintuni", 1], known["Pemkab Teluk Bintuni", 2])
    heads = tuple(known["LAN", order] for order in (1, 2, 3))
    return (
        KeepTogether(nominees=bintuni, note="One team, one plan"),
        KeepApart(where=(EACH,), nominees=heads, at_most=1, note="They stand in for each other"),
        Pin(nominee=known["ANRI", 1], to="ARS", reason="Keeps the national records", priority=3),
    )


def _wishes() -> tuple[Rule, ...]:
    return (
        FillSeats(priority=1),
        Quota(
            where=(ALL,), island_group=("Papua",), at_least=percent(7), priority=1, weight=2, note="More if possible"
        ),
        TopicFit(priority=2, weight=2),
        Choices(priority=2, depth=2),
        NominationOrder(priority=3, institution_type=("ministry", "agency"), note="Institutions' own order"),
    )


def _evenness() -> tuple[Rule, ...]:
    return (
        Balance(where=(EACH,), column="Sex", within=3, priority=4),
        Balance(where=(EACH,), column="Institution type", within=4, priority=4, note="Each cohort like the whole"),
        EvenSizes(where=("GOV-KBJ", "GOV-MJN", "GOV-TKL"), within=2, priority=5),
        EvenSizes(where=("PLP-PLP", "PLP-SCT"), within=2, priority=5),
        Quota(where=(EACH,), others=EGCC, at_least=count(1), priority=5, note="An alumnus to guide each cohort"),
    )
