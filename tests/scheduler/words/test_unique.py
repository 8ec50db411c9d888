"""What a cell says means one thing: no two columns, sheets or terms that can meet share a word."""

from __future__ import annotations

import re
from itertools import combinations

import asked
import pytest

from scheduler.domain import Nominee
from scheduler.reference.tables import rows
from scheduler.words import LANGUAGES, known_headings, known_sheets, known_terms, sheet
from scheduler.workbook.layout import (
    NOT_SEATED,
    NUMBERING_TITLES,
    RESERVE,
    RESULT_COLUMNS,
    SEATED,
    Layout,
    layouts,
)

every_layout = pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
LISTS = (
    ("must", "each", "all", "out"),
    ("yes", "no"),
    ("F", "M"),
    ("lecture", "workshop", "study visit", "discussion", "cultural experience"),
    (SEATED, RESERVE, NOT_SEATED),
    tuple(row["code"] for row in rows("institution_types")),
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheet_names_are_legal_and_unique(lang):
    names = [sheet(name, lang) for name in sorted(asked.sheets())]
    assert [name for name in names if len(name) > 31 or re.search(r"[\[\]:*?/\\]|^'|'$", name)] == []
    assert len({name.casefold() for name in names}) == len(names)


def test_no_name_means_two_sheets():
    pairs = combinations(sorted(asked.sheets()), 2)
    assert [(one, other) for one, other in pairs if known_sheets(one) & known_sheets(other)] == []


@every_layout
def test_no_heading_means_two_columns_of_a_sheet(layout: Layout):
    titles = [column.title for column in layout.columns]
    titles += RESULT_COLUMNS.values() if layout.role == "nominees" else ()
    shared = {(one, other): known_headings(one) & known_headings(other) for one, other in combinations(titles, 2)}
    assert {pair: words for pair, words in shared.items() if words} == {}


def test_a_running_number_is_no_column_of_nominees():
    numbering = {word for title in NUMBERING_TITLES for word in known_headings(title)}
    titles = {str(field.title) for field in Nominee.model_fields.values() if field.title}
    assert {title for title in titles if known_headings(title) & numbering} == set()


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words[0])
def test_no_word_means_two_terms_of_a_list(words):
    assert [(one, other) for one, other in combinations(words, 2) if known_terms(one) & known_terms(other)] == []


@every_layout
def test_no_word_means_two_choices_of_a_column(layout: Layout):
    pairs = (pair for column in layout.columns for pair in combinations(column.choices, 2))
    assert [(one, other) for one, other in pairs if known_terms(one) & known_terms(other)] == []
