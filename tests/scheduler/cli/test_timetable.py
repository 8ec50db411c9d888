"""``angkatan timetable``, ``plan`` and the audit of a timetable, from the outside."""

from __future__ import annotations

import json
import re
from datetime import date

import openpyxl
import pytest
from fortnight import fortnight, sessions, undated, written

from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.domain import Lecturer, Span
from scheduler.errors import OutOfTime
from scheduler.rulebook import TIMETABLE, kinds
from scheduler.words import text
from scheduler.workbook import open_book

UNAVAILABLE = kinds(TIMETABLE)["Unavailable"]


@pytest.fixture(name="book")
def _book(tmp_path):
    return written(tmp_path / "in.xlsx")


def run(*arguments) -> int:
    return main([str(one) for one in arguments])


def sequences(folder) -> dict[str, dict[str, int]]:
    """The SEQUENCE of every event of every file."""
    pattern = rb"SEQUENCE:(\d+)|UID:(\S+)"
    found = {}
    for path in sorted(folder.glob("*.ics")):
        events = path.read_bytes().split(b"BEGIN:VEVENT")[1:]
        pairs = [{k: v for m in re.finditer(pattern, one) for k, v in [(bool(m[1]), m[1] or m[2])]} for one in events]
        found[path.name] = {pair[False].decode(): int(pair[True]) for pair in pairs}
    return found


def test_timetable_writes_a_workbook_and_json_and_says_that_it_is_proven(book, tmp_path, capsys):
    out, told = tmp_path / "out.xlsx", tmp_path / "out.json"
    assert run("timetable", book, "-o", out, "--json", told) == Exit.DONE
    shown = capsys.readouterr().out
    assert "12 meetings of 10 sessions" in shown
    assert ["A", "Data", "2026-09-14", "2026-09-18"] in [line.split()[:4] for line in shown.splitlines()]
    assert text("timetable_proven", "en") in shown
    assert text("kept_book_timed", "en") in shown
    facts = json.loads(told.read_text("utf-8"))
    assert facts["status"] == "optimal"
    assert len(facts["meetings"]) == len(open_book(out).programme.placements) == 12


def test_quiet_prints_nothing_where_all_is_well(tmp_path, capsys):
    lone = fortnight(nominees=(fortnight().nominees[0],))
    book = written(tmp_path / "in.xlsx", lone)
    assert run("timetable", book, "-o", tmp_path / "out.xlsx", "--quiet", "--ics", tmp_path / "cal") == Exit.DONE
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


@pytest.mark.parametrize("lang", ["id", "ko"])
def test_what_is_printed_and_written_speaks_the_language_asked_for(book, tmp_path, capsys, lang):
    run("timetable", book, "-o", tmp_path / "out.xlsx", "--html", tmp_path / "page.html", "--lang", lang)
    assert text("timetable_proven", lang) in capsys.readouterr().out
    assert f'<html lang="{lang}">' in (tmp_path / "page.html").read_text("utf-8")


def test_nobody_who_takes_part_is_on_the_page_or_in_a_calendar(book, tmp_path):
    seats, out = tmp_path / "seats.xlsx", tmp_path / "out.xlsx"
    run("allocate", book, "-o", seats, "-q")
    run(
        "timetable",
        seats,
        "-o",
        out,
        "-q",
        "--html",
        tmp_path / "page.html",
        "--ics",
        tmp_path / "cal",
        "--participants",
    )
    files = [tmp_path / "page.html", *(tmp_path / "cal").iterdir()]
    assert len(files) > 6
    assert not [path for path in files if b"Person" in path.read_bytes() or "n1" in path.name]


def test_whose_calendar_is_which_stands_in_the_workbook(book, tmp_path):
    seats, out = tmp_path / "seats.xlsx", tmp_path / "out.xlsx"
    run("allocate", book, "-o", seats, "-q")
    run("timetable", seats, "-o", out, "-q", "--ics", tmp_path / "cal", "--participants")
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(out)["Calendars"].iter_rows()]
    listed = {row[3] for row in rows if str(row[3]).endswith(".ics")}
    assert listed == {path.name for path in (tmp_path / "cal").glob("participant-*.ics")}
    assert len(listed) == len({seat.nominee for seat in open_book(seats).standing.seats})


def test_files_are_called_by_id_where_that_is_asked_for(book, tmp_path):
    seats, out = tmp_path / "seats.xlsx", tmp_path / "out.xlsx"
    run("allocate", book, "-o", seats, "-q")
    run("timetable", seats, "-o", out, "-q", "--ics", tmp_path / "cal", "--participants", "--by-id")
    seated = {seat.nominee for seat in open_book(seats).standing.seats}
    assert {path.name for path in (tmp_path / "cal").glob("participant-*")} == {
        f"participant-{one}.ics" for one in seated
    }


