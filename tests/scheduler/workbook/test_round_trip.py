"""Random programmes under random rules go through workbooks and come back; what is set by hand in between stays.

``ANGKATAN_ROUNDS=300`` tries so many of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import own_books
import pytest
import random_rules
from scaled import scaled

from scheduler.allocation import Allocation
from scheduler.domain import OUT, Nominee, Programme
from scheduler.errors import BadWorkbook, Infeasible
from scheduler.package.edit import set_cells
from scheduler.package.parts import Package
from scheduler.pipeline import allocate
from scheduler.result import Result
from scheduler.rule import Rule
from scheduler.words import LANGUAGES, Language, heading
from scheduler.words import sheet as sheet_name
from scheduler.workbook import open_book
from scheduler.workbook.book import Book
from scheduler.workbook.parse import examine
from scheduler.workbook.read import read
from scheduler.workbook.write import write_programme, write_result

SENSELESS = {
    "above_seats",
    "exactly_too",
    "few_nominees",
    "inverted",
    "no_number",
    "pin_closed",
    "pin_refused",
    "unknown_nominee",
    "unknown_nominee_column",
}
"""What a random row may be told although it is read right: it asks for too much, for nothing, or for nobody."""
COULD_NOT = (Infeasible, BadWorkbook)
"""What a lock that goes against the rules ends in: said aloud, nothing written."""
each_drawn = pytest.mark.parametrize("number", scaled(3))
each_way = pytest.mark.parametrize("as_new", [False, True], ids=["written back", "new"])


@lru_cache(maxsize=4)
def drawn(number: int) -> tuple[Programme, tuple[Rule, ...], Result]:
    """A programme, the rows that make sense in a workbook, and the allocation under them, all without a workbook."""
    programme, rows, _ = random_rules.feasible(number)
    programme = with_filled(programme)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "in.xlsx"
        write_programme(programme, rows, path, lang="en")
        found = examine(read(path))
    errors = [problem for problem in found.problems if problem.severity == "error"]
    assert {problem.code for problem in errors} <= SENSELESS, errors
    wrong = {(problem.place.sheet, problem.place.row) for problem in errors}
    kept = tuple(row for row, where in zip(rows, _places(rows), strict=True) if where not in wrong)
    return programme, kept, allocate(programme, kept)


def with_filled(programme: Programme) -> Programme:
    """The programme as a workbook can hold it: an empty further cell is no fact."""
    people = [
        Nominee(**{**dict(person), "facts": {name: fact for name, fact in person.facts.items() if fact is not None}})
        for person in programme.nominees
    ]
    return programme.model_copy(update={"nominees": tuple(people)})


def _places(rows: Sequence[Rule]) -> list[tuple[str, int]]:
    """The sheet and row that each rule stands in."""
    count: Counter[str] = Counter()
    places = []
    for row in rows:
        count[row.sheet] += 1
        places.append((row.sheet, count[row.sheet] + 1))
    return places


def language(number: int) -> Language:
    return LANGUAGES[number % len(LANGUAGES)]


def seats(found: Allocation | None) -> list[str]:
    return sorted(map(str, found.seats)) if found else []


def reserves(found: Allocation | None) -> list[str]:
    return sorted(map(str, found.reserves)) if found else []


def told(rules: Iterable[Rule]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet in their order; where rules come from does not matter."""
    found: dict[str, list[dict[str, Any]]] = {}
    for rule in rules:
        found.setdefault(rule.sheet, []).append(rule.model_dump())
    return found


def people(programme: Programme) -> Programme:
    """The programme with its nominees by ID: the coordinator's order of rows is the coordinator's."""
    return programme.model_copy(update={"nominees": tuple(sorted(programme.nominees, key=lambda n: n.id))})


def own_book(number: int, folder: Path) -> Path:
    """A coordinator's workbook of a drawn programme."""
    programme, rules, _ = drawn(number)
    own_books.write_own(programme, rules, folder / "in.xlsx", language(number), Random(number))
    return folder / "in.xlsx"


def written(source: Path, target: Path, *, as_new: bool, lang: Language) -> Result:
    """Allocate a workbook and write the result, in the way that was asked for."""
    result = allocate(source)
    assert write_result(result, target, lang=lang, as_new=as_new).is_kept is not as_new
    return result


def cell_of(book: Book, path: Path, nominee: str, title: str) -> tuple[str, str]:
    """Sheet and address of a nominee's cell under a heading, looked up as a person would."""
    titles = [sheet_name("Nominees", lang) for lang in LANGUAGES]
    sheet = next(sheet for sheet in openpyxl.load_workbook(path) if sheet.title in titles)
    row = book.places[f"nominee:{nominee}"].row
    headed = next(c for line in sheet.iter_rows(max_row=row - 1) for c in line if c.value in headings(title))
    return sheet.title, f"{headed.column_letter}{row}"


def headings(title: str) -> set[str]:
    return {heading(title, lang) for lang in LANGUAGES}


def set_by_hand(path: Path, nominee: str, title: str, value: str) -> None:
    """Set a cell of the workbook as a spreadsheet program does: all else stays."""
    sheet, cell = cell_of(open_book(path), path, nominee, title)
    package = Package.open(path)
    set_cells(package, sheet, {cell: value})
    package.save(path)


def value_by_hand(path: Path, nominee: str, title: str) -> object:
    sheet, cell = cell_of(open_book(path), path, nominee, title)
    return openpyxl.load_workbook(path)[sheet][cell].value


