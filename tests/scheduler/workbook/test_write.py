"""Workbooks that angkatan writes: what stands in them, that text stays text, and that they can be read again."""

from datetime import date
from random import Random
from zipfile import ZipFile

import golden
import programmes
import pytest
import rounds
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from scheduler.allocation import Allocation
from scheduler.audit import audit
from scheduler.domain import Cohort, Nominee, Programme
from scheduler.report.table import Verdict
from scheduler.rulebook import complete
from scheduler.words import sheet as sheet_name
from scheduler.workbook import open_book
from scheduler.workbook.paper import paper
from scheduler.workbook.rosters import roster_sheets
from scheduler.workbook.write import write_audit, write_programme, write_result

LANGUAGES = ("en", "id", "ko")
in_each = pytest.mark.parametrize("lang", LANGUAGES)
NASTY = st.text(st.characters(codec="utf-8"), max_size=12).map(lambda tail: tail or "x")
STARTS = st.sampled_from(
    ("=", "+", "-", "@", "\t=", "\r=", "=cmd|'/C calc'!A", "=HYPERLINK(", "http://", "internal:", "")
)


@in_each
def test_a_result_says_the_same_as_last_time(lang, tmp_path):
    write_result(rounds.result(), tmp_path / "out.xlsx", lang=lang)
    golden.assert_golden(f"result_{lang}.txt", golden.dump(tmp_path / "out.xlsx", (sheet_name("Run record", lang),)))


