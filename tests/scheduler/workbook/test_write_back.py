"""Results in the coordinator's own workbook: nothing else changes, and it can be run again."""

from __future__ import annotations

import re

import everything
import openpyxl
import packages
import pytest
import xlsxwriter

from scheduler.audit import audit
from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.errors import WorkbookError
from scheduler.package.compare import differences
from scheduler.package.graft import graft
from scheduler.package.own import own_sheets, unmark
from scheduler.package.parts import Package
from scheduler.pipeline import allocate
from scheduler.rulebook import complete
from scheduler.words import heading, say
from scheduler.workbook import open_book
from scheduler.workbook.layout import RESULT_COLUMNS
from scheduler.workbook.write import write_result

BODIES = ("Kementerian Dalam Negeri", "Pemerintah Provinsi Jawa Barat", "Pemerintah Kabupaten Banyuwangi")
HEADINGS = ("No", "NIP", "Nama", "Instansi", "Jenis Kelamin", "Pin", "Keterangan Panitia")
LANGUAGES = ("en", "id", "ko")
PEOPLE = 14
PLUMBING = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
TOP = 3
"""Rows above the headings of the roster."""


def make(path, **options) -> None:
    """Make a workbook as a coordinator has it: a letterhead, colours, notes, formulas, filters, foreign sheets."""
    with xlsxwriter.Workbook(path, options) as book:
        _cohorts(book)
        _roster(book)
        _budget(book)


def _cohorts(book) -> None:
    sheet = book.add_worksheet("Angkatan")
    sheet.write_row(0, 0, ("Kode", "Judul", "Kursi maksimal", heading("Reserves", "id")))
    sheet.write_row(1, 0, ("A", "Data", 4, 2))
    sheet.write_row(2, 0, ("B", "Keamanan", 3, 1))


def _roster(book) -> None:
    sheet = book.add_worksheet("Calon peserta")
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    dates = book.add_format({"num_format": "d mmm yyyy", "border": 1})
    cell, striped = book.add_format({"border": 1}), book.add_format({"border": 1, "bg_color": "#F2F2F2"})
    sheet.merge_range(0, 0, 0, 6, "DAFTAR CALON PESERTA", bold)
    sheet.write_row(TOP, 0, HEADINGS, bold)
    for k in range(PEOPLE):
        style, row = (striped, cell)[k % 2], TOP + 1 + k
        values = (k + 1, f"P{k:02}", f"Orang {k}", BODIES[k % 3], "PL"[k % 2], "", "")
        for column, value in enumerate(values):
            sheet.write(row, column, value, style)
        sheet.write_formula(row, 6, f'=IF(E{row + 1}="P","prioritas","")', dates, "prioritas" if k % 2 == 0 else "")
    sheet.write_comment(TOP + 1, 2, "sudah dikonfirmasi", {"author": "Panitia"})
    sheet.set_row(TOP + 5, None, None, {"hidden": True})
    sheet.autofilter(TOP, 0, TOP + PEOPLE, 6)
    sheet.set_column(8, 16383, None, None, {"hidden": True})
    sheet.conditional_format(TOP + 1, 2, TOP + PEOPLE, 2, {"type": "duplicate", "format": bold})
    sheet.data_validation(TOP + 1, 4, TOP + PEOPLE, 4, {"validate": "list", "source": ["L", "P"]})


def _budget(book) -> None:
    sheet = book.add_worksheet("Anggaran")
    sheet.write_column(0, 0, (100, 250, 300))
    sheet.write_formula(3, 0, "=SUM(A1:A3)", None, 650)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Anggaran!$A$1:$A$3"})
    sheet.insert_chart("C2", chart)
    book.define_name("Biaya", "=Anggaran!$A$4")
    summary = book.add_worksheet("Summary")
    summary.write(0, 0, "the coordinator's own")


@pytest.fixture
def book(tmp_path):
    make(tmp_path / "in.xlsx")
    return tmp_path / "in.xlsx"


def run(source, out, lang="id", **options):
    result = allocate(source)
    return result, write_result(result, out, lang=lang, **options)


def seats(path) -> list[str]:
    return sorted(map(str, open_book(path).standing.seats))


