"""Invented people: plausible, unlike each other, and the same for the same seed."""

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.reference.invent import InventedPerson, Inventor
from scheduler.reference.nip import Nip, age_on, read_nip
from scheduler.reference.pools import cultures, homes, pools, schoolings
from scheduler.reference.ranks import read_level, read_rank
from scheduler.reference.regions import CENTRAL, Region, find_region, provinces, regencies

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 7, 1)
PEOPLE = tuple(Inventor(2026).people(5000))

KEPT_OUT = {
    "widodo", "subianto", "prabowo", "megawati", "karnavian", "hadimuljono", "pandjaitan", "marsudi", "mulyani",
    "indrawati", "kalla", "rudiantara", "syafruddin", "abnur", "kumolo", "chrisnandi", "widyantini", "hafid", "pigai",
    "thohir", "hartarto", "lahadalia", "wenda", "zulkifli", "ratulangi", "mandacan", "dondokambey", "koster",
}  # fmt: skip
"""Names by which ministers and other office-holders are known."""


def region(text: str) -> Region:
    answer = find_region(text)
    assert isinstance(answer, Region)
    return answer


def test_one_seed_gives_the_same_people_and_another_gives_others() -> None:
    again = tuple(Inventor(2026).people(50))
    assert again == PEOPLE[:50]
    assert tuple(Inventor(2027).people(50)) != again


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_people_do_not_depend_on_the_hash_seed(hash_seed: str) -> None:
    program = (
        "from scheduler.reference.invent import Inventor\n"
        "print(';'.join(f'{p.full_name} {p.nip}' for p in Inventor(2026).people(20)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout.strip() == ";".join(f"{p.full_name} {p.nip}" for p in PEOPLE[:20])


def test_no_two_people_share_a_number() -> None:
    assert len({person.nip for person in PEOPLE}) == len(PEOPLE)


def test_people_who_share_the_leading_digits_are_numbered_on() -> None:
    inventor = Inventor(1)
    birth, start = date(1985, 5, 12), date(2010, 1, 1)
    numbers = [inventor._nip(birth, start, "F", "PNS") for _ in range(3)]
    assert [number[15:] for number in numbers] == ["001", "002", "003"]


def test_every_number_reads_back_to_its_person() -> None:
    for person in PEOPLE:
        nip = read_nip(person.nip, on=TODAY)
        assert isinstance(nip, Nip)
        facts = (nip.birth, nip.service_start, nip.sex, nip.kind)
        assert facts == (person.birth, person.service_start, person.sex, person.kind)


def test_every_rank_and_level_reads_back() -> None:
    for person in PEOPLE:
        prefix = "PPPK " if person.kind == "PPPK" else ""
        assert read_rank(prefix + person.rank.code) == person.rank
        assert read_level(person.level.label.id) == person.level


def test_careers_hold_together() -> None:
    for person in PEOPLE:
        schooling = schoolings()[person.education]
        assert schooling.youngest <= age_on(person.birth, person.service_start) <= schooling.oldest + 1
        assert person.service_start < TODAY
        assert age_on(person.birth, TODAY) < 58
        assert person.rank.scheme == person.kind
        if person.kind == "PNS":
            assert schooling.entry <= person.rank.order <= schooling.top
            years = TODAY.year - person.service_start.year
            assert person.rank.order <= schooling.entry + years / 4
        else:
            assert person.service_start.year >= 2019


def test_high_levels_come_with_high_ranks() -> None:
    for person in PEOPLE:
        if person.level.order >= 50:
            assert person.rank.order >= 13
        if person.level.code == "JPT-P":
            assert person.rank.order >= 14


def test_only_the_centre_has_middle_senior_executives() -> None:
    assert all(person.level.code != "JPT-M" for person in Inventor(1).people(20_000, region("Jawa Barat")))
    assert any(person.level.code == "JPT-M" for person in Inventor(1).people(20_000, CENTRAL))


def test_whatever_is_asked_for_is_given() -> None:
    place = region("Kota Denpasar")
    person = Inventor(5).person(place, sex="F", education="S3", kind="PNS")
    assert (person.region, person.sex, person.education, person.kind) == (place, "F", "S3", "PNS")
    assert person.full_name.startswith("Dr. ")
    assert person.birthplace == "Denpasar"


def test_an_education_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError, match="S4"):
        Inventor(5).person(education="S4")


def test_people_of_a_province_were_born_in_it() -> None:
    jambi = region("Prov. Jambi")
    born = {home.bare_name for home in regencies() if home.province == "Jambi"}
    people = tuple(Inventor(5).people(200, jambi))
    assert {person.birthplace for person in people} <= born
    assert all(person.region == jambi for person in people)


def test_names_follow_the_region() -> None:
    balinese = [person for person in Inventor(5).people(200, region("Bali")) if person.culture == "balinese"]
    assert len(balinese) > 150
    assert all(person.name.startswith(("I", "Ni ", "Anak Agung", "Desak")) for person in balinese)
    assert {person.culture for person in Inventor(5).people(300, region("Kab. Batang"))} == {"javanese", "sundanese"}


def test_the_sexes_and_kinds_come_in_their_shares() -> None:
    # 5,000 draws: the standard deviation of a share is below 0.8 percentage points.
    assert Counter(person.sex for person in PEOPLE)["F"] / len(PEOPLE) == pytest.approx(0.48, abs=0.04)
    assert Counter(person.kind for person in PEOPLE)["PPPK"] / len(PEOPLE) == pytest.approx(0.15, abs=0.03)


def test_some_names_are_single_words_and_none_repeats_a_word() -> None:
    words = [person.name.split() for person in PEOPLE]
    assert {1, 2, 3} <= {len(name) for name in words}
    assert all(len(set(name)) == len(name) for name in words)


def test_all_cultures_and_educations_are_met() -> None:
    assert {person.culture for person in PEOPLE} == {culture for culture, _ in pools()}
    assert {person.education for person in PEOPLE} == set(schoolings())


def test_every_province_has_its_cultures_and_every_culture_its_names() -> None:
    known = {culture for culture, _ in pools()}
    assert set(cultures()) == {province.code for province in provinces()}
    for met in cultures().values():
        assert set(met) <= known
    for pool in pools().values():
        assert min(len(pool.first), len(pool.last)) >= 13
        assert len(set(pool.first)) == len(pool.first)


def test_homes_of_the_centre_are_everywhere() -> None:
    assert homes(CENTRAL) == homes(None) == regencies()


def test_names_of_office_holders_are_in_no_pool() -> None:
    words = {
        word.casefold()
        for pool in pools().values()
        for name in pool.first + pool.last + pool.single
        for word in name.split()
    }
    assert not KEPT_OUT & words


@given(st.integers(), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_any_seed_and_day_give_a_person_in_service_on_that_day(seed: int, day: date) -> None:
    person = Inventor(seed, on=day).person()
    assert isinstance(person, InventedPerson)
    assert isinstance(read_nip(person.nip, on=day), Nip)
    assert age_on(person.birth, day) < 58
