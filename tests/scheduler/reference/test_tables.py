"""Tables and labels."""

import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.reference.answers import Ambiguous, one_of
from scheduler.reference.tables import LANGUAGES, Label, rows, several

ROOT = Path(__file__).parents[3]


def test_a_label_speaks_three_languages() -> None:
    label = Label("Keamanan", "Security", "보안")
    assert [label.in_language(language) for language in LANGUAGES] == ["Keamanan", "Security", "보안"]


def test_a_label_refuses_a_language_it_does_not_speak() -> None:
    with pytest.raises(KeyError, match="fr"):
        Label("a", "b", "c").in_language("fr")


def test_a_cell_of_several_values_is_split_and_trimmed() -> None:
    assert several("a; b;;c ") == ("a", "b", "c")
    assert several("") == ()


@pytest.mark.parametrize(
    "table",
    [
        "institutions",
        "institution_types",
        "levels",
        "people_education",
        "people_names",
        "people_places",
        "provinces",
        "regencies",
        "topics",
    ],
)
def test_every_row_of_a_table_fills_its_columns_and_no_more(table: str) -> None:
    columns = set(rows(table)[0])
    assert all(set(row) == columns and None not in row.values() for row in rows(table))
    assert all(value == value.strip() for row in rows(table) for value in row.values())


@pytest.mark.parametrize("table", ["institution_types", "levels", "topics"])
def test_every_label_is_written_in_every_language(table: str) -> None:
    assert all(row[language] for row in rows(table) for language in LANGUAGES)
    for language in LANGUAGES:
        assert len({row[language] for row in rows(table)}) == len(rows(table))


def test_one_candidate_is_an_answer_and_two_are_a_question() -> None:
    assert one_of("x", (1,)) == 1
    assert one_of("x", (1, 2)) == Ambiguous("x", (1, 2))
    assert one_of("x", ()) is None


def test_importing_the_modules_reads_no_table_and_loads_no_heavy_library() -> None:
    program = (
        "import sys\n"
        "from scheduler.reference import institutions, invent, names, nip, ranks, regions, topics\n"
        "print({'rapidfuzz', 'csv', 'pydantic', 'numpy'} & set(sys.modules), institutions.rows.cache_info().misses)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "set() 0"
