"""Notes on cells: in any sheet, beside comments, threads and form controls, and taken back without a trace."""

from __future__ import annotations

import re
import warnings

import openpyxl
import packages
import pytest
from openpyxl.comments import Comment

from scheduler.package.anchors import anchor, sizes
from scheduler.package.compare import differences
from scheduler.package.grid import Grid
from scheduler.package.notes import LAST_LINE, LONGEST, Line, remove_notes, set_notes
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.package.shapes import blocks

NOTE = [Line("Error: ", "no <such> & cell"), Line("Doubt: ", "성별 값을 읽을 수 없습니다.")]
SAID = f"Error: no <such> & cell\nDoubt: 성별 값을 읽을 수 없습니다.\n{LAST_LINE}"
WANTED = {"Nominees": {"B2": NOTE, "A2": NOTE, "C30": NOTE}, "Analysis": {"B2": NOTE}, "Lists": {"A1": NOTE}}

needs_libreoffice = pytest.mark.skipif(packages.SOFFICE is None, reason="LibreOffice is not installed")


def noted(source, target, wanted):
    """Set notes in a workbook and write it elsewhere; gives what has a comment already."""
    package = Package.open(source)
    kept = [f"{title}!{ref}" for title, notes in wanted.items() for ref in set_notes(package, title, notes)]
    package.save(target)
    return kept


