"""People gathered into a round's own workbook: rows below its nominees, and every other byte as it was."""

from __future__ import annotations

import everything
import messy
import openpyxl
import packages
import pytest
import xlsxwriter

from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.errors import BadWorkbook, WorkbookError
from scheduler.gather import gather
from scheduler.package.compare import differences
from scheduler.package.graft import graft
from scheduler.package.own import unmark
from scheduler.package.parts import Package
from scheduler.words import LANGUAGES, heading, text
from scheduler.workbook import open_book
from scheduler.workbook.gathered import write_gathered
from scheduler.workbook.read import read

SENT = (
    ("NIP", "Nama", "Instansi", "Tanggal lahir", "Topik"),
    ("198508122010012003", "Ani", "Kemen PANRB", "12 Agustus 1985", "DAT"),
    ("199001022015031004", "=Budi", "Kemendagri", "", ""),
)
LAST = 9
"""Row of the last nominee."""


def make(path, decorate=lambda _: None) -> None:
    """Make a round as a coordinator has it: letterhead, borders, stripes, a chart of its own."""
    with xlsxwriter.Workbook(path) as book:
        cohorts = book.add_worksheet("Angkatan")
        cohorts.write_row(0, 0, ("Kode", "Kursi maksimal"))
        cohorts.write_row(1, 0, ("A", 4))
        sheet = book.add_worksheet("Calon peserta")
        plain, striped = book.add_format({"border": 1}), book.add_format({"border": 1, "bg_color": "#F2F2F2"})
        sheet.write(0, 0, "DAFTAR CALON PESERTA")
        sheet.write_row(2, 0, ("No", "NIP", "Nama", "Instansi", "Pin", "Catatan"))
        for k in range(6):
            row = (k + 1, f"P{k}", f"Orang {k}", "BKN", "", "x")
            for column, value in enumerate(row):
                sheet.write(LAST - 6 + k, column, value, (plain, striped)[k % 2])
        sheet.data_validation(3, 4, 200, 4, {"validate": "list", "source": ["A"]})
        budget = book.add_worksheet("Anggaran")
        budget.write_formula(0, 0, "=COUNTA('Calon peserta'!B4:B40)", None, 6)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Anggaran!$A$1:$A$3"})
        budget.insert_chart("C2", chart)
        decorate(sheet)


@pytest.fixture
def folder(tmp_path):
    """What institutions sent."""
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "a.csv").write_text("\n".join(";".join(row) for row in SENT), encoding="utf-8")
    return tmp_path / "sent"


@pytest.fixture
def round_(tmp_path):
    make(tmp_path / "round.xlsx")
    return tmp_path / "round.xlsx"


def run(folder, source, out, lang="id", **options):
    into = open_book(source)
    return gather(folder, into, lang=lang), write_gathered(
        gather(folder, into, lang=lang), into, out, lang=lang, **options
    )


def values(path, title="Calon peserta") -> dict[str, object]:
    sheet = openpyxl.load_workbook(path)[title]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def changed(before, after) -> set[str]:
    return {difference.part for difference in differences(Package.open(before), Package.open(after))}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_the_sheet_of_nominees_changes_and_it_is_read_as_the_round_with_the_people(round_, folder, tmp_path, lang):
    found, written = run(folder, round_, tmp_path / "out.xlsx", lang)
    assert written.is_kept
    assert written.spoken(lang) == text("kept_gathered", lang)
    nominees = Package.open(round_).sheet("Calon peserta").part
    assert changed(round_, tmp_path / "out.xlsx") <= {nominees, "xl/workbook.xml", "xl/styles.xml"}
    again = open_book(tmp_path / "out.xlsx").programme
    assert [n.id for n in again.nominees] == [*(f"P{k}" for k in range(6)), SENT[1][0], SENT[2][0]]
    for nominee in found.programme.nominees:
        assert again.nominee[nominee.id].model_copy(update={"meant": {}}) == nominee.model_copy(update={"meant": {}})
    assert packages.complaints(tmp_path / "out.xlsx") == []


