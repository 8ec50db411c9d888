"""relax, explain, whatif and recommend from the outside: what they print and write, and their exit codes."""

from __future__ import annotations

import openpyxl
import pytest

from constraints.seats.capacity import Capacity
from constraints.seats.eligibility import Eligibility
from constraints.seats.quota import Quota
from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.domain import Amount, Cohort, Nominee, Programme
from scheduler.pipeline import allocate
from scheduler.words import LANGUAGES, sheet
from scheduler.workbook import open_book
from scheduler.workbook.write import write_programme

in_each = pytest.mark.parametrize("lang", LANGUAGES)
REGIONS = ("Papua", "Papua", "Bali", "Bali", "Bali", "Bali")
PEOPLE = tuple(
    Nominee(id=f"n{k}", name=f"Person {k}", sex="FM"[k % 2], region=region, english=400.0 + 50 * k)
    for k, region in enumerate(REGIONS)
)
BAR = Eligibility(where=("A",), column="English", at_least="450")
PAPUA = Quota(where=("A",), region=("Papua",), at_least=Amount(count=2), note="promised")


def made(path, *rows):
    cohorts = (Cohort(code="A", title="First", seats_at_most=3), Cohort(code="B", seats_at_most=1))
    write_programme(Programme(name="Round", cohorts=cohorts, nominees=PEOPLE), rows, path, lang="en")
    return str(path)


@pytest.fixture
def clash(tmp_path):
    return made(tmp_path / "clash.xlsx", BAR, PAPUA)


@pytest.fixture
def book(tmp_path):
    return made(tmp_path / "round.xlsx", BAR)


@in_each
def test_check_shows_what_counting_finds(clash, lang, capsys):
    assert main(["check", clash, "--lang", lang]) == Exit.INFEASIBLE
    assert "Quotas!A2" in capsys.readouterr().out


@in_each
def test_relax_lists_the_conflict_and_the_ways_out(clash, lang, capsys):
    assert main(["relax", clash, "--lang", lang]) == Exit.DONE
    told = capsys.readouterr()
    assert "Quotas!A2" in told.err
    assert "Eligibility!A2" in told.err
    assert told.out.count("->") == 2
    assert "{" not in told.out + told.err


@pytest.mark.parametrize(
    ("lang", "alone", "minimal"),
    [
        ("en", "This rule cannot hold, whatever else is decided:", "the others"),
        ("id", "Ketentuan berikut tidak dapat dipenuhi, apa pun keputusan lainnya:", "yang lain dapat"),
        ("ko", "다른 사항을 어떻게 정하더라도 다음 규칙은 지킬 수 없습니다:", "나머지는"),
    ],
)
def test_a_row_that_cannot_hold_is_told_as_one_that_clashes_with_no_other(
    lang, alone, minimal, tmp_path, clash, capsys
):
    aceh = Quota(where=("A",), region=("Aceh",), at_least=Amount(count=1))
    assert main(["relax", made(tmp_path / "aceh.xlsx", aceh), "--lang", lang]) == Exit.DONE
    told = capsys.readouterr().err
    assert alone in told
    assert minimal not in told
    main(["relax", clash, "--lang", lang])
    told = capsys.readouterr().err
    assert alone not in told
    assert minimal in told


@pytest.mark.parametrize("way", ["1", "2"])
def test_relax_writes_the_chosen_way_into_the_rows_and_marks_them(clash, tmp_path, way):
    out = tmp_path / "out.xlsx"
    assert main(["relax", clash, "--apply", way, "-o", str(out)]) == Exit.DONE
    book = open_book(out)
    assert [rule.note.startswith("Relaxed: ") for rule in book.rules].count(True) == 1
    assert allocate(book).is_proven
    assert "promised" in {note for rule in book.rules for note in rule.note.split("; ")}


@in_each
def test_relax_without_a_choice_writes_supply_and_demand(clash, tmp_path, lang):
    out = tmp_path / "out.xlsx"
    assert main(["relax", clash, "-o", str(out), "--lang", lang]) == Exit.DONE
    shown = openpyxl.load_workbook(out)[sheet("Impossible", lang)]
    rows = [row for row in shown.iter_rows(values_only=True) if any(row)]
    assert ("First", "A", 3, 5, 2, 0) in {row[:6] for row in rows}
    papua = next(row for row in rows if row[0] == "Papua")
    assert papua[1:6] == (2, 2, 2, 1, 2)


def test_relax_has_nothing_to_do_where_all_can_hold(book, capsys):
    assert main(["relax", book]) == Exit.DONE
    assert "nothing needs to be relaxed" in capsys.readouterr().out


def test_relax_refuses_a_way_that_there_is_not_and_a_choice_without_a_target(clash, tmp_path, capsys):
    assert main(["relax", clash, "--apply", "9", "-o", str(tmp_path / "out.xlsx")]) == Exit.USAGE
    assert not (tmp_path / "out.xlsx").exists()
    assert main(["relax", clash, "--apply", "1"]) == Exit.USAGE
    assert "-o" in capsys.readouterr().err


