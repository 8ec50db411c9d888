"""The same parsing from pandas DataFrames, for those who have no workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from scheduler.rule import Rule
from scheduler.workbook.book import Book
from scheduler.workbook.parse import parse
from scheduler.workbook.tables import Grid, Raw, Tables

if TYPE_CHECKING:
    import pandas as pd


def programme_from_frames(
    nominees: pd.DataFrame,
    cohorts: pd.DataFrame,
    sessions: pd.DataFrame | None = None,
    *,
    settings: Mapping[str, object] | None = None,
    rules: Mapping[str, pd.DataFrame] | None = None,
    kinds: Sequence[type[Rule]] = (),
) -> Book:
    """Make a book of DataFrames whose columns are headed as the sheets of a workbook are.

    Parameters
    ----------
    nominees, cohorts, sessions
        One row each; headings in any known language; further columns of nominees are kept.
    settings
        The Programme sheet: values by heading (``{"Name": "Round 2026", "Seed": 7}``).
    rules
        One frame for each rule sheet or sheet of the timetable, by the sheet's name
        (``{"Quotas": ..., "Rooms": ...}``).
    kinds
        Kinds of rule beyond those of :mod:`constraints`.

    Returns
    -------
    Book
        Its places name the frame as the sheet, and rows as a workbook would have them: the
        headings are row 1.

    Raises
    ------
    BadWorkbook
        With every problem, each with its place.
    """
    frames = {"Cohorts": cohorts, "Sessions": sessions, "Nominees": nominees, **(rules or {})}
    sheets = [_grid(name, frame) for name, frame in frames.items() if frame is not None]
    rows = {number: [key, _raw(value)] for number, (key, value) in enumerate((settings or {}).items(), 1)}
    return parse(Tables("", "", (Grid("Programme", rows), *sheets)), kinds)


def _grid(name: str, frame: pd.DataFrame) -> Grid:
    columns = [[_raw(value) for value in frame.iloc[:, position].tolist()] for position in range(frame.shape[1])]
    headings: list[Raw] = [str(column) for column in frame.columns]
    listed = [headings, *(list(row) for row in zip(*columns, strict=True))]
    return Grid(name, dict(enumerate(listed, 1)))


def _raw(value: Any) -> Raw:
    """Return a value of a frame as a cell would hold it; whatever pandas calls missing is an empty cell."""
    if isinstance(value, tuple | list):
        return "; ".join(map(str, value)) or None
    if value is None or str(value) in ("NaT", "<NA>", "nan", ""):
        return None
    if isinstance(value, datetime) and hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()  # type: ignore[no-any-return]  # a Timestamp
    if isinstance(value, str | int | float | bool | date | time | timedelta):
        return value
    return value.item() if hasattr(value, "item") else str(value)