def read_comments(path):
    """Every comment as openpyxl reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells what it would lose
        book = openpyxl.load_workbook(path)
    cells = ((s.title, c) for s in book.worksheets for c in s._cells.values() if c.comment)
    return {f"{title}!{cell.coordinate}": cell.comment.text for title, cell in cells}


@pytest.fixture(scope="module")
def result(everything_path, tmp_path_factory):
    """The workbook with one of everything, with notes on three of its sheets."""
    path = tmp_path_factory.mktemp("noted") / "noted.xlsm"
    assert noted(everything_path, path, WANTED) == ["Nominees!B2"]
    return path


def test_notes_stand_on_their_cells_and_the_package_fits_together(result):
    assert packages.complaints(result) == []
    assert read_comments(result) == {
        "Nominees!A2": SAID, "Nominees!B2": "A note", "Nominees!C30": SAID, "Analysis!B2": SAID,
        "Lists!A1": SAID,
    }  # fmt: skip


def test_comments_threads_and_controls_of_others_stay_byte_for_byte(everything_path, result):
    before, after = packages.entries(everything_path), packages.entries(result)
    (old,) = re.findall(rb"<comment ref=.*?</comment>", before["xl/comments1.xml"])
    assert old in after["xl/comments1.xml"]
    shapes = re.findall(rb"<v:shape .*?</v:shape>", before["xl/drawings/vmlDrawing1.vml"], re.DOTALL)
    assert len(shapes) == 2  # a note and a button
    assert all(shape in after["xl/drawings/vmlDrawing1.vml"] for shape in shapes)
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {
        "[Content_Types].xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet2.xml",
        "xl/worksheets/_rels/sheet2.xml.rels", "xl/worksheets/sheet3.xml", "xl/worksheets/_rels/sheet3.xml.rels",
    }  # fmt: skip


def test_a_thread_without_its_old_comment_keeps_its_cell_too(everything_path, tmp_path):
    parts = packages.entries(everything_path)
    name = "xl/threadedComments/threadedComment1.xml"
    parts[name] = parts[name].replace(b'ref="B2"', b'ref="C2"')
    packages.write_entries(tmp_path / "thread.xlsm", parts)
    assert noted(tmp_path / "thread.xlsm", tmp_path / "new.xlsm", {"Nominees": {"C2": NOTE}}) == ["Nominees!C2"]


def test_doing_it_twice_gives_the_same_bytes(result, tmp_path):
    noted(result, tmp_path / "again.xlsm", WANTED)
    assert (tmp_path / "again.xlsm").read_bytes() == result.read_bytes()


def test_other_notes_take_the_place_of_those_before(result, tmp_path):
    noted(result, tmp_path / "again.xlsm", {"Nominees": {"E4": NOTE}})
    assert {ref for ref in read_comments(tmp_path / "again.xlsm") if ref.startswith("Nominees")} == {
        "Nominees!B2", "Nominees!E4",
    }  # fmt: skip


def test_taking_them_back_leaves_no_trace(everything_path, result):
    package = Package.open(result)
    remove_notes(package)
    assert differences(Package.open(everything_path), package) == ()


def test_a_note_that_somebody_has_written_into_is_left_to_that_person(made, tmp_path):
    package = made(lambda book: book.add_worksheet("S"))
    set_notes(package, "S", {"A1": NOTE, "A2": NOTE})
    own = LAST_LINE.encode() + b" done, A."
    package.write("xl/comments1.xml", package.read("xl/comments1.xml").replace(LAST_LINE.encode(), own, 1))
    assert set_notes(package, "S", {"A1": NOTE}) == ("A1",)
    package.save(tmp_path / "own.xlsx")
    assert {at: said[-8:] for at, said in read_comments(tmp_path / "own.xlsx").items()} == {"S!A1": "done, A."}


def test_numbers_of_boxes_are_free_in_their_sheet_and_their_blocks_in_the_workbook(everything_path, tmp_path):
    many = {f"A{row}": NOTE for row in range(2, 1_300)}
    noted(everything_path, tmp_path / "many.xlsm", {"Nominees": many, "Lists": many})
    parts = packages.entries(tmp_path / "many.xlsm")
    drawings = [content for name, content in parts.items() if name.endswith(".vml")]
    found = [[int(n) for n in re.findall(rb'id="_x0000_s(\d+)"', vml)] for vml in drawings]
    assert sorted(map(len, found)) == [1_298, 1_299 + 1]
    assert all(len(set(numbers)) == len(numbers) for numbers in found)
    assert not blocks(drawings[0]) & blocks(drawings[1])
    assert 1026 not in found[0][2:]  # the check box's


def test_drawings_of_makers_with_other_prefixes_are_added_to_in_their_own_way(tmp_path):
    book = openpyxl.Workbook()
    book.active["B2"].comment = Comment("Ask her", "Ayu")
    book.save(tmp_path / "own.xlsx")
    noted(tmp_path / "own.xlsx", tmp_path / "noted.xlsx", {"Sheet": {"B2": NOTE, "B3": NOTE}})
    assert packages.complaints(tmp_path / "noted.xlsx") == []
    assert read_comments(tmp_path / "noted.xlsx") == {"Sheet!B2": "Ask her", "Sheet!B3": SAID}
    package = Package.open(tmp_path / "noted.xlsx")
    remove_notes(package)
    assert differences(Package.open(tmp_path / "own.xlsx"), package) == ()


@pytest.mark.parametrize("damage", [(b"</xml>", b"</xml><!-- -->"), (b"urn:schemas-microsoft-com:vml", b"urn:other")])
def test_a_drawing_that_cannot_be_trusted_is_refused_and_nothing_changes(everything_path, tmp_path, damage):
    parts = packages.entries(everything_path)
    parts["xl/drawings/vmlDrawing1.vml"] = parts["xl/drawings/vmlDrawing1.vml"].replace(*damage)
    packages.write_entries(tmp_path / "odd.xlsm", parts)
    package = Package.open(tmp_path / "odd.xlsm")
    with pytest.raises(Refusal):
        set_notes(package, "Nominees", {"A2": NOTE})
    assert package.changed == ()


def test_a_long_note_is_cut_and_a_box_grows_with_its_text(made, tmp_path):
    package = made(lambda book: book.add_worksheet("S"))
    long = [Line("Error: ", "word " * 1_000)]
    set_notes(package, "S", {"A1": [Line("Error: ", "short")], "A9": long, "A40": [Line("", "가" * 400)]})
    package.save(tmp_path / "long.xlsx")
    said = read_comments(tmp_path / "long.xlsx")["S!A9"]
    assert len(said) < LONGEST + 40
    assert said.endswith(f" …\n{LAST_LINE}")
    tall = [float(height) for height in _heights(tmp_path / "long.xlsx")]
    assert tall[0] < tall[2] < tall[1]


def _heights(path):
    """Rows that the boxes of a workbook reach over."""
    vml = packages.entries(path)["xl/drawings/vmlDrawing1.vml"].decode()
    places = [[int(n) for n in found.split(", ")] for found in re.findall(r"<x:Anchor>(.*?)</x:Anchor>", vml)]
    return [place[6] - place[2] for place in places]


def test_boxes_go_around_hidden_columns_and_tall_rows(made):
    def recipe(book):
        sheet = book.add_worksheet("S")
        sheet.set_column(1, 1, 10, None, {"hidden": True})
        sheet.set_row(0, 300)

    package = made(recipe)
    part = package.sheet("S").part
    known = sizes(Grid(package.read(part), part))
    assert (known.wide(2), known.wide(3), known.tall(1), known.tall(2)) == (0, 64, 400, 20)
    assert anchor(known, 1, 1, 300, 100) == (1, 15, 0, 2, 6, 59, 0, 102)
    assert max(anchor(known, 1_048_576, 16_384, 300, 100)[::4]) < 16_384
    assert max(anchor(known, 1_048_576, 16_384, 300, 100)[2::4]) < 1_048_576


def test_a_sheet_in_the_strict_kind_is_refused(everything_path, tmp_path):
    parts = packages.entries(everything_path)
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    packages.write_entries(tmp_path / "s.xlsm", {n: c.replace(transitional, strict) for n, c in parts.items()})
    with pytest.raises(Refusal):
        set_notes(Package.open(tmp_path / "s.xlsm"), "Lists", {"A1": NOTE})


@needs_libreoffice
def test_notes_are_known_as_ours_after_a_save_by_libreoffice(result, tmp_path):
    saved = packages.converted(result, "xlsx", tmp_path)
    assert SAID in read_comments(saved).values()
    package = Package.open(saved)
    remove_notes(package)
    package.save(tmp_path / "after.xlsx")
    assert packages.complaints(tmp_path / "after.xlsx") == []
    assert set(read_comments(tmp_path / "after.xlsx")) == {"Nominees!B2"}
