"""Every kind of problem that a workbook can have, in few workbooks: told at once, each at its cell, in three languages.

Not in one, as some things cannot be known beside others: where an ID is lost nobody can say that nobody
has a value, and where a cohort's seats are unreadable nobody can count them.
"""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import bad_timetable
import golden
import pytest
from openpyxl import Workbook

from scheduler.findings import Problem
from scheduler.words import LANGUAGES, say
from scheduler.workbook.parse import examine
from scheduler.workbook.problems import CELLS, PEOPLE, PROBLEMS, RULES, SHEETS, STANDING
from scheduler.workbook.read import read
from scheduler.workbook.timeproblems import TIMES

NOMINEES = ["ID", "Name", "Institution", "Provinsi", "Kabupaten/Kota", "Sex", "Birth date", "Service start", "English",
            "Nomination order", "Unavailable", "Topics", "Choices", "Pin", "Allocated cohort", "Result", "Reserve rank",
            "Allocated sessions", "NIK", "Team", "Unit", "Unit kerja", "Remark"]  # fmt: skip
Cells = dict[str, Any]


def person(row: int, **cells: Any) -> Cells:
    """Cells of a nominee's row by column letter, with what every good row has."""
    usual = {"A": f"n{row}", "B": f"Orang {row}", "C": "Kemenkeu"}
    return {f"Nominees!{column}{row}": value for column, value in (usual | cells).items() if value is not None}


