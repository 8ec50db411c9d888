"""The template: what it offers, and that it can be used as it is."""

import golden
import pytest
from openpyxl import load_workbook

from scheduler.errors import BadWorkbook
from scheduler.rulebook import kinds
from scheduler.timetable import timetable
from scheduler.words import heading
from scheduler.words import sheet as sheet_name
from scheduler.workbook import open_book
from scheduler.workbook.layout import layouts
from scheduler.workbook.template import write_template

ANYWAY = {
    "Cohort clash", "Every meeting", "Group size", "Lecturer clash", "Lecturer skill", "Parallel breakouts",
    "Person clash", "Room clash", "Room features", "Room size", "Travel",
}  # fmt: skip
"""Rules of the timetable that hold for everything without a row."""

in_each = pytest.mark.parametrize("lang", ["en", "id", "ko"])


@in_each
def test_the_template_with_its_examples_is_read_without_a_doubt(lang, tmp_path):
    write_template(tmp_path / "t.xlsx", lang=lang)
    book = open_book(tmp_path / "t.xlsx")
    assert book.warnings == ()
    assert book.programme.language == lang
    assert {rule.sheet for rule in book.rules} >= {"Quotas", "Fill seats", "Topic fit"}


@in_each
def test_the_template_with_a_timetable_is_read_without_a_doubt_and_has_one(lang, tmp_path):
    write_template(tmp_path / "t.xlsx", lang=lang, with_timetable=True)
    book = open_book(tmp_path / "t.xlsx")
    assert book.warnings == ()
    assert book.has_timetable
    assert timetable(book.programme, book.rules).is_proven


@in_each
def test_the_template_without_examples_is_told_to_be_empty(lang, tmp_path):
    write_template(tmp_path / "t.xlsx", lang=lang, with_examples=False)
    with pytest.raises(BadWorkbook) as caught:
        open_book(tmp_path / "t.xlsx")
    needed = [sheet_name(name, lang) for name in ("Cohorts", "Nominees")]
    assert [(p.code, p.place.sheet) for p in caught.value.problems] == [("empty_sheet", name) for name in needed]


@in_each
@pytest.mark.parametrize("with_timetable", [False, True])
def test_every_sheet_and_every_column_is_there_and_is_explained(lang, with_timetable, tmp_path):
    write_template(tmp_path / "t.xlsx", lang=lang, with_timetable=with_timetable)
    book = load_workbook(tmp_path / "t.xlsx")
    shown = [found for found in layouts(with_timetable=with_timetable) if found.name not in ANYWAY]
    assert len(book.sheetnames) == len(shown) + 2, "instructions and lists beside them"
    for found in shown:
        sheet = book[sheet_name(found.name, lang)]
        cells = [row[0] for row in sheet.iter_rows(min_row=2)] if found.role == "programme" else next(sheet.iter_rows())
        comments = {cell.value: cell.comment for cell in cells}
        for column in (column for column in found.columns if with_timetable or not column.is_spared):
            assert comments[heading(column.title, lang)].text, (found.name, column.title)


def test_drop_downs_offer_what_a_column_can_hold(tmp_path):
    write_template(tmp_path / "t.xlsx", lang="id")
    book = load_workbook(tmp_path / "t.xlsx")
    offered = {(s.title, v.formula1): v.errorStyle for s in book for v in s.data_validations.dataValidation}
    assert offered["Angkatan", '"dibuka,ditutup,dapat ditutup"'] in (None, "stop")
    assert offered["Kuota", "cohort_codes"] == "warning"
    assert offered["Calon peserta", "list_regions"] == "warning"
    assert offered["Sesi", "cohort_codes"] in (None, "stop")


@pytest.mark.parametrize("with_timetable", [False, True])
def test_lists_that_drop_downs_draw_from_exist(with_timetable, tmp_path):
    write_template(tmp_path / "t.xlsx", lang="en", with_timetable=with_timetable)
    book = load_workbook(tmp_path / "t.xlsx")
    listed = [v.formula1 for s in book for v in s.data_validations.dataValidation if v.type == "list"]
    asked = {source for source in listed if source[0] != '"'}
    assert asked
    assert asked <= set(book.defined_names)


def test_drop_downs_of_the_timetable_draw_from_its_own_sheets(tmp_path):
    write_template(tmp_path / "t.xlsx", lang="en", with_timetable=True)
    book = load_workbook(tmp_path / "t.xlsx")
    offered = {(s.title, v.formula1) for s in book for v in s.data_validations.dataValidation}
    codes = {"Sessions": "lecturer_codes", "Held at": "room_codes", "Timetable": "slot_numbers", "Routes": "site_codes"}
    assert {*codes.items(), ("Order", "session_codes"), ("Breaks", '"always,ramadan,not ramadan"')} <= offered
    assert book.defined_names["room_codes"].attr_text.startswith("'Rooms'!$A$2:")


def test_the_usual_priorities_stand_in_the_sheets(tmp_path):
    write_template(tmp_path / "t.xlsx", lang="en")
    usual = {rule.sheet: rule.priority for rule in open_book(tmp_path / "t.xlsx").rules if rule.sheet != "Quotas"}
    assert usual == {name: kinds()[name].model_fields["priority"].default for name in usual}


def test_two_templates_are_the_same_bytes(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write_template(tmp_path / name, lang="ko")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize("with_timetable", [False, True])
def test_headings_of_the_template_say_the_same_as_last_time(with_timetable, tmp_path):
    write_template(tmp_path / "t.xlsx", lang="en", with_timetable=with_timetable)
    book = load_workbook(tmp_path / "t.xlsx")
    heads = {s.title: [c.value for c in next(s.iter_rows())] for s in book if s.title != "Instructions"}
    lines = [f"{name}\t{'; '.join(map(str, row))}\n" for name, row in heads.items()]
    golden.assert_golden(f"template{'_timed' * with_timetable}_en.txt", "".join(lines))
