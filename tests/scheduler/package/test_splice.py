"""Cells cut into a sheet's bytes: what is between them stays, whatever the sheet looks like."""
# ruff: noqa: DTZ001  cells hold no time zones

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.package.cells import letters_of, plain
from scheduler.package.edit import set_cells
from scheduler.package.looks import Looks
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.package.splice import patch

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'


def sheet(rows, before="", after="", space=SPACE):
    """A worksheet around some rows."""
    return f"<worksheet {space}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()


def rows_of(xml):
    """What stands in the sheetData of a sheet."""
    return re.search(rb"<(?:\w+:)?sheetData[^>]*>(.*)</(?:\w+:)?sheetData>", xml, re.DOTALL)[1].decode()


def patched(rows, values, looks=None, **parts):
    """The rows after some cells were set."""
    return rows_of(patch(sheet(rows, **parts), values, looks).xml)


def test_a_cell_keeps_its_format_and_all_else_its_bytes():
    old, new = '<c r="A1" s="4" t="s"><v>0</v></c>', '<c r="A1" s="4"><v>5</v></c>'
    rows = '<row r="1" ht="20">{} <c r="B1"  t="n"><v>1</v></c></row>\n'
    assert patched(rows.format(old), {"A1": 5}) == rows.format(new)


def test_new_cells_and_rows_come_in_order():
    rows = '<row r="2"><c r="B2"><v>1</v></c></row><row r="4"/>'
    got = patched(rows, {"C2": 3, "A2": 0, "A1": 1, "B4": 4, "A3": 3, "A9": 9})
    assert got == (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>0</v></c><c r="B2"><v>1</v></c><c r="C2"><v>3</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c></row><row r="4"><c r="B4"><v>4</v></c></row>'
        '<row r="9"><c r="A9"><v>9</v></c></row>'
    )


def test_clearing_keeps_the_format_and_adds_nothing():
    rows = '<row r="1"><c r="A1" s="2"><v>1</v></c></row>'
    assert patched(rows, {"A1": None, "B1": "", "A7": None}) == '<row r="1"><c r="A1" s="2"/></row>'


def test_rows_and_cells_without_numbers_are_counted():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    want = '<row><c><v>1</v></c><c r="B1"><v>9</v></c></row><row><c><v>3</v></c><c r="B2"><v>8</v></c></row>'
    assert patched(rows, {"B1": 9, "B2": 8}) == want


def test_a_self_closed_cell_does_not_swallow_its_neighbour():
    rows = '<row r="1"><c r="A1" s="1"/><c r="B1"><v>2</v></c></row>'
    assert patched(rows, {"A1": 1}) == '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1"><v>2</v></c></row>'


@pytest.mark.parametrize("data", ["<sheetData/>", "<sheetData></sheetData>"])
def test_an_empty_sheet_is_opened(data):
    xml = f"<worksheet {SPACE}>{data}<pageMargins/></worksheet>".encode()
    done = patch(xml, {"B2": "x"}).xml
    assert rows_of(done).startswith('<row r="2"><c r="B2"')
    assert done.endswith(b"</sheetData><pageMargins/></worksheet>")


def test_an_empty_sheet_stays_as_it_is_where_nothing_is_set():
    xml = f"<worksheet {SPACE}><sheetData/></worksheet>".encode()
    assert patch(xml, {"B2": None}).xml == xml


def test_attributes_in_another_order_or_in_other_quotes_are_understood():
    rows = "<row spans='1:2' r='3'><c t=\"n\" s='5' r='B3'><v>1</v></c></row>"
    assert patched(rows, {"B3": 2}) == "<row spans='1:2' r='3'><c r=\"B3\" s=\"5\"><v>2</v></c></row>"


def test_a_prefix_on_every_element_is_kept():
    xml = (
        b'<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<x:dimension ref="A1"/><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData>'
        b"</x:worksheet>"
    )
    done = patch(xml, {"A1": 2, "B2": 3}).xml
    assert rows_of(done) == (
        '<x:row r="1"><x:c r="A1"><x:v>2</x:v></x:c></x:row><x:row r="2"><x:c r="B2"><x:v>3</x:v></x:c></x:row>'
    )
    assert b'<x:dimension ref="A1:B2"/>' in done


def test_a_strict_sheet_is_patched_like_any_other():
    assert patched('<row r="1"/>', {"A1": 1}, space=STRICT) == '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_dimension_and_spans_grow_only_where_cells_are_added():
    rows = '<row r="2" spans="2:3"><c r="B2"><v>1</v></c><c r="C2"/></row>'
    kept = patch(sheet(rows, '<dimension ref="B2:C2"/>'), {"B2": 2}).xml
    assert b'ref="B2:C2"' in kept
    assert b'spans="2:3"' in kept
    grown = patch(sheet(rows, '<dimension ref="B2:C2"/>'), {"E2": 2}).xml
    assert b'ref="B2:E2"' in grown
    assert b'spans="2:5"' in grown


