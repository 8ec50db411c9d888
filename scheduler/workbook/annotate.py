"""The annotated copy: the coordinator's own workbook a note on each cell that has a problem, and a list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scheduler.findings import Problem
from scheduler.package.book import quoted
from scheduler.package.notes import Line, set_notes
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.report.table import Column, Table, told
from scheduler.words import Language, say, text
from scheduler.words import sheet as sheet_name
from scheduler.workbook.paper import Paper, drafted
from scheduler.workbook.safe import check_target, replacing
from scheduler.workbook.sheets import colour_words, head, lay, widths_of
from scheduler.workbook.tables import Tables
from scheduler.workbook.writeback import Unfit, Written, ending, left, put_sheets

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

COLUMNS: Final = (
    Column("Severity", "mark"),
    Column("Sheet"),
    Column("Cell", "code"),
    Column("What was found", "sentence"),
    Column("What to do", "sentence"),
)
_CELL: Final = 2
_MOST_LINKS: Final = 65_530
"""Links that Excel allows on a sheet."""
MOST_NOTES: Final = 10_000
"""Cells that get a note: spreadsheet programs take long to open more; the list has them all."""


def write_annotated(tables: Tables, problems: Sequence[Problem], path: str | Path, *, lang: Language) -> Written:
    """Write a copy of a workbook with a note on each doubtful cell, and a sheet that lists what is wrong or doubtful.

    Nothing else in the copy differs, and both take the place of those of an earlier check.  A cell
    that has a comment of its own keeps it and stands in the list alone.  Where a workbook cannot be
    kept there is only the list.

    Parameters
    ----------
    problems
        In the order in which they are listed.

    Returns
    -------
    Written
        What was written, and why it is a new workbook, where it is one.

    Raises
    ------
    WorkbookError
        The target cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() != ending(tables):
        check_target(path, endings=(ending(tables),))
    try:
        if not tables.content:
            raise Unfit("format", found=tables.format)
        package = Package(tables.content)
        further = put_notes(package, problems, lang)
        put_sheets(package, partial(problems_sheet, problems=problems, further=further), lang, "", keeps_others=True)
        content, written = package.to_bytes(), Written(path, is_kept=True)
    except Refusal as refusal:
        made = BytesIO()
        with drafted(made, lang, "") as paper:
            problems_sheet(paper, problems)
        content, written = made.getvalue(), left(path.with_suffix(".xlsx"), refusal.code, refusal.facts)
    with replacing(written.path) as part:
        part.write_bytes(content)
    return written


def put_notes(package: Package, problems: Sequence[Problem], lang: Language) -> list[str]:
    """Put a note on every cell that has a problem, instead of those of an earlier check; several problems share one.

    Returns
    -------
    list
        What the reader has to know of cells without a note, in sentences.
    """
    cells = _by_cell(problems)
    kept, missing = list[str](), list[str]()
    notes = _by_sheet(list(cells.items())[:MOST_NOTES], lang)
    for title in [sheet.title for sheet in package.sheets]:
        try:
            kept += [f"{title}!{cell}" for cell in set_notes(package, title, notes.get(title, {}))]
        except Refusal:
            missing.append(title)
    facts = {"notes_kept": {"cells": tuple(kept)}, "notes_missing": {"names": tuple(missing)}}
    said = [text(code, lang, **gaps) for code, gaps in facts.items() if any(gaps.values())]
    return [*said, text("notes_cut", lang, count=MOST_NOTES)] if len(cells) > MOST_NOTES else said


def _by_cell(problems: Sequence[Problem]) -> dict[tuple[str, str], list[Problem]]:
    cells: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.place.sheet and problem.place.cell:
            cells.setdefault((problem.place.sheet, problem.place.cell), []).append(problem)
    return cells


def _by_sheet(
    cells: Sequence[tuple[tuple[str, str], list[Problem]]], lang: Language
) -> dict[str, dict[str, list[Line]]]:
    notes: dict[str, dict[str, list[Line]]] = {}
    for (title, cell), found in cells:
        lines = [Line(f"{_severity(problem, lang)}: ", say(problem, lang)) for problem in found]
        notes.setdefault(title, {})[cell] = lines
    return notes


def problem_table(problems: Sequence[Problem], lang: Language) -> Table:
    """Return one row a problem: how bad, where, what was found, what to do."""
    rows = tuple(
        (_severity(p, lang), p.place.sheet, p.place.cell, say(p, lang), text(_to_do(p), lang)) for p in problems
    )
    return Table(told("problem_list"), COLUMNS, rows)


def _severity(problem: Problem, lang: Language) -> str:
    return text("error" if problem.severity == "error" else "warning", lang)


def _to_do(problem: Problem) -> str:
    return "do_correct" if problem.severity == "error" else "do_look"


def problems_sheet(paper: Paper, problems: Sequence[Problem], further: Sequence[str] = ()) -> None:
    """Write the list, frozen and filtered, each address a link to its cell; `further` stands above it."""
    table = problem_table(problems, paper.lang)
    sheet = paper.sheet(sheet_name("Problems", paper.lang), "ours")
    widths = widths_of([table], paper)
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    errors = sum(problem.severity == "error" for problem in problems)
    counted = text("problems_counted", paper.lang, errors=errors, warnings=len(problems) - errors)
    top = head(paper, sheet, widths, str(sheet.name), [counted, *further])
    last = lay(paper, sheet, table, top, widths) - 1
    _link(paper, sheet, problems, top + 1)
    colours = {text("error", paper.lang): "is_bad", text("warning", paper.lang): "is_waiting"}
    colour_words(paper, sheet, (top + 1, 0, max(top + 1, last), 0), colours)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, max(top + 1, last), len(widths) - 1)
    sheet.repeat_rows(top)


def _link(paper: Paper, sheet: Worksheet, problems: Sequence[Problem], first: int) -> None:
    """Let every address lead to its cell; a problem of a whole sheet leads to its first one."""
    placed = [(row, problem.place) for row, problem in enumerate(problems, first) if problem.place.sheet]
    for row, place in placed[:_MOST_LINKS]:
        cell = place.cell or "A1"
        style = paper.styles.of("link", "cell", "left", "inset")
        sheet.write_url(row, _CELL, f"internal:{quoted(place.sheet)}!{cell}", style, cell)