def values(path, title) -> dict[str, object]:
    """Every cell of a sheet, formulas as such."""
    sheet = openpyxl.load_workbook(path)[title]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def looks(path, title) -> dict[str, tuple]:
    sheet = openpyxl.load_workbook(path)[title]
    return {c.coordinate: (c.fill.fgColor.rgb, c.font.b, c.number_format) for row in sheet.iter_rows() for c in row}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_that_is_not_ours_comes_back_as_it_was(book, tmp_path, lang):
    _, written = run(book, tmp_path / "out.xlsx", lang)
    assert written.is_kept
    before, after = Package.open(book), Package.open(tmp_path / "out.xlsx")
    changed = {d.part for d in differences(before, after) if d.how != "added"}
    roster = before.sheet("Calon peserta").part
    assert changed == {roster, *PLUMBING}
    assert packages.complaints(tmp_path / "out.xlsx") == []


def test_in_the_roster_only_the_result_columns_are_new(book, tmp_path):
    run(book, tmp_path / "out.xlsx")
    old, new = values(book, "Calon peserta"), values(tmp_path / "out.xlsx", "Calon peserta")
    assert {ref: new[ref] for ref in old} == old
    added = {ref for ref in new if ref not in old}
    assert {ref.rstrip("0123456789") for ref in added} <= set("HIJKL")
    assert [new[f"{letter}{TOP + 1}"] for letter in "HIJKL"] == [heading(t, "id") for t in RESULT_COLUMNS.values()]
    before, after = looks(book, "Calon peserta"), looks(tmp_path / "out.xlsx", "Calon peserta")
    assert {ref: after[ref] for ref in before} == before
    assert after[f"H{TOP + 1}"] == before[f"G{TOP + 1}"]
    assert all(after[f"H{row}"] == before[f"C{row}"] for row in range(TOP + 2, TOP + 2 + PEOPLE))


def test_bytes_of_the_roster_outside_its_new_cells_and_columns_stay(book, tmp_path):
    run(book, tmp_path / "out.xlsx")
    part = Package.open(book).sheet("Calon peserta").part
    old, new = (Package.open(path).read(part) for path in (book, tmp_path / "out.xlsx"))
    tail = old[old.index(b"</sheetData>") :]
    assert new.endswith(tail.replace(b'<autoFilter ref="A4:G18"', b'<autoFilter ref="A4:L18"'))
    assert re.search(rb'<col min="8" max="8" width="[\d.]+" customWidth="1"/>', new)
    assert b'<col min="13" max="16384" width="0" hidden="1" customWidth="1"/>' in new


def test_the_filter_of_the_roster_takes_the_results_in_so_that_sorting_keeps_them_with_their_people(book, tmp_path):
    run(book, tmp_path / "out.xlsx")
    run(tmp_path / "out.xlsx", tmp_path / "again.xlsx")
    for name in ("out.xlsx", "again.xlsx"):
        sheet = openpyxl.load_workbook(tmp_path / name)["Calon peserta"]
        assert sheet.auto_filter.ref == "A4:L18"


def test_the_column_of_reasons_is_as_wide_as_they_need(book, tmp_path):
    result, _ = run(book, tmp_path / "out.xlsx")
    longest = max(len(say(reason, "id")) for reason in result.reasons.values())
    wide = openpyxl.load_workbook(tmp_path / "out.xlsx")["Calon peserta"].column_dimensions["L"].width
    assert 50 <= wide <= 110
    assert wide >= min(110, 0.7 * longest)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_result_is_read_again_and_its_audit_is_clean(book, tmp_path, lang):
    result, _ = run(book, tmp_path / "out.xlsx", lang)
    again = open_book(tmp_path / "out.xlsx")
    assert again.programme == result.programme
    assert seats(tmp_path / "out.xlsx") == sorted(map(str, result.allocation.seats))
    assert audit(again.standing, complete(again.programme, again.rules)).is_clean
    assert main(["audit", str(tmp_path / "out.xlsx")]) == Exit.DONE


def test_the_output_can_be_allocated_again_with_the_same_seats_and_only_the_record_new(book, tmp_path):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    run(book, one)
    run(one, two)
    assert seats(one) == seats(two)
    titles = openpyxl.load_workbook(one).sheetnames
    assert titles == openpyxl.load_workbook(two).sheetnames
    differing = [title for title in titles if values(one, title) != values(two, title)]
    assert differing == [titles[-1]]
    same = [t for t in titles if Package.open(one).read(part_of(one, t)) == Package.open(two).read(part_of(two, t))]
    assert {"Angkatan", "Calon peserta", "Anggaran", "Summary"} <= set(same)


