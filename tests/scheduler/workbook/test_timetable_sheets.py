"""The sheets of the timetable: written and read again they say the same, in every language; and what they mean."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random

import pytest
import timetables
from bad_timetable import sheet
from openpyxl import Workbook
from week import MONDAY, held, session, week

from scheduler.domain import Nominee, Programme
from scheduler.findings import Place
from scheduler.pipeline import allocate
from scheduler.resources import Break, DateWindow, Site, Slot, Span, SpecialDay
from scheduler.rule import Rule
from scheduler.rulebook import SEATS, TIMETABLE, complete, kinds
from scheduler.words import LANGUAGES
from scheduler.words import sheet as sheet_name
from scheduler.workbook import open_book
from scheduler.workbook.parse import Examined, examine
from scheduler.workbook.read import read
from scheduler.workbook.write import write_programme, write_result

KINDS = list(kinds(TIMETABLE).values())
in_each = pytest.mark.parametrize("lang", LANGUAGES)
SENSELESS = {"unknown_who", "unknown_slot", "inverted", "both_same"}
"""What random rows may be told: they name what the week at hand does not have, or ask for nothing that can be."""
PERSON = Nominee(id="n1", name="Ani", institution="BKN", institution_type="agency")


def whole(programme: Programme, **more: object) -> Programme:
    """Add what every workbook has, and what is not there yet."""
    kept = {name: getattr(programme, name) for name in Programme.model_fields}
    return Programme(**{**kept, "nominees": (PERSON,), **more})


def random_week(random: Random) -> Programme:
    """Invent a programme with everything that a timetable is made of, and the meetings as they stood."""
    programme = timetables.programme(random)
    later = MONDAY.replace(month=10)
    more = {
        "special_days": (SpecialDay(days=(Span(first=later, last=later),), is_free=random.random() < 0.5, title="x"),),
        "windows": (DateWindow(cohort="A", earliest=MONDAY, latest=later, days=5, weekday="Mon", preferred=MONDAY),),
        "breaks": (Break(title="Jumat", start=time(12), end=time(13, 30), weekdays=("Fri", "Mon"), season="ramadan"),),
        "language": random.choice(LANGUAGES),
    }
    return whole(programme, placements=timetables.timetable(random, programme).placements, **more)


def example(kind: type[Rule], random: Random, programme: Programme) -> Rule:
    """Draw a random row from the rule's own test file."""
    stem = kind.__module__.split(".")[-1]
    path = Path(__file__).parents[2] / "constraints" / "timetable" / f"test_{stem}.py"
    spec = spec_from_file_location(f"sheets_{stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.example(random, programme)[1]


def written(path: Path, cells: dict[str, object]) -> Examined:
    """Write cells by address, and examine them."""
    book = Workbook()
    book.remove(book.active)
    for where, value in cells.items():
        name, at = where.split("!")
        (book[name] if name in book.sheetnames else book.create_sheet(name))[at] = value
    book.save(path)
    return examine(read(path))


def problems(found: Examined) -> set[tuple[str, str]]:
    """Return codes and cells."""
    return {(problem.code, str(problem.place)) for problem in found.problems}


BASE = {
    **sheet("Cohorts", ("Code", "Seats at most", "Start", "End"), ("A", 3, MONDAY, date(2027, 6, 11))),
    **sheet("Nominees", ("ID", "Name", "Institution"), ("n1", "Ani", "BKN")),
}


@in_each
@pytest.mark.parametrize("seed", range(4))
def test_a_programme_with_a_timetable_is_written_and_read_again_as_it_was(seed, lang, tmp_path):
    programme = random_week(Random(f"{seed} {lang}"))
    write_programme(programme, (), tmp_path / "w.xlsx", lang=lang)
    assert open_book(tmp_path / "w.xlsx").programme == programme


@in_each
@pytest.mark.parametrize("seed", range(2))
def test_rules_of_the_timetable_are_written_and_read_again_as_they_were(seed, lang, tmp_path):
    random = Random(f"{seed} {lang}")
    programme = random_week(random)
    rules = [example(kind, random, programme) for kind in KINDS]
    write_programme(programme, rules, tmp_path / "w.xlsx", lang=lang)
    refused = [problem for problem in examine(read(tmp_path / "w.xlsx")).problems if problem.severity == "error"]
    assert {problem.code for problem in refused} <= SENSELESS, refused
    assert len(refused) < 6
    senseless = {problem.place.sheet for problem in refused}
    rules = [rule for rule in rules if sheet_name(rule.sheet, lang) not in senseless]
    write_programme(programme, rules, tmp_path / "w.xlsx", lang=lang)
    book = open_book(tmp_path / "w.xlsx")
    assert sorted(rule.key for rule in book.rules) == sorted(rule.key for rule in rules)
    assert all(rule.place.row == 2 for rule in book.rules)


def test_the_cells_of_a_timetable_can_be_written_as_people_write_them(tmp_path):
    cells = {
        **BASE,
        **sheet("Sesi", ("Kode", "Angkatan", "Jenis", "Pengajar"), ("s1", "a", "kuliah", "L1")),
        **sheet("Jam pelajaran", ("Jam ke-", "Jam mulai", "Jam selesai"), (1, "09.00", "pukul 9:45 WIB"),
                (2, 0.4375, "오전 11시 15분")),
        **sheet("Breaks", ("Title", "Starts", "Ends", "Weekdays", "Season"),
                ("Lunch", "12:00", "1:00 PM", "Senin-Rabu; 금요일; Sat", "di luar Ramadan")),
        **sheet("강사", ("코드", "전문 분야"), ("l1", None)),
        **sheet("Beban harian", ("Siapa atau apa", "Paling banyak"), ("masing-masing", 4)),
        **sheet("Unavailable", ("Who", "Slots", "Until"), ("L1", "1..2", time(10))),
        **sheet("Room size", ("Kinds",), ("lecture",)),
    }  # fmt: skip
    found = written(tmp_path / "w.xlsx", cells)
    assert found.book is not None, found.problems
    programme = found.book.programme
    ends = (Slot(number=1, start=time(9), end=time(9, 45)), Slot(number=2, start=time(10, 30), end=time(11, 15)))
    assert programme.slots == ends
    days = ("Mon", "Tue", "Wed", "Fri", "Sat")
    lunch = Break(title="Lunch", start=time(12), end=time(13), weekdays=days, season="not ramadan")
    assert programme.breaks == (lunch,)
    assert programme.sessions[0].lecturers == ("l1",)
    rows = {rule.sheet: rule for rule in found.book.rules}
    assert (rows["Daily load"].who, rows["Daily load"].at_most) == ("each", 4)
    assert (rows["Unavailable"].who, rows["Unavailable"].slots, rows["Unavailable"].until) == ("l1", (1, 2), time(10))
    assert rows["Room size"].kinds == ("kuliah",)


@pytest.mark.parametrize("clock", ["24:00", "9", "13:00 PM", "0:00 AM", 9, 1.5, date(2027, 6, 7), "오후 13시", True])
def test_what_is_no_time_of_day_is_told(clock, tmp_path):
    cells = BASE | sheet("Day grid", ("Slot", "Starts", "Ends"), (1, clock, time(23, 50)))
    assert ("not_clock", "Day grid!B2") in problems(written(tmp_path / "w.xlsx", cells))


def test_a_workbook_with_a_sheet_of_its_own_called_like_ours_is_read_as_before(tmp_path):
    cells = {
        **BASE,
        **sheet("Jadwal", ("Hari", "Tanggal", "Sesi", "Narasumber"), ("Senin", MONDAY, "Pembukaan", "Bapak Kim")),
        **sheet("Perjalanan", ("Maskapai", "Berangkat"), ("GA 878", "22.30")),
    }
    found = written(tmp_path / "w.xlsx", cells)
    assert found.book is not None
    assert not found.book.has_timetable
    assert problems(found) == {("sheet_left", "Jadwal"), ("sheet_left", "Perjalanan")}


def test_meetings_of_a_session_that_is_gone_are_kept_and_told(tmp_path):
    cells = BASE | sheet("Timetable", ("Session", "Day", "Slot", "Starts", "Title"), ("s9", MONDAY, 1, "09:00", "Gone"))
    found = written(tmp_path / "w.xlsx", cells)
    assert found.book is not None
    assert found.book.programme.placements == held("s9 0 1")
    assert problems(found) == set(), "without sessions nothing is known to be gone"
    cells |= sheet("Sessions", ("Code", "Cohort"), ("s1", "A"))
    assert problems(written(tmp_path / "w.xlsx", cells)) == {("no_longer", "Timetable!A2")}


def test_lecturers_and_sites_without_sheets_of_their_own_are_taken_as_written(tmp_path):
    cells = BASE | sheet("Sessions", ("Code", "Cohort", "Lecturers", "Site"), ("s1", "A", "Kim; Lee", "NIA"))
    found = written(tmp_path / "w.xlsx", cells)
    assert found.problems == ()
    assert found.book is not None
    assert found.book.programme.sessions[0].lecturers == ("Kim", "Lee")


def test_a_workbook_without_a_timetable_is_not_asked_for_one(tmp_path):
    cells = BASE | sheet("Cohorts", ("Code", "Seats at most", "Start"), ("A", 3, None))
    found = written(tmp_path / "w.xlsx", cells | sheet("Sessions", ("Code", "Cohort"), ("s1", "A")))
    assert found.problems == ()


def test_implied_rules_name_the_cells_that_they_come_from(tmp_path):
    cells = {
        **BASE,
        **sheet("Lecturers", ("Code", "Unavailable", "Most hours a day"), ("l1", "2027-06-08", 4)),
        **sheet("Sites", ("Code", "Rather not"), ("w1", "2027-06-09")),
        **sheet("Sessions", ("Code", "Cohort", "Latest"), ("s1", "A", date(2027, 6, 10))),
    }
    book = written(tmp_path / "w.xlsx", cells).book
    assert book is not None
    rules = complete(book.programme, book.rules, book.places, package=TIMETABLE)
    stems = {rule.stems: str(rule.place) for rule in rules if rule.stems.count(":") > 1}
    assert stems == {
        "lecturer:l1:unavailable": "Lecturers!B2",
        "lecturer:l1:most_a_day": "Lecturers!C2",
        "site:w1:rather_not": "Sites!B2",
        "session:s1:latest": "Sessions!C2",
    }


def test_rules_of_one_kind_of_work_are_passed_over_by_the_other():
    rules = [kinds(TIMETABLE)["Travel"](note="mine"), kinds(SEATS)["Fill seats"](note="mine")]
    programme = week(session("s1"))
    noted = [[r.sheet for r in complete(programme, rules, package=p) if r.note] for p in (SEATS, TIMETABLE)]
    assert noted == [["Fill seats"], ["Travel"]]


@in_each
@pytest.mark.parametrize("as_new", [False, True])
def test_an_allocation_keeps_the_timetable_and_its_rules(lang, as_new, tmp_path):
    programme = whole(
        week(session("s1", site="w1"), sites=(Site(code="w1", minutes=10),)), placements=held("s1 0 2"), breaks=()
    )
    rules = [kinds(TIMETABLE)["Held at"](session="s1", day=MONDAY, slot=2), kinds(TIMETABLE)["Travel"](note="x")]
    write_programme(programme, rules, tmp_path / "in.xlsx", lang=lang)
    result = allocate(open_book(tmp_path / "in.xlsx"))
    assert {rule.sheet for rule in result.rules} & set(kinds(TIMETABLE)) == set()
    made = write_result(result, tmp_path / "out.xlsx", lang=lang, as_new=as_new)
    assert made.is_kept is not as_new
    again = open_book(tmp_path / "out.xlsx")
    assert again.programme == programme
    assert sorted(rule.key for rule in again.rules) == sorted(rule.key for rule in rules)


def test_rules_given_in_python_are_kept_for_the_workbook_too(tmp_path):
    programme = whole(week(session("s1")))
    result = allocate(programme, rules=[kinds(TIMETABLE)["Held at"](session="s1", day=MONDAY, slot=2)])
    write_result(result, tmp_path / "out.xlsx", lang="en")
    (rule,) = open_book(tmp_path / "out.xlsx").rules
    assert rule.place == Place("out.xlsx", "Held at", "A2")


def test_a_workbook_without_a_timetable_loads_no_rule_about_one(tmp_path):
    write_programme(Programme(cohorts=week().cohorts, nominees=(PERSON,)), (), tmp_path / "w.xlsx", lang="ko")
    code = f"""
import sys
from scheduler.workbook import open_book
open_book({str(tmp_path / "w.xlsx")!r})
assert "constraints.timetable.travel" not in sys.modules
assert "holidays" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_columns_of_the_timetable_stay_away_where_nobody_uses_them(tmp_path):
    programme = Programme(cohorts=week().cohorts, sessions=(session("s1", needs_room=True),), nominees=(PERSON,))
    write_programme(programme, (), tmp_path / "w.xlsx", lang="en")
    headings = read(tmp_path / "w.xlsx").grids[2].rows[1]
    assert "Lesson hours" not in headings
    write_programme(whole(programme, rooms=()), (), tmp_path / "w.xlsx", lang="en")
    some = whole(programme, sessions=(session("s1"),))
    write_programme(some, (), tmp_path / "w.xlsx", lang="en")
    assert "Needs room" in read(tmp_path / "w.xlsx").grids[2].rows[1]
