"""Whole sheets brought into a workbook, replaced in it, and taken out again."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import everything
import openpyxl
import packages
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.package import book
from scheduler.package.edit import set_cells
from scheduler.package.graft import graft
from scheduler.package.own import mark, own_sheets
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.package.removal import remove

SHEETS = ("Summary", "Roster & rows")


def written(path, recipe, **options):
    """A workbook by a recipe, as a package."""
    with xlsxwriter.Workbook(path, options) as made:
        recipe(made)
    return Package.open(path)


def plain(made):
    """Three sheets, the last with names of its own; the second is shown."""
    for title in ("One", "Two", "Three"):
        made.add_worksheet(title).write("A1", title)
    made.worksheets()[1].activate()
    made.worksheets()[2].repeat_rows(0)
    made.worksheets()[2].autofilter("A1:A3")
    made.define_name("Everywhere", "=Three!$A$1")


@pytest.fixture
def target(tmp_path):
    """The plain workbook."""
    return written(tmp_path / "target.xlsx", plain)


@pytest.fixture
def donor(donor_path):
    """The result sheets."""
    return Package.open(donor_path)


def loaded(package, tmp_path):
    """The workbook as openpyxl reads it, from a file without complaints."""
    package.save(tmp_path / "loaded.xlsx")
    assert packages.complaints(tmp_path / "loaded.xlsx") == []
    return openpyxl.load_workbook(tmp_path / "loaded.xlsx")


def contents(package):
    """Every entry's content."""
    return {name: package.read(name) for name in package.names}


def code_of(change, *arguments, **options):
    """The code with which a change is refused."""
    with pytest.raises(Refusal) as refused:
        change(*arguments, **options)
    return refused.value.code


def test_sheets_come_with_all_that_is_on_them(target, donor, tmp_path):
    graft(target, donor, SHEETS)
    made = loaded(target, tmp_path)
    assert made.sheetnames == ["One", "Two", "Three", *SHEETS]
    summary, roster = made["Summary"], made["Roster & rows"]
    assert (summary["A4"].value, summary["B4"].value, summary["A6"].value) == ("A1", 2, "all seated")
    assert summary["A1"].font.sz == 16
    assert summary["B6"].number_format == "dd mmm yyyy"
    assert summary["B6"].border.left.style == "thin"
    assert len(summary._charts) == 1
    assert summary.print_title_rows == "$3:$3"
    assert str(summary.print_area) == "'Summary'!$A$1:$J$20"
    (rule,) = next(iter(summary.conditional_formatting)).rules
    assert rule.dxf.fill.bgColor.rgb == "FFC6EFCE"
    assert roster.tables["Placed"].ref == "A1:B4"
    assert roster["B2"].comment.text == "why here"
    assert (roster["B2"].value, roster["B2"].data_type) == ("=P1", "s")
    assert roster.data_validations.dataValidation[0].formula1 == '"A1,A2"'
    assert roster.freeze_panes == "A2"
    assert roster["B1"].font.sz == 16
    assert roster.column_dimensions["B"].fill.fgColor.rgb == "FFC6EFCE"
    assert made.defined_names["Placed_rows"].attr_text == "'Roster & rows'!$A$2:$A$4"


def test_one_sheet_can_be_taken_alone_and_in_any_order(target, donor, tmp_path):
    graft(target, donor, ["Roster & rows"])
    graft(target, donor, ["Summary"])
    made = loaded(target, tmp_path)
    assert made.sheetnames[3:] == ["Roster & rows", "Summary"]
    assert made["Summary"].print_title_rows == "$3:$3"


def test_the_shown_sheet_and_names_of_others_stay_theirs(target, donor, tmp_path):
    graft(target, donor, SHEETS, position=1)
    made = loaded(target, tmp_path)
    assert made.sheetnames == ["One", *SHEETS, "Two", "Three"]
    assert made.active.title == "Two"
    assert made["Three"].print_title_rows == "$1:$1"
    assert made["Three"].auto_filter.ref == "A1:A3"
    assert made["Summary"].print_title_rows == "$3:$3"
    selected = [sheet.title for sheet in made.worksheets if sheet.sheet_view.tabSelected]
    assert selected == ["Two"]


def test_doing_it_twice_gives_the_same_bytes(target, donor, tmp_path):
    graft(target, donor, SHEETS)
    once = contents(target)
    target.save(tmp_path / "once.xlsx")
    again = Package.open(tmp_path / "once.xlsx")
    graft(again, donor, SHEETS)
    assert contents(again) == once
    assert again.changed == ()
    again.save(tmp_path / "twice.xlsx")
    assert (tmp_path / "twice.xlsx").read_bytes() == (tmp_path / "once.xlsx").read_bytes()