def test_the_rows_that_were_there_stay_and_new_ones_look_like_them(round_, folder, tmp_path):
    run(folder, round_, tmp_path / "out.xlsx")
    old, new = values(round_), values(tmp_path / "out.xlsx")
    assert {ref: new[ref] for ref in old} == old
    added = {ref: value for ref, value in new.items() if ref not in old}
    assert (added["A10"], added["B10"], added["C11"], added["A11"]) == (7, SENT[1][0], "=Budi", 8)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Calon peserta"]
    fills = [sheet[f"{letter}{row}"].fill.fgColor.rgb for row in range(8, 12) for letter in "BF"]
    assert fills[:4] == fills[4:]
    assert sheet["C11"].data_type == "s"
    assert sheet["E10"].border.left.style == "thin"


def test_columns_are_added_only_for_what_would_be_lost(round_, folder, tmp_path):
    run(folder, round_, tmp_path / "out.xlsx")
    new = values(tmp_path / "out.xlsx")
    headed = [new[ref] for ref in new if ref.endswith("3") and ref[:-1] in "GHIJKL"]
    assert headed == [heading(title, "id") for title in ("Topics", "Source file", "Source cell")]


def test_gathering_again_adds_nobody_twice_and_keeps_the_headings_of_the_first_time(round_, folder, tmp_path):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    run(folder, round_, one, "ko")
    (folder / "b.csv").write_text("NIP;Nama;Instansi\n197803042003122001;Cici;BKN\n", encoding="utf-8")
    _, written = run(folder, one, two, "en")
    assert written.is_kept
    people = open_book(two).programme.nominees
    assert [n.name for n in people[-3:]] == ["Ani", "=Budi", "Cici"]
    assert {key for n in people[-3:] for key in n.facts if key != "Catatan"} == {
        heading("Source file", "ko"), heading("Source cell", "ko"),
    }  # fmt: skip


def test_a_table_takes_the_rows_in(folder, tmp_path):
    def decorate(sheet):
        columns = [{"header": title} for title in ("No", "NIP", "Nama", "Instansi", "Pin", "Catatan")]
        sheet.add_table(2, 0, LAST - 1, 5, {"columns": columns, "name": "People"})

    make(tmp_path / "round.xlsx", decorate)
    _, written = run(folder, tmp_path / "round.xlsx", tmp_path / "out.xlsx")
    assert written.is_kept
    table = openpyxl.load_workbook(tmp_path / "out.xlsx")["Calon peserta"].tables["People"]
    assert table.ref == "A3:I11"
    assert packages.complaints(tmp_path / "out.xlsx") == []


def test_running_numbers_that_stand_ready_are_used(folder, tmp_path):
    def decorate(sheet):
        sheet.write_formula(LAST, 0, "=A9+1", None, 7)
        for k in range(1, 4):
            sheet.write(LAST + k, 0, 7 + k)
        sheet.write(LAST, 9, "a remark beside the list")

    make(tmp_path / "round.xlsx", decorate)
    _, written = run(folder, tmp_path / "round.xlsx", tmp_path / "out.xlsx")
    assert written.is_kept
    new = values(tmp_path / "out.xlsx")
    assert [new[f"A{row}"] for row in range(10, 14)] == ["=A9+1", 8, 9, 10]
    assert new["J10"] == "a remark beside the list"


@pytest.mark.parametrize(("row", "is_kept"), [(LAST + 1, False), (LAST + 2, False), (LAST + 4, True)])
def test_a_signature_below_stays_where_it_is_or_a_new_workbook_is_made_and_says_why(folder, tmp_path, row, is_kept):
    make(tmp_path / "round.xlsx", lambda sheet: sheet.write(row, 2, "Mengetahui"))
    _, written = run(folder, tmp_path / "round.xlsx", tmp_path / "out.xlsx")
    assert written.is_kept == is_kept
    if is_kept:
        assert values(tmp_path / "out.xlsx")[f"C{row + 1}"] == "Mengetahui"
    else:
        assert f"C{row + 1}" in written.spoken("id")
    assert {n.name for n in open_book(tmp_path / "out.xlsx").programme.nominees} >= {"Ani", "=Budi"}


