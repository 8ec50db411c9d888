"""The annotated copy: the same workbook with a sheet that lists every problem and leads to its cell."""

from __future__ import annotations

import re

import openpyxl
import packages
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.errors import BadWorkbook
from scheduler.package.compare import differences
from scheduler.package.notes import LAST_LINE
from scheduler.package.parts import Package
from scheduler.words import say, sheet, text
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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_with_a_problem_bears_one_note_that_tells_all_of_them(bad, tmp_path, lang):
    main(["check", str(bad), "-o", str(tmp_path / "copy.xlsx"), "--lang", lang])
    cells: dict[str, list[str]] = {}
    for problem in examine(read(bad)).problems:
        word = text("error" if problem.severity == "error" else "warning", lang)
        cells.setdefault(str(problem.place), []).append(f"{word}: {say(problem, lang)}")
    wanted = {at: "\n".join([*lines, LAST_LINE]) for at, lines in cells.items() if "!" in at}
    assert len(wanted) > 3
    assert read_notes(tmp_path / "copy.xlsx") == wanted


def read_notes(path):
    """Every note in a workbook by its cell."""
    cells = ((s.title, c) for s in openpyxl.load_workbook(path) for row in s.iter_rows() for c in row if c.comment)
    return {f"{title}!{cell.coordinate}": cell.comment.text for title, cell in cells}


def test_a_cell_with_a_comment_keeps_it_and_the_list_says_so(bad, tmp_path):
    book = openpyxl.load_workbook(bad)
    book["Nominees"]["D2"].comment = Comment("Ask her", "Ayu")
    book.save(bad)
    main(["check", str(bad), "-o", str(tmp_path / "copy.xlsx"), "--lang", "en"])
    assert read_notes(tmp_path / "copy.xlsx")["Nominees!D2"] == "Ask her"
    listed = openpyxl.load_workbook(tmp_path / "copy.xlsx")["Problems"]
    assert listed["A3"].value == text("notes_kept", "en", cells=("Nominees!D2",))


def test_a_sheet_that_cannot_bear_notes_is_named_and_the_rest_is_done(bad, tmp_path):
    book = openpyxl.load_workbook(bad)
    book["Nominees"]["A9"].comment = Comment("Ask her", "Ayu")
    book.save(bad)
    parts = packages.entries(bad)
    (drawing,) = (name for name in parts if name.endswith(".vml"))
    parts[drawing] = parts[drawing].replace(b"urn:schemas-microsoft-com:vml", b"urn:other")
    packages.write_entries(bad, parts)
    main(["check", str(bad), "-o", str(tmp_path / "copy.xlsx"), "--lang", "en"])
    listed = openpyxl.load_workbook(tmp_path / "copy.xlsx")["Problems"]
    assert listed["A3"].value == text("notes_missing", "en", names=("Nominees",))
    assert [at for at in read_notes(tmp_path / "copy.xlsx") if at.startswith("Cohorts")] == ["Cohorts!B2"]


def test_notes_go_with_the_fault_and_with_the_result(bad, tmp_path):
    main(["check", str(bad), "-o", str(tmp_path / "copy.xlsx")])
    mended = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    mended["Cohorts"]["B2"], mended["Nominees"]["D2"], mended["Nominees"]["A3"] = 2, "F", "P2"
    mended.save(tmp_path / "mended.xlsx")
    assert main(["check", str(tmp_path / "mended.xlsx"), "-o", str(tmp_path / "again.xlsx")]) == Exit.DONE
    left = [str(p.place) for p in parse(read(tmp_path / "mended.xlsx")).warnings if p.place.cell]
    assert left
    assert list(read_notes(tmp_path / "again.xlsx")) == left
    assert main(["allocate", str(tmp_path / "again.xlsx"), "-o", str(tmp_path / "result.xlsx")]) == Exit.DONE
    assert not [said for said in read_notes(tmp_path / "result.xlsx").values() if LAST_LINE in said]


def test_nothing_else_in_the_copy_differs_and_it_is_read_as_before(bad, tmp_path):
    main(["check", str(bad), "-o", str(tmp_path / "copy.xlsx")])
    before, after = Package.open(bad), Package.open(tmp_path / "copy.xlsx")
    changed = {d.part for d in differences(before, after) if d.how != "added"}
    plumbing = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    sheets = {before.sheet(title).part for title in ("Cohorts", "Nominees")}
    assert changed == plumbing | sheets
    for part in sheets:
        led = re.sub(rb"<legacyDrawing [^>]*/>", b"", after.read(part))
        assert led == before.read(part)
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
