"""Every word that the program can say exists in every language, with the same gaps, and nothing lies unused."""

from __future__ import annotations

from collections.abc import Mapping

import asked
import pytest

from scheduler.rule import Rule
from scheduler.words import LANGUAGES
from scheduler.words.catalogue import tables
from scheduler.words.fill import gaps
from scheduler.words.names import describer
from scheduler.workbook.problems import PROBLEMS

in_each = pytest.mark.parametrize("lang", LANGUAGES)
in_others = pytest.mark.parametrize("lang", ["id", "ko"])


def assert_same(found: set[str], wanted: set[str]) -> None:
    missing, unused = sorted(wanted - found), sorted(found - wanted)
    assert not missing, f"missing: {missing}"
    assert not unused, f"unused: {unused}"


def assert_same_gaps(own: Mapping[str, str], english: Mapping[str, str]) -> None:
    assert_same(set(own), set(english))
    differing = {key for key in own if gaps(own[key]) != gaps(english[key])}
    assert not differing, differing


def sentences(section: Mapping[str, object]) -> dict[str, str]:
    return {key: words for key, words in section.items() if isinstance(words, str)}


@in_others
def test_every_heading_is_translated(lang):
    assert_same(set(tables(lang)["heading"]), asked.headings())


@in_others
def test_every_sheet_is_translated(lang):
    assert_same(set(tables(lang)["sheet"]), asked.sheets())


@in_each
def test_every_term_is_there(lang):
    assert_same(set(tables(lang)["term"]), asked.terms())


@in_each
def test_every_reason_is_told(lang):
    assert_same(set(tables(lang)["reason"]), set(asked.asked("reason")))


@in_each
def test_every_text_that_is_asked_for_is_there_and_no_other(lang):
    assert_same(set(tables(lang)["text"]), asked.texts())


@in_others
def test_every_description_is_translated(lang):
    fields = ((model, name, field) for model in asked.MODELS for name, field in model.model_fields.items())
    wanted = {f"{describer(model, name)}.{name}" for model, name, field in fields if field.description}
    assert_same({f"{owner}.{field}" for owner, told in tables(lang)["description"].items() for field in told}, wanted)


@in_others
def test_every_kind_of_rule_is_explained(lang):
    assert_same(set(tables(lang)["about"]), {kind.__name__ for kind in asked.KINDS})


@in_others
def test_every_problem_is_told_with_the_same_gaps(lang):
    assert_same_gaps(tables(lang)["problem"], {code: kind.sentence for code, kind in PROBLEMS.items()})


@in_others
def test_every_case_of_every_rule_is_told_with_the_same_gaps(lang):
    wanted = {f"{kind.__name__}.{case}": words for kind in asked.KINDS for case, words in kind.says.items()}
    found = {f"{name}.{case}": words for name, told in tables(lang)["rule"].items() for case, words in told.items()}
    assert_same_gaps(found, wanted)


@in_each
def test_every_rule_that_refuses_people_says_why_in_a_reason(lang):
    """Of the dates, only those of the person's own refuse; the others need two seats."""
    refusing = {kind.__name__: kind.says for kind in asked.KINDS if kind.bar is not Rule.bar}
    wanted = {f"{name}.{case}": words for name, says in refusing.items() for case, words in says.items()}
    own = {f"{name}.{case}": words for name, told in tables(lang)["bars"].items() for case, words in told.items()}
    assert_same(set(own), set(wanted) - {"DateClash.together", "DateClash.near"})
    assert {key for key in own if not gaps(own[key]) <= gaps(wanted[key])} == set()


@in_others
def test_every_refusal_of_a_validator_is_told_with_the_same_gaps(lang):
    assert_same_gaps(tables(lang)["refusal"], {words: words for words in asked.refusals()})


@pytest.mark.parametrize("section", ["text", "reason", "term", "spoken", "list"])
@in_others
def test_the_same_keys_and_gaps_stand_in_every_language(lang, section):
    assert_same_gaps(sentences(tables(lang)[section]), sentences(tables("en")[section]))


@pytest.mark.parametrize(("section", "home"), [("synonyms", "term"), ("variants", "heading")])
@in_each
def test_further_words_belong_to_a_word_that_is_known(lang, section, home):
    known = {*tables("id")[home], *tables("ko")[home]}
    assert set(tables(lang)[section]) <= known