def test_a_replaced_sheet_keeps_its_place_its_number_and_whether_it_is_hidden(target, donor, tmp_path):
    graft(target, donor, SHEETS, position=0)
    hidden = target.read("xl/workbook.xml").replace(b'name="Summary" ', b'name="Summary" state="hidden" ')
    target.write("xl/workbook.xml", hidden)
    before = target.sheet("Summary")
    everything.make_donor(tmp_path / "other.xlsx", seats=77)
    graft(target, Package.open(tmp_path / "other.xlsx"), SHEETS)
    assert target.sheet("Summary") == before
    made = loaded(target, tmp_path)
    assert made.sheetnames == [*SHEETS, "One", "Two", "Three"]
    assert made["Summary"]["B4"].value == 77
    assert len(made["Summary"]._charts) == 1


def test_a_replaced_sheet_that_was_shown_is_shown_again(target, donor):
    graft(target, donor, SHEETS)
    part = target.sheet("Summary").part
    target.write(part, target.read(part).replace(b"<sheetView ", b'<sheetView tabSelected="1" ', 1))
    graft(target, donor, SHEETS)
    assert target.read(target.sheet("Summary").part).count(b'tabSelected="1"') == 1
    assert b"tabSelected" not in target.read(target.sheet("Roster & rows").part)


def test_taking_the_sheets_out_gives_everything_back_but_the_added_formats(target, donor):
    before = contents(target)
    graft(target, donor, SHEETS)
    remove(target, SHEETS)
    after = contents(target)
    formats, added = before.pop("xl/styles.xml"), after.pop("xl/styles.xml")
    assert after == before
    assert [tag for tag in formats.split(b"<") if tag not in added.split(b"<") and b"count=" not in tag] == []


def test_taking_out_a_sheet_in_front_of_others_moves_what_counts_them(target, donor, tmp_path):
    graft(target, donor, SHEETS, position=0)
    remove(target, ["summary"])
    made = loaded(target, tmp_path)
    assert made.sheetnames == ["Roster & rows", "One", "Two", "Three"]
    assert made.active.title == "Two"
    assert made["Three"].print_title_rows == "$1:$1"


def test_a_view_of_a_sheet_that_is_taken_out_shows_the_last(target, donor, tmp_path):
    graft(target, donor, ["Summary"])
    xml = target.read("xl/workbook.xml").replace(b'activeTab="1"', b'activeTab="3"')
    target.write("xl/workbook.xml", xml)
    remove(target, ["Summary"])
    assert loaded(target, tmp_path).active.title == "Three"


@pytest.mark.parametrize(
    "use",
    [
        '<row r="5"><c r="A5"><f>SUM(\'Roster &amp; rows\'!A2:A4)</f></c></row>',
        '<row r="5"><c r="A5"><f>SUM(&apos;Roster &amp; rows&apos;!A2)</f></c></row>',
    ],
)
def test_a_sheet_in_use_is_not_taken_out(target, donor, use):
    graft(target, donor, ["Roster & rows"])
    part = target.sheet("One").part
    target.write(part, target.read(part).replace(b"</sheetData>", use.encode() + b"</sheetData>"))
    with pytest.raises(Refusal) as refused:
        remove(target, ["Roster & rows"])
    assert (refused.value.code, refused.value.facts["part"]) == ("sheet_in_use", part)
    assert "Roster & rows" in [sheet.title for sheet in target.sheets]


def test_sheets_that_lead_to_each_other_leave_together(target, donor):
    graft(target, donor, SHEETS)
    assert code_of(remove, target, ["Roster & rows"]) == "sheet_in_use"
    remove(target, SHEETS)
    assert [sheet.title for sheet in target.sheets] == ["One", "Two", "Three"]


# whose sheet it is


def test_own_sheets_are_known_by_their_marks(target, donor):
    assert own_sheets(target) == {}
    graft(target, donor, SHEETS)
    assert own_sheets(target) == {title: title for title in SHEETS}


def test_a_sheet_of_the_user_is_never_replaced(donor, tmp_path):
    theirs = written(tmp_path / "theirs.xlsx", lambda made: made.add_worksheet("SUMMARY"))
    assert code_of(graft, theirs, donor, ["Summary"]) == "sheet_taken"
    assert theirs.changed == ()
    graft(theirs, donor, ["Summary"], replace={"Summary"})
    assert own_sheets(theirs) == {"SUMMARY": "SUMMARY"}


