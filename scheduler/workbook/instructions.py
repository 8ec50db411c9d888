"""The sheet that explains the workbook: steps, colours, every sheet and every column; generated from the models."""

from __future__ import annotations

from inspect import getdoc
from typing import TYPE_CHECKING, Final

from scheduler.rule import GROUP_COLUMNS, Rule
from scheduler.words import Language, heading, text
from scheduler.words import sheet as sheet_name
from scheduler.words.catalogue import entry
from scheduler.workbook.guides import describe
from scheduler.workbook.layout import Column, Layout, layouts
from scheduler.workbook.paper import Paper, set_widths
from scheduler.workbook.styles import LINE_HEIGHT, lines

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

STEPS: Final = ("step_fill", "step_check", "step_allocate", "step_read", "step_again")
TIMED_STEP: Final = "step_timetable"
"""What is done once it is known who goes, where a timetable is wanted."""
COLOURS: Final = (
    ("swatch_yours", "colour_yours"),
    ("swatch_ours", "colour_ours"),
    ("swatch_pinned", "colour_pinned"),
    ("swatch_fix", "colour_fix"),
)
_WIDTHS: Final = (23.0, 23.0, 66.0)
_SHARED: Final = frozenset({*GROUP_COLUMNS, *Rule.model_fields, "where"})
"""Columns that rule sheets have in common; they are explained once."""


def instructions_sheet(paper: Paper, *, with_columns: bool = False) -> Worksheet:
    """Write the instructions; in a template every column is explained too."""
    sheet = paper.sheet(sheet_name("Instructions", paper.lang), "help", is_wide=False)
    set_widths(sheet, _WIDTHS)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, text("how_it_works", paper.lang), paper.styles.of("title"))
    row = _steps(paper, sheet, 2)
    row = _colours(paper, sheet, row + 1)
    row = _sheets(paper, sheet, row + 1)
    if with_columns:
        row = _more(paper, sheet, row)
        _columns(paper, sheet, row + 1)
    return sheet


def _section(paper: Paper, sheet: Worksheet, row: int, code: str) -> int:
    sheet.set_row(row, 21)
    sheet.write_string(row, 0, text(code, paper.lang), paper.styles.of("section"))
    return row + 1


def _prose(paper: Paper, sheet: Worksheet, row: int, column: int, words: str) -> None:
    """Write a text that wraps over the columns up to the last."""
    style, wide = paper.styles.of("prose"), sum(_WIDTHS[column:])
    if column < len(_WIDTHS) - 1:
        sheet.merge_range(row, column, row, len(_WIDTHS) - 1, "", style)
    sheet.write_string(row, column, words, style)
    sheet.set_row(row, LINE_HEIGHT * sum(lines(part, wide - 3) for part in words.split("\n")) + 5)


def _steps(paper: Paper, sheet: Worksheet, row: int) -> int:
    row = _section(paper, sheet, row, "steps")
    for number, code in enumerate((*STEPS, TIMED_STEP) if paper.is_timed else STEPS, 1):
        _prose(paper, sheet, row, 0, f"{number}. {text(code, paper.lang)}")
        row += 1
    return row


def _colours(paper: Paper, sheet: Worksheet, row: int) -> int:
    row = _section(paper, sheet, row, "colours")
    for look, code in COLOURS:
        sheet.write_blank(row, 0, None, paper.styles.of(look))
        _prose(paper, sheet, row, 1, text(code, paper.lang))
        row += 1
    return row


def _sheets(paper: Paper, sheet: Worksheet, row: int) -> int:
    """List the sheets that are read and what a row of each means; with its usual priority for a rule."""
    row = _section(paper, sheet, row, "sheets")
    _headings(paper, sheet, row, ("Sheet", "Usual priority", "What a row means"))
    for found in layouts(with_timetable=paper.is_timed):
        row += 1
        sheet.write_string(row, 0, sheet_name(found.name, paper.lang), paper.styles.of("cell", "wrapped"))
        sheet.write_string(row, 1, _priority(found, paper.lang), paper.styles.of("cell", "mark"))
        _described(paper, sheet, row, about(found, paper.lang))
    return row + 1


def _more(paper: Paper, sheet: Worksheet, row: int) -> int:
    """Say which sheets there are beside those of the template."""
    _prose(paper, sheet, row, 0, text("more_rules" if paper.is_timed else "more_sheets", paper.lang))
    return row + 1


def _headings(paper: Paper, sheet: Worksheet, row: int, titles: tuple[str, ...]) -> None:
    for column, title in enumerate(titles):
        sheet.write_string(row, column, heading(title, paper.lang), paper.styles.of("yours"))


def _described(paper: Paper, sheet: Worksheet, row: int, words: str) -> None:
    sheet.write_string(row, 2, words, paper.styles.of("cell", "wrapped"))
    sheet.set_row(row, max(18.0, LINE_HEIGHT * sum(lines(part, _WIDTHS[2] - 2) for part in words.split("\n")) + 4))


def _priority(found: Layout, lang: Language) -> str:
    if found.role != "rule":
        return ""
    from scheduler.words import term  # noqa: PLC0415  used here alone

    return term(str(found.column["priority"].default), lang)


def about(found: Layout, lang: Language) -> str:
    """Say what a row of a sheet means: the first paragraph of its model's docstring, or its translation."""
    name = found.model.__name__
    own = None if lang == "en" else entry(lang, "about", name)
    if found.role != "rule":
        return text(f"about_{found.role}", lang)
    return own or " ".join((getdoc(found.model) or "").split("\n\n")[0].split())


def _columns(paper: Paper, sheet: Worksheet, row: int) -> None:
    """List every column; those that rule sheets share stand once, under the name of them all."""
    row = _section(paper, sheet, row, "columns")
    _headings(paper, sheet, row, ("Sheet", "Column", "What it holds"))
    sheet.repeat_rows(row)
    shared: dict[str, tuple[Layout, Column]] = {}
    for found in layouts(with_timetable=paper.is_timed):
        for column in (column for column in found.columns if paper.is_timed or not column.is_spared):
            if found.role == "rule" and column.field in _SHARED:
                shared.setdefault(column.field, (found, column))
            else:
                row += 1
                _column(paper, sheet, row, sheet_name(found.name, paper.lang), (found, column))
    for pair in shared.values():
        row += 1
        _column(paper, sheet, row, text("every_rule_sheet", paper.lang), pair)


def _column(paper: Paper, sheet: Worksheet, row: int, name: str, pair: tuple[Layout, Column]) -> None:
    found, column = pair
    sheet.write_string(row, 0, name, paper.styles.of("cell", "wrapped"))
    sheet.write_string(row, 1, heading(column.title, paper.lang), paper.styles.of("cell", "wrapped"))
    _described(paper, sheet, row, describe(found, column, paper.lang))
