"""Institutions: found under their names, on their days, and not under others'."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.reference.answers import Ambiguous, Unknown
from scheduler.reference.institutions import (
    Institution,
    find_institution,
    government_of,
    institution_types,
    institutions,
)
from scheduler.reference.regions import CENTRAL, Region, find_region, provinces, regencies
from scheduler.reference.text import key

NOW = date(2026, 11, 1)


def short(text: str, on: date | None = None) -> str:
    institution = find_institution(text, on)
    assert isinstance(institution, Institution), institution
    return institution.short


def choice(text: str, on: date | None = None) -> set[str]:
    answer = find_institution(text, on)
    assert isinstance(answer, Ambiguous), answer
    return {institution.short for institution in answer.candidates}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Kementerian Sekretariat Negara", "Kemensetneg"),
        ("Setneg", "Kemensetneg"),
        ("KemenPAN-RB", "Kemen PANRB"),
        ("Kemen PANRB", "Kemen PANRB"),
        ("Menpan", "Kemen PANRB"),
        ("KEMENTERIAN PENDAYAGUNAAN APARATUR NEGARA & REFORMASI BIROKRASI", "Kemen PANRB"),
        ("Kementerian PANRB RI", "Kemen PANRB"),
        ("Kementrian Keuangan Republik Indonesia", "Kemenkeu"),
        ("Ministry of Home Affairs", "Kemendagri"),
        ("Bappenas", "PPN/Bappenas"),
        ("Kementerian PPN/Bappenas", "PPN/Bappenas"),
        ("Kemdiktisaintek", "Kemendiktisaintek"),
        ("LH/BPLH", "KLH/BPLH"),
        ("LAN RI", "LAN"),
        ("BPS", "BPS"),
        ("Arsip Nasional Republik Indonesia", "ANRI"),
        ("Sekretaris Kabinet", "Setkab"),
        ("World Bank", "World Bank Indonesia"),
        ("Universitas Gadjah Mada", "UGM"),
        ("Pemerintah Kabupaten Batang", "Pemkab Batang"),
        ("Kab. Banyuwangi", "Pemkab Banyuwangi"),
        ("Pemkot Tangerang Selatan", "Pemkot Tangerang Selatan"),
        ("Pemprov Jawa Barat", "Pemprov Jabar"),
        ("Pemda DI Yogyakarta", "Pemda DIY"),
        ("Pemerintah Aceh", "Pemerintah Aceh"),
        ("Banjar (Kalsel)", "Pemkab Banjar"),
        ("Diskominfo Kabupaten Batang", "Pemkab Batang"),
        ("Dinas Komunikasi dan Informatika Kota Bandung", "Pemkot Bandung"),
        ("Bappeda Provinsi Jawa Tengah", "Pemprov Jateng"),
        ("Sekretariat Daerah Kab. Teluk Bintuni", "Pemkab Teluk Bintuni"),
    ],
)
def test_an_institution_is_found_in_its_spellings(written: str, expected: str) -> None:
    assert short(written) == expected


@pytest.mark.parametrize(
    ("written", "first"),
    [
        (
            "Kementerian Pemberdayaan Aparatur Negara dan Reformasi Birokrasi",
            "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
        ),
        ("Kementerian Komunikfasi dan Informatika", "Kementerian Komunikasi dan Informatika"),
        ("Kementerian Keuagan", "Kementerian Keuangan"),
        ("Pemkab Banyuwngi", "Pemerintah Kabupaten Banyuwangi"),
    ],
)
def test_a_misspelling_is_unknown_with_the_right_name_nearest(written: str, first: str) -> None:
    answer = find_institution(written)
    assert isinstance(answer, Unknown)
    assert answer.nearest[0] == first


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Pusat",  # the centre is no institution
        "32",
        "Ministry of Interior dan Security",  # a Korean host, and misspelt
        "Badan Pusat Statistik Kabupaten Batang",  # an office of the centre, not of the regency
        "PT Angkasa",
    ],
)
def test_what_is_no_institution_is_unknown(written: str) -> None:
    assert isinstance(find_institution(written), Unknown)


def test_a_shared_regional_name_is_ambiguous() -> None:
    assert choice("Bandung") == {"Pemkab Bandung", "Pemkot Bandung"}
    assert choice("Pemda Yogyakarta") == {"Pemda DIY", "Pemkot Yogyakarta"}


def test_an_institution_that_ended_answers_for_its_time_and_its_successor_afterwards() -> None:
    assert short("Setkab", date(2015, 8, 26)) == "Setkab"
    assert short("Setkab", date(2024, 10, 20)) == "Setkab"
    assert short("Setkab", date(2024, 10, 21)) == "Kemensetneg"
    assert short("Kominfo", NOW) == "Komdigi"


def test_an_institution_not_yet_founded_answers_with_its_predecessor() -> None:
    assert short("Komdigi", date(2019, 9, 24)) == "Kominfo"
    assert short("Kemenkum", date(2019, 9, 24)) == "Kemenkumham"


def test_renames_are_followed_over_several_steps() -> None:
    assert choice("Kemenristekdikti", NOW) == {"Kemendikdasmen", "Kemendiktisaintek", "Kemenbud"}
    assert short("Kemendikdasmen", date(2016, 7, 18)) == "Kemendikbud"


def test_a_split_is_ambiguous_afterwards_and_a_merger_before() -> None:
    assert choice("Kemenkumham", NOW) == {"Kemenkum", "KemenHAM", "Kemenimipas"}
    assert choice("BRIN", date(2019, 1, 1)) == {"LIPI", "BPPT", "LAPAN", "BATAN"}


def test_one_without_a_known_predecessor_is_unknown_before_its_first_day() -> None:
    answer = find_institution("Kementerian Haji dan Umrah", date(2016, 1, 1))
    assert answer == Unknown("Kementerian Haji dan Umrah", ("Kementerian Haji dan Umrah",))


def test_without_a_date_a_past_institution_is_itself() -> None:
    assert short("Kemenkumham") == "Kemenkumham"


def test_the_cabinet_of_october_2024_has_48_ministries() -> None:
    kinds = Counter(institution.type for institution in institutions() if institution.is_valid(date(2024, 11, 1)))
    assert (kinds["coordinating_ministry"], kinds["ministry"]) == (7, 41)


def test_every_institution_has_a_known_type_and_known_successors() -> None:
    types = {kind.code for kind in institution_types()}
    shorts = {institution.short for institution in institutions()}
    for institution in institutions():
        assert institution.type in types
        assert set(institution.successors) <= shorts
        assert bool(institution.successors) == (institution.valid_to is not None)


def test_no_spelling_belongs_to_two_institutions_or_to_a_region() -> None:
    owners: dict[str, str] = {}
    for institution in institutions():
        for spelling in (institution.short, institution.name, institution.english, *institution.aliases):
            assert owners.setdefault(key(spelling), institution.short) == institution.short
            assert isinstance(find_region(spelling), Unknown), spelling


def test_ministries_belong_to_the_centre_and_governments_to_their_region() -> None:
    ministry, regency, bank = (find_institution(text) for text in ("Kemenkeu", "Kab. Batang", "World Bank"))
    assert isinstance(ministry, Institution)
    assert ministry.region == CENTRAL
    assert isinstance(regency, Institution)
    assert regency.region == find_region("Kab. Batang")
    assert isinstance(bank, Institution)
    assert bank.region is None


def test_the_centre_has_no_single_government() -> None:
    with pytest.raises(ValueError, match="Pusat"):
        government_of(CENTRAL)


@given(st.sampled_from([*provinces(), *regencies()]))
def test_every_government_is_found_by_its_own_names(region: Region) -> None:
    government = government_of(region)
    assert government.type == region.kind
    assert find_institution(government.name) == government
    assert find_institution(government.short) == government


@given(st.sampled_from(institutions()), st.sampled_from([str.upper, str.lower]), st.sampled_from(["", " RI"]))
def test_every_institution_is_found_by_its_names_in_any_case(
    institution: Institution, case: Callable[[str], str], suffix: str
) -> None:
    for name in (institution.short, institution.name):
        assert find_institution(case(name) + suffix) == institution


@given(st.sampled_from(institutions()), st.dates(date(2010, 1, 1), date(2030, 1, 1)))
def test_whoever_answers_for_a_day_was_there_on_that_day(institution: Institution, day: date) -> None:
    answer = find_institution(institution.name, day)
    holders = answer.candidates if isinstance(answer, Ambiguous) else (answer,)
    assert all(isinstance(holder, Unknown) or holder.is_valid(day) for holder in holders)


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(find_institution(text), Institution | Ambiguous | Unknown)
