"""Every command from the outside: what it prints, what it writes, and its exit code."""

from __future__ import annotations

import json
import signal

import openpyxl
import pytest

from scheduler.cli import COMMANDS, main
from scheduler.cli.exits import MEANINGS, Exit
from scheduler.cli.progress import watching
from scheduler.cli.screen import Screen
from scheduler.domain import Amount, Cohort, Nominee, Programme
from scheduler.errors import OutOfTime
from scheduler.rulebook import kinds
from scheduler.words import text
from scheduler.workbook.write import write_programme

QUOTA = kinds()["Quotas"]


def programme(**changes):
    people = tuple(Nominee(id=f"n{k}", name=f"Person {k}", sex="FM"[k % 2], institution="PANRB") for k in range(6))
    cohorts = (Cohort(code="A", seats_at_most=2), Cohort(code="B", seats_at_most=1))
    return Programme(name="Small", cohorts=cohorts, nominees=people).model_copy(update=changes)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.xlsx"
    write_programme(programme(), [QUOTA(sex=("F",), where=("all",), at_least=Amount(count=2))], path, lang="en")
    return path


def edited(path, sheet, cell, value):
    """Change one cell of a workbook, as a coordinator would."""
    workbook = openpyxl.load_workbook(path)
    workbook[sheet][cell] = value
    workbook.save(path)


def column(path, sheet, heading):
    """Find a column's letter by its heading."""
    cells = openpyxl.load_workbook(path)[sheet][1]
    return next(cell.column_letter for cell in cells if cell.value == heading)


def test_help_lists_every_command(capsys):
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(name, capsys):
    assert main([name, "--help"]) == 0
    assert f"angkatan {name}" in capsys.readouterr().out


def test_a_mistyped_command_is_answered_with_the_nearest(capsys):
    assert main(["alocate"]) == Exit.USAGE
    assert "allocate" in capsys.readouterr().err


def test_a_missing_argument_is_a_sentence_and_no_trace_back(capsys):
    assert main(["allocate"]) == Exit.USAGE
    assert "Traceback" not in capsys.readouterr().err


def test_every_exit_code_has_a_meaning():
    assert set(MEANINGS) == set(Exit)


def test_allocate_writes_a_workbook_and_json_and_says_that_it_is_proven(book, tmp_path, capsys):
    out, told = tmp_path / "out.xlsx", tmp_path / "out.json"
    assert main(["allocate", str(book), "-o", str(out), "--json", str(told)]) == Exit.DONE
    assert "roven best" in capsys.readouterr().out
    assert len(json.loads(told.read_text("utf-8"))["seats"]) == 3
    assert "Nominees" in openpyxl.load_workbook(out).sheetnames


def test_quiet_prints_nothing_where_all_is_well(book, tmp_path, capsys):
    assert main(["allocate", str(book), "-o", str(tmp_path / "out.xlsx"), "--quiet"]) == Exit.DONE
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


@pytest.mark.parametrize(("lang", "word"), [("id", "kursi"), ("ko", "정원")])
def test_the_summary_speaks_the_language_asked_for(book, tmp_path, capsys, lang, word):
    main(["allocate", str(book), "-o", str(tmp_path / "out.xlsx"), "--lang", lang])
    assert word in capsys.readouterr().out.lower()


def test_a_bad_workbook_lists_every_problem_and_writes_nothing(book, tmp_path, capsys):
    most = column(book, "Cohorts", "Seats at most")
    edited(book, "Cohorts", f"{most}2", "two")
    edited(book, "Cohorts", f"{most}3", -1)
    out = tmp_path / "out.xlsx"
    assert main(["allocate", str(book), "-o", str(out)]) == Exit.BAD_WORKBOOK
    told = capsys.readouterr().err
    assert f"Cohorts!{most}2" in told
    assert f"Cohorts!{most}3" in told
    assert not out.exists()


def test_rules_that_clash_are_named_and_nothing_is_written(tmp_path, capsys):
    book, out = tmp_path / "book.xlsx", tmp_path / "out.xlsx"
    clash = [
        QUOTA(sex=("F",), where=("A",), at_least=Amount(count=2)),
        QUOTA(sex=("M",), where=("A",), at_least=Amount(count=1)),
    ]
    write_programme(programme(), clash, book, lang="en")
    assert main(["allocate", str(book), "-o", str(out)]) == Exit.INFEASIBLE
    told = capsys.readouterr().err
    assert "Quotas!A2" in told
    assert "Quotas!A3" in told
    assert not out.exists()


@pytest.mark.parametrize(("stopped_by", "told"), [("time", "out_of_time"), ("engine", "gave_up")])
def test_a_search_that_finds_nothing_says_so_and_why(book, tmp_path, capsys, monkeypatch, stopped_by, told):
    def nothing(*_, **__):
        raise OutOfTime("no allocation was found", 3.0, stopped_by)

    monkeypatch.setattr("scheduler.pipeline.allocate", nothing)
    assert main(["allocate", str(book), "-o", str(tmp_path / "out.xlsx")]) == Exit.OUT_OF_TIME
    assert text(told, "en") in capsys.readouterr().err


