"""Workbooks built for one test each, and what is found in them."""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell

from scheduler.findings import Problem
from scheduler.workbook.parse import Examined, examine
from scheduler.workbook.read import read

Sheets = dict[str, list[list[Any]]]
Changes = Mapping[str, Any]

GOOD: Sheets = {
    "Programme": [
        ["Setting", "Value"],
        ["Name", "Round 2026"],
        ["Year", 2026],
        ["Reference date", date(2026, 9, 1)],
        ["Language", "id"],
        ["Seed", 7],
    ],
    "Cohorts": [
        ["Code", "Title", "Topics", "Start", "End", "Seats at least", "Seats at most", "Lead institution", "Status"],
        ["A", "Alpha", "DAT:2; APP", date(2026, 9, 7), date(2026, 9, 11), 1, 10, "MOIS", "open"],
        ["B", "Beta", "SDM", date(2026, 9, 7), date(2026, 9, 11), 2, 8, "NIA", "may close"],
        ["C", "Gamma", None, date(2026, 9, 14), date(2026, 9, 18), None, 5, None, "closed"],
    ],
    "Sessions": [
        ["Code", "Cohort", "Topics", "Block", "Take", "Seats at most", "Start", "End", "Clashes with"],
        ["A0", "A", None, None, None, None, None, None, None],
        ["A1", "A", "DAT", "x", 1, 6, datetime(2026, 9, 8, 9), datetime(2026, 9, 8, 11), None],
        ["A2", "A", "APP", "x", 1, 6, None, None, "A1"],
    ],
    "Nominees": [
        ["ID", "Name", "Institution", "Region", "Sex", "Birth date", "English", "Topics", "Choices", "Pin", "Team"],
        ["n1", "Ani", "PANRB", "Jawa Tengah", "F", date(1985, 8, 12), 450, "DAT; APP", "A; A1", "A1", "X"],
        ["n2", "Budi", "Kemendagri", "Papua", "M", date(1990, 1, 2), 500.5, "SDM", "B", None, "Y"],
        ["n3", "Cici", "PANRB", "Pusat", "F", date(1978, 3, 4), None, None, None, "out", None],
    ],
    "Quotas": [
        ["Where", "Institution", "Region", "Sex", "At least", "At most", "Exactly", "Percent of", "Priority", "Team"],
        ["each", None, None, "F", "30%", None, None, None, 1, None],
        ["A", "PANRB", None, None, None, 5, None, None, "must", "X; Y"],
    ],
}
"""A small workbook without a fault; row 1 of each sheet has the headings."""


def write(
    path: Path, sheets: Mapping[str, list[list[Any]]], decorate: Callable[[Workbook], None] | None = None
) -> Path:
    """Write sheets to a workbook."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if decorate:
        decorate(workbook)
    workbook.save(path)
    return path


@pytest.fixture
def sheets() -> Sheets:
    """The good workbook's sheets, to be changed."""
    return deepcopy(GOOD)


@pytest.fixture
def save(tmp_path) -> Callable[..., Path]:
    """Write sheets to a workbook of this test."""

    def save(sheets: Mapping[str, list[list[Any]]], decorate: Callable[[Workbook], None] | None = None) -> Path:
        return write(tmp_path / "book.xlsx", sheets, decorate)

    return save


@pytest.fixture
def examined(save, sheets) -> Callable[..., Examined]:
    """Change cells of the good workbook (``{"Cohorts!A2": "X"}``), write it, read it and parse it."""

    def examined(changes: Changes = {}, decorate: Callable[[Workbook], None] | None = None) -> Examined:  # noqa: B006
        def change(workbook: Workbook) -> None:
            for where, value in changes.items():
                sheet, cell = where.split("!")
                target: Cell = workbook[sheet][cell]
                target.value = value
                if isinstance(value, str):
                    # What a test calls text stays text, digits and equals signs included.
                    target.data_type = "f" if value.startswith("=") else "e" if value.startswith("#") else "s"
            if decorate:
                decorate(workbook)

        return examine(read(save(sheets, change)))

    return examined


def told(problem: Problem) -> tuple[Any, ...]:
    """A problem as tests spell it: code, place, and what was found and is allowed."""
    kept = {name: problem.facts[name] for name in ("found", "allowed") if name in problem.facts}
    return (problem.code, str(problem.place), *kept.values())


@pytest.fixture
def found(examined) -> Callable[..., list[tuple[Any, ...]]]:
    """Every problem of the good workbook with some cells changed."""
    return lambda *args, **more: [told(problem) for problem in examined(*args, **more).problems]