def part_of(path, title):
    return Package.open(path).sheet(title).part


def test_a_pin_set_by_hand_in_the_output_is_honoured(book, tmp_path):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    result, _ = run(book, one)
    person = next(n.id for n in result.programme.nominees if not result.allocation.is_seated(n.id))
    workbook = openpyxl.load_workbook(one)
    sheet = workbook["Calon peserta"]
    row = next(row for row in range(TOP + 2, TOP + 2 + PEOPLE) if sheet.cell(row, 2).value == person)
    sheet.cell(row, 6, "B")
    workbook.save(one)
    again, written = run(one, two)
    assert written.is_kept
    assert [seat.cohort for seat in again.allocation.held_by(person)] == ["B"]
    assert values(two, "Calon peserta")[f"H{row}"] == "B"


def test_sheets_of_an_earlier_run_give_way_in_any_language_and_foreign_ones_of_that_name_stay(book, tmp_path):
    paths = [tmp_path / f"{lang}.xlsx" for lang in LANGUAGES]
    for source, target, lang in zip([book, *paths], paths, LANGUAGES, strict=False):
        run(source, target, lang)
    for path in paths:
        assert len(own_sheets(Package.open(path))) == len(openpyxl.load_workbook(path).sheetnames) - 4
        assert values(path, "Summary") == {"A1": "the coordinator's own"}
        assert {doubt.code for doubt in open_book(path).warnings} == {doubt.code for doubt in open_book(book).warnings}
    assert len(openpyxl.load_workbook(paths[0]).sheetnames) == len(openpyxl.load_workbook(paths[2]).sheetnames)
    assert values(paths[2], "Calon peserta")[f"H{TOP + 1}"] == heading("Allocated cohort", "en")
    assert packages.complaints(paths[2]) == []


def test_own_sheets_that_were_deleted_or_renamed_do_not_come_between(book, tmp_path):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    run(book, one)
    workbook = openpyxl.load_workbook(one)
    titles = workbook.sheetnames
    del workbook[titles[-1]]
    workbook[titles[-2]].title = "Audit lama"
    workbook.save(one)
    _, written = run(one, two)
    assert written.is_kept
    assert sorted(openpyxl.load_workbook(two).sheetnames) == sorted([*titles, "Audit lama"])
    assert packages.complaints(two) == []


def test_columns_of_the_coordinator_that_are_called_like_ours_keep_what_they_hold(tmp_path):
    source, out, again = (tmp_path / name for name in ("in.xlsx", "out.xlsx", "again.xlsx"))
    make(source)
    workbook = openpyxl.load_workbook(source)
    sheet = workbook["Calon peserta"]
    for row, value in enumerate(("Alasan", *(["ditugaskan pimpinan"] * PEOPLE)), TOP + 1):
        sheet.cell(row, 8, value)
    workbook.save(source)
    run(source, out)
    workbook = openpyxl.load_workbook(out)
    for row, value in enumerate(("Alasan", *(["catatan sendiri"] * PEOPLE)), TOP + 1):
        workbook["Calon peserta"].cell(row, 14, value)
    workbook.save(out)
    run(out, again)
    assert values(again, "Calon peserta")[f"N{TOP + 2}"] == "catatan sendiri"
    for path in (out, again):
        assert [values(path, "Calon peserta")[f"H{row}"] for row in range(TOP + 2, TOP + 2 + PEOPLE)] == [
            "ditugaskan pimpinan"
        ] * PEOPLE
    assert values(out, "Calon peserta") == values(again, "Calon peserta")


def test_each_sheet_of_nominees_gets_its_columns_and_a_table_takes_them_in(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "in.xlsx") as made:
        _cohorts(made)
        for number, name in enumerate(("Nominees PANRB", "Nominees BKN")):
            sheet = made.add_worksheet(name)
            rows = [[f"X{number}{k}", f"Person {k}", BODIES[number]] for k in range(4)]
            columns = [{"header": title} for title in ("ID", "Name", "Institution")]
            sheet.add_table(0, 0, 4, 2, {"data": rows, "columns": columns, "name": f"People{number}"})
    result, written = run(tmp_path / "in.xlsx", tmp_path / "out.xlsx", "en")
    assert written.is_kept
    assert seats(tmp_path / "out.xlsx") == sorted(map(str, result.allocation.seats))
    made = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert [made[name].tables[f"People{n}"].ref for n, name in enumerate(("Nominees PANRB", "Nominees BKN"))] == [
        "A1:H5", "A1:H5",
    ]  # fmt: skip
    assert packages.complaints(tmp_path / "out.xlsx") == []


