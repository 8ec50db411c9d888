"""The samples as a whole: the workbooks that ship are what the makers make, and nobody in them is real."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.reference.names import name_key
from scheduler.sample import samples
from scheduler.workbook import open_book

FOLDER = Path(__file__).parents[3] / "samples"
KEPT = ("egcc_2019", "onnara_2015", "multi_year", "infeasible")

OFFICE_HOLDERS = (
    "Yuddy Chrisnandi", "Asman Abnur", "Syafruddin", "Tjahjo Kumolo", "Abdullah Azwar Anas", "Rini Widyantini",
    "Pratikno", "Pramono Anung", "Rudiantara", "Johnny Plate", "Bambang Brodjonegoro", "Sofyan Djalil",
)  # fmt: skip
"""Ministers of the years and institutions that the samples are about."""


def by_key(rules):
    return sorted(rule.key for rule in rules)


@pytest.mark.parametrize("name", KEPT)
def test_the_workbook_is_what_its_maker_makes_and_raises_no_doubt(name):
    made, book = samples()[name](), open_book(FOLDER / f"{name}.xlsx")
    assert book.programme == made.programme
    assert by_key(book.rules) == by_key(made.rules)
    assert book.warnings == ()
    assert book.standing is None


def test_every_sample_but_the_one_of_any_size_has_its_workbook_and_its_story():
    assert {path.stem for path in FOLDER.glob("*.xlsx")} == set(KEPT)
    assert set(samples()) == {*KEPT, "national"}
    story = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"## {name}: " in story for name in samples())


@pytest.mark.parametrize("name", sorted(samples()))
def test_nobody_bears_the_name_of_an_office_holder_and_nobody_comes_twice(name):
    sizes = {"nominees": 2000} if name == "national" else {}
    nominees = samples()[name](**sizes).programme.nominees
    assert not {name_key(person.name) for person in nominees} & set(map(name_key, OFFICE_HOLDERS))
    assert len({person.id for person in nominees}) == len(nominees)


@pytest.mark.parametrize("name", KEPT)
def test_the_same_seed_makes_the_same_sample_and_another_seed_other_people(name):
    first, again, other = samples()[name](seed=5), samples()[name](seed=5), samples()[name](seed=6)
    assert first == again
    assert {p.name for p in first.programme.nominees} != {p.name for p in other.programme.nominees}


def test_a_sample_does_not_depend_on_the_hash_seed():
    code = "from scheduler.sample import samples; print(repr(samples()['multi_year']()))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=FOLDER.parent,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_naming_the_samples_loads_no_maker():
    code = "import sys; from scheduler.sample import samples; samples(); print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=FOLDER.parent)
    loaded = set(done.stdout.split())
    assert not {f"scheduler.sample.{name}" for name in samples()} & loaded
    assert not {"numpy", "openpyxl", "xlsxwriter", "ortools"} & loaded
