"""Law 2 of the rules: a rule written as a row of its sheet and read again is the same rule."""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import programmes
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scheduler.domain import Nominee, Programme
from scheduler.findings import Place
from scheduler.rule import GROUP_COLUMNS, Rule
from scheduler.rulebook import kinds
from scheduler.workbook.layout import Layout, layout, rule_layout
from scheduler.workbook.parse import examine
from scheduler.workbook.show import show
from scheduler.workbook.tables import Grid, Tables

KINDS = list(kinds().values())
LANGUAGES = ("en", "id", "ko")
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
SENSELESS = {
    "above_seats",
    "few_nominees",
    "inverted",
    "exactly_too",
    "no_number",
    "pin_closed",
    "pin_refused",
    "unknown_nominee",
}
"""What random rows may be told: they ask for more than there is, or for nothing."""

laws = settings(max_examples=30, deadline=None, derandomize=True)


@cache
def own_tests(kind: type[Rule]) -> ModuleType:
    """The rule's own test file."""
    stem = kind.__module__.split(".")[-1]
    path = Path(__file__).parents[2] / "constraints" / "seats" / f"test_{stem}.py"
    spec = spec_from_file_location(f"trip_{stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def example(kind: type[Rule], random: Random) -> tuple[Rule, Programme]:
    """A random row of a rule, and a programme for it."""
    programme = programmes.programme(random)
    return own_tests(kind).example(random, programme), programme


def grid(sheet: Layout, models: list[Any], lang: Any, further: str = "") -> Grid:
    """Write models as rows, as cells hold them: days as midnights."""
    names: list[str] = sorted({name for model in models for name in getattr(model, further, {})})
    rows: list[list[Any]] = [[*(column.title for column in sheet.columns), *names]]
    for model in models:
        shown = [show(column, getattr(model, column.field), lang) for column in sheet.columns]
        more = [getattr(model, further).get(name) for name in names]
        rows.append([*map(_cell, shown), *("; ".join(m) if isinstance(m, tuple) else _cell(m) for m in more)])
    return Grid(sheet.name, dict(enumerate(rows, 1)))


def _cell(value: Any) -> Any:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return datetime(value.year, value.month, value.day) if is_day else value


def tables(programme: Programme, rules: list[Rule], lang: str) -> Tables:
    """A whole workbook of a programme and rules of one kind."""
    settings_sheet = layout("Programme")
    pairs = [[column.title, show(column, getattr(programme, column.field), lang)] for column in settings_sheet.columns]
    grids = [
        Grid("Programme", dict(enumerate(pairs, 1))),
        grid(layout("Cohorts"), list(programme.cohorts), lang),
        grid(layout("Sessions"), list(programme.sessions), lang),
        grid(layout("Nominees"), list(programme.nominees), lang, "facts"),
        *(grid(rule_layout(type(rule)), [rule], lang, "others") for rule in rules),
    ]
    return Tables("trip.xlsx", "", tuple(grids))


@every_kind
@laws
@given(random=st.randoms(use_true_random=False), lang=st.sampled_from(LANGUAGES))
def test_a_rule_becomes_a_row_and_the_same_rule_again(kind, random, lang):
    rule, programme = example(kind, random)
    found = examine(tables(programme, [rule], lang))
    wrong = [problem for problem in found.problems if problem.severity == "error"]
    assert {problem.code for problem in wrong} <= SENSELESS, wrong
    assume(found.book is not None)
    assert [read.model_dump() for read in found.book.rules] == [rule.model_dump()]
    assert found.book.rules[0].place == Place("trip.xlsx", kind.sheet, "A2")


@laws
@given(random=st.randoms(use_true_random=False), lang=st.sampled_from(LANGUAGES))
def test_a_programme_becomes_sheets_and_the_same_programme_again(random, lang):
    programme = programmes.programme(random)
    found = examine(tables(programme, [], lang))
    assert found.book is not None, found.problems
    assert found.book.programme.model_dump() == with_filled(programme).model_dump()


def with_filled(programme: Programme) -> Programme:
    """The programme as it is read: an empty further cell is no fact."""
    people = [
        Nominee(**{**dict(person), "facts": {k: v for k, v in person.facts.items() if v is not None}})
        for person in programme.nominees
    ]
    return programme.model_copy(update={"nominees": tuple(people)})


def test_every_group_column_is_a_nominee_column():
    assert {column for column in GROUP_COLUMNS if column not in {*Nominee.model_fields, "topic"}} == set()