def test_a_row_that_numbers_the_columns_is_still_known_beside_results(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "in.xlsx") as made:
        _cohorts(made)
        sheet = made.add_worksheet("Nominees")
        sheet.write_row(0, 0, ("ID", "Name", "Institution", "Sex"))
        sheet.write_row(1, 0, ("(1)", "(2)", "(3)", "(4)"))
        for k in range(5):
            sheet.write_row(2 + k, 0, (f"Y{k}", f"Person {k}", BODIES[0], "FM"[k % 2]))
    _, written = run(tmp_path / "in.xlsx", tmp_path / "out.xlsx", "en")
    assert written.is_kept
    assert len(open_book(tmp_path / "out.xlsx").programme.nominees) == 5


def test_days_counted_from_1904_stay_so(tmp_path):
    make(tmp_path / "in.xlsx", date_1904=True)
    _, written = run(tmp_path / "in.xlsx", tmp_path / "out.xlsx")
    assert written.is_kept
    assert Package.open(tmp_path / "out.xlsx").is_1904


def test_what_cannot_be_kept_becomes_a_new_workbook_and_says_why(tmp_path, capsys):
    make(tmp_path / "in.xlsx")
    parts = packages.entries(tmp_path / "in.xlsx")
    signed = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    entry = f'<Relationship Id="rIdS" Type="{signed}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", entry.encode())
    parts["_xmlsignatures/origin.sigs"] = b""
    packages.write_entries(tmp_path / "signed.xlsx", parts)
    assert main(["allocate", str(tmp_path / "signed.xlsx"), "-o", str(tmp_path / "out.xlsx"), "--lang", "en"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "digitally signed" in said
    record = values(tmp_path / "out.xlsx", "Run record")
    assert any("digitally signed" in str(value) for value in record.values())
    assert seats(tmp_path / "out.xlsx")


def test_a_new_workbook_is_made_where_it_is_asked_for_and_can_be_run_again(book, tmp_path):
    _, written = run(book, tmp_path / "out.xlsx", as_new=True)
    assert not written.is_kept
    assert "Anggaran" not in openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames
    _, again = run(tmp_path / "out.xlsx", tmp_path / "again.xlsx")
    assert again.is_kept
    names = openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames
    assert openpyxl.load_workbook(tmp_path / "again.xlsx").sheetnames == names


def test_a_workbook_with_macros_keeps_them_and_its_ending(book, tmp_path):
    parts = packages.entries(book)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(kind, macro)
    packages.write_entries(tmp_path / "in.xlsm", parts)
    with pytest.raises(WorkbookError) as refused:
        run(tmp_path / "in.xlsm", tmp_path / "out.xlsx")
    assert refused.value.problem.code == "target_type"
    _, written = run(tmp_path / "in.xlsm", tmp_path / "out.xlsm")
    assert written.is_kept
    assert macro in Package.open(tmp_path / "out.xlsm").read("[Content_Types].xml")


def test_a_workbook_with_one_of_everything_keeps_it_all(tmp_path):
    everything.make_everything(tmp_path / "all.xlsm", tmp_path)
    with xlsxwriter.Workbook(tmp_path / "cohorts.xlsx") as made:
        _cohorts(made)
    package = Package.open(tmp_path / "all.xlsm")
    graft(package, Package.open(tmp_path / "cohorts.xlsx"), ["Angkatan"])
    unmark(package, "Angkatan")
    package.save(tmp_path / "in.xlsm")
    result, written = run(tmp_path / "in.xlsm", tmp_path / "out.xlsm", "en")
    assert written.is_kept
    before, after = Package.open(tmp_path / "in.xlsm"), Package.open(tmp_path / "out.xlsm")
    changed = {d.part for d in differences(before, after) if d.how != "added"}
    touched = {before.sheet("Nominees").part, *before.related(before.sheet("Nominees").part, "table")}
    assert changed <= {*touched, *PLUMBING}
    assert seats(tmp_path / "out.xlsm") == sorted(map(str, result.allocation.seats))
    assert packages.complaints(tmp_path / "out.xlsm") == []