def test_marked_rows_leave_no_way_out(tmp_path, capsys):
    marked = [row.model_copy(update={"fixed": True}) for row in (BAR, PAPUA)]
    assert main(["relax", made(tmp_path / "fixed.xlsx", *marked)]) == Exit.INFEASIBLE
    assert "No way out" in capsys.readouterr().err


def test_allocate_says_how_to_find_ways_out(clash, tmp_path, capsys):
    assert main(["allocate", clash, "-o", str(tmp_path / "out.xlsx")]) == Exit.INFEASIBLE
    assert "angkatan relax" in capsys.readouterr().err


@in_each
@pytest.mark.parametrize("person", ["n0", "n1", "n5"])
def test_explain_tells_every_cohort(book, person, lang, capsys):
    assert main(["explain", book, person, "--lang", lang]) == Exit.DONE
    told = capsys.readouterr().out
    assert f"Person {person[1]} ({person})" in told
    assert "{" not in told


def test_explain_names_the_condition_and_its_value(book, capsys):
    main(["explain", book, "n0"])
    assert "A: English 400, at least 450 needed (Eligibility!A2)." in capsys.readouterr().out


@pytest.mark.parametrize("command", ["explain", "recommend"])
def test_an_unknown_nominee_is_refused(command, book, capsys):
    assert main([command, book, "n9"]) == Exit.USAGE
    assert "n9" in capsys.readouterr().err


@in_each
def test_whatif_tells_who_gains(book, lang, capsys):
    cell = open_book(book).places["cohort:B:seats_at_most"].cell
    assert main(["whatif", book, "--set", f"Cohorts!{cell}=2", "--lang", lang]) == Exit.DONE
    told = capsys.readouterr().out
    assert "Person" in told
    assert "{" not in told


def test_whatif_tells_what_clashes(clash, book, capsys):
    quota = open_book(clash).rules[1].place
    letters = [h.column_letter for h in openpyxl.load_workbook(clash)["Quotas"][1] if h.value == "At least"]
    assert main(["whatif", clash, "--set", f"Quotas!{letters[0]}{quota.row}=1"]) == Exit.DONE
    assert "As things stand, no allocation is possible." in capsys.readouterr().out
    cell = open_book(clash).places["cohort:B:seats_at_most"].cell
    assert main(["whatif", clash, "--set", f"Cohorts!{cell}=2"]) == Exit.INFEASIBLE
    assert main(["whatif", book, "--set", "Cohorts=2"]) == Exit.USAGE


@in_each
def test_recommend_ranks_the_cohorts(book, lang, capsys):
    assert main(["recommend", book, "n0", "--lang", lang]) == Exit.DONE
    told = capsys.readouterr().out
    assert told.index("1. B") < told.index(": A")
    assert "{" not in told


def test_recommend_tells_a_clash(clash, capsys):
    assert main(["recommend", clash, "n0"]) == Exit.INFEASIBLE
    assert "Quotas!A2" in capsys.readouterr().err


def test_a_wish_that_a_seated_person_does_not_meet_is_not_told_as_a_refusal(tmp_path, capsys):
    wish = BAR.model_copy(update={"priority": 3, "where": ("A", "B")})
    main(["explain", made(tmp_path / "wish.xlsx", wish, PAPUA), "n0", "--lang", "en"])
    told = capsys.readouterr().out
    assert (
        "Person 0 (n0) does not meet a condition of A: English 400; at least 450 needed (1 point in priority 3)" in told
    )
    assert "cannot be in" not in told


def test_a_reserve_is_told_the_place_in_the_line(tmp_path, capsys):
    cohorts = (Cohort(code="A", seats_at_most=1, reserves=1),)
    path = tmp_path / "reserve.xlsx"
    people = (Nominee(id="n1", name="One", choices=("A",)), Nominee(id="n2", name="Two"))
    write_programme(Programme(name="Round", cohorts=cohorts, nominees=people), (), path, lang="en")
    main(["explain", str(path), "n2", "--lang", "en"])
    assert "No seat.\nReserve number 1 of A.\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lang", "full"),
    [("en", "Full together with B:"), ("id", "Penuh bersama B:"), ("ko", "B와 합하여 정원이 찼습니다")],
)
def test_a_cohort_with_seats_of_its_own_left_is_full_only_together_with_another(lang, full, tmp_path, capsys):
    cohorts = tuple(Cohort(code=code, seats_at_most=3) for code in "AB")
    people = tuple(Nominee(id=f"n{k}", name=f"Person {k}", choices=("A", "B")[: 2 - k]) for k in range(3))
    path = tmp_path / "joint.xlsx"
    rows = (Capacity(where=("A", "B"), at_most=2),)
    write_programme(Programme(name="Round", cohorts=cohorts, nominees=people), rows, path, lang="en")
    main(["explain", str(path), "n2", "--lang", lang])
    assert full in capsys.readouterr().out
    facts = allocate(open_book(path)).reasons["n2"].facts
    assert {facts["cohort"], *facts["sharing"]} == {"A", "B"}