def test_a_renamed_sheet_is_still_marked_and_is_not_replaced(target, donor):
    graft(target, donor, ["Summary"])
    xml = target.read("xl/workbook.xml").replace(b'name="Summary"', b'name="April"').replace(b"Summary'!", b"April'!")
    target.write("xl/workbook.xml", xml)
    assert own_sheets(target) == {"April": "Summary"}
    graft(target, donor, ["Summary"])
    assert [sheet.title for sheet in target.sheets][3:] == ["April", "Summary"]


def test_a_copy_that_the_user_made_is_the_users(target, donor):
    graft(target, donor, ["Summary"])
    copied = [book.Name(mark("Summary"), "'Three'!$A$1", sheet=2, is_hidden=True)]
    book.add_names(target, copied)
    assert own_sheets(target) == {"Summary": "Summary"}


def test_marks_of_deleted_sheets_are_swept_up(target, donor):
    book.add_names(target, [book.Name(mark("Gone"), "#REF!$A$1", is_hidden=True)])
    graft(target, donor, ["Summary"])
    assert own_sheets(target) == {"Summary": "Summary"}
    graft(target, donor, ["Summary"])
    assert [name.name for name in book.names(target)].count(mark("Gone")) == 0


# what does not fit together


def test_names_of_others_are_not_taken(target, donor):
    book.add_names(target, [book.Name("placed_ROWS", "One!$A$1")])
    before = contents(target)
    assert code_of(graft, target, donor, SHEETS) == "name_taken"
    assert contents(target) == before


def test_names_of_tables_are_not_taken_and_their_numbers_are_new(donor, tmp_path):
    def recipe(made):
        sheet = made.add_worksheet("T")
        sheet.add_table("A1:B3", {"name": "Mine"})
        sheet.add_table("D1:E3", {"name": "Yours"})

    target = written(tmp_path / "tables.xlsx", recipe)
    graft(target, donor, SHEETS)
    loaded(target, tmp_path)
    same = lambda made: made.add_worksheet("T").add_table("A1:B3", {"name": "PLACED"})  # noqa: E731
    taken = written(tmp_path / "taken.xlsx", same)
    assert code_of(graft, taken, donor, SHEETS) == "name_taken"


def test_days_counted_otherwise_are_refused(donor, tmp_path):
    target = written(tmp_path / "mac.xlsx", plain, date_1904=True)
    assert target.is_1904
    assert code_of(graft, target, donor, SHEETS) == "date_system"


def test_strict_workbooks_get_cells_but_no_sheets(target, donor):
    book_xml = target.read("xl/workbook.xml").replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    target.write("xl/workbook.xml", book_xml)
    assert target.is_strict
    assert code_of(graft, target, donor, SHEETS) == "strict"
    set_cells(target, "One", {"A1": 2})


def test_titles_that_excel_does_not_take_are_refused(target, donor, tmp_path):
    xml_before = donor.read("xl/workbook.xml")
    for title in ("", "a" * 32, "\U0001f600" * 16, "a/b", "'a"):
        xml = xml_before.replace(b'name="Summary"', f'name="{title}"'.encode())
        donor.write("xl/workbook.xml", xml)
        donor.save(tmp_path / "donor.xlsx")
        other = Package.open(tmp_path / "donor.xlsx")
        assert code_of(graft, target, other, [title]) == "bad_title"


@pytest.mark.parametrize(
    "recipe",
    [
        lambda sheet: sheet.write_dynamic_array_formula("A1:A2", "=SORT(B1:B2)"),
        lambda sheet: sheet.embed_image("A1", "dot.png", {"image_data": BytesIO(everything.picture())}),
    ],
)
def test_what_leans_on_the_donors_workbook_cannot_be_moved(target, tmp_path, recipe):
    other = written(tmp_path / "other.xlsx", lambda made: recipe(made.add_worksheet("D")))
    assert code_of(graft, target, other, ["D"]) == "donor"
    assert target.changed == ()


def test_a_sheet_that_carries_a_pivot_table_is_neither_moved_nor_replaced(everything_path, tmp_path):
    full = Package.open(everything_path)
    assert code_of(graft, Package.open(everything_path), full, ["Pivot"], replace={"Pivot"}) == "donor"
    other = written(tmp_path / "pivot.xlsx", lambda made: made.add_worksheet("Pivot"))
    assert code_of(graft, full, other, ["Pivot"], replace={"Pivot"}) == "sheet_grown"
    assert code_of(remove, full, ["Pivot"]) == "sheet_grown"


