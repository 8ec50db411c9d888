"""Timetables and plans in the coordinator's own workbook: nothing else changes, and it can be read and run again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import openpyxl
import packages
import pytest
from fortnight import fortnight, opening_first, undated, written

from scheduler.domain import Placement
from scheduler.package.cells import plain
from scheduler.package.compare import differences
from scheduler.package.own import own_sheets
from scheduler.package.parts import Package
from scheduler.pipeline import allocate
from scheduler.rulebook import kinds
from scheduler.timetable import plan, timetable
from scheduler.timetable.verdict import judge, time_rules
from scheduler.words import LANGUAGES, sheet
from scheduler.workbook import open_book
from scheduler.workbook.timesheetnames import LISTED, SHOWN, weeks_title
from scheduler.workbook.timewrite import write_plan, write_timetable
from scheduler.workbook.write import write_result

PLUMBING = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


@pytest.fixture
def book(tmp_path):
    return written(tmp_path / "in.xlsx")


def run(source, out, lang="en", **options):
    read = open_book(source)
    result = timetable(read)
    return result, write_timetable(result, out, lang=lang, book=read, **options)


def titles(path) -> list[str]:
    return openpyxl.load_workbook(path).sheetnames


def cells(path, title) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[title].iter_rows()]


def meetings(placements) -> list[str]:
    return sorted(map(str, placements))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_comes_back_with_the_sheets_of_the_timetable_and_else_as_it_was(book, tmp_path, lang):
    result, told = run(book, tmp_path / "out.xlsx", lang)
    assert told.is_kept
    before, after = Package.open(book), Package.open(tmp_path / "out.xlsx")
    assert {d.part for d in differences(before, after) if d.how != "added"} <= PLUMBING
    assert packages.complaints(tmp_path / "out.xlsx") == []
    shown = {sheet(name, lang) for name in (*SHOWN, LISTED)} - {sheet("Calendars", lang)}
    assert {*own_sheets(after)} == shown | {weeks_title(code, lang) for code in "AB"}
    assert meetings(open_book(tmp_path / "out.xlsx").programme.placements) == meetings(result.timetable.placements)


def test_what_is_read_again_keeps_every_rule(book, tmp_path):
    run(book, tmp_path / "out.xlsx")
    again = open_book(tmp_path / "out.xlsx")
    held = timetable(again).timetable.model_copy(update={"placements": again.programme.placements})
    assert judge(held, time_rules(again.programme, again.rules, again.places)).is_clean
    assert not [problem for problem in again.warnings if problem.place.sheet == "Timetable"]


def test_a_second_run_puts_its_sheets_in_the_place_of_the_first(book, tmp_path):
    run(book, tmp_path / "one.xlsx")
    _, told = run(tmp_path / "one.xlsx", tmp_path / "two.xlsx")
    assert told.is_kept
    assert titles(tmp_path / "one.xlsx") == titles(tmp_path / "two.xlsx")


def test_a_list_made_by_hand_gives_way_in_its_place(tmp_path):
    hand = (Placement(session="A1", day=date(2026, 9, 15), slot=1, room="r1", lecturers=("kim",)),)
    book = written(tmp_path / "in.xlsx", fortnight(placements=hand))
    assert len(open_book(book).programme.placements) == 1
    result, told = run(book, tmp_path / "out.xlsx", "id")
    assert told.is_kept
    places = [titles(path).index("Timetable") for path in (book, tmp_path / "out.xlsx")]
    assert places[0] == places[1]
    assert sheet("Timetable", "id") not in titles(tmp_path / "out.xlsx")
    assert len(open_book(tmp_path / "out.xlsx").programme.placements) == len(result.timetable.placements)


def test_grids_of_cohorts_that_are_gone_go_and_allocations_stay(book, tmp_path):
    run(book, tmp_path / "one.xlsx")
    write_result(allocate(tmp_path / "one.xlsx"), tmp_path / "two.xlsx", lang="en")
    assert {"Timetable of A", "Timetable", "Summary", "Roster A"} <= set(titles(tmp_path / "two.xlsx"))
    seated = open_book(tmp_path / "two.xlsx").standing.seats
    _, told = run(tmp_path / "two.xlsx", tmp_path / "three.xlsx")
    assert told.is_kept
    assert "Roster A" in titles(tmp_path / "three.xlsx")
    assert open_book(tmp_path / "three.xlsx").standing.seats == seated


def test_those_who_have_seats_are_in_the_breakouts_that_they_have(book, tmp_path):
    breakouts = kinds()["Breakouts"]()
    write_result(allocate(book, [breakouts]), tmp_path / "seats.xlsx", lang="en")
    result, _ = run(tmp_path / "seats.xlsx", tmp_path / "out.xlsx")
    taken = [code for seat in result.timetable.allocation.seats for code in seat.sessions]
    assert taken
    for code in ("A3", "A4", "B3", "B4"):
        assert result.timetable.people.size(result.programme.session[code]) == taken.count(code)


def test_a_new_workbook_says_the_same(book, tmp_path):
    result, told = run(book, tmp_path / "out.xlsx", as_new=True)
    assert not told.is_kept
    assert packages.complaints(tmp_path / "out.xlsx") == []
    read, again = open_book(book), open_book(tmp_path / "out.xlsx")
    assert meetings(again.programme.placements) == meetings(result.timetable.placements)
    assert again.programme.model_copy(update={"placements": ()}) == read.programme
    assert [rule.key for rule in again.rules] == [rule.key for rule in read.rules]


def test_programmes_built_in_python_are_written_too(tmp_path):
    result = timetable(fortnight(), [opening_first()])
    write_timetable(result, tmp_path / "out.xlsx", lang="ko")
    again = open_book(tmp_path / "out.xlsx")
    assert meetings(again.programme.placements) == meetings(result.timetable.placements)


def test_a_workbook_that_would_be_read_otherwise_is_not_written_into(book, tmp_path):
    read = open_book(book)
    result = timetable(read)
    stale = replace(read, rules=())
    told = write_timetable(result, tmp_path / "out.xlsx", lang="en", book=stale)
    assert not told.is_kept
    assert told.refusal[0] == "reading"


@pytest.fixture(name="planned")
def _planned(tmp_path):
    path = written(tmp_path / "in.xlsx", undated(), kinds()["Fill seats"](priority=1))
    read = open_book(path)
    made = plan(read)
    return read, made, write_plan(made, tmp_path / "out.xlsx", lang="en", book=read)


def test_a_plan_writes_its_dates_seats_and_meetings(planned, tmp_path):
    read, made, told = planned
    assert told.is_kept
    again = open_book(tmp_path / "out.xlsx")
    assert {c.code: c.span for c in again.programme.cohorts} == made.dates.spans
    assert sorted(map(str, again.standing.seats)) == sorted(map(str, made.seats.allocation.seats))
    assert meetings(again.programme.placements) == meetings(made.times.timetable.placements)
    assert [rule.key for rule in again.rules] == [rule.key for rule in read.rules]
    assert {"Summary", "Timetable summary", "Roster A", "Timetable of B"} <= set(titles(tmp_path / "out.xlsx"))
    for title in ("Run record", "Timetable summary"):
        assert any("angkatan plan" in str(value) for row in cells(tmp_path / "out.xlsx", title) for value in row)


@pytest.mark.usefixtures("planned")
def test_in_the_sheet_of_cohorts_a_plan_changes_the_dates_alone(tmp_path):
    old, new = (cells(tmp_path / name, "Cohorts") for name in ("in.xlsx", "out.xlsx"))
    heads = old[0]
    changed = {heads[k] for a, b in zip(old, new, strict=True) for k in range(len(heads)) if a[k] != b[k]}
    assert changed == {"Start", "End"}


def test_columns_for_dates_are_added_where_there_are_none(tmp_path):
    path = written(tmp_path / "in.xlsx", undated())
    workbook = openpyxl.load_workbook(path)
    cohorts = workbook["Cohorts"]
    for title in ("End", "Start"):
        cohorts.delete_cols(next(cell.column for cell in cohorts[1] if cell.value == title))
    workbook.save(path)
    read = open_book(path)
    made = plan(read)
    assert write_plan(made, tmp_path / "out.xlsx", lang="id", book=read).is_kept
    assert {c.code: c.span for c in open_book(tmp_path / "out.xlsx").programme.cohorts} == made.dates.spans


def test_the_list_shows_times_beside_what_is_read(book, tmp_path):
    result, _ = run(book, tmp_path / "out.xlsx")
    head, *rows = cells(tmp_path / "out.xlsx", "Timetable")
    assert head[:6] == ["Session", "Meeting", "Day", "Slot", "Room", "Lecturers"]
    shown = {(row[0], row[1]): (row[head.index("Starts")], row[head.index("Ends")]) for row in rows}
    made = result.timetable
    told = {(one.session, one.meeting): tuple(f"{at:%H:%M}" for at in made.times(one)) for one in made.known}
    assert shown == told
    assert not openpyxl.load_workbook(tmp_path / "out.xlsx")["Timetable"].protection.sheet


@pytest.mark.parametrize("lang", LANGUAGES)
def test_grids_are_one_page_wide_and_say_what_is_held(book, tmp_path, lang):
    result, _ = run(book, tmp_path / "out.xlsx", lang)
    grid = openpyxl.load_workbook(tmp_path / "out.xlsx", rich_text=True)[weeks_title("A", lang)]
    assert grid.sheet_properties.pageSetUpPr.fitToPage
    assert (grid.page_setup.fitToWidth or 1, grid.page_setup.fitToHeight, grid.page_setup.orientation) == (
        1,
        0,
        "landscape",
    )
    said = "\n".join(str(cell.value) for row in grid.iter_rows() for cell in row if cell.value)
    for one in result.timetable.of_cohort("A"):
        assert result.timetable.session(one).title in said
    assert {"Lunch", "Prof. Kim", "City Hall"} <= set(said.split("\n"))


def test_every_lecturer_room_and_site_has_a_block_that_begins_on_a_page_of_its_own(book, tmp_path):
    run(book, tmp_path / "out.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    lecturers = workbook["Lecturer timetables"]
    blocks = [row for row in range(1, lecturers.max_row + 1) if "lesson hours" in str(lecturers.cell(row, 1).value)]
    assert [lecturers.cell(row, 1).value.split(":")[0] for row in blocks] == ["Dr. Lee (lee)", "Prof. Kim (kim)"]
    assert [mark.id for mark in lecturers.row_breaks.brk] == [row - 1 for row in blocks[1:]]
    assert {"Room timetables", "Site timetables"} <= set(workbook.sheetnames)


@pytest.mark.parametrize(
    ("wild", "shown"),
    [
        ("=1+1", "=1+1"),
        ("<b>&\"'", "<b>&\"'"),
        ("a\x0bb", "a\x0bb"),
        ("a\ud800c", "a\ufffdc"),
        ("  spaced  ", "  spaced  "),
        ("_x000B_", "_x000B_"),
        ("x" * 400, "x" * 400),
    ],
)
def test_whatever_a_session_is_called_stays_that_text(tmp_path, wild, shown):
    named = [one.model_copy(update={"title": wild}) for one in fortnight().sessions]
    result = timetable(fortnight(sessions=tuple(named)), [opening_first()])
    write_timetable(result, tmp_path / "out.xlsx", lang="en")
    assert packages.complaints(tmp_path / "out.xlsx") == []
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert "f" not in {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row}
    grid = [str(cell.value) for row in workbook["Timetable of A"].iter_rows() for cell in row if cell.value]
    # openpyxl resolves some escapes of a text and leaves others
    assert any(words.startswith(f"{shown}\n") for words in (*grid, *map(plain, grid)))