def test_participants_need_a_folder_for_their_calendars(book, tmp_path, capsys):
    assert run("timetable", book, "-o", tmp_path / "out.xlsx", "--participants") == Exit.USAGE
    assert "--ics" in capsys.readouterr().err


def moved(path, target) -> None:
    """Let the visit of cohort A be on any other day, and all else where it is."""
    programme = open_book(path).programme
    (visit,) = [held for held in programme.placements if held.session == "A5"]
    away = UNAVAILABLE(who="A5", days=(Span(first=visit.day, last=visit.day),))
    others = [held for held in programme.placements if held is not visit]
    written(target, programme, away, *map(stays, others))


def stays(held):
    return kinds(TIMETABLE)["Held at"](session=held.session, day=held.day, slot=held.slot, room=held.room)


def test_moving_one_session_changes_the_sequence_of_its_event_alone(book, tmp_path):
    """From the command line twice in a row: the calendars that are there tell what was given out before."""
    out, again, calendars = tmp_path / "out.xlsx", tmp_path / "again.xlsx", tmp_path / "cal"
    assert run("timetable", book, "-o", out, "-q", "--ics", calendars) == Exit.DONE
    first = sequences(calendars)
    assert {number for events in first.values() for number in events.values()} == {0}
    moved(out, tmp_path / "edited.xlsx")
    assert run("timetable", tmp_path / "edited.xlsx", "-o", again, "-q", "--ics", calendars) == Exit.DONE
    second = sequences(calendars)
    assert {name: set(events) for name, events in first.items()} == {
        name: set(events) for name, events in second.items()
    }
    risen = {(name, key) for name, events in second.items() for key, number in events.items() if number}
    assert {name for name, _ in risen} == {"cohort-A.ics"}
    assert len(risen) == 1


def test_rows_that_clash_are_named_by_sheet_and_cell_and_nothing_is_written(tmp_path, capsys):
    book = written(tmp_path / "in.xlsx", fortnight(), UNAVAILABLE(who="A2", note="host is away"))
    assert run("timetable", book, "-o", tmp_path / "out.xlsx") == Exit.INFEASIBLE
    told = capsys.readouterr().err
    assert text("cannot_all_hold_timetable", "en") in told
    assert "Unavailable!A2" in told
    assert "relax" not in told
    assert not (tmp_path / "out.xlsx").exists()


def test_a_cell_that_implies_a_rule_is_named(tmp_path, capsys):
    away = (Span(first=date(2026, 9, 1), last=date(2026, 9, 30)),)
    lecturers = (Lecturer(code="kim", title="Prof. Kim", unavailable=away), Lecturer(code="lee"))
    book = written(tmp_path / "in.xlsx", fortnight(lecturers=lecturers))
    assert run("timetable", book, "-o", tmp_path / "out.xlsx") == Exit.INFEASIBLE
    assert "Lecturers!" in capsys.readouterr().err


def test_a_search_that_finds_nothing_says_so(book, tmp_path, capsys, monkeypatch):
    def nothing(*_, **__):
        raise OutOfTime("no timetable was found")

    monkeypatch.setattr("scheduler.timetable.run.timetable", nothing)
    assert run("timetable", book, "-o", tmp_path / "out.xlsx") == Exit.OUT_OF_TIME
    assert "timetable" in capsys.readouterr().err


def test_an_interrupt_hands_back_the_best_found(tmp_path, capsys, monkeypatch):
    """The stop is set as soon as a first timetable is there, as Ctrl-C would."""
    from scheduler.timetable.engine import Search

    first = Search._first

    def stopped(self):
        found = first(self)
        self.clock.stop.set()
        return found

    monkeypatch.setattr(Search, "_first", stopped)
    compact = kinds(TIMETABLE)["Compact days"](priority=1)
    path = written(tmp_path / "in.xlsx", fortnight(), compact)
    assert run("timetable", path, "-o", tmp_path / "out.xlsx") == Exit.DONE
    assert len(open_book(tmp_path / "out.xlsx").programme.placements) == 12
    shown = capsys.readouterr().out
    assert text("timetable_proven", "en") in shown or "stopped by hand" in shown


