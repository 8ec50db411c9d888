"""The same parsing from DataFrames."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from scheduler.errors import BadWorkbook
from scheduler.workbook.frames import programme_from_frames

COHORTS = pd.DataFrame({"Code": ["A", "B"], "Seats at most": [5, 3], "Start": pd.to_datetime(["2026-09-07", None])})
NOMINEES = pd.DataFrame(
    {
        "ID": ["n1", "n2"],
        "Name": ["Ani", "Budi"],
        "Institution": ["PANRB", "Kemendagri"],
        "English": [450.0, None],
        "Choices": [["A", "B"], []],
        "Year": pd.array([2020, None], dtype="Int64"),
    }
)


def test_frames_become_a_book():
    quotas = pd.DataFrame({"Where": ["A"], "At least": ["30%"], "Priority": [1]})
    book = programme_from_frames(NOMINEES, COHORTS, settings={"Name": "Round", "Seed": 3}, rules={"Quotas": quotas})
    assert (book.programme.name, book.programme.seed) == ("Round", 3)
    assert book.programme.cohort["A"].start == date(2026, 9, 7)
    ani, budi = book.programme.nominees
    assert (ani.english, ani.choices, ani.facts) == (450.0, ("A", "B"), {"Year": 2020})
    assert (budi.english, budi.choices, budi.facts) == (None, (), {})
    assert str(book.rules[0].at_least) == "30%"


def test_problems_of_frames_name_the_frame_and_the_row():
    cohorts = COHORTS.assign(**{"Seats at most": [5, -3]})
    with pytest.raises(BadWorkbook) as caught:
        programme_from_frames(NOMINEES, cohorts)
    told = [(problem.code, str(problem.place), problem.facts["found"]) for problem in caught.value.problems]
    assert told == [("below", "Cohorts!B3", "-3")]
