"""The contract: a workbook with one of everything comes back with nothing lost."""

from __future__ import annotations

import re
import warnings
from datetime import date

import openpyxl
import packages
import pytest

from scheduler.package.cells import letters_of
from scheduler.package.edit import set_cells
from scheduler.package.graft import graft
from scheduler.package.grid import Grid
from scheduler.package.looks import Looks
from scheduler.package.own import own_sheets
from scheduler.package.parts import Package
from scheduler.package.removal import remove
from scheduler.package.tables import add_columns, resize_table

VALUES = {"E2": "A1", "E3": "=1+1", "E4": None, "F2": date(2026, 8, 17), "B30": True, "A30": 12.5, "G3": "no formula"}
SHEETS = ("Summary", "Roster & rows")
OURS = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml", "xl/calcChain.xml"}
KINDS = (
    "calcChain", "charts/chart", "chartsheets/sheet", "comments", "ctrlProps/ctrlProp", "drawings/drawing",
    "drawings/vmlDrawing", "externalLinks/externalLink", "featurePropertyBag/featurePropertyBag", "media/image",
    "metadata", "persons/person", "pivotCache/pivotCacheDefinition", "pivotCache/pivotCacheRecords",
    "pivotTables/pivotTable", "printerSettings/printerSettings", "sharedStrings", "slicerCaches/slicerCache",
    "slicers/slicer", "styles", "tables/table", "theme/theme", "threadedComments/threadedComment", "vbaProject",
)  # fmt: skip

needs_libreoffice = pytest.mark.skipif(packages.SOFFICE is None, reason="LibreOffice is not installed")


def written_back(source, donor, target):
    """Do to a workbook what a run does: cells, then sheets."""
    package = Package.open(source)
    set_cells(package, "Nominees", VALUES, Looks(data_from=2))
    graft(package, Package.open(donor), SHEETS)
    package.save(target)
    return package


@pytest.fixture(scope="module")
def result(everything_path, donor_path, tmp_path_factory):
    """The workbook after a run."""
    path = tmp_path_factory.mktemp("result") / "all.xlsm"
    written_back(everything_path, donor_path, path)
    return path


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory):
    """A folder for LibreOffice's profile and what it makes."""
    return tmp_path_factory.mktemp("libreoffice")


def test_the_fixture_holds_one_of_everything_and_fits_together(everything_path):
    parts = packages.entries(everything_path)
    assert packages.complaints(everything_path) == []
    assert [kind for kind in KINDS if not any(re.fullmatch(rf"xl/{kind}\d*\.\w+", name) for name in parts)] == []
    assert "customXml/item1.xml" in parts
    first, second = parts["xl/worksheets/sheet1.xml"], parts["xl/worksheets/sheet2.xml"]
    marks = (b"x14:dataValidation", b"<controls>", b"legacyDrawing", b"x14:dataBar", b"ignoredErrors", b' hidden="1"')
    assert all(mark in first for mark in marks)
    assert all(mark in second for mark in (b"sparkline", b"iconSet", b"sheetProtection", b' cm="1"'))


def test_every_part_that_is_not_ours_is_the_same_byte_for_byte(everything_path, result):
    before, after = packages.entries(everything_path), packages.entries(result)
    patched = {"xl/worksheets/sheet1.xml"}
    assert {name for name in before if after.get(name) != before[name]} == OURS | patched
    assert list(after)[: len(before) - 1] == [name for name in before if name != "xl/calcChain.xml"]


def test_in_the_patched_sheet_every_other_byte_is_the_same(everything_path, result):
    before = packages.entries(everything_path)["xl/worksheets/sheet1.xml"]
    after = packages.entries(result)["xl/worksheets/sheet1.xml"]
    grid, was = Grid(after), Grid(before)
    assert after[grid.data.outer :] == before[was.data.outer :]
    assert after[: grid.data.start].replace(b"A1:G30", b"A1:G20") == before[: was.data.start]
    assert cells(grid) == {**cells(was), **{ref: raw for ref, raw in cells(grid).items() if ref in VALUES}}
    assert {row.attributes for row in was.rows()} <= {row.attributes for row in grid.rows()}


def cells(grid):
    """Every cell's bytes."""
    found = ((row, cell) for row in grid.rows() for cell in grid.cells(row))
    return {f"{letters_of(cell.column)}{row.number}": grid.xml[cell.start : cell.end] for row, cell in found}


def test_the_result_fits_together(result):
    assert packages.complaints(result) == []


