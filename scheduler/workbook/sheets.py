"""Tables of a report laid out on sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from scheduler.report.table import Column, Table, label
from scheduler.workbook.columns import WIDTHS
from scheduler.workbook.guides import heading_height
from scheduler.workbook.paper import Paper, Value
from scheduler.workbook.styles import LINE_HEIGHT, fitted, lines

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

OUTPUT_WIDTHS: Final[Mapping[str, tuple[float, float]]] = {
    **WIDTHS,
    "text": (10, 38),
    "sentence": (24, 46),
    "change": (8, 12),
    "date": (13, 14),
    "share": (8, 12),
    "decimal": (8, 12),
}
"""Narrowest and widest column by what it holds, on sheets of ours."""

VERDICTS: Final[Mapping[str, str]] = {
    "kept": "is_good",
    "met": "is_good",
    "broken": "is_bad",
    "not met": "is_bad",
    "partly met": "is_waiting",
    "off": "is_waiting",
    "seated": "is_good",
    "reserve": "is_waiting",
    "not seated": "is_faint",
}
"""Words that a cell is coloured by."""

_SIZES: Final[Mapping[str, tuple[float, float]]] = {"title": (1.75, 20.0), "line": (1.15, 13.5)}
"""How much wider than plain text a look is, and the points that a line of it takes."""

NARROW: Final = 90.0
"""Characters that an upright page holds in print that is not made smaller."""

_INSET: Final = 1.3
"""Digits that the indent of a text takes."""

_WRAPPED: Final = frozenset({"text", "sentence"})


def widths_of(tables: Iterable[Table], paper: Paper) -> list[float]:
    """Return widths of columns that suit all tables of a sheet."""
    widest: list[float] = []
    for table in tables:
        said = [*table.in_words(paper.lang), *table.totals_in_words(paper.lang)]
        for k, column in enumerate(table.columns):
            wide = _width(column, [row[k] for row in said], paper)
            if k < len(widest):
                widest[k] = max(widest[k], wide)
            else:
                widest.append(wide)
    return widest


def _width(column: Column, values: Iterable[Value], paper: Paper) -> float:
    least, most = OUTPUT_WIDTHS[column.kind]
    words = fitted(column.heading(paper.lang).split(" "), least, 20)
    shown = (f"{value:,.0f}" if isinstance(value, float) else str(value) for value in values if value is not None)
    room = _INSET if column.kind in (*_WRAPPED, "id", "code") else 0.0
    return max(words, fitted(shown, least - room, most) + room)


def section(paper: Paper, sheet: Worksheet, row: int, words: str) -> int:
    """Write the title of a table; return the next row."""
    sheet.set_row(row, 21)
    sheet.write_string(row, 0, words, paper.styles.of("section"))
    return row + 1


def lay(paper: Paper, sheet: Worksheet, table: Table, row: int, widths: Sequence[float]) -> int:
    """Write headings, rows and totals of a table from a row on; return the row after it."""
    headings = table.headings(paper.lang)
    sheet.set_row(row, heading_height(headings, widths[: len(headings)]))
    for column, words in enumerate(headings):
        sheet.write_string(row, column, words, paper.styles.of("ours", "centred"))
    first = row + 1
    for values in table.in_words(paper.lang):
        row += 1
        _row(paper, sheet, row, values, table.columns, widths)
    _colour(paper, sheet, table, first, row)
    for values in table.totals_in_words(paper.lang):
        row += 1
        _row(paper, sheet, row, values, table.columns, widths, "total")
    return row + 1


def _row(
    paper: Paper,
    sheet: Worksheet,
    row: int,
    values: Sequence[Value],
    columns: Sequence[Column],
    widths: Sequence[float],
    *looks: str,
) -> None:
    put = paper.writer(sheet)
    tall = 1
    for k, (value, column) in enumerate(zip(values, columns, strict=True)):
        put(row, k, value, paper.styles.of("cell", column.kind, *_aligned(value, column), *looks))
        if column.kind in _WRAPPED and isinstance(value, str):
            tall = max(tall, lines(value, widths[k] - _INSET))
    sheet.set_row(row, max(18.0, LINE_HEIGHT * tall + 4))


def _aligned(value: Value, column: Column) -> tuple[str, ...]:
    """Texts wrap; a number or a day that stands among texts is aligned like them."""
    if column.kind in ("id", "code"):
        return ("inset",)
    if column.kind not in _WRAPPED:
        return ()
    return ("wrapped", "inset") if isinstance(value, str) else ("left", "inset")


def _colour(paper: Paper, sheet: Worksheet, table: Table, first: int, last: int) -> None:
    """Let the words of verdicts colour their cells."""
    for k, column in enumerate(table.columns):
        if column.kind == "mark" and last >= first:
            colour_words(paper, sheet, (first, k, last, k), verdict_looks(paper))


def verdict_looks(paper: Paper) -> dict[str, str]:
    """Return how the words of verdicts and results look."""
    return {label(word).spoken(paper.lang): look for word, look in VERDICTS.items()}


def colour_words(paper: Paper, sheet: Worksheet, cells: tuple[int, int, int, int], looks: Mapping[str, str]) -> None:
    """Colour cells by the words in them."""
    for word, look in looks.items():
        shown = '"' + word.replace('"', '""') + '"'
        rule = {"type": "cell", "criteria": "==", "value": shown, "format": paper.styles.of(look)}
        sheet.conditional_format(*cells, rule)


def head(paper: Paper, sheet: Worksheet, widths: Sequence[float], title: str, told: Iterable[str] = ()) -> int:
    """Write a title and lines below it, wrapped to the width of the sheet; return the row after an empty one."""
    _spread(paper, sheet, 0, widths, title, "title")
    row = 1
    for words in told:
        _spread(paper, sheet, row, widths, words, "line")
        row += 1
    return row + 1


def _spread(paper: Paper, sheet: Worksheet, row: int, widths: Sequence[float], words: str, look: str) -> None:
    """Write a line that may run over all columns."""
    scale, tall = _SIZES[look]
    count = lines(words, max(20.0, sum(widths) / scale))
    sheet.set_row(row, tall * count + 5)
    if count > 1 and len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", paper.styles.of(look, "wrapped"))
    sheet.write_string(row, 0, words, paper.styles.of(look, *(("wrapped",) if count > 1 else ())))


def table_sheet(paper: Paper, name: str, table: Table, told: Iterable[str] = (), *, frozen: int = 0) -> Worksheet:
    """Write a sheet that holds one table: frozen, filtered, its headings on every page.

    Parameters
    ----------
    name
        English name of the sheet.
    told
        Lines above the table.
    frozen
        Columns that stay in view.
    """
    from scheduler.words import sheet as sheet_name  # noqa: PLC0415  a parameter elsewhere bears the name

    table = table.said(paper.lang)
    widths = widths_of([table], paper)
    sheet = paper.sheet(sheet_name(name, paper.lang), "ours", is_wide=sum(widths) > NARROW)
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    top = head(paper, sheet, widths, table.title.spoken(paper.lang), told)
    after = lay(paper, sheet, table, top, widths)
    sheet.freeze_panes(top + 1, frozen)
    sheet.autofilter(top, 0, max(top + 1, after - 1), len(widths) - 1)
    sheet.repeat_rows(top)
    return sheet
