"""A way out of a timetable in the coordinator's own workbook: changed cells, and rows that are added."""

from __future__ import annotations

from datetime import date, time

import openpyxl
import pytest
from week import session, week

from constraints.timetable.daily_load import DailyLoad
from scheduler.domain import Nominee, Room, SpecialDay
from scheduler.package.compare import differences
from scheduler.package.parts import Package
from scheduler.resources import Span
from scheduler.timetable import ways_out
from scheduler.words import text
from scheduler.workbook import open_book
from scheduler.workbook.cellmarks import FILL
from scheduler.workbook.relaxed import WayOut, write_relaxed
from scheduler.workbook.write import write_programme

PERSON = Nominee(id="n1", name="Ayu Lestari", institution="Kominfo", region="Pusat")


def three_hours(**more):
    """Three sessions of one cohort on one day of two lesson hours."""
    made = week(*(session(code) for code in "stu"), days=1, hours=2, cohorts="A", **more)
    return made.model_copy(update={"nominees": (PERSON,)})


def relaxed(tmp_path, programme, listed, rules=(), lang="en"):
    """Make the first way out that edits a list; gives both workbooks, the change, and what was written."""
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    write_programme(programme, list(rules), source, lang=lang)
    book = open_book(source)
    way = next(way for way in ways_out(book) if any(c.edit and c.edit.listed == listed for c in way.changes))
    written = write_relaxed(book, WayOut(way, lambda _: "made wider"), out, lang=lang)
    return source, out, way, written


def coloured(path) -> dict[str, object]:
    cells = [c for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for c in row]
    return {f"{c.parent.title}!{c.coordinate}": c.value for c in cells if c.fill.fgColor.rgb == f"FF{FILL}"}


def works(out) -> bool:
    """Whether nothing more has to give way."""
    return ways_out(open_book(out)) == ()


def test_a_lesson_hour_more_is_a_row_below_the_day_grid(tmp_path):
    source, out, _, written = relaxed(tmp_path, three_hours(), "slots")
    assert written.is_kept
    assert [slot.number for slot in open_book(out).programme.slots] == [1, 2, 3]
    assert open_book(out).programme.slots[-1].start == time(10, 50)
    assert works(out)
    assert {cell.split("!")[0] for cell in coloured(out)} == {"Day grid"}
    assert len(coloured(out)) == 3
    parts = {one.part for one in differences(Package.open(source), Package.open(out))}
    assert not [part for part in parts if "worksheets/sheet1.xml" in part]
    listed = openpyxl.load_workbook(out)["Day grid"]
    assert "made wider" in listed["A4"].comment.text


def test_a_room_more_stands_below_the_rooms_and_has_what_they_have(tmp_path):
    roomed = (session(code, cohort, needs_room=True) for code, cohort in ("sA", "tA", "uB", "vB"))
    asked = week(*roomed, days=1, hours=2, rooms=(Room(code="r1", capacity=9),), nominees=(PERSON,))
    _, out, _, written = relaxed(tmp_path, asked, "rooms", lang="id")
    assert written.is_kept
    assert [room.code for room in open_book(out).programme.rooms] == ["r1", "ROOM-1"]
    assert works(out)


def test_a_saturday_is_a_row_below_the_special_days(tmp_path):
    friday, saturday = date(2027, 6, 11), date(2027, 6, 12)
    cohort = three_hours().cohorts[0].model_copy(update={"start": friday, "end": saturday})
    closed = SpecialDay(days=(Span(first=date(2027, 7, 1), last=date(2027, 7, 1)),), title="closed")
    programme = three_hours(special_days=(closed,)).model_copy(update={"cohorts": (cohort,)})
    _, out, _, written = relaxed(tmp_path, programme, "special_days")
    assert written.is_kept
    assert [row.is_free for row in open_book(out).programme.special_days] == [True, False]
    assert works(out)


def test_a_cell_of_a_cohort_that_changes_is_marked(tmp_path):
    _, out, _, written = relaxed(tmp_path, three_hours(), "cohorts")
    assert written.is_kept
    ((cell, value),) = coloured(out).items()
    assert cell.startswith("Cohorts!")
    assert value.date() == open_book(out).programme.cohort["A"].end
    assert works(out)


def test_a_row_of_a_rule_changes_where_it_stands(tmp_path):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    programme = week(*(session(code) for code in "stu"), days=1, hours=4, cohorts="A")
    write_programme(programme, [DailyLoad(at_most=1)], source, lang="en")
    book = open_book(source)
    way = next(way for way in ways_out(book) if way.changes[0].becomes is not None)
    assert write_relaxed(book, WayOut(way, lambda _: "made wider"), out, lang="en").is_kept
    (rule,) = open_book(out).rules
    assert (rule.at_most, rule.note) == (3, "made wider")


@pytest.mark.parametrize("lang", ["en", "id", "ko"])
def test_a_list_without_rows_gets_none_and_a_new_workbook_says_why(tmp_path, lang):
    """A special day can be added only where special days are listed."""
    friday, saturday = date(2027, 6, 11), date(2027, 6, 12)
    cohort = three_hours().cohorts[0].model_copy(update={"start": friday, "end": saturday})
    programme = three_hours().model_copy(update={"cohorts": (cohort,)})
    _, out, _, written = relaxed(tmp_path, programme, "special_days", lang=lang)
    assert not written.is_kept
    assert text("left_list", lang, list="Special days") in written.spoken(lang)
    assert works(out)


def test_what_stands_below_a_list_is_not_pushed_away(tmp_path):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    write_programme(three_hours(), [], source, lang="en")
    workbook = openpyxl.load_workbook(source)
    sheet = workbook["Day grid"]
    sheet.cell(5, 2).value = None
    sheet.merge_cells("A4:B4")
    workbook.save(source)
    book = open_book(source)
    way = next(way for way in ways_out(book) if any(c.edit and c.edit.listed == "slots" for c in way.changes))
    written = write_relaxed(book, WayOut(way, lambda _: "made wider"), out, lang="en")
    assert not written.is_kept
    assert text("left_below", "en", cell="A4") in written.spoken("en")
