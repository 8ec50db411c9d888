"""A filter takes in columns that were added right beside it, and is else left alone."""

from __future__ import annotations

import openpyxl
import packages
import pytest

from scheduler.package.filters import widen_filter
from scheduler.package.parts import Package


@pytest.fixture
def filtered(made):
    """A workbook whose second sheet, with a name that has to be quoted, is filtered from its third row on."""

    def recipe(book):
        book.add_worksheet("First").autofilter("A1:C9")
        sheet = book.add_worksheet("Ayu's & co")
        sheet.autofilter("A3:F20")
        sheet.filter_column("B", "x > 1")
        sheet.print_area("A1:F20")

    return made(recipe)


def test_both_the_filter_and_its_hidden_name_reach_over_the_new_columns(filtered, tmp_path):
    assert widen_filter(filtered, "Ayu's & co", 3, 7, 9)
    filtered.save(tmp_path / "wide.xlsx")
    assert packages.complaints(tmp_path / "wide.xlsx") == []
    book = openpyxl.load_workbook(tmp_path / "wide.xlsx")
    sheet = book["Ayu's & co"]
    assert sheet.auto_filter.ref == "A3:I20"
    assert sheet.auto_filter.filterColumn[0].colId == 1
    names = filtered.read("xl/workbook.xml")
    assert b">'Ayu''s &amp; co'!$A$3:$I$20</definedName>" in names
    assert b">First!$A$1:$C$9</definedName>" in names
    assert sheet.print_area == "'Ayu''s & co'!$A$1:$F$20"
    assert book["First"].auto_filter.ref == "A1:C9"


@pytest.mark.parametrize("place", [(2, 7, 9), (3, 8, 9), (3, 6, 9)])
def test_a_filter_in_another_row_or_that_ends_elsewhere_stays(filtered, place):
    assert not widen_filter(filtered, "Ayu's & co", *place)
    assert filtered.changed == ()


def test_a_sheet_without_a_filter_stays(made):
    package = made(lambda book: book.add_worksheet("S"))
    assert not widen_filter(package, "S", 1, 2, 3)
    assert package.changed == ()


def test_a_filter_without_its_hidden_name_is_widened_all_the_same(tmp_path):
    book = openpyxl.Workbook()
    book.active.auto_filter.ref = "A1:B5"
    book.save(tmp_path / "plain.xlsx")
    parts = packages.entries(tmp_path / "plain.xlsx")
    names = parts["xl/workbook.xml"]
    start, end = names.index(b"<definedNames>"), names.index(b"</definedNames>") + len(b"</definedNames>")
    packages.write_entries(tmp_path / "plain.xlsx", parts | {"xl/workbook.xml": names[:start] + names[end:]})
    package = Package.open(tmp_path / "plain.xlsx")
    assert widen_filter(package, "Sheet", 1, 3, 4)
    assert b'ref="A1:D5"' in package.read("xl/worksheets/sheet1.xml")