def test_new_cells_look_like_the_cell_above_then_the_row_then_the_column():
    columns = '<cols><col min="2" max="3" style="7"/></cols>'
    rows = '<row r="1"><c r="B1" s="9"/></row><row r="2"><c r="B2" s="4"/></row><row r="3" s="5" customFormat="1"/>'
    looks = Looks(data_from=2)
    got = patched(rows, {"B3": 1, "A3": 2, "C1": 3, "B4": 4, "B5": 5, "C5": 6}, looks, before=columns)
    styles = dict(re.findall(r'<c r="(\w+)" s="(\d+)"', got))
    assert styles == {"B1": "9", "B2": "4", "B3": "4", "A3": "5", "C1": "7", "B4": "4", "B5": "4", "C5": "7"}


def test_the_heading_lends_its_format_to_no_data():
    got = patched('<row r="1"><c r="B1" s="9"/></row>', {"B2": 1}, Looks(data_from=2))
    assert got.endswith('<c r="B2"><v>1</v></c></row>')


def test_a_given_format_goes_to_new_cells_only():
    looks = Looks(styles={"A": 3, "A2": 8})
    got = patched('<row r="1"><c r="A1" s="1"/></row>', {"A1": 1, "A2": 2, "A3": 3}, looks)
    assert re.findall(r'r="(A\d)" s="(\d)"', got) == [("A1", "1"), ("A2", "8"), ("A3", "3")]


def test_a_date_asks_for_a_format_that_shows_it():
    looks = Looks(dated=lambda style: style + 10)
    got = patched('<row r="1"><c r="A1" s="1"/></row>', {"A1": date(2026, 8, 17), "B1": datetime(2026, 8, 17)}, looks)
    assert re.findall(r's="(\d+)"', got) == ["11", "10"]


def test_an_overwritten_formula_is_reported():
    rows = '<row r="1"><c r="A1"><f>B1</f><v>1</v></c><c r="C1"><f t="shared" si="0"/><v>1</v></c></row>'
    done = patch(sheet(rows), {"A1": 2, "C1": 3, "D1": 4})
    assert done.formulas == ("A1", "C1")
    assert b"<f" not in done.xml


def test_rich_cells_lose_what_belonged_to_the_old_value():
    rows = '<row r="1"><c r="A1" s="1" t="e" vm="1"><v>#VALUE!</v></c></row>'
    assert patched(rows, {"A1": 2}) == '<row r="1"><c r="A1" s="1"><v>2</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "parts", "ref", "code"),
    [
        ('<row r="1"><c r="A1"><f t="shared" ref="A1:A9" si="0">B1</f></c></row>', {}, "A1", "shared_formula"),
        ('<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f></c></row>', {}, "A1", "array_formula"),
        ('<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f></c></row>', {}, "A2", "array_formula"),
        ('<row r="1"><c r="A1"><f t="dataTable" ref="A1:B3" r1="C1"/></c></row>', {}, "B3", "array_formula"),
        ("", {"after": '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'}, "B1", "merged"),
        ("<!-- here --><row/>", {}, "A1", "markup"),
        ('<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>', {}, "A1", "markup"),
        ('<row r="1"><?how this?></row>', {}, "A1", "markup"),
        ('<row r="2"/><row r="1"/>', {}, "A3", "out_of_order"),
        ('<row r="1"><c r="D1"/><c s="1" r="B1"/></row>', {}, "A1", "out_of_order"),
        ('<row r="1"/><y:row xmlns:y="u" r="2"/>', {}, "A3", "unexpected"),
        ('<row r="1"><y:c xmlns:y="u" r="A1"/></row>', {}, "A1", "unexpected"),
        ('<row r="1"><c r="A1"><v>1</c></row>', {}, "B1", "damaged"),
        ('<row r="1"><c r="A1"/>', {}, "A1", "damaged"),
    ],
)
def test_what_cannot_be_cut_safely_is_refused(rows, parts, ref, code):
    with pytest.raises(Refusal) as refused:
        patch(sheet(rows, **parts), {ref: 1})
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (f'<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet {SPACE}><sheetData/></worksheet>'.encode(), "doctype"),
        (f"<worksheet {SPACE}><sheetData/></worksheet>".encode("utf-16"), "encoding"),
        (b'<?xml version="1.0" encoding="latin-1"?><worksheet/>', "encoding"),
        (f"<chartsheet {SPACE}/>".encode(), "not_worksheet"),
        (b'<worksheet xmlns="urn:other"><sheetData/></worksheet>', "not_worksheet"),
        (f"<worksheet {SPACE}></worksheet>".encode(), "damaged"),
    ],
)
def test_what_is_no_plain_worksheet_is_refused(xml, code):
    with pytest.raises(Refusal) as refused:
        patch(xml, {"A1": 1})
    assert refused.value.code == code


