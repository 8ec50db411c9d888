"""What if: the answer is what editing the file and allocating again would give, and the file is not touched."""

from __future__ import annotations

import openpyxl
import pytest

from constraints.seats.capacity import Capacity
from constraints.seats.quota import Quota
from scheduler.domain import Amount, Cohort, Nominee, Programme
from scheduler.errors import BadWorkbook, WorkbookError
from scheduler.pipeline import allocate
from scheduler.sample import samples
from scheduler.whatif import Edit, Session, changed, whatif
from scheduler.workbook import open_book
from scheduler.workbook.again import parse_again
from scheduler.workbook.parse import parse
from scheduler.workbook.write import write_programme

PEOPLE = tuple(Nominee(id=f"n{k}", name=f"Person {k}", sex="FM"[k % 2], choices=("A", "B")) for k in range(6))


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "round.xlsx"
    given = Programme(cohorts=tuple(Cohort(code=c, seats_at_most=1) for c in "AB"), nominees=PEOPLE, seed=4)
    write_programme(given, [Quota(where=("A",), sex=("F",), at_least=Amount(count=1))], place, lang="en")
    return place


def cell(book, key):
    return book.places[key]


def edited(path, edits):
    """Edit the file as a coordinator would, and allocate it."""
    workbook = openpyxl.load_workbook(path)
    for edit in edits:
        workbook[edit.sheet][edit.cell] = edit.value
    other = path.with_name("edited.xlsx")
    workbook.save(other)
    return allocate(other)


def assert_as_edited(path, *edits):
    answer, after = whatif(open_book(path), edits), edited(path, edits)
    assert answer.after.allocation.seats == after.allocation.seats
    assert answer.after.costs == dict(after.audit.costs)
    assert answer.before.allocation.seats == allocate(path).allocation.seats
    return answer


def test_more_seats_name_who_gains_and_what_it_is_worth(path):
    before = path.read_bytes()
    place = cell(open_book(path), "cohort:A:seats_at_most")
    answer = assert_as_edited(path, Edit(place.sheet, place.cell, 3))
    assert len(answer.difference.gains) == 2
    assert answer.difference.loses == ()
    assert answer.difference.changed
    assert path.read_bytes() == before


def test_several_edits_are_one_question(path):
    places = open_book(path).places
    edits = [Edit("Cohorts", places[f"cohort:{code}:seats_at_most"].cell, 2) for code in "AB"]
    assert len(assert_as_edited(path, *edits).difference.gains) == 2


def test_a_changed_rule_and_a_changed_person_are_judged_anew(path):
    book = open_book(path)
    assert_as_edited(path, Edit("Nominees", cell(book, "nominee:n0:sex").cell, "M"))
    row = book.rules[0].place.row
    column = next(h.column_letter for h in openpyxl.load_workbook(path)["Quotas"][1] if h.value == "Sex")
    answer = assert_as_edited(path, Edit("Quotas", f"{column}{row}", "M"))
    assert answer.difference.loses


def test_an_edit_that_leaves_no_way_tells_what_clashes(path):
    row = open_book(path).rules[0].place.row
    column = next(h.column_letter for h in openpyxl.load_workbook(path)["Quotas"][1] if h.value == "Where")
    least = next(h.column_letter for h in openpyxl.load_workbook(path)["Quotas"][1] if h.value == "At least")
    answer = whatif(open_book(path), [Edit("Quotas", f"{column}{row}", "A; B"), Edit("Quotas", f"{least}{row}", 2)])
    assert answer.after is not None
    men = [Edit("Nominees", cell(open_book(path), f"nominee:n{k}:sex").cell, "M") for k in (0, 2, 4)]
    with pytest.raises(BadWorkbook):
        whatif(open_book(path), [*men, Edit("Cohorts", "A2", None)])


def test_rules_that_clash_after_an_edit_are_named(tmp_path):
    path = tmp_path / "round.xlsx"
    rows = [Quota(where=("A",), sex=(sex,), at_least=Amount(count=1)) for sex in "FM"]
    people = tuple(person.model_copy(update={"choices": ()}) for person in PEOPLE)
    write_programme(Programme(cohorts=(Cohort(code="A", seats_at_most=2),), nominees=people), rows, path, lang="en")
    book = open_book(path)
    answer = whatif(book, [Edit("Cohorts", cell(book, "cohort:A:seats_at_most").cell, 1)])
    assert answer.after is None
    assert answer.difference is None
    assert [rule.sheet for rule in answer.diagnosis.conflicts[0]] == ["Capacity", "Quotas", "Quotas"]