def test_a_target_that_cannot_be_written_is_refused_before_the_search(book, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("scheduler.timetable.run.timetable", lambda *_, **__: pytest.fail("searched"))
    for options in (
        ["-o", tmp_path / "out.csv"],
        ["-o", tmp_path / "out.xlsx", "--html", tmp_path / "page.txt"],
        ["-o", tmp_path / "out.xlsx", "--ics", book],
        ["-o", tmp_path / "out.xlsx", "--json", tmp_path / "none" / "out.json"],
    ):
        assert run("timetable", book, *options) == Exit.NO_FILE
        assert capsys.readouterr().err


def test_a_calendar_of_somebody_else_is_left_alone(book, tmp_path, capsys):
    (tmp_path / "cal").mkdir()
    (tmp_path / "cal" / "cohort-A.ics").write_text("mine")
    assert run("timetable", book, "-o", tmp_path / "out.xlsx", "-q", "--ics", tmp_path / "cal") == Exit.NO_FILE
    assert "cohort-A.ics" in capsys.readouterr().err
    assert (tmp_path / "cal" / "cohort-A.ics").read_text() == "mine"


def test_plan_decides_dates_people_and_timetable(tmp_path, capsys):
    book = written(tmp_path / "in.xlsx", undated(), kinds()["Fill seats"](priority=1))
    out, told = tmp_path / "out.xlsx", tmp_path / "out.json"
    assert run("plan", book, "-o", out, "--json", told, "--ics", tmp_path / "cal", "--participants") == Exit.DONE
    shown = capsys.readouterr().out
    assert text("proven_unique", "en") in shown
    assert text("timetable_proven", "en") in shown
    facts = json.loads(told.read_text("utf-8"))
    assert len(facts["seats"]["seats"]) == 4
    assert all(facts["dates"]["cohorts"][code]["start"] for code in "AB")
    assert len(list((tmp_path / "cal").glob("participant-*.ics"))) == 4
    assert run("audit", out) == Exit.DONE
    shown = capsys.readouterr().out
    assert text("audit_of_seats", "en") in shown
    assert text("audit_of_timetable", "en") in shown


def test_windows_without_dates_are_named_with_the_reason(tmp_path, capsys):
    window = (
        undated()
        .windows[0]
        .model_copy(update={"unavailable": (Span(first=date(2026, 9, 1), last=date(2026, 10, 31)),)})
    )
    book = written(tmp_path / "in.xlsx", undated().model_copy(update={"windows": (window, undated().windows[1])}))
    assert run("plan", book, "-o", tmp_path / "out.xlsx") == Exit.INFEASIBLE
    told = capsys.readouterr().err
    assert text("no_dates", "en") in told
    assert re.search(r"A: \d+ spans of days refused \(venue or host not free\)", told)


def test_audit_passes_a_timetable_of_ours_and_catches_a_change_by_hand(book, tmp_path, capsys):
    out = tmp_path / "out.xlsx"
    run("timetable", book, "-o", out, "-q")
    assert run("audit", out) == Exit.DONE
    workbook = openpyxl.load_workbook(out)
    listed = workbook["Timetable"]
    heads = [cell.value for cell in listed[1]]
    rows = [row for row in range(2, listed.max_row + 1) if str(listed.cell(row, 1).value).startswith("A")]
    for row in rows[:2]:  # two meetings of one cohort at once
        for title in ("Day", "Slot"):
            listed.cell(row, heads.index(title) + 1).value = listed.cell(rows[0], heads.index(title) + 1).value
    workbook.save(out)
    capsys.readouterr()
    assert run("audit", out) == Exit.BROKEN
    assert "Cohort clash" in capsys.readouterr().out


def test_audit_loads_no_solver(book, tmp_path):
    import subprocess
    import sys

    run("timetable", book, "-o", tmp_path / "out.xlsx", "-q")
    script = "import sys; from scheduler.cli import main; main(['audit', sys.argv[1]]); print(*sys.modules)"
    command = [sys.executable, "-c", script, str(tmp_path / "out.xlsx")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "scheduler.timetable.verdict" in done.stdout.split()
    assert not [name for name in done.stdout.split() if name.startswith("ortools")]


def test_a_cohort_more_gets_a_grid_and_one_less_loses_it(tmp_path):
    both = fortnight()
    one, two, three = (tmp_path / f"{name}.xlsx" for name in ("one", "two", "three"))
    written(one, both)
    run("timetable", one, "-o", two, "-q")
    workbook = openpyxl.load_workbook(two)
    for title, count in (("Cohorts", 1), ("Sessions", len(sessions("B")))):
        workbook[title].delete_rows(workbook[title].max_row - count + 1, count)
    listed = workbook["Timetable"]
    for row in range(listed.max_row, 1, -1):
        if str(listed.cell(row, 1).value).startswith("B"):
            listed.delete_rows(row)
    workbook.save(two)
    assert run("timetable", two, "-o", three, "-q") == Exit.DONE
    assert [name for name in openpyxl.load_workbook(three).sheetnames if name.startswith("Timetable of")] == [
        "Timetable of A"
    ]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "0:07  looking for a first solution"),
        ({"number": 1, "tiers": 3, "value": 12.0, "bound": 5.0}, "priority 1 of 3: best so far 12, at least 5, gap 7"),
        ({"number": 2, "tiers": 3, "value": None, "bound": None}, "priority 2 of 3: best so far -, at least -"),
    ],
)
def test_progress_tells_bound_and_gap_as_far_as_they_are_known(capsys, told, words):
    from scheduler.cli.progress import Watch
    from scheduler.cli.screen import Screen
    from scheduler.solve.limits import Progress

    Watch(Screen("en"))(Progress(seconds=7.4, **told))
    assert capsys.readouterr().err.strip().endswith(words)
