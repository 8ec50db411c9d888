"""Kinds of bad workbook: each gets every problem at once, with sheet, cell, what was found and what is allowed."""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from scheduler.workbook.problems import (
    A_CODE,
    A_DATE,
    A_NUMBER,
    A_PERCENTAGE,
    A_PRIORITY,
    A_TEXT,
    A_TOPIC,
    A_WHOLE_NUMBER,
    AN_AMOUNT,
    PROBLEMS,
)

SETTINGS = (
    "Programme name",
    "Host",
    "Year",
    "Reference date",
    "Language",
    "Seed",
    "Time limit",
    "Seats per person",
    "Central region",
    "Planned on",
    "Lead days",
)
PLACES = ("A", "B", "C", "A0", "A1", "A2")

CASES: dict[str, tuple[dict[str, Any], list[tuple[Any, ...]]]] = {
    "duplicate cohort code": (
        {"Cohorts!A3": "a", "Nominees!I3": None, "Sessions!A4": "C"},
        [("code_twice", "Cohorts!A3", "a"), ("code_twice", "Sessions!A4", "C")],
    ),
    "no code": ({"Cohorts!A4": None}, [("empty_cell", "Cohorts!A4", A_CODE)]),
    "code that is a word": ({"Cohorts!A4": "semua"}, [("not_code", "Cohorts!A4", "semua")]),
    "no seats at most": ({"Cohorts!G4": None}, [("empty_cell", "Cohorts!G4", A_WHOLE_NUMBER)]),
    "seats that are no number": (
        {"Cohorts!G2": "many", "Cohorts!F3": 2.5},
        [("not_whole", "Cohorts!G2", "many", A_WHOLE_NUMBER), ("not_whole", "Cohorts!F3", "2.5", A_WHOLE_NUMBER)],
    ),
    "negative seats": ({"Cohorts!F2": -1}, [("below", "Cohorts!F2", "-1", 0)]),
    "fewest above most": ({"Cohorts!F3": 9}, [("inverted", "Cohorts!F3", 9, 8)]),
    "end before start": ({"Cohorts!E2": "2026-09-01"}, [
        ("ends_first", "Cohorts!E2", "2026-09-01"),
    ]),
    "unreadable dates": (
        {"Cohorts!D2": "next week", "Nominees!F2": "1980-02-30", "Nominees!F3": 1985},
        [
            ("not_date", "Cohorts!D2", "next week", A_DATE),
            ("impossible_date", "Nominees!F2", "1980-02-30", A_DATE),
            ("not_date", "Nominees!F3", "1985", A_DATE),
        ],
    ),
    "day and month in two orders": (
        {"Nominees!F2": "02/09/1985", "Nominees!F3": "09/25/1985", "Nominees!F4": "03/04/1978"},
        [("day_first", "Nominees!F2", "02/09/1985"), ("month_first", "Nominees!F3", "09/25/1985")],
    ),
    "unknown status": (
        {"Cohorts!I2": "opne"},
        [("not_choice", "Cohorts!I2", "opne", ("open", "closed", "may close"))],
    ),
    "topic weight out of range": (
        {"Cohorts!C2": "DAT:0; APP", "Cohorts!C3": "SDM:x"},
        [("not_weight", "Cohorts!C2", "DAT:0", A_TOPIC), ("not_weight", "Cohorts!C3", "SDM:x", A_TOPIC)],
    ),
    "session of no cohort": ({"Sessions!B4": "Z"}, [("unknown_cohort", "Sessions!B4", "Z", ("A", "B", "C"))]),
    "clash with no session": (
        {"Sessions!I4": "A9; B"},
        [
            ("unknown_session", "Sessions!I4", "A9", ("A0", "A1", "A2")),
            ("unknown_session", "Sessions!I4", "B", ("A0", "A1", "A2")),
        ],
    ),
    "parallel sessions that disagree": ({"Sessions!E4": 2}, [("takes_differ", "Sessions!E4", 2, 1)]),
    "more to take than sessions": (
        {"Sessions!E3": 3, "Sessions!E4": 3},
        [("take_too_many", "Sessions!E3", 3, 2), ("cohort_seats", "Sessions!F3", 4, 10)],
    ),
    "duplicate ID": ({"Nominees!A3": "n1", "Nominees!C3": "PANRB"}, [("id_twice", "Nominees!A3", "n1")]),
    "one person of two institutions": ({"Nominees!A3": "n1"}, [("nominated_twice", "Nominees!A3", "n1")]),
    "ID typed as a number": (
        {"Nominees!A2": 198508122010012003, "Nominees!A3": "1,98508E+17", "Nominees!A4": "198508122010012000"},
        [("damaged_id", f"Nominees!A{row}") for row in (2, 3, 4)],
    ),
    "name without an ID": ({"Nominees!A4": None}, [("no_id", "Nominees!A4")]),
    "unknown choices": (
        {"Nominees!I2": "A; Z; A1", "Nominees!I3": "A, B"},
        [("unknown_place", "Nominees!I2", "Z", PLACES), ("commas", "Nominees!I3", "A, B")],
    ),
    "unknown pin": ({"Nominees!J2": "Q"}, [("unknown_place", "Nominees!J2", "Q", PLACES)]),
    "pin on a closed cohort": ({"Nominees!J2": "C"}, [("pin_closed", "Nominees!J2", "C")]),
    "unknown sex": (
        {"Nominees!E2": "X", "Quotas!D2": "F; Q"},
        [("not_choice", "Nominees!E2", "X", ("F", "M")), ("not_choice", "Quotas!D2", "Q", ("F", "M"))],
    ),
    "score that is no number": (
        {"Nominees!G2": "good", "Nominees!G3": "1.500"},
        [("not_number", "Nominees!G2", "good", A_NUMBER), ("unclear_number", "Nominees!G3", "1.500")],
    ),
    "number stored as text": ({"Nominees!G2": "450,5"}, [("number_as_text", "Nominees!G2", "450,5")]),
    "date where text belongs": (
        {"Nominees!C2": datetime(2026, 1, 3)},
        [("not_text", "Nominees!C2", "2026-01-03", A_TEXT)],
    ),
    "errors and formulas without a result": (
        {"Nominees!G2": "#N/A", "Cohorts!F2": "=1+1", "Nominees!K2": "#REF!"},
        [
            ("not_calculated", "Cohorts!F2"),
            ("error_value", "Nominees!G2", "#N/A"),
            ("error_value", "Nominees!K2", "#REF!"),
        ],
    ),
    "quota for an unknown cohort": ({"Quotas!A3": "A; K"}, [("unknown_place", "Quotas!A3", "K", PLACES)]),
    "quota that says each and more": ({"Quotas!A2": "each; A"}, [("alone", "Quotas!A2", "each")]),
    "inverted quota": ({"Quotas!E3": 6}, [("inverted", "Quotas!E3", "6", "5")]),
    "exactly beside at most": ({"Quotas!G3": 3}, [("exactly_too", "Quotas!G3")]),
    "quota above capacity": (
        {"Quotas!E3": 11, "Quotas!F3": None},
        [("above_seats", "Quotas!E3", 11, 10), ("few_nominees", "Quotas!E3", 11, 1)],
    ),
    "quota without a number": ({"Quotas!F3": None}, [("no_number", "Quotas!A3")]),
    "fraction that may be a percentage": ({"Quotas!F3": 0.3}, [("fraction", "Quotas!F3", "0.3")]),
    "percentage above 100": (
        {"Quotas!E2": "130%", "Quotas!F3": -2},
        [("not_amount", "Quotas!E2", "130%", A_PERCENTAGE), ("not_amount", "Quotas!F3", "-2", AN_AMOUNT)],
    ),
    "unknown base of a percentage": (
        {"Quotas!H2": "seats"},
        [("not_choice", "Quotas!H2", "seats", ("seats filled", "seats offered", "nominees"))],
    ),
    "unknown priority": (
        {"Quotas!I2": "high", "Quotas!I3": 0},
        [("not_priority", "Quotas!I2", "high", A_PRIORITY), ("not_priority", "Quotas!I3", "0", A_PRIORITY)],
    ),
    "values that nobody has": (
        {"Quotas!C2": "Papau", "Quotas!J3": "X; Z"},
        [("nobody_matches", "Quotas!C2", "Papau"), ("nobody_matches", "Quotas!J3", "Z")],
    ),
    "misspelt nominee column in a rule": ({"Quotas!J1": "Teams"}, [("unknown_nominee_column", "Quotas!J1", "Teams")]),
    "unknown columns": (
        {"Cohorts!J1": "Colour", "Cohorts!J2": "red", "Nominees!L2": "stray"},
        [("unknown_column", "Cohorts!J1", "Colour"), ("no_heading", "Nominees!L2")],
    ),
    "missing columns": (
        {"Cohorts!G1": "Chairs", "Nominees!A1": "Ref"},
        [
            ("missing_column", "Cohorts!A1"),
            ("unknown_column", "Cohorts!G1", "Chairs"),
            ("missing_column", "Nominees!A1"),
            *[("no_id", f"Nominees!B{row}") for row in (2, 3, 4)],
        ],
    ),
    "two columns of one meaning": ({"Nominees!K1": "Asal instansi"}, [
        ("column_twice", "Nominees!K1", "Asal instansi"), ("unknown_column", "Quotas!J1", "Team"),
    ]),
    "personal data that nobody needs": ({"Nominees!K1": "NIK"}, [
        ("not_needed", "Nominees!K1", "NIK"), ("unknown_column", "Quotas!J1", "Team"),
    ]),
    "settings": (
        {"Programme!B3": 26, "Programme!B5": "fr", "Programme!A6": "Seeds", "Programme!A7": "Nama", "Programme!B7": 1},
        [
            ("below", "Programme!B3", "26", 1950),
            ("not_choice", "Programme!B5", "fr", ("en", "id", "ko")),
            ("unknown_key", "Programme!A6", "Seeds", SETTINGS),
            ("key_twice", "Programme!A7", "Nama"),
        ],
    ),
    "one person twice": ({"Nominees!B3": "Dra. ANI, M.Si.", "Nominees!F3": "12 Agustus 1985"}, [
        ("same_person", "Nominees!B3"),
    ]),
    "NIP against other columns": (
        {"Nominees!A2": "198508122010011003", "Nominees!F2": "1985-08-13", "Nominees!A3": "199013022010011003"},
        [
            ("nip_sex", "Nominees!E2"),
            ("nip_birth", "Nominees!F2"),
            ("nip_doubtful", "Nominees!A3"),
        ],
    ),
    "topics that nobody teaches": ({"Nominees!H3": "SDN; HRM"}, [
        ("not_taught", "Nominees!H3", "SDN"), ("not_taught", "Nominees!H3", "HRM"),
    ]),
    "spellings of one region": ({"Nominees!D3": "Jateng", "Nominees!D4": "Bandung"}, [
        ("spelt_apart", "Nominees!D3", ("Jateng", "Jawa Tengah")), ("unclear_region", "Nominees!D4", "Bandung"),
    ]),
    "nobody's institution and name": ({"Nominees!B3": None, "Nominees!C4": None}, [
        ("no_name", "Nominees!B3"), ("no_institution", "Nominees!C4"),
    ]),
    "the same row twice": (
        {f"Quotas!{column}4": value for column, value in zip("ABFIJ", ("A", "PANRB", 5, "must", "X; Y"), strict=True)},
        [("rule_twice", "Quotas!A4")],
    ),
    "everything closed": (
        {"Cohorts!I2": "closed", "Cohorts!I3": "closed", "Nominees!J2": None, "Quotas!E2": 1},
        [
            ("no_seats", "Cohorts"),
            *[("session_kept_back", f"Sessions!B{row}", "A") for row in (2, 3, 4)],
            ("choice_closed", "Nominees!I2", "A"),
            ("choice_closed", "Nominees!I2", "A1"),
            ("choice_closed", "Nominees!I3", "B"),
            ("above_seats_wished", "Quotas!E2", 1, 0),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case)
def test_a_bad_workbook_is_told_every_problem_with_its_cell(found, case):
    changes, expected = CASES[case]
    told = found(changes)
    assert sorted(told, key=str) == sorted(expected, key=str)


def test_there_are_more_than_thirty_kinds():
    assert len(CASES) > 30


def test_the_good_workbook_has_no_problem(found):
    assert found() == []


def test_problems_have_the_facts_that_their_sentences_need(examined):
    """No more and no less, so that every language can tell them."""
    for changes, _ in CASES.values():
        for problem in examined(changes).problems:
            kind = PROBLEMS[problem.code]
            assert set(problem.facts) == kind.facts, problem
            assert problem.severity == kind.severity
