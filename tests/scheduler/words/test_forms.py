"""How words, numbers, days, lists and particles are formed in each language."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.domain import Cohort, Nominee
from scheduler.reference.text import fold
from scheduler.rulebook import kinds
from scheduler.words import (
    LANGUAGES,
    day,
    description,
    heading,
    known_headings,
    known_sheets,
    known_terms,
    number,
    sheet,
    term,
)
from scheduler.words.particles import with_particle
from scheduler.words.values import joined

QUOTA = kinds()["Quotas"]


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [(0, "0", "0"), (2019, "2019", "2019"), (12500, "12,500", "12.500"), (2.5, "2.5", "2,5"), (3.0, "3", "3"),
     (12500.25, "12,500.25", "12.500,25"), (-1.5, "-1.5", "-1,5"), (1e9, "1,000,000,000", "1.000.000.000")],
)  # fmt: skip
def test_numbers_have_the_marks_of_the_language(value, english, indonesian):
    assert (number(value, "en"), number(value, "id"), number(value, "ko")) == (english, indonesian, english)


def test_days_are_written_out():
    told = [day(date(2019, 9, 2), lang) for lang in LANGUAGES]
    assert told == ["2 September 2019", "2 September 2019", "2019년 9월 2일"]
    assert day(date(2019, 8, 17), "id") == "17 Agustus 2019"


@pytest.mark.parametrize(
    ("lang", "words", "said"),
    [("en", "A", "A"), ("en", "AB", "A and B"), ("en", "ABC", "A, B and C"), ("id", "AB", "A dan B"),
     ("id", "ABC", "A, B, dan C"), ("ko", "ABC", "A, B, C"), ("en", "", "")],
)  # fmt: skip
def test_lists_are_joined_as_they_are_said(lang, words, said):
    assert joined(tuple(words), lang) == said


@pytest.mark.parametrize(("lang", "said"), [("en", " and 9 more"), ("id", ", dan 9 lainnya"), ("ko", " 외 9건")])
def test_a_long_list_is_cut_and_counted(lang, said):
    assert joined([f"c{n}" for n in range(20)], lang).endswith("c10" + said)


@pytest.mark.parametrize(
    ("word", "forms", "said"),
    [("정원", "은/는", "정원은"), ("기수", "은/는", "기수는"), ("서울", "으로/로", "서울로"),
     ("부산", "으로/로", "부산으로"),
     ("대구", "으로/로", "대구로"), ("A1", "이/가", "A1이"), ("A2", "이/가", "A2가"), ("A7", "으로/로", "A7로"),
     ("A3", "으로/로", "A3으로"), ("KLM", "을/를", "KLM을"), ("PANRB", "을/를", "PANRB를"),
     ("Kab. Batang", "이/가", "Kab. Batang이"), ("Papua", "이/가", "Papua가"),
     ("기수(A)", "과/와", "기수(A)와"), ("30%", "은/는", "30%는"), ("", "은/는", "는")],
)  # fmt: skip
def test_korean_particles_follow_the_last_sound(word, forms, said):
    assert with_particle(word, forms) == said


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("ID", ("NIP", "NIP / NI PPPK", "nip/ni pppk")),
        ("Name", ("Nama lengkap (dengan gelar)", "NAMA LENGKAP", "성명", "Full name")),
        ("Rank", ("Pangkat/Gol", "Pangkat/Gol-Ruang", "Gol/Ruang", "직급")),
        ("Level", ("Jabatan", "직위")),
        ("Unit", ("Unit Kerja", "부서")),
        ("Institution", ("Instansi", "기관", "K/L")),
        ("Sex", ("L/P", "Jenis Kelamin", "성별", "Gender")),
        ("Birth date", ("TTL", "Tempat, Tanggal Lahir", "Tanggal lahir", "생년월일")),
        ("English", ("TOEFL/IELTS",)),
        ("Topics", ("Topik/Prioritas",)),
    ],
)
def test_usual_headings_of_rosters_are_known(title, written):
    assert {fold(words) for words in written} <= known_headings(title)


def test_what_is_written_in_a_language_is_read_in_every_language():
    for lang in LANGUAGES:
        assert fold(heading("Nomination order", lang)) in known_headings("Nomination order")
        assert fold(sheet("Release limits", lang)) in known_sheets("Release limits")
        assert fold(term("may close", lang)) in known_terms("may close")


@pytest.mark.parametrize(
    ("word", "written"),
    [("F", ("P", "perempuan", "wanita", "여", "female")), ("M", ("L", "Laki-laki", "pria", "남성")),
     ("ministry", ("Kementerian", "중앙부처")), ("all", ("semua", "전체"))],
)  # fmt: skip
def test_words_of_cells_are_known_in_every_language(word, written):
    assert {fold(words) for words in written} <= known_terms(word)


def test_what_the_catalogue_does_not_know_is_its_own_name():
    assert heading("Passport number", "id") == "Passport number"
    assert known_headings("Passport number") == {"passport number"}
    assert sheet("Tender quotas", "ko") == "Tender quotas"
    assert term("Kab. Batang", "ko") == "Kab. Batang"


def test_a_description_is_the_fields_own_in_english():
    assert description(Nominee, "birth", "en") == Nominee.model_fields["birth"].description
    assert description(Nominee, "birth", "id") == "Tanggal lahir."


def test_an_inherited_field_is_described_where_it_was_first_described():
    assert description(QUOTA, "region", "id") == "Kosong: semua. masing-masing: untuk setiap wilayah."
    assert description(kinds()["Fill seats"], "where", "id") != description(QUOTA, "where", "id")


def test_a_field_without_description_has_an_empty_comment():
    assert description(Cohort, "code", "ko")
    assert description(Nominee, "facts", "ko") == ""