BROKEN: Cells = {
    # settings
    "Programme!A1": "Setting", "Programme!B1": "Value", "Programme!A2": "Year", "Programme!B2": 1900,
    "Programme!A3": "Seeds", "Programme!B3": 1, "Programme!A4": "Language", "Programme!B4": "id",
    "Programme!A5": "Bahasa", "Programme!B5": "en", "Programme!A6": "Reference date", "Programme!B6": date(2026, 9, 1),
    # cohorts
    **{f"Cohorts!{c}1": t for c, t in zip("ABCDEFGHI", (
        "Code", "Title", "Topics", "Start", "End", "Seats at least", "Seats at most", "Status",
    "Colour"), strict=True)},
    "Cohorts!A2": "A", "Cohorts!C2": "DAT", "Cohorts!D2": date(2026, 9, 7), "Cohorts!E2": date(2026, 9, 11),
    "Cohorts!G2": 10, "Cohorts!I2": "red",
    "Cohorts!A3": "B", "Cohorts!C3": "DAT:0", "Cohorts!D3": date(2026, 9, 7), "Cohorts!E3": date(2026, 9, 1),
    "Cohorts!F3": 9, "Cohorts!G3": 8,
    "Cohorts!A4": "C", "Cohorts!G4": 5, "Cohorts!H4": "closed", "Cohorts!A5": "semua", "Cohorts!G5": 3,
    "Cohorts!A6": "a", "Cohorts!G6": 2, "Cohorts!A7": "E", "Cohorts!D7": "soon", "Cohorts!G7": "=1+1",
    "Cohorts!B8": "no code", "Cohorts!G8": 2.5, "Cohorts!H9": "opne", "Cohorts!A9": "F", "Cohorts!G9": -1,
    # sessions
    **{f"Sessions!{c}1": t for c, t in zip("ABCDEFG", (
        "Code", "Cohort", "Block", "Take", "Start", "Clashes with", "Seats at most"), strict=True)},
    "Sessions!A2": "A1", "Sessions!B2": "A", "Sessions!C2": "x", "Sessions!D2": 3,
    "Sessions!E2": datetime(2026, 10, 1, 9),
    "Sessions!A3": "A2", "Sessions!B3": "A", "Sessions!C3": "x", "Sessions!D3": 1, "Sessions!E3": "2026-09-08 25:00",
    "Sessions!F3": "A9", "Sessions!A4": "Z1", "Sessions!B4": "Z", "Sessions!A5": "C1", "Sessions!B5": "C",
    "Sessions!F5": "A1",
    # nominees
    **{f"Nominees!{chr(65 + k)}1": title for k, title in enumerate(NOMINEES)}, "Nominees!X2": "stray",
    **person(2, D="Jateng", F="X", S="3325", T="#N/A", O="Q", P="maybe"),
    **person(3, D="Jawa Tengah", E="Kota Denpasar", G="1980-02-30", I="good", O="A", R="C1"),
    **person(4, A="198508122010012003", F="L", G=date(1985, 8, 13), H=date(2011, 5, 1), O="A", P="cadangan"),
    **person(5, A="199013022010011003", G=31271, I="1.500", C="Kementrian Dalam Ngeri"),
    **person(6, A="19850812 201001 1 004", G="03/04/1985", H=None, I="450", C="Setkab"),
    **person(7, A=198508122010011007, G="09/25/1985", I="#N/A", L="DAT; DAT", M="A, B"),
    **person(8, A="1985081220100110", C=None, D="Bandung", K="2026-09-02..x", M="C; Q", N="C"),
    **person(9, A="n2", C="Kemenkeu", B="Orang 9", J=0),
    **person(10, A=None, B="Tanpa nomor"),
    **person(11, A="n3", C="BKN"),
    **person(12, B=None, C="Kemenkumham", D="Kota Bandung", J=1, U=datetime(2026, 1, 3)),
    **person(13, B="Orang 14", G=date(1990, 1, 2), J=1, W="#N/A"),
    **person(14, G=date(1990, 1, 2), J=1, K="2026-09-08", N="A"),
    "Nominees!A15": "n15", "Nominees!D16": "Bali", "Nominees!A17": "Jumlah", "Nominees!B17": 12,
    # rules
    **{f"Quotas!{c}1": t for c, t in zip("ABCDEFGHI", (
        "Where", "Region", "Sex", "At least", "At most", "Exactly", "Priority", "Teams", "Weight"), strict=True)},
    "Quotas!A2": "each; A", "Quotas!D2": 1, "Quotas!A3": "A", "Quotas!D3": 6, "Quotas!E3": 5,
    "Quotas!A4": "A", "Quotas!E4": 3, "Quotas!F4": 2, "Quotas!A5": "A", "Quotas!C5": "P",
    "Quotas!A6": "A", "Quotas!E6": 0.3, "Quotas!A7": "A", "Quotas!E7": "some", "Quotas!G7": "high", "Quotas!A8": "K",
    "Quotas!E8": 1, "Quotas!B9": "Kota Bandung", "Quotas!E9": 4, "Quotas!B10": "Kota Bandung", "Quotas!E10": 4,
    "Quotas!E11": 4, "Quotas!I11": 2000,
    "Topic fit!A1": "Priority", "Topic fit!A2": "must", "Even sizes!A1": "Within", "Even sizes!A2": 1,
    "Pins!A1": "Nominee", "Pins!B1": "To", "Pins!A2": "n99", "Pins!B2": "A",
    "Eligibility!A1": "Column", "Eligibility!B1": "At least", "Eligibility!A2": "Paspor", "Eligibility!B2": 1,
    "Keep together!A1": "Nominees", "Keep together!A2": "n14",
    # names
    "Names!A1": "Written", "Names!B1": "Means", "Names!A2": "PU", "Names!B2": "Bandung",
    "Names!A3": "Depdagri", "Names!B3": "Kemendagri", "Names!A4": "depdagri", "Names!B4": "BKN",
    # sheets
    "Kuota!A1": "Di", "Quotass!A1": "x", "Keep apart!A1": "Priority", "Keep apart!A2": "must",
    "Balance!A1": "nothing known", "Balance!A2": 1,
    "Nominees 2!A1": "ID", "Nominees 2!B1": "Name", "Nominees 2!C1": "Institution", "Nominees 2!D1": "Nama",
    "Unit lain!A1": "ID", "Unit lain!B1": "Name", "Unit lain!C1": "Sex", "Unit lain!A2": "n1",
}  # fmt: skip
"""Cells of a workbook in which almost nothing is right."""


