"""Words of ours in cells and sentences are those of the reader's language, and all are understood when read."""

from __future__ import annotations

import pytest

from scheduler.domain import Amount, Cohort, Nominee, Programme
from scheduler.report.rules import row_text
from scheduler.rulebook import kinds
from scheduler.workbook import open_book
from scheduler.workbook.layout import layout
from scheduler.workbook.show import show
from scheduler.workbook.write import write_programme

QUOTA, ELIGIBILITY, BALANCE = (kinds()[name] for name in ("Quotas", "Eligibility", "Balance"))
RULES = (
    BALANCE(column="Institution type"),
    ELIGIBILITY(column="Age", at_most=50),
    ELIGIBILITY(column="English", at_least=450),
    ELIGIBILITY(column="Months of Passport expiry", at_least=6),
    QUOTA(where=("A",), institution_type=("province", "ministry"), sex=("F",), at_most=Amount(count=2)),
)


@pytest.mark.parametrize(
    ("column", "lang", "shown"),
    [
        ("English", "id", "Nilai bahasa Inggris"),
        ("Age", "ko", "나이"),
        ("Months of Passport expiry", "id", "bulan sampai Passport expiry"),
        ("Months of Passport expiry", "en", "Months of Passport expiry"),
        ("Passport expiry", "ko", "Passport expiry"),
    ],
)
def test_columns_are_named_by_their_headings_and_the_coordinators_own_stay(column, lang, shown):
    assert show(layout("Eligibility").column["column"], column, lang) == shown


@pytest.mark.parametrize(("lang", "women"), [("en", "F"), ("id", "P"), ("ko", "여")])
def test_sexes_are_written_as_their_drop_down_offers_them(lang, women):
    assert show(layout("Nominees").column["sex"], "F", lang) == women
    assert show(layout("Quotas").column["sex"], ("F",), lang) == women


@pytest.mark.parametrize("lang", ["en", "id", "ko"])
def test_what_is_written_in_any_language_is_read_as_the_same_rules(tmp_path, lang):
    people = [
        Nominee(id="n1", name="Ani", institution="Pemprov Bali", institution_type="province", sex="F"),
        Nominee(id="n2", name="Budi", institution="Kemenkeu", institution_type="ministry", sex="M"),
    ]
    people = [person.model_copy(update={"facts": {"Passport expiry": "2030-01-01"}}) for person in people]
    programme = Programme(cohorts=(Cohort(code="A", seats_at_most=5),), nominees=tuple(people))
    write_programme(programme, RULES, tmp_path / "book.xlsx", lang=lang)
    read = open_book(tmp_path / "book.xlsx")
    assert [person.sex for person in read.programme.nominees] == ["F", "M"]
    assert sorted(str(rule.key) for rule in read.rules) == sorted(str(rule.key) for rule in RULES)


def test_a_rule_is_told_with_the_kinds_of_institutions_in_the_readers_language():
    assert "Institution type: Provincial government; Ministry" in row_text(RULES[-1], "en")
    assert "Jenis instansi: Pemerintah provinsi; Kementerian" in row_text(RULES[-1], "id")
    assert "기관 유형: 주정부; 중앙부처" in row_text(RULES[-1], "ko")
    assert "Jenis kelamin: P" in row_text(RULES[-1], "id")