def test_formulas_that_come_or_go_ask_for_a_new_calculation(everything_path, tmp_path):
    full = Package.open(everything_path)
    full.write("xl/workbook.xml", full.read("xl/workbook.xml").replace(b' fullCalcOnLoad="1"', b""))
    sums = written(tmp_path / "sums.xlsx", lambda made: made.add_worksheet("Sums").write_formula("A1", "=1+1", None, 2))
    graft(full, sums, ["Sums"])
    assert b'fullCalcOnLoad="1"' in full.read("xl/workbook.xml")
    assert not full.has("xl/calcChain.xml")
    full.save(tmp_path / "full.xlsm")
    assert packages.complaints(tmp_path / "full.xlsm") == []


def test_a_sheet_without_formulas_in_place_of_one_with_them_ends_the_chain(everything_path, tmp_path):
    full = Package.open(everything_path)
    other = written(tmp_path / "other.xlsx", lambda made: made.add_worksheet("Analysis"))
    graft(full, other, ["Analysis"], replace={"Analysis"})
    assert not full.has("xl/calcChain.xml")


def test_new_entries_carry_no_time_of_day(target, donor, tmp_path):
    old = set(target.names)
    graft(target, donor, SHEETS)
    target.save(tmp_path / "out.xlsx")
    with ZipFile(tmp_path / "out.xlsx") as saved:
        assert {info.date_time for info in saved.infolist() if info.filename not in old} == {(1980, 1, 1, 0, 0, 0)}


def test_prefixes_of_the_workbook_are_kept(target, donor, tmp_path):
    for part in ("xl/workbook.xml", "xl/styles.xml"):
        raw = target.read(part).replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
        target.write(part, raw.replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x="))
    raw = target.read("xl/workbook.xml").replace(b"r:id", b"d:id").replace(b"xmlns:r=", b"xmlns:d=")
    target.write("xl/workbook.xml", raw)
    graft(target, donor, SHEETS)
    made = loaded(target, tmp_path)
    assert made["Summary"]["A1"].font.sz == 16
    assert b'd:id="rId' in target.read("xl/workbook.xml").split(b"Summary")[1]


def test_a_workbook_without_a_window_gets_one_for_frozen_panes(target, donor, tmp_path):
    raw = target.read("xl/workbook.xml")
    start, end = raw.index(b"<bookViews>"), raw.index(b"</bookViews>") + len(b"</bookViews>")
    target.write("xl/workbook.xml", raw[:start] + raw[end:])
    graft(target, donor, SHEETS)
    assert b"<bookViews><workbookView/></bookViews><sheets>" in target.read("xl/workbook.xml")
    loaded(target, tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_names_and_the_shown_sheet_follow_wherever_sheets_come_and_go(data):
    count, here = data.draw(st.integers(1, 5)), st.integers(0, 5)
    stream, shown = BytesIO(), data.draw(st.integers(0, count - 1))
    with xlsxwriter.Workbook(stream) as made:
        for number in range(count):
            sheet = made.add_worksheet(f"S{number}")
            sheet.repeat_rows(number)
        made.worksheets()[shown].activate()
    target = Package(stream.getvalue())
    before = {name: target.read(name) for name in target.names}
    graft(target, blank("New & o'ld"), ["New & o'ld"], position=min(count, data.draw(here)))
    graft(target, blank("More"), ["More"], position=min(count + 1, data.draw(here)))
    check_names(target, shown)
    remove(target, data.draw(st.permutations(["New & o'ld", "More"])))
    check_names(target, shown)
    assert {name: target.read(name) for name in target.names} == before


def blank(title):
    """A workbook with one sheet that repeats its first rows."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        made.add_worksheet(title).repeat_rows(0, 1)
    return Package(stream.getvalue())


def check_names(target, shown):
    """Every name of a sheet leads to that sheet, and the right one is shown."""
    titles = [sheet.title for sheet in target.sheets]
    local = [name for name in book.names(target) if name.sheet is not None]
    assert len(local) == len(titles)
    assert all(name.titles == {titles[name.sheet]} for name in local)
    view = target.book.child("bookViews").child("workbookView")
    assert titles[int(view.get("activeTab", "0"))] == f"S{shown}"


def test_a_workbook_made_by_openpyxl_takes_cells_and_sheets(donor, tmp_path):
    other = openpyxl.Workbook()
    other.active.append(["ID", "Seat"])
    other.active.append(["P1", None])
    other.save(tmp_path / "other.xlsx")
    target = Package.open(tmp_path / "other.xlsx")
    set_cells(target, "Sheet", {"B2": "A1", "C2": date(2026, 8, 17)})
    graft(target, donor, SHEETS)
    made = loaded(target, tmp_path)
    assert made["Sheet"]["B2"].value == "A1"
    assert made["Sheet"]["C2"].is_date
    assert made.sheetnames == ["Sheet", *SHEETS]
    graft(target, donor, SHEETS)
    assert loaded(target, tmp_path)["Summary"]["B4"].value == 2
