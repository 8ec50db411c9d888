"""A way out in the coordinator's own workbook: the cells that change, marked and explained, and every other byte."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import contradictions
import everything
import openpyxl
import packages
import pytest
import xlsxwriter

from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.errors import BadWorkbook, WorkbookError
from scheduler.package.compare import differences
from scheduler.package.graft import graft
from scheduler.package.own import unmark
from scheduler.package.parts import Package
from scheduler.pipeline import allocate
from scheduler.relax import relax
from scheduler.words import LANGUAGES, text
from scheduler.workbook import open_book
from scheduler.workbook.cellmarks import FILL
from scheduler.workbook.relaxed import WayOut, write_relaxed
from scheduler.workbook.write import write_programme

COHORTS = (("Kode", "Kursi maksimal"), ("A", 3), ("B", 3))
PEOPLE = (
    ("NIP", "Nama", "Instansi", "Wilayah", "Jenis Kelamin", "Penetapan"),
    *((f"P{k}", f"Orang {k}", "BKN", "Papua" if k < 2 else "Bali", "PL"[k % 2], "") for k in range(6)),
)
QUOTAS = (("Berlaku di", "Wilayah", "Paling sedikit"), ("A", "Papua", 3))


def make(path, *sheets, decorate=lambda _: None) -> None:
    """Make a workbook of sheets by name, beside cohorts, nominees and a budget with a chart."""
    with xlsxwriter.Workbook(path) as book:
        for title, rows in (("Angkatan", COHORTS), ("Calon peserta", PEOPLE), *sheets):
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        budget = book.add_worksheet("Anggaran")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Anggaran!$A$1:$A$3"})
        budget.insert_chart("C2", chart)
        decorate(book)


def run(source, out, pick=lambda _: True, lang="id", **options):
    """Make the first way that is picked; gives the workbook and the way, and what was written."""
    book = open_book(source)
    way = next(way for way in relax(book) if pick(way))
    chosen = WayOut(way, lambda change: f"was {change.old or '-'}")
    return (book, way), write_relaxed(book, chosen, out, lang=lang, **options)


def kinds(*wanted):
    """Pick the way that changes rows in just these ways."""
    return lambda way: sorted((c.kind, c.sheet) for c in way.changes) == sorted(wanted)


def changed(before, after) -> set[str]:
    return {difference.part for difference in differences(Package.open(before), Package.open(after))}


def cells(path, title) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path)[title]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def coloured(path, title) -> set[str]:
    sheet = openpyxl.load_workbook(path)[title]
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == f"FF{FILL}"}


def comments(path, title) -> dict[str, str]:
    sheet = openpyxl.load_workbook(path)[title]
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def assert_is(path, before, way):
    """The output says the way out, and can be allocated."""
    book = open_book(path)
    programme, rules = way.applied(before.programme, before.rules)
    assert book.programme == programme
    plain = [[r.model_copy(update={"note": ""}).key for r in rows] for rows in (book.rules, rules)]
    assert sorted(plain[0]) == sorted(plain[1])
    assert allocate(book).audit.is_clean


def test_one_number_changes_and_a_note_on_its_cell_says_what_it_was(tmp_path):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    make(source, ("Kuota", QUOTAS))
    way, written = run(source, out)
    assert written.is_kept
    assert written.spoken("id") == text("kept_relaxed", "id")
    assert_is(out, *way)
    old, new = cells(source, "Kuota"), cells(out, "Kuota")
    assert {ref: (old[ref], new[ref]) for ref in old if old[ref] != new[ref]} == {"C2": (3, 2)}
    assert old.keys() == new.keys()
    assert coloured(out, "Kuota") == {"C2"}
    assert {ref: said.splitlines()[0] for ref, said in comments(out, "Kuota").items()} == {"C2": "was 3"}
    quotas = Package.open(source).sheet("Kuota").part
    added = {d.part for d in differences(Package.open(source), Package.open(out)) if d.how == "added"}
    plumbing = {"[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"}
    assert changed(source, out) - added <= {quotas, *plumbing}
    assert all("comments" in part or "vml" in part.lower() or part.endswith(".rels") for part in added)
    assert packages.complaints(out) == []


def test_a_column_of_notes_takes_the_note_before_its_own_words(tmp_path):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    make(source, ("Kuota", ((*QUOTAS[0], "Keterangan"), (*QUOTAS[1], "janji"))))
    way, _ = run(source, out)
    assert_is(out, *way)
    assert cells(out, "Kuota")["D2"] == "was 3; janji"
    assert coloured(out, "Kuota") == {"C2"}
    assert comments(out, "Kuota") == {}


def test_a_number_in_the_first_column_is_marked_like_any_other(tmp_path):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    make(source, ("Kuota", (QUOTAS[0][::-1], QUOTAS[1][::-1])))
    run(source, out)
    assert cells(out, "Kuota")["A2"] == 2
    assert coloured(out, "Kuota") == set(comments(out, "Kuota")) == {"A2"}


def test_seats_of_a_cohort_change_in_their_own_cell(tmp_path):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    rows = (("Berlaku di", "Jenis Kelamin", "Paling sedikit"), ("A", "P", 2), ("A", "L", 2))
    make(source, ("Kuota", rows))
    way, _ = run(source, out, kinds(("number", "Cohorts")))
    assert_is(out, *way)
    assert cells(out, "Angkatan")["B2"] == 4
    assert cells(out, "Kuota") == cells(source, "Kuota")
    assert list(comments(out, "Angkatan")) == ["B2"]


def test_columns_that_a_way_needs_are_added_in_the_words_of_the_sheet(tmp_path):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    make(source, ("Kuota", (("Berlaku di", "Wilayah", "Tepat"), ("A", "Papua", 3))))
    way, written = run(source, out, lang="ko")
    assert written.is_kept
    assert_is(out, *way)
    new = cells(out, "Kuota")
    assert (new["D1"], new["E1"], new["D2"], new["E2"]) == ("Paling sedikit", "Paling banyak", 2, 3)
    assert "C2" not in new


def test_a_share_stays_a_number_where_the_cell_shows_one(tmp_path):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"

    def decorate(book):
        sheet = book.add_worksheet("Kuota")
        sheet.write_row(0, 0, ("Berlaku di", "Jenis Kelamin", "Paling sedikit"))
        sheet.write_row(1, 0, ("A", "P"))
        sheet.write_number(1, 2, 0.8, book.add_format({"num_format": "0%"}))
        sheet.write_row(2, 0, ("A", "L", 1))
        full = book.add_worksheet("Pengisian kursi")
        full.write_row(0, 0, ("Berlaku di", "Prioritas"))
        full.write_row(1, 0, ("A", "wajib"))

    make(source, decorate=decorate)
    way, _ = run(source, out, lambda way: way.changes[0].old == "80%" and len(way.changes) == 1)
    assert_is(out, *way)
    cell = openpyxl.load_workbook(out)["Kuota"]["C2"]
    assert (cell.value, cell.number_format) == (0.66, "0%")


def test_a_pin_is_dropped_from_its_row_or_from_the_nominee(tmp_path):
    source = tmp_path / "in.xlsx"
    people = (PEOPLE[0], (*PEOPLE[1][:5], "A"), *PEOPLE[2:])
    with xlsxwriter.Workbook(source) as book:
        for title, rows in (
            ("Angkatan", COHORTS),
            ("Calon peserta", people),
            ("Penetapan", (("Calon peserta", "Ditetapkan di", "Alasan", "Arsip"), ("P0", "B", "surat", "map 3"))),
        ):
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    for name, where, gone in (
        ("Pins", "Penetapan", {"A2", "B2", "C2"}),
        ("Nominees", "Calon peserta", {"F2"}),
    ):
        out = tmp_path / f"{name}.xlsx"
        way, written = run(source, out, kinds(("drop", name)))
        assert written.is_kept
        assert_is(out, *way)
        assert cells(source, where).keys() - cells(out, where).keys() == gone
        assert len(comments(out, where)) == 1


def test_a_condition_is_waived_and_a_row_becomes_a_wish(tmp_path):
    source = tmp_path / "in.xlsx"
    people = ((*PEOPLE[0], "TOEFL"), *((*row, 400 + 50 * k) for k, row in enumerate(PEOPLE[1:])))
    with xlsxwriter.Workbook(source) as book:
        for title, rows in (
            ("Angkatan", (("Kode", "Kursi maksimal", "Jangan dilonggarkan"), ("A", 3, "ya"), ("B", 3, "ya"))),
            ("Calon peserta", people),
            ("Persyaratan", (("Berlaku di", "Kolom", "Paling sedikit"), ("A", "TOEFL", 560))),
            ("Kapasitas", (("Berlaku di", "Paling sedikit"), ("A", 3))),
        ):
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    out = tmp_path / "out.xlsx"
    way, written = run(source, out, kinds(("waive", "Eligibility")))
    assert written.is_kept
    assert_is(out, *way)
    assert cells(out, "Persyaratan")["D1"] == "Dikecualikan"
    assert cells(out, "Persyaratan")["D2"] in {row[0] for row in PEOPLE}


def test_what_cannot_be_changed_makes_a_new_workbook_and_says_why(tmp_path):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    make(source, ("Kuota", QUOTAS))
    parts = packages.entries(source)
    part = Package.open(source).sheet("Kuota").part
    shared = b'<c r="C2"><f t="shared" si="0" ref="C2:C3">1+2</f><v>3</v></c>'
    parts[part] = parts[part].replace(b'<c r="C2"><v>3</v></c>', shared)
    packages.write_entries(source, parts)
    way, written = run(source, out)
    assert not written.is_kept
    assert "C2" in written.spoken("id")
    assert_is(out, *way)
    _, written = run(source, out, as_new=True)
    assert written.spoken("en") == text("new_book", "en")
    assert "Anggaran" not in openpyxl.load_workbook(out).sheetnames


def test_a_workbook_with_one_of_everything_keeps_it_all(tmp_path):
    everything.make_everything(tmp_path / "all.xlsm", tmp_path)
    with xlsxwriter.Workbook(tmp_path / "more.xlsx") as made:
        for title, rows in (("Cohorts", (("Code", "Seats at most"), ("A", 1))), ("Quotas", (
            ("Where", "Region", "At least"), ("A", "Bali", 1), ("A", "Jambi", 1),
        ))):  # fmt: skip
            sheet = made.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    package = Package.open(tmp_path / "all.xlsm")
    graft(package, Package.open(tmp_path / "more.xlsx"), ["Cohorts", "Quotas"])
    for title in ("Cohorts", "Quotas"):
        unmark(package, title)
    source, out = tmp_path / "in.xlsm", tmp_path / "out.xlsm"
    package.save(source)
    way, written = run(source, out, lambda way: {c.sheet for c in way.changes} == {"Quotas"})
    assert written.is_kept, written
    added = {d.part for d in differences(Package.open(source), Package.open(out)) if d.how == "added"}
    touched = {package.sheet("Quotas").part, "[Content_Types].xml", "xl/styles.xml", "xl/workbook.xml"}
    assert changed(source, out) - added <= touched
    assert all("comments" in part or "vml" in part.lower() or part.endswith(".rels") for part in added)
    assert_is(out, *way)
    assert packages.complaints(out) == []
    with pytest.raises(WorkbookError) as refused:
        run(source, tmp_path / "out.xlsx")
    assert refused.value.problem.code == "target_type"


def conflicting(random, path, lang):
    """Write and read a random round whose rules clash, and of which no cell alone is wrong."""
    while True:
        programme, rows = contradictions.planted(random, random.randint(20, 45), random.randint(1, 3))
        write_programme(programme, rows, path, lang=lang)
        with suppress(BadWorkbook):
            return open_book(path)


@pytest.mark.parametrize("number", range(6))
def test_every_way_out_of_a_random_conflict_is_made_in_the_workbook_itself(tmp_path, number):
    """What is read again is compared with the way out before anything is written; a difference makes a new workbook."""
    lang = LANGUAGES[number % 3]
    book = conflicting(Random(f"relaxed {number}"), tmp_path / "in.xlsx", lang)
    ways = relax(book, most=2)
    assert ways
    for way in ways:
        written = write_relaxed(book, WayOut(way, lambda _: "so"), tmp_path / "out.xlsx", lang=lang)
        assert written.is_kept, (way.changes, written.refusal)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_names_the_way_in_the_note_and_leaves_the_workbook_alone(tmp_path, lang, capsys):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    make(source, ("Kuota", QUOTAS))
    before = source.read_bytes()
    assert main(["relax", str(source), "--apply", "1", "-o", str(out), "--lang", lang]) == Exit.DONE
    told = capsys.readouterr().out
    assert text("kept_relaxed", lang) in told
    assert text("relaxed_by", lang, note="", number=1).strip() in next(iter(comments(out, "Kuota").values()))
    assert main(["relax", str(source), "--apply", "1", "-o", str(source), "--lang", lang]) == Exit.NO_FILE
    assert main(["relax", str(source), "--apply", "1", "-o", str(out), "--lang", lang, "--new"]) == Exit.DONE
    assert text("new_book", lang) in capsys.readouterr().out
    assert source.read_bytes() == before
