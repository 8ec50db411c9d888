"""The annotated copy: the same workbook with a sheet that lists every problem and leads to its cell."""

from __future__ import annotations

import openpyxl
import packages
import pytest
import xlsxwriter

from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.errors import BadWorkbook
from scheduler.package.compare import differences
from scheduler.package.parts import Package
from scheduler.words import say, sheet
from scheduler.workbook.parse import examine, parse
from scheduler.workbook.read import read

LANGUAGES = ("en", "id", "ko")


@pytest.fixture
def bad(tmp_path):
    """A workbook with errors and doubts on two sheets."""
    with xlsxwriter.Workbook(tmp_path / "bad.xlsx") as book:
        cohorts = book.add_worksheet("Cohorts")
        cohorts.write_row(0, 0, ("Code", "Seats at most"))
        cohorts.write_row(1, 0, ("A", "many"))
        people = book.add_worksheet("Nominees")
        people.write_row(0, 0, ("ID", "Name", "Institution", "Sex", "NIK"))
        people.write_row(1, 0, ("P1", "Ayu", "PANRB", "x", ""))
        people.write_row(2, 0, ("P1", "Bima", "PANRB", "M", ""))
        book.add_worksheet("It's mine").write(0, 0, "=kept")
    return tmp_path / "bad.xlsx"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_copy_lists_every_problem_with_a_link_to_its_cell(bad, tmp_path, lang):
    assert main(["check", str(bad), "-o", str(tmp_path / "copy.xlsx"), "--lang", lang]) == Exit.BAD_WORKBOOK
    found = examine(read(bad)).problems
    assert len(found) > 3
    listed = openpyxl.load_workbook(tmp_path / "copy.xlsx")[sheet("Problems", lang)]
    said = [cell.value for cell in listed["D"]]
    assert said[-len(found) :] == [say(problem, lang) for problem in found]
    links = [cell.hyperlink.location.replace("'", "") for cell in listed["C"] if cell.hyperlink]
    assert links == [f"{p.place.sheet}!{p.place.cell or 'A1'}" for p in found if p.place.sheet]


def test_nothing_else_in_the_copy_differs_and_it_is_read_as_before(bad, tmp_path):
    main(["check", str(bad), "-o", str(tmp_path / "copy.xlsx")])
    before, after = Package.open(bad), Package.open(tmp_path / "copy.xlsx")
    changed = {d.part for d in differences(before, after) if d.how != "added"}
    plumbing = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert changed <= plumbing
    assert packages.complaints(tmp_path / "copy.xlsx") == []
    with pytest.raises(BadWorkbook) as again:
        parse(read(tmp_path / "copy.xlsx"))
    assert [p.code for p in again.value.problems] == [p.code for p in examine(read(bad)).problems]


def test_checking_the_copy_replaces_the_list(bad, tmp_path):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    main(["check", str(bad), "-o", str(one)])
    main(["check", str(one), "-o", str(two)])
    assert openpyxl.load_workbook(one).sheetnames == openpyxl.load_workbook(two).sheetnames
    assert one.read_bytes() == two.read_bytes()


def test_a_file_that_cannot_be_kept_gets_a_list_of_its_own(tmp_path, capsys):
    (tmp_path / "people.csv").write_text("ID,Name,Institution,Sex\nP1,Ayu,PANRB,x\n", encoding="utf-8")
    main(["check", str(tmp_path / "people.csv"), "-o", str(tmp_path / "copy.xlsx"), "--lang", "en"])
    assert "could not be kept" in capsys.readouterr().out
    assert openpyxl.load_workbook(tmp_path / "copy.xlsx").sheetnames == ["Problems"]