def test_a_fault_is_a_sentence_and_no_trace_back(book, tmp_path, capsys, monkeypatch):
    def faulty(*_, **__):
        raise ZeroDivisionError("by design")

    monkeypatch.setattr("scheduler.pipeline.allocate", faulty)
    assert main(["allocate", str(book), "-o", str(tmp_path / "out.xlsx")]) == Exit.FAULT
    told = capsys.readouterr().err
    assert "by design" in told
    assert "Traceback" not in told


def test_a_missing_file_is_named(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none.xlsx")]) == Exit.NO_FILE
    assert "none.xlsx" in capsys.readouterr().err


def test_the_input_is_never_the_output(book, capsys):
    before = book.read_bytes()
    assert main(["allocate", str(book), "-o", str(book)]) == Exit.NO_FILE
    assert capsys.readouterr().err
    assert book.read_bytes() == before


def test_check_counts_what_was_read(book, capsys):
    assert main(["check", str(book)]) == Exit.DONE
    assert "6 nominees" in capsys.readouterr().out


def test_audit_passes_what_allocate_wrote_and_catches_a_change_by_hand(book, tmp_path, capsys):
    out = tmp_path / "out.xlsx"
    main(["allocate", str(book), "-o", str(out), "--quiet"])
    assert main(["audit", str(out)]) == Exit.DONE
    letter = column(out, "Nominees", "Allocated cohort")
    for row in range(2, 8):
        edited(out, "Nominees", f"{letter}{row}", "A")
    assert main(["audit", str(out)]) == Exit.BROKEN
    assert "Cohorts!" in capsys.readouterr().out


def test_audit_of_a_workbook_without_an_allocation_says_so(book, capsys):
    assert main(["audit", str(book)]) == Exit.BAD_WORKBOOK
    assert capsys.readouterr().err


def test_allocating_the_result_again_gives_the_same_seats(book, tmp_path):
    out, again = tmp_path / "out.xlsx", tmp_path / "again.xlsx"
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    main(["allocate", str(book), "-o", str(out), "--json", str(first), "-q"])
    main(["allocate", str(out), "-o", str(again), "--json", str(second), "-q"])
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("lang", ["en", "id", "ko"])
def test_the_template_is_written_in_each_language(tmp_path, lang):
    out = tmp_path / "template.xlsx"
    assert main(["template", str(out), "--lang", lang]) == Exit.DONE
    assert len(openpyxl.load_workbook(out).sheetnames) > 4


def test_the_template_has_the_sheets_of_the_timetable_where_they_are_asked_for(tmp_path, capsys):
    plain, timed = tmp_path / "plain.xlsx", tmp_path / "timed.xlsx"
    main(["template", str(plain)])
    assert main(["template", str(timed), "--with-timetable"]) == Exit.DONE
    assert {"Rooms", "Held at"} == {"Rooms", "Held at"} & set(openpyxl.load_workbook(timed).sheetnames)
    assert not {"Rooms", "Held at"} & set(openpyxl.load_workbook(plain).sheetnames)
    assert main(["allocate", str(timed), "-o", str(tmp_path / "out.xlsx")]) == Exit.DONE
    assert text("timetable_kept", "en") in capsys.readouterr().out.replace("\n", " ")


def test_nothing_is_said_of_a_timetable_where_there_is_none(book, tmp_path, capsys):
    assert main(["allocate", str(book), "-o", str(tmp_path / "out.xlsx")]) == Exit.DONE
    assert text("timetable_kept", "en") not in capsys.readouterr().out.replace("\n", " ")


def test_check_tells_what_no_timetable_could_keep(tmp_path, capsys):
    main(["template", str(tmp_path / "t.xlsx"), "--with-timetable"])
    edited(tmp_path / "t.xlsx", "Rooms", f"{column(tmp_path / 't.xlsx', 'Rooms', 'Features')}2", "computers")
    edited(tmp_path / "t.xlsx", "Rooms", f"{column(tmp_path / 't.xlsx', 'Rooms', 'Features')}3", "computers")
    capsys.readouterr()
    assert main(["check", str(tmp_path / "t.xlsx")]) == Exit.DONE
    told = capsys.readouterr()
    assert "no room has projector" in (told.out + told.err).replace("\n", " ")


def test_a_sample_can_be_written_and_read(tmp_path):
    out = tmp_path / "national.xlsx"
    assert main(["sample", "national", str(out), "--nominees", "60"]) == Exit.DONE
    assert main(["check", str(out)]) == Exit.DONE


def test_an_unknown_sample_is_answered_with_those_there_are(tmp_path, capsys):
    assert main(["sample", "egcc", str(tmp_path / "out.xlsx")]) == Exit.USAGE
    assert "egcc_2019" in capsys.readouterr().err


def test_the_first_interrupt_asks_to_stop_and_the_second_one_interrupts():
    with watching(Screen(quiet=True)) as (_, stop):
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("lang", ["id", "ko"])
def test_errors_speak_the_language_asked_for(tmp_path, capsys, lang):
    book = tmp_path / "book.xlsx"
    clash = [
        QUOTA(sex=("F",), where=("A",), at_least=Amount(count=2)),
        QUOTA(sex=("M",), where=("A",), at_least=Amount(count=1)),
    ]
    write_programme(programme(), clash, book, lang="en")
    assert main(["allocate", str(book), "-o", str(tmp_path / "out.xlsx"), "--lang", lang]) == Exit.INFEASIBLE
    assert text("cannot_all_hold", lang) in capsys.readouterr().err


def test_errors_speak_the_workbooks_language_where_none_is_asked_for(tmp_path, capsys):
    book = tmp_path / "book.xlsx"
    clash = [
        QUOTA(sex=("F",), where=("A",), at_least=Amount(count=2)),
        QUOTA(sex=("M",), where=("A",), at_least=Amount(count=1)),
    ]
    write_programme(programme(language="id"), clash, book, lang="id")
    assert main(["allocate", str(book), "-o", str(tmp_path / "out.xlsx")]) == Exit.INFEASIBLE
    assert text("cannot_all_hold", "id") in capsys.readouterr().err


@pytest.mark.parametrize("command", [["check"], ["allocate", "-o", "out.xlsx"]])
def test_a_bad_workbook_is_answered_in_its_own_language(tmp_path, capsys, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    write_programme(programme(language="id"), [], "book.xlsx", lang="en")
    edited("book.xlsx", "Cohorts", f"{column('book.xlsx', 'Cohorts', 'Seats at most')}2", "two")
    assert main([command[0], "book.xlsx", *command[1:]]) == Exit.BAD_WORKBOOK
    assert text("problems_counted", "id", errors=1, warnings=0) in capsys.readouterr().err


@pytest.mark.parametrize("command", [["check"], ["allocate", "-o", "out.xlsx"]])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_bad_workbook_is_answered_in_the_language_asked_for(tmp_path, capsys, monkeypatch, command, lang):
    monkeypatch.chdir(tmp_path)
    write_programme(programme(language="id"), [], "book.xlsx", lang="id")
    edited("book.xlsx", "Angkatan", f"{column('book.xlsx', 'Angkatan', 'Kursi paling banyak')}2", "two")
    assert main([command[0], "book.xlsx", *command[1:], "--lang", lang]) == Exit.BAD_WORKBOOK
    assert text("problems_counted", lang, errors=1, warnings=0) in capsys.readouterr().err


def test_check_writes_every_problem_as_json_with_all_its_keys(book, tmp_path):
    most = column(book, "Cohorts", "Seats at most")
    edited(book, "Cohorts", f"{most}2", "two")
    edited(book, "Cohorts", f"{column(book, 'Cohorts', 'Status')}3", "opne")
    told = tmp_path / "found.json"
    assert main(["check", str(book), "--json", str(told), "--lang", "id"]) == Exit.BAD_WORKBOOK
    found = json.loads(told.read_text("utf-8"))
    assert (found["errors"], found["warnings"]) == (2, 0)
    problems = {problem["code"]: problem for problem in found["problems"]}
    keys = {"code", "severity", "file", "sheet", "cell", "found", "allowed", "nearest", "facts", "sentence"}
    assert all(set(problem) == keys for problem in problems.values())
    whole, choice = problems["not_whole"], problems["not_choice"]
    assert (whole["file"], whole["sheet"], whole["cell"]) == ("book.xlsx", "Cohorts", f"{most}2")
    assert (whole["found"], whole["allowed"], whole["nearest"]) == ("two", "a whole number", None)
    assert (choice["found"], choice["nearest"]) == ("opne", ["open"])
    assert "opne" in choice["sentence"]


def test_check_writes_what_counts_settle_as_json(tmp_path):
    book, told = tmp_path / "book.xlsx", tmp_path / "found.json"
    rule = QUOTA(sex=("F",), where=("A",), at_least=Amount(count=2))
    other = QUOTA(sex=("M",), where=("A",), at_least=Amount(count=1))
    write_programme(programme(), [rule, other], book, lang="en")
    assert main(["check", str(book), "--json", str(told)]) == Exit.INFEASIBLE
    (shortage,) = json.loads(told.read_text("utf-8"))["shortages"]
    assert {"file": "book.xlsx", "sheet": "Quotas", "cell": "A2"} in shortage["at"]
    assert shortage["sentence"]