def test_an_edit_that_changes_nothing_has_no_line(path):
    answer = whatif(open_book(path), [Edit("Nominees", cell(open_book(path), "nominee:n0:name").cell, "Another name")])
    assert answer.difference.is_none


def test_sheets_are_known_by_their_names_in_any_language(path):
    book = open_book(path)
    place = cell(book, "cohort:A:seats_at_most")
    named = [whatif(book, [Edit(name, place.cell, 2)]).after.costs for name in ("cohorts", "Angkatan", "기수")]
    assert named[0] == named[1] == named[2] != whatif(book, []).after.costs


def test_an_unknown_sheet_is_told_with_those_there_are(path):
    with pytest.raises(WorkbookError) as caught:
        whatif(open_book(path), [Edit("Cats", "A1", 1)])
    assert caught.value.problem.code == "missing_sheet"


def test_a_session_answers_again_and_again(path):
    session = Session(open_book(path))
    place = cell(session.book, "cohort:A:seats_at_most")
    first, again = (session.whatif([Edit("Cohorts", place.cell, 2)]) for _ in range(2))
    assert first.after.allocation.seats == again.after.allocation.seats
    assert session.whatif([]).difference.is_none


def test_the_national_sample_answers_as_from_scratch(tmp_path):
    made = samples()["national"](nominees=300)
    path = tmp_path / "national.xlsx"
    write_programme(made.programme, made.rules, path, lang="en")
    place = cell(open_book(path), "cohort:N2:seats_at_most")
    assert_as_edited(path, Edit(place.sheet, place.cell, 60))


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("Cohorts!G4=30", Edit("Cohorts", "G4", 30)),
        ("'Topic fit'!$A$2=", Edit("Topic fit", "A2", None)),
        ("Quotas!c7=30%", Edit("Quotas", "C7", "30%")),
        ("Nominees!A3=198501012010011001", Edit("Nominees", "A3", "198501012010011001")),
        ("Nominees!A3=007", Edit("Nominees", "A3", "007")),
        ("Nominees!B3=a=b", Edit("Nominees", "B3", "a=b")),
        ("Sheet!1!A1=-5", Edit("Sheet!1", "A1", -5)),
    ],
)
def test_edits_are_read_as_they_are_written(text, edit):
    assert Edit.read(text) == edit


@pytest.mark.parametrize("text", ["", "Cohorts", "Cohorts!=3", "G4=3", "Cohorts!4G=3", "Cohorts!G4"])
def test_what_is_no_edit_is_refused(text):
    with pytest.raises(ValueError, match=f"^{text}"):
        Edit.read(text)


@pytest.mark.parametrize("key", ["cohort:A:seats_at_most", "cohort:B:reserves", "cohort:A:status", "nominee:n1:sex"])
def test_parsing_only_what_an_edit_can_change_is_parsing_it_all(path, key):
    book = open_book(path)
    place, value = book.places[key], {"status": "may close", "sex": "F"}.get(key.rpartition(":")[2], 2)
    tables = changed(book.tables, [Edit(place.sheet, place.cell, value)])
    again, whole = parse_again(book, tables, {place.sheet: {place.cell}}), parse(tables)
    assert (again.programme, again.rules) == (whole.programme, whole.rules)
    assert again.programme != book.programme


def test_parsing_a_rule_sheet_again_leaves_the_other_rules(tmp_path):
    path = tmp_path / "round.xlsx"
    alone = PEOPLE[0].model_copy(update={"choices": ()})
    given = Programme(cohorts=(Cohort(code="A", seats_at_most=2),), nominees=(alone,))
    rows = [Quota(where=("A",), at_most=Amount(count=1)), Capacity(where=("A",), at_most=2)]
    write_programme(given, rows, path, lang="en")
    book = open_book(path)
    tables = changed(book.tables, [Edit("Quotas", "A3", "A")])
    again, whole = parse_again(book, book.tables, {"Quotas": {"A2"}}), parse(book.tables)
    assert sorted(again.rules, key=lambda r: r.key) == sorted(whole.rules, key=lambda r: r.key)
    with pytest.raises(BadWorkbook):
        parse_again(book, tables, {"Quotas": {"A3"}})
