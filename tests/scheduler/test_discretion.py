"""Sentences for one institution name nobody of another, however the name stands in them."""

from __future__ import annotations

import pytest

from scheduler.discretion import Discretion
from scheduler.domain import Cohort, Nominee, Programme

PEOPLE = (
    Nominee(id="198508122010012003", name="Ani Lestari, S.Kom.", institution="PANRB", region="Bali"),
    Nominee(id="199001022015031004", name="Dr. Budi Santoso, M.T.", institution="Kemendagri", region="Papua"),
    Nominee(id="7", name="Budi", institution="PANRB"),
    Nominee(id="A2", name="Bali Putra", institution="BKN"),
    Nominee(id="c-3", name="김철수", institution="World Bank"),
    Nominee(id="12", name="Sri", institution="Kemendagri", topics=("DAT",)),
)
HIDING = Discretion(Programme(cohorts=(Cohort(code="A2", title="Data", seats_at_most=3),), nominees=PEOPLE))


def told(sentence, institution="PANRB", lang="en"):
    return HIDING.told(sentence, institution, lang)


@pytest.mark.parametrize(
    "sentence",
    [
        "In place of Budi Santoso.",
        "In place of BUDI  SANTOSO.",
        "In place of Dr. Budi Santoso, M.T.",
        "In place of Santoso.",
        "In place of 199001022015031004.",
        "In place of Sri.",
        "Budi Santoso가 아님",
        "김철수는 아님",
    ],
)
def test_names_parts_of_names_and_ids_of_others_are_hidden(sentence):
    shown = told(sentence)
    assert "another nominee" in shown
    assert not {"budi", "santoso", "199001022015031004", "sri", "김철수"} & set(
        shown.casefold().replace(".", "").split()
    )


def test_an_institution_reads_its_own_people():
    for sentence in ("Ani Lestari and Budi stay.", "198508122010012003", "Lestari"):
        assert told(sentence) == sentence
    assert told("Budi Santoso", "Kemendagri") == "Budi Santoso"


def test_of_two_names_the_longer_one_counts():
    assert told("With Budi Santoso.") == "With another nominee."
    assert told("With Budi.") == "With Budi."


def test_words_that_mean_something_else_stay():
    for sentence in (
        "Seated in A2, choice number 12.",
        "Region is Bali, needed: Papua.",
        "A2 is full; points and nomination order are equal, and the lot decided.",
    ):
        assert told(sentence) == sentence


def test_a_small_number_is_an_id_where_the_row_of_a_rule_is_named():
    rule = "One more seat in A2 would break a rule that must hold: Keep apart!A2, 12, 7."
    assert told(rule) == rule.replace("12", "another nominee")


@pytest.mark.parametrize(("lang", "word"), [("en", "another nominee"), ("id", "calon lain"), ("ko", "다른 후보자")])
def test_the_mask_is_a_word_of_the_language_once_for_each_run(lang, word):
    assert told("x Budi Santoso, Sri y", lang=lang) == f"x {word} y"


def test_nothing_stays_nothing():
    assert told("") == ""
