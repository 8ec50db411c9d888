"""Every kind of problem that a workbook can have, in few workbooks: told at once, each at its cell, in three languages.

Not in one, as some things cannot be known beside others: where an ID is lost nobody can say that nobody
has a value, and where a cohort's seats are unreadable nobody can count them.
"""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import bad_timetable
import golden
import pytest
from openpyxl import Workbook, load_workbook

from scheduler.cli import main
from scheduler.findings import Problem
from scheduler.words import LANGUAGES, say
from scheduler.words import sheet as sheet_name
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
    "Sessions!F5": "A1", "Sessions!A6": "A3", "Sessions!B6": "A", "Sessions!F6": "A1, A2",
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
    "Quotas!A12": "A", "Quotas!D12": 11, "Quotas!A13": "A", "Quotas!D13": 12, "Quotas!G13": 1,
    "Owner quotas!A1": "Lead institution", "Owner quotas!B1": "At least", "Owner quotas!A2": "MOIS",
    "Owner quotas!B2": 1,
    "Date clash!A1": "Sex", "Date clash!B1": "Own dates", "Date clash!A2": "F", "Date clash!B2": "no",
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


LOST_COHORT, LOST_IDS = ("Cohorts!8",), tuple(f"Nominees!{row}" for row in (7, 9, 10, 11))
UNREAD_TIMES = (*(f"Cohorts!{row}" for row in (3, 5, 6, 7, 8, 9)), *(f"Sessions!{row}" for row in (2, 3, 4, 6)))

SILENCED: dict[str, tuple[Cells, tuple[str, ...], str]] = {
    "missing_sheet": ({}, ("Nominees", "Nominees 2", "Unit lain"), ""),
    "no_seats": ({}, tuple(f"Cohorts!{row}" for row in (2, 3, 5, 6, 7, 8, 9)), "Cohorts"),
    "cohort_seats": (
        {"Sessions!A7": "A5", "Sessions!B7": "A", "Sessions!C7": "y", "Sessions!G7": 4}, UNREAD_TIMES, "Sessions!G7"
    ),
    "not_taught": ({"Nominees!L3": "HRM"}, UNREAD_TIMES, "Nominees!L3"),
    "unknown_cohort": ({}, LOST_COHORT, "Sessions!B4"),
    "unknown_place": ({}, LOST_COHORT, "Quotas!A8"),
    "unknown_nominee": ({}, LOST_IDS, "Pins!A2"),
    "few_nominees": ({}, LOST_IDS, "Quotas!D12"),
    "nobody_matches": (
        {"Quotas!A14": "A", "Quotas!B14": "Papua", "Quotas!E14": 2}, LOST_IDS, "Quotas!B14"
    ),
    "unclear_name": (
        {"Quotas!A14": "A", "Quotas!B14": "Bandung", "Quotas!E14": 2}, (*LOST_IDS, "Nominees!8"), "Quotas!B14"
    ),
    "unclear_region": ({}, ("Quotas!9", "Quotas!10"), "Nominees!D8"),
}  # fmt: skip
"""Kinds that others silence: cells to be added, rows or sheets that silence it, and the cell that is then named."""

BOOKS = (BROKEN, *bad_timetable.BOOKS)
"""All that is wrong with an allocation in one workbook, and what is wrong with timetables in a few more."""

GATHERED = frozenset({"already_there", "institution_taken", "institution_unknown"})
"""Kinds that only gathering finds."""


def without(cells: Cells, taken: tuple[str, ...]) -> Cells:
    """Leave rows or whole sheets out."""
    return {at: value for at, value in cells.items() if not {at.split("!")[0], row_of(at)} & set(taken)}


def row_of(at: str) -> str:
    """Name the row of a cell: ``Quotas!9``."""
    name, cell = at.split("!")
    return f"{name}!{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"


def told(problems: tuple[Problem, ...]) -> set[tuple[str, str]]:
    """Codes and the cells that they name; a whole file is nothing."""
    return {(p.code, str(p.place) if p.place.sheet else "") for p in problems}


def test_every_kind_of_problem_is_in_the_one_workbook_unless_another_silences_it(tmp_path):
    found = {problem.code for problem in book(tmp_path, BROKEN)}
    wanted = {*SHEETS, *CELLS, *RULES, *PEOPLE, *STANDING} - GATHERED
    assert wanted - found == set(SILENCED)


def test_every_kind_of_problem_of_timetables_is_in_theirs(tmp_path):
    assert set(TIMES) <= {problem.code for cells in BOOKS for problem in book(tmp_path, cells)}


@pytest.mark.parametrize("code", SILENCED)
def test_a_silenced_kind_speaks_at_its_cell_once_what_silences_it_is_gone(tmp_path, code):
    added, taken, place = SILENCED[code]
    assert code not in {problem.code for problem in book(tmp_path, BROKEN | added)}
    assert (code, place) in told(book(tmp_path, without(BROKEN, taken) | added))


def test_every_kind_that_is_not_of_one_workbook_has_a_test_of_its_own():
    shown = {*SHEETS, *CELLS, *RULES, *PEOPLE, *STANDING, *TIMES} - GATHERED
    tests = [path for path in Path(__file__).parents[2].rglob("test_*.py") if path != Path(__file__)]
    texts = "".join(path.read_text("utf-8") for path in tests)
    assert [code for code in PROBLEMS if code not in shown and f'"{code}"' not in texts] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_is_told_at_its_cell_and_in_every_language_as_last_time(tmp_path, lang):
    lines = [f"{p.severity}\t{p.place}\t{say(p, lang)}\n" for cells in BOOKS for p in book(tmp_path, cells)]
    assert not [line for line in lines if "{" in line]
    golden.assert_golden(f"every_problem_{lang}.txt", "".join(lines))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_annotated_copy_shows_them_all_at_their_cells(tmp_path, lang):
    found = book(tmp_path, BROKEN)
    assert main(["check", str(tmp_path / "book.xlsx"), "-o", str(tmp_path / "copy.xlsx"), "--lang", lang])
    copy = load_workbook(tmp_path / "copy.xlsx")
    cells = ((sheet.title, cell) for sheet in copy for cell in sheet._cells.values() if cell.comment)
    notes = {f"{title}!{cell.coordinate}": cell.comment.text for title, cell in cells}
    assert set(notes) == {str(problem.place) for problem in found if problem.place.cell}
    assert not [p for p in found if p.place.cell and say(p, lang) not in notes[str(p.place)]]
    listed = [cell.value for cell in copy[sheet_name("Problems", lang)]["D"]]
    assert listed[-len(found) :] == [say(problem, lang) for problem in found]


def test_each_has_the_facts_that_its_sentence_needs(tmp_path):
    silenced = [without(BROKEN, taken) | added for added, taken, _ in SILENCED.values()]
    for problem in (each for cells in (*BOOKS, *silenced) for each in book(tmp_path, cells)):
        assert set(problem.facts) == PROBLEMS[problem.code].facts, problem
