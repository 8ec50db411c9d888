"""The workbook that is written where nothing fits: what clashes, the ways out, supply and demand."""

from __future__ import annotations

from pathlib import Path

from scheduler.report.impossible import Impossible, conflicts, supply, ways
from scheduler.words import Language, text
from scheduler.words import sheet as sheet_name
from scheduler.workbook.paper import paper
from scheduler.workbook.sheets import head, lay, section, widths_of


def write_impossible(view: Impossible, path: str | Path, *, lang: Language) -> None:
    """Write why nothing fits as one sheet.

    Raises
    ------
    WorkbookError
        The target cannot be written.
    """
    with paper(path, lang, view.programme.name) as made:
        tables = [table.said(lang) for table in (conflicts(view), ways(view), *supply(view)) if table.rows]
        sheet = made.sheet(sheet_name("Impossible", lang), "ours")
        widths = widths_of(tables, made)
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, wide)
        title = view.programme.name or str(sheet.name)
        row = head(made, sheet, widths, title, [text("cannot_all_hold", lang), text("impossible_about", lang)])
        for table in tables:
            row = lay(made, sheet, table, section(made, sheet, row, table.title.spoken(lang)), widths) + 1