def book(tmp_path, cells: Cells) -> tuple[Problem, ...]:
    """Write cells to a workbook and return what is found in it."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for where, value in cells.items():
        name, at = where.split("!")
        sheet = workbook[name] if name in workbook.sheetnames else workbook.create_sheet(name)
        sheet[at].value = value
        if isinstance(value, str) and not value.startswith("="):
            sheet[at].data_type = "e" if value.startswith("#") else "s"
    if "Nominees 2" in workbook.sheetnames:
        workbook["Nominees"].row_dimensions[3].hidden = True
        workbook["Nominees"]["XFD1048576"] = "stray"
        workbook.create_sheet("Hidden")["A1"] = "x"
        workbook["Hidden"].sheet_state = "hidden"
    workbook.save(tmp_path / "book.xlsx")
    return examine(read(tmp_path / "book.xlsx")).problems


WHOLE: Cells = {
    "Cohorts!A1": "Code", "Cohorts!B1": "Seats at most", "Cohorts!C1": "Status", "Cohorts!D1": "Topics",
    "Cohorts!E1": "Lead institution", "Cohorts!A2": "A", "Cohorts!B2": 10, "Cohorts!D2": "DAT", "Cohorts!E2": "NIA",
    "Cohorts!A3": "B", "Cohorts!B3": 5,
    "Sessions!A1": "Code", "Sessions!B1": "Cohort", "Sessions!C1": "Block", "Sessions!D1": "Seats at most",
    "Sessions!A2": "A1", "Sessions!B2": "A", "Sessions!C2": "x", "Sessions!D2": 4,
    "Nominees!A1": "ID", "Nominees!B1": "Name", "Nominees!C1": "Region", "Nominees!D1": "Topics",
    "Nominees!E1": "Choices", "Nominees!A2": "n1", "Nominees!B2": "Ani", "Nominees!C2": "Kota Bandung",
    "Nominees!D2": "HRM",
    "Nominees!E2": "A, B", "Nominees!A3": "n2", "Nominees!B3": "Budi", "Nominees!E3": "Q",
    "Quotas!A1": "Where", "Quotas!B1": "Region", "Quotas!C1": "At least", "Quotas!D1": "Priority",
    "Quotas!A2": "B", "Quotas!B2": "Papua", "Quotas!C2": 1, "Quotas!A3": "B", "Quotas!C3": 6, "Quotas!A4": "B",
    "Quotas!C4": 7, "Quotas!D4": 1, "Quotas!A5": "A", "Quotas!B5": "Bandung", "Quotas!C5": 1, "Quotas!D5": 1,
    "Owner quotas!A1": "Lead institution", "Owner quotas!B1": "At least", "Owner quotas!C1": "Priority",
    "Owner quotas!A2": "MOIS", "Owner quotas!B2": 1, "Owner quotas!C2": 1,
    "Pins!A1": "Nominee", "Pins!B1": "To", "Pins!A2": "n99", "Pins!B2": "A",
    "Date clash!A1": "Sex", "Date clash!B1": "Own dates", "Date clash!A2": "F", "Date clash!B2": "no",
}  # fmt: skip
"""Cells of a workbook whose rows can all be read, but which do not fit each other."""

BOOKS = (BROKEN, WHOLE, bad_timetable.BROKEN, bad_timetable.WHOLE)

ALONE: dict[str, tuple[Cells, str]] = {
    "missing_sheet": ({"Nominees!A1": "ID", "Nominees!A2": "n1"}, ""),
    "no_seats": (
        {"Cohorts!A1": "Code", "Cohorts!B1": "Seats at most", "Cohorts!C1": "Status", "Cohorts!A2": "A",
         "Cohorts!B2": 1, "Cohorts!C2": "closed"},
        "Cohorts",
    ),
    "unknown_cohort": (
        {"Cohorts!A1": "Code", "Cohorts!B1": "Seats at most", "Cohorts!A2": "A", "Cohorts!B2": 1,
         "Sessions!A1": "Code", "Sessions!B1": "Cohort", "Sessions!A2": "Z1", "Sessions!B2": "Z"},
        "Sessions!B2",
    ),
    "unclear_region": (
        {"Nominees!A1": "ID", "Nominees!B1": "Region", "Nominees!A2": "n1", "Nominees!B2": "Bandung"}, "Nominees!B2"
    ),
}  # fmt: skip
"""Kinds that stand beside none or few others, each in a workbook of its own, with its cell."""

GATHERED = frozenset({"already_there", "institution_taken", "institution_unknown"})
"""Kinds that only gathering finds; its own tests show them."""


def test_every_kind_of_problem_is_shown_somewhere(tmp_path):
    found = {problem.code for cells in BOOKS for problem in book(tmp_path, cells)}
    assert len({problem.code for problem in book(tmp_path, BROKEN)}) > 80
    assert {*SHEETS, *CELLS, *RULES, *PEOPLE, *STANDING, *TIMES} == found | set(ALONE) | GATHERED


@pytest.mark.parametrize("code", ALONE)
def test_kinds_that_stand_alone_name_their_cell(tmp_path, code):
    cells, place = ALONE[code]
    assert (code, place) in {(p.code, str(p.place) if p.place.sheet else "") for p in book(tmp_path, cells)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_is_told_at_its_cell_and_in_every_language_as_last_time(tmp_path, lang):
    found = [problem for cells in BOOKS for problem in book(tmp_path, cells)]
    lines = [f"{problem.severity}\t{problem.place}\t{say(problem, lang)}\n" for problem in found]
    assert not [line for line in lines if "{" in line]
    golden.assert_golden(f"every_problem_{lang}.txt", "".join(lines))


def test_each_has_the_facts_that_its_sentence_needs(tmp_path):
    for problem in (problem for cells in BOOKS for problem in book(tmp_path, cells)):
        assert set(problem.facts) == PROBLEMS[problem.code].facts, problem