# -- the laws -----------------------------------------------------------------------------


@each_drawn
def test_what_is_written_is_read_as_an_equal_programme_and_equal_rules(number, tmp_path):
    programme, rules, _ = drawn(number)
    write_programme(programme, rules, tmp_path / "in.xlsx", lang=language(number))
    book = open_book(tmp_path / "in.xlsx")
    assert book.programme.model_dump() == programme.model_dump()
    assert told(book.rules) == told(rules)


@each_drawn
def test_a_workbook_in_an_order_of_its_own_says_the_same_and_gets_the_same_seats(number, tmp_path):
    programme, rules, result = drawn(number)
    book = open_book(own_book(number, tmp_path))
    further = own_books.OWN_COLUMN
    assert {n.facts.pop(further) for n in book.programme.nominees} == {
        f"catatan {k}" for k in range(len(programme.nominees))
    }
    assert people(book.programme).model_dump() == people(programme).model_dump()
    assert told(book.rules) == told(rules)
    again = allocate(book).allocation
    assert (seats(again), reserves(again)) == (seats(result.allocation), reserves(result.allocation))


@each_drawn
@each_way
def test_allocating_the_output_again_gives_the_same_programme_rules_and_seats(number, as_new, tmp_path):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    lang = language(number // 3)
    first = written(own_book(number, tmp_path), one, as_new=as_new, lang=lang)
    stands = open_book(one)
    assert stands.programme.model_dump() == first.programme.model_dump()
    assert told(stands.rules) == told(first.book.rules)
    assert (seats(stands.standing), reserves(stands.standing)) == (
        seats(first.allocation), reserves(first.allocation),
    )  # fmt: skip
    second = written(one, two, as_new=False, lang=language(number // 9))
    assert seats(second.allocation) == seats(first.allocation)
    assert seats(open_book(two).standing) == seats(first.allocation)


@each_drawn
@each_way
def test_a_lock_set_by_hand_in_the_output_is_honoured_and_stays(number, as_new, tmp_path):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    lang, random = language(number), Random(f"lock {number}")
    first = written(own_book(number, tmp_path), one, as_new=as_new, lang=lang)
    person, place = a_lock(first, random)
    set_by_hand(one, person, "Pin", place)
    try:
        again = written(one, two, as_new=False, lang=lang)
    except COULD_NOT as refused:
        assert place != own_place(first, person), "the lock only confirms the seat"
        assert_against(refused, first, person, place)
        return
    held = [code for seat in again.allocation.held_by(person) for code in (seat.cohort, *seat.sessions)]
    assert (held == []) if place == OUT else (place in held)
    assert value_by_hand(two, person, "Pin") == place
    assert open_book(two).programme.nominee[person].pin == place


def a_lock(result: Result, random: Random) -> tuple[str, str]:
    """A person, and anywhere that a pin can name: as often as not where the person already is."""
    person = random.choice([nominee.id for nominee in result.programme.nominees])
    places = [OUT, *(c.code for c in result.programme.cohorts), *(s.code for s in result.programme.sessions if s.block)]
    return person, random.choice((own_place(result, person), random.choice(places)))


def own_place(result: Result, person: str) -> str:
    return next((seat.cohort for seat in result.allocation.held_by(person)), OUT)


def assert_against(refused: Exception, first: Result, person: str, place: str) -> None:
    """A refusal is right: without a workbook the same lock is refused, or there is no such place to be had."""
    if isinstance(refused, BadWorkbook):
        errors = {problem.code for problem in refused.problems if problem.severity == "error"}
        assert errors <= {"pin_closed", "pin_refused", "above_seats"}, refused.problems
        return
    locked = [
        nominee.model_copy(update={"pin": place}) if nominee.id == person else nominee
        for nominee in first.programme.nominees
    ]
    with pytest.raises(Infeasible):
        allocate(first.programme.model_copy(update={"nominees": tuple(locked)}), first.book.rules)


@each_drawn
@each_way
def test_a_name_corrected_by_hand_in_the_output_stays_and_changes_nothing_else(number, as_new, tmp_path):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    first = written(own_book(number, tmp_path), one, as_new=as_new, lang=language(number))
    person = Random(number).choice(first.programme.nominees).id
    name = "Siti Nurhaliza binti =SUM(A1) & <Co>"
    set_by_hand(one, person, "Name", name)
    again = written(one, two, as_new=False, lang=language(number))
    assert value_by_hand(two, person, "Name") == name
    expected = [n.model_copy(update={"name": name}) if n.id == person else n for n in first.programme.nominees]
    read_again = open_book(two).programme
    assert [n.model_dump() for n in read_again.nominees] == [n.model_dump() for n in expected]
    assert seats(again.allocation) == seats(first.allocation)


@each_drawn
def test_writing_back_leaves_every_cell_of_the_coordinator_as_it_was(number, tmp_path):
    source, target = own_book(number, tmp_path), tmp_path / "out.xlsx"
    kept = source.read_bytes()
    written(source, target, as_new=False, lang=language(number + 1))
    assert source.read_bytes() == kept
    old, new = (openpyxl.load_workbook(path) for path in (source, target))
    for sheet in old:
        before = {c.coordinate: (c.value, c.number_format) for row in sheet for c in row if c.value is not None}
        after = {c.coordinate: (c.value, c.number_format) for row in new[sheet.title] for c in row}
        assert {ref: after[ref] for ref in before} == before