def test_a_round_that_has_no_people_yet_takes_the_first(folder, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "round.xlsx") as book:
        for title, rows in (
            ("Angkatan", (("Kode", "Kursi maksimal"), ("A", 4))),
            ("Kuota", (("Berlaku di", "Instansi", "Paling sedikit"), ("A", "Kemen PANRB", 1))),
            ("Calon peserta", (("NIP", "Nama", "Instansi"),)),
        ):
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        sheet.set_column(0, 0, 24, book.add_format({"num_format": "@", "bg_color": "#DDEBF7"}))
    out = tmp_path / "out.xlsx"
    assert main(["gather", str(folder), "--into", str(tmp_path / "round.xlsx"), "-o", str(out)]) == Exit.DONE
    assert [n.name for n in open_book(out).programme.nominees] == ["Ani", "=Budi"]
    sheet = openpyxl.load_workbook(out)["Calon peserta"]
    assert (sheet["A2"].value, sheet["A2"].number_format, sheet["A2"].font.b) == (SENT[1][0], "@", False)
    with pytest.raises(BadWorkbook):
        open_book(tmp_path / "round.xlsx")


def test_a_new_workbook_is_made_where_it_is_asked_for(round_, folder, tmp_path):
    _, written = run(folder, round_, tmp_path / "out.xlsx", as_new=True)
    assert not written.is_kept
    assert "Anggaran" not in openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames


def test_a_round_with_one_of_everything_keeps_it_all(folder, tmp_path):
    everything.make_everything(tmp_path / "all.xlsm", tmp_path)
    with xlsxwriter.Workbook(tmp_path / "cohorts.xlsx") as made:
        made.add_worksheet("Angkatan").write_row(0, 0, ("Kode", "Kursi maksimal"))
        made.get_worksheet_by_name("Angkatan").write_row(1, 0, ("A", 4))
    package = Package.open(tmp_path / "all.xlsm")
    graft(package, Package.open(tmp_path / "cohorts.xlsx"), ["Angkatan"])
    unmark(package, "Angkatan")
    package.save(tmp_path / "in.xlsm")
    found, written = run(folder, tmp_path / "in.xlsm", tmp_path / "out.xlsm", "en")
    assert written.is_kept, written
    part = package.sheet("Nominees").part
    allowed = {part, *package.related(part, "table"), "xl/workbook.xml", "xl/styles.xml", "xl/calcChain.xml"}
    assert changed(tmp_path / "in.xlsm", tmp_path / "out.xlsm") <= allowed
    headed = [raw for raw in read(tmp_path / "out.xlsm").grids[0].rows[1] if raw]
    assert headed[6:] == ["Institution", "Topics", "Source file", "Source cell"]
    again = open_book(tmp_path / "out.xlsm").programme
    assert {n.id for n in again.nominees} == {n.id for n in found.programme.nominees}
    assert packages.complaints(tmp_path / "out.xlsm") == []
    with pytest.raises(WorkbookError) as refused:
        run(folder, tmp_path / "in.xlsm", tmp_path / "out.xlsx")
    assert refused.value.problem.code == "target_type"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["pangkat and golongan", "province and city", "cells in error"])
def test_what_a_roster_says_twice_or_wrongly_is_read_again_as_it_was(round_, tmp_path, name, lang):
    made = messy.roster(next(spec for spec in messy.SPECS if spec.name == name))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / made.file).write_bytes(made.content)
    found, written = run(tmp_path / "in", round_, tmp_path / "out.xlsx", lang)
    assert written.is_kept, written.refusal
    run(tmp_path / "in", round_, tmp_path / "new.xlsx", lang, as_new=True)
    for out in ("out.xlsx", "new.xlsx"):
        again = open_book(tmp_path / out).programme.nominee
        for nominee in found.programme.nominees:
            read = again[nominee.id]
            assert (read.rank, read.region, read.institution) == (nominee.rank, nominee.region, nominee.institution)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_says_what_it_did_and_leaves_round_and_rosters_alone(round_, folder, tmp_path, lang, capsys):
    before = {path: path.read_bytes() for path in (round_, folder / "a.csv")}
    out = tmp_path / "out.xlsx"
    asked = ["gather", str(folder), "--into", str(round_), "--lang", lang]
    assert main([*asked, "-o", str(out)]) == Exit.DONE
    told = capsys.readouterr().out
    assert text("kept_gathered", lang) in told
    for target in (round_, folder / "a.csv"):
        assert main([*asked, "-o", str(target)]) == Exit.NO_FILE
    assert {path: path.read_bytes() for path in before} == before


def test_a_roster_is_never_written_over(folder):
    make(folder / "b.xlsx")
    before = (folder / "b.xlsx").read_bytes()
    assert main(["gather", str(folder), "-o", str(folder / "b.xlsx")]) == Exit.NO_FILE
    assert (folder / "b.xlsx").read_bytes() == before
