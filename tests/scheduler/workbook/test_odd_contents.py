"""Whatever stands in whatever cell, reading goes on to the end and tells what it found."""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

import pytest

from scheduler.words import say
from scheduler.workbook.parse import examine
from scheduler.workbook.problems import PROBLEMS
from scheduler.workbook.tables import Faulty, Grid, Percent, Tables

ODD = (
    None, "", " ", "-", ";", ";;", ",", ":", "%", "0", "-1", "1e9", "1e400", "9" * 30, "each", "all; each", "out", "A",
    "a1", "n1", "A; A", "each; A", "Jakarta, 5", "31/31/2026", "2026-02-30", "99/99/9999", "..", "2026-09-02..",
    "DAT:", ":2", "DAT:99999", "x" * 3000, "\u200b", "=1/0", "#N/A", "{found}", "NaN", "inf", "필수", "ⅠⅡ", "١٢",
    "\ud7ff", "must", 0, -1, 1, 2.5, 1e15, 1e300, -1e300, True, False, datetime(1904, 1, 1), datetime(9999, 12, 31),
    time(9, 30), timedelta(days=900), "Kab. Bandung", "Bandung", "198508122010011003", 198508122010011003,
    "0000-00-00", "0" * 18, Percent(0.3), Percent(5), Faulty("error_value", "#N/A"), Faulty("not_calculated"),
    "²", "1²", "2026-٠١-٠١", "Ⅻ;Ⅻ", "DAT:²", "²%",
)  # fmt: skip
"""What nobody should write into cells, and somebody will."""


@pytest.mark.parametrize("seed", range(60))
def test_no_content_of_cells_breaks_the_reading(sheets, seed):
    """Odd contents anywhere, headings included: examined to the end, with problems that have their facts."""
    random = Random(seed)
    sheets["Eligibility"] = [["Column", "At least", "One of"], ["English", 1, None], ["Age", 1, "x"]]
    sheets["Pins"] = [["Nominee", "To", "Reason"], ["n1", "A", "x"], ["n2", "out", None]]
    sheets["Keep together"] = [["Nominees", "Priority"], ["n1; n2", "must"]]
    sheets["Even sizes"] = [["Where", "Within", "Priority"], ["A; B", 1, 2]]
    sheets["Owner quotas"] = [["Lead institution", "At least", "Priority"], ["MOIS", 1, 1]]
    for _ in range(random.choice((1, 5, 30))):
        rows = sheets[random.choice(list(sheets))]
        row = random.randrange(0 if random.random() < 0.2 else 1, len(rows))
        rows[row][random.randrange(len(rows[row]))] = random.choice(ODD)
    grids = [Grid(name, dict(enumerate(map(list, rows), 1))) for name, rows in sheets.items()]
    found = examine(Tables("odd.xlsx", "", tuple(grids)))
    for problem in found.problems:
        assert set(problem.facts) == PROBLEMS[problem.code].facts, problem
        assert say(problem, "en")
    assert (found.book is None) == any(problem.severity == "error" for problem in found.problems)
