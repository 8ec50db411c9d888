"""The summary on paper: the short tables first, the longest last with its headings on every page."""

from __future__ import annotations

from openpyxl import load_workbook

from scheduler.allocation import Allocation
from scheduler.audit import Audit
from scheduler.domain import Cohort, Nominee, Programme
from scheduler.report.table import Column, Table, Verdict, told
from scheduler.workbook.paper import paper
from scheduler.workbook.summary import Pages, summary_sheet


def summary(path, institutions, more=()):
    codes = [f"Office {number:02}" for number in range(institutions)]
    programme = Programme(
        cohorts=(Cohort(code="A", title="First", seats_at_most=5),),
        nominees=tuple(Nominee(id=f"P{code}", institution=code, sex="F") for code in codes),
    )
    judged = Verdict(Allocation(programme=programme), Audit((), ()))
    with paper(path, "en", "") as made:
        summary_sheet(made, judged, (), more)
    return load_workbook(path)["Summary"]


def row_of(sheet, words):
    return next(cell.row for cell in sheet["A"] if cell.value == words)


def test_headings_of_a_table_over_many_pages_are_repeated(tmp_path):
    sheet = summary(tmp_path / "out.xlsx", 80)
    row = row_of(sheet, "Institution")
    assert sheet.print_title_rows == f"${row}:${row}"
    assert row_of(sheet, "Sex") < row


def test_a_short_summary_repeats_nothing(tmp_path):
    assert summary(tmp_path / "out.xlsx", 4).print_title_rows is None


def test_cohorts_are_named_by_code_and_then_by_title(tmp_path):
    sheet = summary(tmp_path / "out.xlsx", 4)
    assert [cell.value for cell in sheet[row_of(sheet, "A")]][:3] == ["A", "First", 5]


def test_one_long_text_does_not_pull_counts_apart(tmp_path):
    columns = tuple(Column(word) for word in ("Rule", "Cohort", "Finding"))
    long = Table(told("priorities"), columns, (("a", "b", "many words " * 9),))
    sheet = summary(tmp_path / "out.xlsx", 4, (long,))
    assert sheet.column_dimensions["C"].width < 23
    assert sheet.row_dimensions[row_of(sheet, "a")].height > 40


def test_a_wider_sheet_has_taller_pages():
    assert not Pages([12.0, 120.0], is_wide=True).holds(560.0)
    assert Pages([12.0, 180.0], is_wide=True).holds(560.0)
