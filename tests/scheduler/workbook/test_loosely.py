"""Headings of rosters are understood however they are written, as long as they mean one column."""

from __future__ import annotations

import openpyxl
import pytest

from scheduler.gather import gather
from scheduler.workbook.csvtext import is_korean
from scheduler.workbook.layout import layout
from scheduler.workbook.loosely import meant
from scheduler.workbook.notes import errors


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("N I P", "id"), ("Nomor Induk Pegawai (NIP)", "id"), ("NIP (18 digit)", "id"), ("공무원번호", "id"),
        ("Nama lengkap & gelar", "name"), ("성 명(영문)", "name"), ("Gol. / Ruang", "rank"), ("직급(등급)", "rank"),
        ("Tgl. Lahir (hh-bb-tttt)", "birth"), ("D.O.B. [dd/mm/yyyy]", "birth"), ("Gender (M/F)", "sex"),
        ("Ministry / Agency", "institution"), ("Organisation or Agency", "institution"), ("시·도", "region"),
    ],
)  # fmt: skip
def test_spaces_dots_hints_and_slashes_do_not_matter(heading, field):
    assert meant(heading, layout("Nominees")) == field


@pytest.mark.parametrize(
    "heading",
    [
        "Nama/NIP",
        "Unit Kerja/Instansi",
        "NIP (atasan)",
        "Nama (pejabat pengusul)",
        "TMT",
        "Asal",
        "Tempat",
        "Name " * 20,
    ],
)
def test_what_may_mean_something_else_is_not_guessed(heading):
    assert meant(heading, layout("Nominees")) is None


def test_other_sheets_are_read_by_their_listed_headings_alone():
    assert meant("Where", layout("Quotas")) == "where"
    assert meant("Where (A; B)", layout("Quotas")) is None


def test_an_exact_heading_goes_before_a_loose_one(tmp_path):
    made(tmp_path, [["NIP (L)", "NIP", "Nama", "Instansi"], ["x", "78110234", "Budi", "Kemenkeu"]])
    (person,) = gather(tmp_path).programme.nominees
    assert (person.id, person.facts["NIP (L)"]) == ("78110234", "x")


def test_names_of_posts_and_schools_in_a_seniority_list_are_not_those_of_people(tmp_path):
    top = ["NO", "NAMA", "NIP", "PANGKAT", None, "JABATAN", None, "PENDIDIKAN", None, "INSTANSI"]
    below = [None, None, None, "GOL/RUANG", "TMT", "NAMA", "TMT", "NAMA", "LULUS"]
    row = [1, "Budi", "197501131999031001", "III/c", "1/4/2020", "Ahli Muda", "1/1/2021", "UI", 1998, "Kemenkeu"]
    made(tmp_path, [top, below, row], ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:I1", "J1:J2"])
    found = gather(tmp_path)
    (person,) = found.programme.nominees
    assert not errors(found.problems)
    assert (person.name, person.level, person.service_start.year) == ("Budi", "Ahli Muda", 1999)
    assert person.facts["PENDIDIKAN NAMA"] == "UI"


def made(folder, rows, merges=()):
    """Write a roster."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merges:
        book.active.merge_cells(area)
    book.save(folder / "roster.xlsx")


@pytest.mark.parametrize(
    ("text", "encoding", "is_so"),
    [
        ("성명,소속", "cp949", True),
        ("Zoë,Müller", "cp1252", False),
        ("plain", "ascii", False),
        ("“Zoë”", "cp1252", False),
    ],
)
def test_korean_text_files_are_told_from_western_ones(text, encoding, is_so):
    assert is_korean(text.encode(encoding)) is is_so
