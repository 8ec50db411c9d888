"""Cells marked as changed: a fill over the format they have, and notes that stay."""

from __future__ import annotations

import openpyxl
import packages

from scheduler.package.edit import set_cells
from scheduler.package.looks import Looks
from scheduler.package.notes import LAST_LINE, Line, add_notes, set_notes
from scheduler.package.styles import Styles


def recipe(book):
    sheet = book.add_worksheet("S")
    share = book.add_format({"num_format": "0%", "bold": True, "border": 1})
    sheet.write_number("A1", 0.8, share)
    sheet.write_number("B1", 3)
    sheet.write_comment("B1", "mine", {"author": "A"})


def read(package, path):
    package.save(path)
    assert packages.complaints(path) == []
    return openpyxl.load_workbook(path)["S"]


def test_a_fill_changes_nothing_else_of_a_format(made, tmp_path):
    package = made(recipe)
    styles = Styles(package)
    old = read(package, tmp_path / "old.xlsx")["A1"]
    cells = openpyxl.load_workbook(tmp_path / "old.xlsx")["S"]
    filled = styles.filled(1, "FFF3CF")
    assert styles.filled(1, "FFF3CF") == filled
    styles.commit()
    set_cells(package, "S", {"A1": 0.6, "B1": 4}, Looks(over={"A1": filled}))
    sheet = read(package, tmp_path / "new.xlsx")
    new = sheet["A1"]
    assert (new.value, new.fill.fgColor.rgb) == (0.6, "FFFFF3CF")
    assert (new.number_format, new.font.b, new.border.left.style) == (
        old.number_format, old.font.b, old.border.left.style,
    )  # fmt: skip
    assert sheet["B1"].fill.fgColor.rgb == cells["B1"].fill.fgColor.rgb


def test_a_format_is_laid_over_cells_that_are_cleared_or_new(made, tmp_path):
    package = made(recipe)
    styles = Styles(package)
    over = dict.fromkeys(("A1", "C1", "A5", "B5"), styles.filled(0, "FFF3CF"))
    styles.commit()
    set_cells(package, "S", {"A1": None, "C1": None, "A5": "x", "B5": None}, Looks(over=over))
    sheet = read(package, tmp_path / "new.xlsx")
    assert sheet["A1"].value is None
    assert {sheet[ref].fill.fgColor.rgb for ref in over} == {"FFFFF3CF"}


def test_a_row_of_formats_alone_is_not_made(made):
    package = made(recipe)
    before = package.read(package.sheet("S").part)
    set_cells(package, "S", {"A9": None}, Looks(over={"A9": 1}))
    assert package.read(package.sheet("S").part) == before


def test_notes_that_are_added_stay_where_those_of_a_check_come_and_go(made, tmp_path):
    package = made(recipe)
    assert add_notes(package, "S", {"A1": [Line("", "was 80%")], "B1": [Line("", "was 3")]}, "— signed") == ("B1",)
    assert set_notes(package, "S", {"A1": [Line("", "checked")], "C1": [Line("", "checked")]}) == ("A1",)
    assert set_notes(package, "S", {}) == ()
    sheet = read(package, tmp_path / "new.xlsx")
    assert sheet["A1"].comment.text == "was 80%\n— signed"
    assert sheet["B1"].comment.text == "mine"
    assert sheet["C1"].comment is None
    assert LAST_LINE not in sheet["A1"].comment.text