@in_each
def test_the_same_result_gives_the_same_bytes(lang, tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write_result(rounds.result(), tmp_path / name, lang=lang)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@in_each
def test_a_programme_that_was_written_is_read_again(lang, tmp_path):
    write_programme(rounds.programme(), rounds.rules(), tmp_path / "in.xlsx", lang=lang)
    book = open_book(tmp_path / "in.xlsx")
    assert book.programme == rounds.programme()
    assert [rule.key for rule in book.rules] == [rule.key for rule in rounds.rules()]
    assert book.standing is None


@in_each
def test_a_result_that_was_written_is_read_as_the_same_programme_rules_and_allocation(lang, tmp_path):
    write_result(rounds.result(), tmp_path / "out.xlsx", lang=lang)
    book = open_book(tmp_path / "out.xlsx")
    assert book.programme == rounds.programme()
    assert [rule.key for rule in complete(book.programme, book.rules)] == [rule.key for rule in rounds.result().rules]
    assert sorted(book.standing.seats, key=str) == sorted(rounds.result().allocation.seats, key=str)
    assert sorted(book.standing.reserves, key=str) == sorted(rounds.result().allocation.reserves, key=str)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(random=st.randoms(use_true_random=False), lang=st.sampled_from(LANGUAGES))
def test_any_programme_that_was_written_is_read_again(random, lang, tmp_path_factory):
    programme = programmes.programme(random, 6)
    path = tmp_path_factory.mktemp("trip") / "in.xlsx"
    write_programme(programme, (), path, lang=lang)
    facts = [{name: value for name, value in n.facts.items() if value is not None} for n in programme.nominees]
    kept = [n.model_copy(update={"facts": held}) for n, held in zip(programme.nominees, facts, strict=True)]
    assert open_book(path).programme == programme.model_copy(update={"nominees": tuple(kept)})


@settings(max_examples=40, deadline=None, derandomize=True)
@given(start=STARTS, tail=NASTY)
def test_no_text_becomes_a_formula_or_a_link(start, tail, tmp_path_factory):
    text = start + tail
    nominee = Nominee(id=f"n{tail}x", name=text, institution=text, pin_reason=text, facts={text: text, "Other": text})
    cohort = Cohort(code="A", title=text, seats_at_most=1, venue=text)
    path = tmp_path_factory.mktemp("fuzz") / "in.xlsx"
    write_programme(Programme(name=text, host=text, cohorts=(cohort,), nominees=(nominee,)), (), path, lang="en")
    assert not formulas_and_links(path)
    types = {cell.data_type for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row}
    assert types <= {"s", "n", "d"}


def formulas_and_links(path) -> list[str]:
    """Parts of a workbook in which a cell holds a formula, or anything leads outside."""
    found = []
    with ZipFile(path) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.startswith("xl/worksheets/sheet") and (b"<f>" in part or b"<hyperlink" in part):
                found.append(name)
            if name.endswith(".rels") and b'TargetMode="External"' in part:
                found.append(name)
    return found


def test_a_result_holds_no_formula_and_no_author(tmp_path):
    write_result(rounds.result(), tmp_path / "out.xlsx", lang="en")
    assert not formulas_and_links(tmp_path / "out.xlsx")
    made = load_workbook(tmp_path / "out.xlsx").properties
    assert (made.creator or "", made.lastModifiedBy or "") == ("", "")
    assert made.created.date() == date(2000, 1, 1)


def test_characters_that_no_workbook_can_hold_are_replaced(tmp_path):
    person = Nominee(id="1", name="a\ud800b\ufffec\x01d", facts={"Long": "x" * 40_000})
    programme = Programme(cohorts=(Cohort(code="A", seats_at_most=1),), nominees=(person,))
    write_programme(programme, (), tmp_path / "in.xlsx", lang="en")
    row = next(load_workbook(tmp_path / "in.xlsx")["Nominees"].iter_rows(min_row=2, values_only=True))
    assert row[1] == "a\ufffdb\ufffdc_x0001_d"
    assert len(row[-1]) == 32_767


def test_sheets_of_cohorts_whose_codes_excel_does_not_allow_are_named_apart(tmp_path):
    codes = ("A/1", "a?1", "'B'", "x" * 40, "x" * 41)
    programme = Programme(cohorts=tuple(Cohort(code=code, seats_at_most=1) for code in codes))
    allocation = Allocation(programme=programme)
    with paper(tmp_path / "out.xlsx", "en", "") as made:
        roster_sheets(made, Verdict(allocation, audit(allocation, ())))
    names = load_workbook(tmp_path / "out.xlsx").sheetnames
    assert names[:4] == ["Roster 'B", "Roster A-1", "Roster a-1~2", "Roster " + "x" * 24]
    assert names[4] == "Roster " + "x" * 22 + "~2"


def test_every_sheet_prints_on_a4_and_names_file_sheet_and_page(tmp_path):
    write_result(rounds.result(), tmp_path / "out.xlsx", lang="id")
    for sheet in load_workbook(tmp_path / "out.xlsx"):
        assert sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert "&F" in sheet.oddFooter.left.text or "&[File]" in sheet.oddFooter.left.text, sheet.title


def test_only_sheets_of_ours_are_protected(tmp_path):
    write_result(rounds.result(), tmp_path / "out.xlsx", lang="en")
    for sheet in load_workbook(tmp_path / "out.xlsx"):
        is_ours = sheet.title.split(" ")[0] in {"Summary", "Roster", "Reserves", "Quota", "Audit", "Run"}
        assert sheet.protection.sheet == is_ours, sheet.title
        assert not sheet.protection.password, sheet.title


def test_an_audit_can_be_written_without_a_result(tmp_path):
    allocation = programmes.seats(Random(5), programmes.programme(Random(5), 9))
    rules = complete(allocation.programme, rounds.rules()[:1])
    write_audit(Verdict(allocation, audit(allocation, rules)), tmp_path / "audit.xlsx", lang="ko")
    assert len(load_workbook(tmp_path / "audit.xlsx").sheetnames) == 3


def test_an_empty_programme_can_be_written(tmp_path):
    write_programme(Programme(), (), tmp_path / "in.xlsx", lang="en")
    assert load_workbook(tmp_path / "in.xlsx").sheetnames == ["Programme", "Cohorts", "Sessions", "Nominees"]


def test_a_fault_while_writing_leaves_no_file(tmp_path):
    def fail():
        with paper(tmp_path / "out.xlsx", "en", "") as made:
            made.sheet("A", "ours")
            raise ValueError("a fault")

    with pytest.raises(ValueError, match="a fault"):
        fail()
    assert list(tmp_path.iterdir()) == []
