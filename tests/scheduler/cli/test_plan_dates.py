"""``angkatan plan`` where dates are open: which are chosen, what is proven of them, and what is doubtful about days."""

from __future__ import annotations

import json
from datetime import date

import openpyxl
import pytest
from open_dates import open_dates
from week import week

from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.domain import Cohort, DateWindow, Nominee, Programme, Span
from scheduler.rulebook import kinds
from scheduler.timetable import PlanOptions
from scheduler.words import LANGUAGES, text
from scheduler.workbook import open_book
from scheduler.workbook.write import write_programme

FILL = kinds()["Fill seats"](priority=2)


def run(*arguments) -> int:
    return main([str(one) for one in arguments])


def days(first: str, last: str) -> Span:
    return Span(first=date.fromisoformat(first), last=date.fromisoformat(last))


def written(path, programme, *rules):
    write_programme(programme, [FILL, *rules], path, lang="en")
    return path


def two_weeks(**changes) -> Programme:
    """Return two cohorts of a seat each, for one of two weeks; in the first week only one person is free."""
    people = (
        Nominee(id="1", name="Ayu Lestari", unavailable=(days("2026-06-15", "2026-06-19"),)),
        Nominee(id="2", name="Budi Santoso", unavailable=(days("2026-06-08", "2026-06-12"),)),
        Nominee(id="3", name="Citra Dewi", unavailable=(days("2026-06-08", "2026-06-12"),)),
    )
    window = {"earliest": date(2026, 6, 8), "latest": date(2026, 6, 19), "days": 5, "weekday": "Mon"}
    fields = {
        "name": "Two weeks",
        "cohorts": tuple(Cohort(code=code, seats_at_most=1) for code in "AB"),
        "nominees": people,
        "windows": tuple(DateWindow(cohort=code, **window) for code in "AB"),
        "slots": week(days=1, hours=2).slots,
    }
    return Programme(**{**fields, **changes})


def test_dates_are_chosen_so_that_people_who_are_away_are_not_missed(tmp_path, capsys):
    book, out, told = written(tmp_path / "in.xlsx", two_weeks()), tmp_path / "out.xlsx", tmp_path / "out.json"
    assert run("plan", book, "-o", out, "--json", told) == Exit.DONE
    assert "Dates and people are proven best together: " in capsys.readouterr().out
    again = open_book(out)
    assert {again.programme.cohort[code].start for code in "AB"} != {date(2026, 6, 8)}
    assert len(again.standing.seats) == 2
    facts = json.loads(told.read_text("utf-8"))["dates"]["together"]
    assert facts["is_proven"]
    assert (facts["possible"], facts["gap"]) == (4, None)
    assert [one["priority"] for one in facts["priorities"]] == [2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_proven_of_dates_and_people_is_told_with_its_gap(tmp_path, capsys, monkeypatch, lang):
    """One try finds both cohorts in a week in which one person is free; another week could fill a seat more."""
    monkeypatch.setattr("scheduler.timetable.planning.PlanOptions", lambda **_: PlanOptions(tries=1))
    book, out, told = written(tmp_path / "in.xlsx", two_weeks()), tmp_path / "out.xlsx", tmp_path / "out.json"
    assert run("plan", book, "-o", out, "--lang", lang, "--json", told) == Exit.DONE
    sentence = text("together_gap", lang, tried=1, possible=4, priority=2, gap=1)
    assert sentence in capsys.readouterr().out
    sheets = openpyxl.load_workbook(out)
    cells = {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}
    assert sentence in cells
    assert json.loads(told.read_text("utf-8"))["dates"]["together"]["gap"] == {"priority": 2, "amount": 1}


def test_nothing_is_said_of_dates_where_none_were_open(tmp_path, capsys):
    cohort = Cohort(code="A", seats_at_most=1, start=date(2026, 6, 8), end=date(2026, 6, 12))
    book = written(tmp_path / "in.xlsx", two_weeks(cohorts=(cohort,), windows=()))
    assert run("plan", book, "-o", tmp_path / "out.xlsx") == Exit.DONE
    assert "together" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lang", "why"), [("en", "refused (ramadan)"), ("id", "ditolak (Ramadan)"), ("ko", "거부(라마단)")]
)
def test_a_window_within_ramadan_that_is_to_be_avoided_has_no_dates(tmp_path, capsys, lang, why):
    spans = {"earliest": date(2026, 2, 23), "latest": date(2026, 3, 6), "days": 5, "ramadan": "avoid"}
    window = DateWindow(cohort="A", **spans)
    cohort = two_weeks().cohorts[0]
    book = tmp_path / "in.xlsx"
    write_programme(two_weeks(cohorts=(cohort,), windows=(window,)), [FILL], book, lang=lang)
    assert open_book(book).programme.windows == (window,)
    assert run("plan", book, "-o", tmp_path / "out.xlsx", "--lang", lang) == Exit.INFEASIBLE
    assert why in capsys.readouterr().err