def test_the_result_is_read_by_openpyxl(result):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells what it would lose
        book = openpyxl.load_workbook(result)
    sheet = book["Nominees"]
    got = {ref: sheet[ref].value for ref in VALUES}
    assert {**got, "F2": got["F2"].date()} == {**VALUES, "B30": True}
    assert (sheet["E3"].data_type, sheet["G3"].data_type) == ("s", "s")
    assert sheet["E2"].font.b
    assert sheet["F2"].number_format == "yyyy-mm-dd"
    assert sheet.row_dimensions[3].hidden
    assert book["Summary"]["B4"].value == 2
    assert book["Roster & rows"].column_dimensions["B"].fill.fgColor.rgb == "FFC6EFCE"
    assert len(book["Analysis"]._charts) == len(book["Summary"]._charts) == 1
    assert book["Pivot"]._pivots[0].name == "Pivot1"


def test_doing_it_twice_gives_the_same_bytes(result, donor_path, tmp_path):
    again = written_back(result, donor_path, tmp_path / "again.xlsm")
    assert again.changed == ()
    assert (tmp_path / "again.xlsm").read_bytes() == result.read_bytes()


def test_taking_the_sheets_out_gives_back_the_original_parts(everything_path, donor_path):
    package = Package.open(everything_path)
    graft(package, Package.open(donor_path), SHEETS)
    remove(package, SHEETS)
    assert package.changed == ("xl/styles.xml",)


def test_the_calculation_chain_goes_with_an_overwritten_formula_only(everything_path):
    package = Package.open(everything_path)
    assert set_cells(package, "Nominees", {"E2": 1}) == ()
    assert package.has("xl/calcChain.xml")
    assert set_cells(package, "Nominees", {"G2": 1}) == ("G2",)
    assert not package.has("xl/calcChain.xml")
    assert b"calcChain" not in package.read("[Content_Types].xml") + package.read("xl/_rels/workbook.xml.rels")
    assert b"<f>G2*2</f><v>6</v>" in package.read("xl/worksheets/sheet1.xml")


def test_a_change_asks_for_a_calculation_and_no_change_does_not(everything_path):
    package = Package.open(everything_path)
    once = package.read("xl/workbook.xml").replace(b' fullCalcOnLoad="1"', b"")
    package.write("xl/workbook.xml", once)
    set_cells(package, "Nominees", {"Z9": None})
    assert package.read("xl/workbook.xml") == once
    set_cells(package, "Nominees", {"Z9": 1})
    assert package.read("xl/workbook.xml") == once.replace(b"<calcPr ", b'<calcPr fullCalcOnLoad="1" ')


def test_a_table_among_everything_grows_without_touching_the_rest(everything_path, tmp_path):
    package = Package.open(everything_path)
    add_columns(package, "Nominees", "People", ["Reserve"])
    resize_table(package, "Nominees", "People", 6)
    set_cells(package, "Nominees", {"A5": "P4", "A6": "P5", "E6": "B1", "F6": 1}, Looks(data_from=2))
    assert package.changed == ("xl/tables/table1.xml", "xl/worksheets/sheet1.xml")
    package.save(tmp_path / "table.xlsm")
    assert packages.complaints(tmp_path / "table.xlsm") == []


@needs_libreoffice
def test_libreoffice_shows_the_values_in_place(result, libreoffice):
    rows = packages.shown(result, 1, libreoffice)
    assert rows[1][4:6] == ["A1", "2026-08-17"]
    assert (rows[2][4], rows[3][4], rows[2][6]) == ("=1+1", "", "no formula")
    assert rows[29][:2] == ["12.5", "TRUE"]
    assert rows[1][:3] == ["P1", "Ayu Lestari", "Bali"]


@needs_libreoffice
def test_libreoffice_shows_the_grafted_sheets(result, libreoffice):
    summary, roster = packages.shown(result, 7, libreoffice), packages.shown(result, 8, libreoffice)
    assert (summary[3], summary[5][0]) == (["A1", "2"], "all seated")
    assert roster == [["ID", "Cohort"], ["P1", "=P1"], ["P2", "Cohort 2"], ["P3", "Cohort 3"]]


@needs_libreoffice
def test_libreoffice_prints_it(result, libreoffice):
    assert packages.converted(result, "pdf", libreoffice).read_bytes().startswith(b"%PDF")


@needs_libreoffice
def test_sheets_are_known_as_ours_after_a_save_by_libreoffice(result, donor_path, libreoffice):
    saved = packages.converted(result, "xlsx", libreoffice)
    package = Package.open(saved)
    assert own_sheets(package) == {title: title for title in SHEETS}
    graft(package, Package.open(donor_path), SHEETS)
    package.save(libreoffice / "again.xlsx")
    assert packages.complaints(libreoffice / "again.xlsx") == []
    assert packages.shown(libreoffice / "again.xlsx", 8, libreoffice)[3] == ["P3", "Cohort 3"]
