"""What was asked for beyond the usual: prices beside the rows, every nominee and cohort, and why nothing fits."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from constraints.seats.eligibility import Eligibility
from constraints.seats.quota import Quota
from scheduler.cli import main
from scheduler.diagnose import diagnose
from scheduler.domain import Amount, Cohort, Nominee, Programme
from scheduler.explain import by_cohort
from scheduler.pipeline import allocate
from scheduler.prices import prices
from scheduler.relax import relax
from scheduler.report import quotas
from scheduler.report.grid import grid
from scheduler.report.impossible import Impossible, conflicts, supply, ways
from scheduler.report.prices import price_table
from scheduler.rulebook import complete
from scheduler.words import LANGUAGES, sheet
from scheduler.workbook.write import write_programme

in_each = pytest.mark.parametrize("lang", LANGUAGES)
PEOPLE = tuple(
    Nominee(id=f"n{k}", name=f"Person {k}", institution="PANRB", region="Papua", english=400.0 + 50 * k, choices=("A",))
    for k in range(4)
)
GIVEN = Programme(cohorts=(Cohort(code="A", seats_at_most=2), Cohort(code="B", seats_at_most=1)), nominees=PEOPLE)
BAR = Eligibility(where=("B",), column="English", at_least="500")


def test_prices_stand_beside_the_rows_that_bind_only_where_they_are_asked_for():
    plain = allocate(GIVEN, [BAR])
    assert "Price" not in [column.title for column in quotas(plain).columns]
    priced = replace(plain, prices=prices(plain))
    at = [column.title for column in quotas(priced).columns].index("Price")
    said = [row[at] for row in quotas(priced).in_words("en") if row[at]]
    assert said == ["Seats at most 3 instead of 2: priority 2 better by 3"]


@in_each
def test_the_table_of_prices_is_said_in_each_language(lang):
    found = prices(allocate(GIVEN, [BAR]))
    (row,) = price_table(found).in_words(lang)
    assert row[-3:] == (2, 3, 1)
    assert "{" not in " ".join(map(str, row))


def test_every_nominee_has_a_sentence_for_every_cohort():
    result = allocate(GIVEN, [BAR])
    table = grid(result.programme, by_cohort(result))
    said = {row[0]: dict(zip("AB", row[3:], strict=True)) for row in table.in_words("en")}
    held = {seat.nominee: seat.cohort for seat in result.allocation.seats}
    for person, told in said.items():
        assert all(told.values())
        assert all(told[cohort].startswith("Seated in") == (held.get(person) == cohort) for cohort in "AB")
    assert said["n0"]["B"] == "No seat is possible in B (Eligibility): English 400, at least 500 needed."


def test_the_command_writes_both_where_they_are_asked_for(tmp_path):
    book, out = tmp_path / "book.xlsx", tmp_path / "out.xlsx"
    write_programme(GIVEN, [BAR], book, lang="en")
    assert main(["allocate", str(book), "-o", str(out), "--prices", "--reasons", "-q"]) == 0
    written = openpyxl.load_workbook(out)
    assert "Reasons" in written.sheetnames
    cells = [cell for row in written["Summary"].iter_rows(values_only=True) for cell in row]
    assert "What one more or one less would gain" in cells


def impossible():
    rows = [Eligibility(where=("A",), column="English", at_least="500"), Quota(where=("A",), at_least=Amount(count=3))]
    full = complete(GIVEN, rows)
    return Impossible(GIVEN, full, diagnose(GIVEN, full), relax(GIVEN, rows))


@in_each
def test_why_nothing_fits_is_said_in_each_language(lang):
    view = impossible()
    tables = (conflicts(view), ways(view), *supply(view))
    said = [cell for table in tables for row in table.in_words(lang) for cell in row]
    assert "{" not in " ".join(map(str, said))
    assert sheet("Quotas", lang) in said


def test_supply_and_demand_compare_who_may_be_seated_with_who_is_asked_for():
    by_cohort_, by_institution, by_region = supply(impossible())
    assert by_cohort_.in_words("en") == (("A", "A", 2, 2, 3, 1), ("B", "B", 1, 4, 0, 0))
    assert by_institution.in_words("en") == (("PANRB", 4, 4, 0, 2, 4),)
    assert by_region.in_words("en") == (("Papua", 4, 4, 0, 2, 4),)
