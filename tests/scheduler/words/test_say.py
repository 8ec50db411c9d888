"""Findings and messages as sentences: gaps are filled, data stay data, cells' words are said in the language."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.seats.quota import Quota
from scheduler.domain import Amount
from scheduler.findings import Place, Problem, Violation
from scheduler.rule import Rule
from scheduler.rulebook import kinds
from scheduler.words import LANGUAGES, say, sheet, text
from scheduler.words.fill import fill
from scheduler.words.sentences import say_briefly

in_each = pytest.mark.parametrize("lang", LANGUAGES)
QUOTA = Quota(at_least=Amount(count=2), sex=("F",))


@dataclass(frozen=True)
class Told:
    section: ClassVar[str] = "reason"
    code: str
    facts: dict = field(default_factory=dict)
    because: Violation | None = None


def short(**facts: object) -> Violation:
    told = {"places": "A", "group": "F", "seated": 1, "least": 2, "wanted": "2", **facts}
    return Violation(QUOTA, "short", "F @ A", 1, told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "A: 1 seat for women; at least 2 needed."),
        ("id", "A: 1 kursi untuk perempuan; paling sedikit 2."),
        ("ko", "A: 여성이 1명 배정되었으나 최소 2명이 필요합니다."),
    ],
)
def test_a_violation_is_told_in_each_language(lang, sentence):
    assert say(short(), lang) == sentence


@pytest.mark.parametrize(("lang", "all_of_it"), [("en", "All cohorts"), ("id", "Semua"), ("ko", "전체")])
def test_all_places_together_are_named_in_the_language(lang, all_of_it):
    assert say(short(places="all"), lang).startswith(all_of_it)


@in_each
def test_a_cohort_whose_code_is_a_word_of_cells_keeps_its_code(lang):
    assert say(short(places="F"), lang).startswith("F:")


@pytest.mark.parametrize(("lang", "everyone"), [("en", "everyone"), ("id", "semua peserta"), ("ko", "전체 인원")])
def test_the_group_of_everyone_has_a_name(lang, everyone):
    assert everyone in say(short(group=""), lang)


def test_institution_types_are_said_in_the_language_and_other_values_as_they_are():
    assert "kementerian, PPN/Bappenas" in say(short(group="ministry, PPN/Bappenas"), "id")


def test_a_rule_without_words_of_its_own_is_told_in_english():
    class Late(Rule):
        sheet = "Late"
        says: ClassVar = {"late": "{nominee} is {hours} hours late."}

    assert say(Violation(Late(), "late", "n1", 1, {"nominee": "n1", "hours": 3}), "ko") == "n1 is 3 hours late."


def test_a_rule_that_extends_another_speaks_with_its_words():
    class Tender(Quota):
        sheet = "Tender quotas"

    rule = Tender(at_least=Amount(count=2))
    assert say(Violation(rule, "short", "", 1, short().facts), "id") == say(short(), "id")


@in_each
def test_a_reason_tells_the_rule_that_it_rests_on(lang):
    told = say(Told("barred", {"places": ("A", "B"), "sheet": "Quotas"}, short()), lang)
    assert told.endswith(f": {say(short(), lang)}")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "No seat is possible in A and B (Eligibility): Age 52, at most 50 allowed."),
        ("id", "Tidak dapat ditempatkan di A dan B (Persyaratan): Usia 52, paling banyak 50."),
        ("ko", "A, B에 배정할 수 없습니다(자격 요건): 나이 52, 최대 50 허용."),
    ],
)
def test_a_reason_tells_a_condition_without_the_person_and_the_place_again(lang, told):
    rule = kinds()["Eligibility"](column="Age", at_most="50")
    facts = {"nominee": "n1", "place": "A", "column": "Age", "found": 52, "allowed": "50"}
    because = Violation(rule, "high", "n1", 1, facts)
    assert say(Told("barred", {"places": ("A", "B"), "sheet": "Eligibility"}, because), lang) == told


@in_each
def test_a_cell_goes_before_the_sheet_that_it_stands_in(lang):
    facts = {"cohort": "A", "sheet": "Quotas", "about": "Papua @ A"}
    with_cell, without = (say(Told("rule", {**facts, "at": at}), lang) for at in ("Kuota!A4", ""))
    assert ": Kuota!A4, Papua (A)." in with_cell
    assert f": {sheet('Quotas', lang)}, Papua (A)." in without


def test_a_percentage_is_told_beside_the_people_that_it_comes_to():
    assert say(short(wanted="40%"), "en").endswith("at least 2 needed (40%).")


@in_each
def test_words_in_brackets_go_where_their_gap_is_empty(lang):
    bare, reasoned = (say(Told("pinned", {"cohort": ("A",), "reason": why}), lang) for why in (None, "SK 12"))
    assert "[" not in bare + reasoned
    assert ": SK 12." in reasoned
    assert len(bare) == len(reasoned) - len(": SK 12")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "open, closed or may close"), ("id", "dibuka, ditutup, atau dapat ditutup"), ("ko", "또는 폐강 가능")],
)
def test_what_is_allowed_is_listed_in_the_words_of_the_language(lang, said):
    facts = {"column": "Status", "found": "halb", "allowed": ("open", "closed", "may close"), "nearest": ()}
    assert said in say(Problem("not_choice", Place(), facts), lang)


@pytest.mark.parametrize(("lang", "heading"), [("en", "Service years"), ("id", "Lama masa kerja"), ("ko", "근무 연수")])
def test_a_measure_is_named_however_its_row_writes_it(lang, heading):
    for column in ("service years", "Service years"):
        assert fill("{column}", {"column": column}, lang).casefold() == heading.casefold()


def test_months_of_a_further_column_keep_its_heading():
    assert fill("{column}", {"column": "Months of Passport expiry"}, "id") == "bulan sampai Passport expiry"


def test_why_a_row_is_refused_is_told_in_the_language():
    with pytest.raises(ValueError, match="nothing is at least 3 and at most 1") as refused:
        Quota(at_least=Amount(count=3), at_most=Amount(count=1))
    reason = str(refused.value.errors()[0]["msg"])  # type: ignore[attr-defined]
    told = say(Problem("row_refused", Place(), {"reason": reason}), "id")
    assert told == "Baris ini tidak dapat diterima: tidak ada nilai yang paling sedikit 3 sekaligus paling banyak 1."
    assert "Value error" not in say(Problem("row_refused", Place(), {"reason": reason}), "en")


@in_each
@given(data=st.text())
def test_data_stay_data(lang, data):
    """Whatever stands in a cell, braces and formulas too, comes out as it is and changes nothing around it."""
    said, plain = (say(Problem("no_file", Place(), {"found": found}), lang) for found in (data, "x1"))
    before, after = plain.split("x1")
    assert said.startswith(before + data)
    assert lang == "ko" or said == before + data + after


@pytest.mark.parametrize("data", ["=1+1", "{found}", "{0}", "[{found}]", "{found!r:>9}", "%s", "\\1"])
def test_marks_of_templates_mean_nothing_in_data(data):
    assert say(Problem("no_file", Place(), {"found": data}), "en") == f"There is no file {data}."


def test_a_gap_without_a_fact_stays_visible():
    assert fill("{seated} of {nominees}", {"seated": 1}, "en") == "1 of {nominees}"


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 seat, 1 empty seat, of 1 nominee"), (2, "2 seats, 2 empty seats, of 2 nominees")]
)
def test_english_nouns_follow_their_number(count, said):
    assert fill("{n} seats, {n} empty seats, of {n} nominees", {"n": count}, "en") == said


def test_a_text_is_given_in_the_language():
    assert text("written_to", "id", path="a.xlsx") == "Hasil disimpan di a.xlsx."


def test_an_unknown_text_or_finding_is_a_bug():
    with pytest.raises(KeyError, match="no_such_text"):
        text("no_such_text", "id")
    with pytest.raises(KeyError, match="no_such_problem"):
        say(Problem("no_such_problem", Place()), "ko")


def test_importing_the_words_reads_no_file_and_loads_no_library():
    script = "import sys; from scheduler.words.catalogue import tables; import scheduler.words\n"
    script += "print(tables.cache_info().currsize, *sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    read, *loaded = done.stdout.split()
    assert read == "0"
    assert not {"pydantic", "numpy", "tomllib", "scheduler.domain", "scheduler.rule"} & set(loaded)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "unavailable: 1 September 2026 to 19 September 2026"),
        ("id", "berhalangan pada 1 September 2026 sampai dengan 19 September 2026"),
        ("ko", "참가할 수 없는 기간: 2026년 9월 1일부터 2026년 9월 19일까지"),
    ],
)
def test_days_are_written_out_however_cells_hold_them(lang, told):
    facts = {"nominee": "n1", "cohort": "A", "dates": ("2026-09-01..2026-09-19",)}
    assert say_briefly(Violation(kinds()["Date clash"](), "unavailable", "n1", 1, facts), lang) == told


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "in any cohort"), ("id", "angkatan mana pun"), ("ko", "어느 기수에도")]
)
def test_cohorts_are_not_listed_where_it_is_all_of_them(lang, told):
    assert told in say(Told("barred_everywhere", {"places": ("A", "B"), "sheet": "Eligibility"}), lang)


@in_each
def test_a_quota_in_the_way_is_told_with_its_number(lang):
    facts = {"cohort": "A", "sheet": "Quotas", "about": "F @ A", "at": "Quotas!A9", "least": "40%"}
    assert say(Told("rule", facts), lang).endswith(" 40%.")
