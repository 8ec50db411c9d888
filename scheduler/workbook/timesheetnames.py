"""Names of the sheets that show a timetable, and which of a workbook's sheets these are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from scheduler.reference.text import fold
from scheduler.words import Language, known_sheets
from scheduler.words import sheet as sheet_name

_NUMBERED: Final = re.compile(r"~\d+$")
"""Stands behind a name that was taken."""

LISTED: Final = "Timetable"
"""The list of meetings: written, and read again."""

SHOWN: Final = (
    "Timetable summary",
    "Lecturer timetables",
    "Room timetables",
    "Site timetables",
    "Timetable audit",
    "Calendars",
)
"""Sheets that are written and never read."""

WEEKS: Final = "Timetable of"
"""First words of the name of each cohort's grid of weeks."""


def weeks_title(cohort: str, lang: Language) -> str:
    """Name the grid of a cohort."""
    return f"{sheet_name(WEEKS, lang)} {cohort}"


def is_shown(title: str) -> bool:
    """Whether a sheet shows a timetable and is never read."""
    plain = fold(_NUMBERED.sub("", title))
    is_grid = any(plain.startswith(f"{words} ") for words in known_sheets(WEEKS))
    return is_grid or any(plain in known_sheets(name) for name in SHOWN)


def is_timed(title: str) -> bool:
    """Whether a sheet belongs to the timetable: shows it or lists it."""
    return is_shown(title) or fold(_NUMBERED.sub("", title)) in known_sheets(LISTED)


def listed_in(titles: Iterable[str]) -> str | None:
    """Find the sheet that lists meetings among the titles of a workbook."""
    return next((title for title in titles if fold(title) in known_sheets(LISTED)), None)