def test_the_first_cell_of_a_merge_and_cells_beside_an_array_may_be_set():
    rows = '<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f></c></row>'
    merged = '<mergeCells count="1"><mergeCell ref="C1:D1"/></mergeCells>'
    assert 'r="C1"' in patched(rows, {"C1": 1, "A4": 2, "D1": None}, after=merged)


def test_patching_twice_is_patching_once():
    values = {"A1": "x", "C3": 2, "B2": None, "B7": date(2026, 1, 1)}
    once = patch(sheet('<row r="1" spans="1:1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"/></row>'), values).xml
    assert patch(once, values).xml == once


# random sheets, random patches, read back by another reader

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
injections = st.sampled_from(
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]
)
values = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**15) + 1, 10**15 - 1), st.floats(allow_nan=False, allow_infinity=False),
    texts, injections, st.datetimes(datetime(1900, 3, 1), datetime(2999, 1, 1)).map(lambda d: d.replace(microsecond=0)),
)  # fmt: skip
places = st.builds(lambda row, column: f"{letters_of(column)}{row}", st.integers(1, 12), st.integers(1, 30))
sheets = st.dictionaries(places, values, max_size=25)


def workbook(cells):
    """A workbook of one sheet, by XlsxWriter."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        made, day = book.add_worksheet("Any"), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for ref, value in cells.items():
            made.write(ref, value, day if isinstance(value, datetime) else None)
    return stream.getvalue()


def read(content):
    """Every cell's value and kind, by openpyxl."""
    (found,) = openpyxl.load_workbook(BytesIO(content)).worksheets
    cells = {cell.coordinate: cell for row in found.iter_rows() for cell in row if cell.value is not None}
    said = lambda cell: plain(cell.value) if cell.data_type == "s" else cell.value  # noqa: E731
    return {ref: (said(cell), cell.data_type) for ref, cell in cells.items()}


def saved(package, folder):
    """A package's bytes."""
    package.save(folder / "saved.xlsx")
    return (folder / "saved.xlsx").read_bytes()


def is_no_number(value):
    """Whether a value is read back as itself even from a cell that shows dates."""
    return isinstance(value, str | bool | datetime | None)


@settings(max_examples=150, deadline=None)
@given(old=sheets, new=sheets)
def test_random_patches_are_read_back_and_leave_all_other_cells(old, new, tmp_path_factory):
    new = {ref: value for ref, value in new.items() if not isinstance(old.get(ref), datetime) or is_no_number(value)}
    before = workbook(old)
    package = Package(before)
    set_cells(package, "Any", new)
    content = saved(package, tmp_path_factory.mktemp("patched"))
    got, was = read(content), read(before)
    assert {ref: cell for ref, cell in got.items() if ref not in new} == {r: c for r, c in was.items() if r not in new}
    for ref, value in new.items():
        if value is None or value == "":
            assert ref not in got
        elif isinstance(value, str):
            assert got[ref] == (value, "s")
        else:
            assert got[ref][0] == pytest.approx(value) if isinstance(value, float) else got[ref][0] == value
            assert got[ref][1] == ("b" if isinstance(value, bool) else "d" if isinstance(value, datetime) else "n")


@settings(max_examples=60, deadline=None)
@given(old=sheets, new=sheets)
def test_outside_the_cells_not_a_byte_of_the_sheet_changes(old, new):
    package = Package(workbook(old))
    part = package.sheet("Any").part
    before = package.read(part)
    after = patch(before, new).xml
    assert stripped(after, new) == stripped(before, new)


def stripped(xml, refs):
    """A sheet without the cells that were set, the rows that hold nothing else, and what counts them."""
    for ref in refs:
        xml = re.sub(rb'<c r="%b"[^>]*?(?:/>|>.*?</c>)' % ref.encode(), b"", xml, flags=re.DOTALL)
    xml = re.sub(rb"<sheetData/>|<sheetData></sheetData>", b"<sheetData></sheetData>", xml)
    xml = re.sub(rb' spans="[^"]*"|<dimension [^>]*>', b"", xml)
    xml = re.sub(rb'<row r="\d+"(?:/>|></row>)', b"", xml)
    return xml.replace(b"<sheetData/>", b"<sheetData></sheetData>")
