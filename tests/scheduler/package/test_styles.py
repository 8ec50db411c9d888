"""Formats: only ever added, and only where no equal one is there."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.package.edit import set_cells
from scheduler.package.formats import shows_date
from scheduler.package.refusal import Refusal
from scheduler.package.styles import MOST_FORMATS, Formats, Styles, shape


@pytest.mark.parametrize(
    ("number", "code", "is_date"),
    [
        (14, None, True), (22, None, True), (0, None, False), (49, None, False), (2, None, False),
        (164, "dd mmm yyyy", True), (165, "[h]:mm", True), (166, "[$-421]dd mmmm yyyy;@", True), (167, "0.00", False),
        (168, '0 "days"', False), (169, "[Red]0", False), (170, "General", False),
        (171, "\\d0", False), (172, "@", False),
    ],
)  # fmt: skip
def test_formats_that_show_dates_are_known(number, code, is_date):
    assert shows_date(number, code) is is_date


def recipe(book):
    sheet = book.add_worksheet("S")
    sheet.write("A1", 1, book.add_format({"bold": True, "bg_color": "#00FF00", "locked": False, "align": "center"}))
    sheet.write("B1", 1, book.add_format({"num_format": "dd/mm/yyyy"}))


def test_a_date_gets_a_format_that_is_else_the_same(made):
    package = made(recipe)
    set_cells(package, "S", {"A1": date(2026, 8, 17), "B1": date(2026, 8, 17)})
    formats = Styles(package)
    old, new = formats.format(1), formats.format(3)
    assert shows_date(int(new.get("numFmtId")), formats.code(int(new.get("numFmtId"))))
    ignored = ("numFmtId", "applyNumberFormat")
    same = lambda element: {k: v for k, v in element.attributes.items() if k not in ignored}  # noqa: E731
    assert same(old) == same(new)
    assert [shape(child) for child in old.children] == [shape(child) for child in new.children]
    assert b'<c r="B1" s="2">' in package.read("xl/worksheets/sheet1.xml")


def test_adding_changes_no_byte_of_what_is_there(made):
    package = made(recipe)
    before = package.read("xl/styles.xml")
    set_cells(package, "S", {"A1": date(2026, 8, 17)})
    after = package.read("xl/styles.xml")
    assert [line for line in before.split(b"<") if b"count=" not in line and line not in after.split(b"<")] == []


def test_an_equal_format_is_used_again(made):
    package = made(recipe)
    set_cells(package, "S", {"A1": date(2026, 8, 17)})
    once = package.read("xl/styles.xml")
    set_cells(package, "S", {"A2": date(2026, 8, 17), "A1": date(2026, 8, 18), "A3": date(2026, 8, 18)})
    twice = package.read("xl/styles.xml")
    set_cells(package, "S", {"A2": date(2026, 8, 19)})
    assert package.read("xl/styles.xml") == twice
    assert len(twice) >= len(once)


def test_equality_does_not_hang_on_prefixes_or_the_order_of_attributes(made):
    package = made(recipe)
    styles = Styles(package)
    number = len(styles.sections["cellXfs"].items)
    assert styles.add_format(b'<xf xfId="0" borderId="0" fillId="0" fontId="0" numFmtId="0"/>') == 0
    assert styles.add_format(b'<xf numFmtId="9" xfId="0" borderId="0" fillId="0" fontId="0"/>') == number


def test_a_prefixed_part_gets_prefixed_formats(made):
    package = made(recipe)
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    raw = package.read("xl/styles.xml").replace(b"</", b"</x:")
    raw = raw.replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:").replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x=")
    package.write("xl/styles.xml", raw)
    set_cells(package, "S", {"A1": date(2026, 8, 17)})
    assert b'<x:numFmt numFmtId="165" formatCode="yyyy-mm-dd"/>' in package.read("xl/styles.xml")
    assert space in package.read("xl/styles.xml")
    package.element("xl/styles.xml")


def test_formats_of_another_workbook_are_looked_up_by_what_they_say(made):
    target = made(recipe)
    donor = made(lambda book: [book.add_worksheet("D"), *_others(book)])
    styles = Styles(target)
    moved = Formats(styles, Styles(donor))
    assert moved.cell(0) == 0
    assert moved.cell(1) == 2
    assert moved.cell(2) == 3
    assert moved.cell(2) == 3
    styles.commit()
    again = Styles(target)
    assert Formats(again, Styles(donor)).cell(2) == 3
    before = target.read("xl/styles.xml")
    again.commit()
    assert target.read("xl/styles.xml") == before


def test_what_is_usual_in_the_donor_is_what_is_usual_in_the_target(made):
    target = made(recipe)
    other = target.read("xl/styles.xml").replace(b'<name val="Calibri"/>', b'<name val="Gulim"/>')
    target.write("xl/styles.xml", other)
    styles = Styles(target)
    day = Formats(styles, Styles(made(recipe))).cell(2)
    assert styles.format(day).get("fontId") == "0"


def _others(book):
    """Formats in another order: first the target's second, then one of its own."""
    sheet = book.worksheets()[0]
    sheet.write("A1", 1, book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write("A2", 1, book.add_format({"italic": True, "num_format": "0.000", "border": 2, "bg_color": "#123456"}))
    return ()


def test_more_formats_than_excel_allows_are_refused(made):
    package = made(recipe)
    styles = Styles(package)
    section = styles.sections["cellXfs"]
    section.items += section.items[:1] * MOST_FORMATS
    with pytest.raises(Refusal) as refused:
        styles.add_format(b'<xf numFmtId="10"/>')
    assert refused.value.code == "too_many_styles"


def test_a_format_that_does_not_exist_is_refused(made):
    with pytest.raises(Refusal) as refused:
        Styles(made(recipe)).dated(99)
    assert refused.value.code == "unexpected"