def test_wishes_and_days_of_people_move_a_cohort_off_its_preferred_start(tmp_path, capsys):
    """29 March is preferred for KBJ and fills all seats too, but only with people who wish for the other cohort."""
    book, out, told = open_dates(tmp_path / "in.xlsx"), tmp_path / "out.xlsx", tmp_path / "out.json"
    assert run("plan", book, "-o", out, "--lang", "id", "--json", told) == Exit.DONE
    shown = capsys.readouterr().out
    assert "Tanggal dan peserta terbukti terbaik bersama-sama" in shown
    lines = [line.split() for line in shown.splitlines()]
    assert ["APP", "Aplikasi", "layanan", "2", "2", "0"] in lines
    again = open_book(out)
    assert {c.code: c.start for c in again.programme.cohorts} == {"KBJ": date(2027, 4, 5), "APP": date(2027, 3, 29)}
    assert {s.nominee: s.cohort for s in again.standing.seats} == {"P1": "KBJ", "P2": "KBJ", "P3": "APP", "P4": "APP"}
    (opening,) = (meeting for meeting in again.programme.placements if meeting.session == "K1")
    assert date(2027, 4, 6) <= opening.day <= date(2027, 4, 8)
    assert json.loads(told.read_text("utf-8"))["dates"]["together"]["is_proven"]


@pytest.mark.parametrize(
    ("lang", "feast"),
    [("en", "Eid al-Fitr, 2027-03-10"), ("id", "Idulfitri, 2027-03-10"), ("ko", "이드 알피트르(2027-03-10)은")],
)
def test_doubts_about_days_are_told_in_the_language_asked_for(tmp_path, capsys, lang, feast):
    assert run("check", open_dates(tmp_path / "in.xlsx"), "--lang", lang) == Exit.DONE
    said = capsys.readouterr().err
    assert feast in said
    assert "Second Day" not in said or lang == "en"


@pytest.fixture(name="early")
def _early(tmp_path):
    """A cohort that leaves before its papers can be ready, in a year without decreed joint holidays."""
    cohort = Cohort(code="A", seats_at_most=1, start=date(2028, 6, 12), end=date(2028, 6, 16))
    programme = two_weeks(cohorts=(cohort,), windows=(), planned_on=date(2028, 6, 1), nominees=two_weeks().nominees[:1])
    return written(tmp_path / "in.xlsx", programme)


def test_check_lists_what_is_doubtful_about_days_with_its_cell(early, tmp_path, capsys):
    copy, told = tmp_path / "copy.xlsx", tmp_path / "told.json"
    assert run("check", early, "-o", copy, "--json", told) == Exit.DONE
    said = capsys.readouterr().err
    place = open_book(early).places["cohort:A:start"]
    assert f"{place}: A leaves on 2028-06-12, before papers can be ready" in said
    assert "The joint holidays (cuti bersama) of Indonesia in 2028 are not known yet" in said
    assert "A leaves on" in openpyxl.load_workbook(copy)[place.sheet][place.cell].comment.text
    listed = {one["code"]: one for one in json.loads(told.read_text("utf-8"))["problems"]}
    assert listed["doubt_papers"]["cell"] == place.cell
    assert listed["doubt_joint"]["cell"] is None


@pytest.mark.parametrize("command", ["plan", "timetable"])
def test_plan_and_timetable_tell_what_is_doubtful_about_days(early, tmp_path, capsys, command):
    assert run(command, early, "-o", tmp_path / "out.xlsx") == Exit.DONE
    said = capsys.readouterr().err
    assert "before papers can be ready" in said
    assert "2028 are not known yet" in said
    assert run(command, early, "-o", tmp_path / "out.xlsx", "-q") == Exit.DONE
    assert capsys.readouterr().err == ""


def test_holidays_are_no_doubt_to_whoever_asks_for_seats_alone(tmp_path, capsys):
    cohort = Cohort(code="A", seats_at_most=1, start=date(2028, 6, 12), end=date(2028, 6, 16))
    book = written(tmp_path / "in.xlsx", two_weeks(cohorts=(cohort,), windows=(), slots=()))
    assert run("check", book) == Exit.DONE
    assert "2028" not in capsys.readouterr().err
