"""A programme as a coordinator keeps it: columns and rows in an order of their own, and more around them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from scheduler.domain import Programme
from scheduler.rule import Rule
from scheduler.words import Language, heading, sheet
from scheduler.workbook.layout import KEY_TITLE, VALUE_TITLE, Layout, layout, rule_layout
from scheduler.workbook.show import show

LETTERHEAD = "SEKRETARIAT PANITIA"
OWN_COLUMN = "Catatan sendiri"
FOREIGN = "Anggaran"


def write_own(programme: Programme, rules: Sequence[Rule], path: Path, lang: Language, random: Random) -> None:
    """Write a workbook by hand, so to speak: none of it goes through angkatan's own writer.

    Nominees stand in random order under a letterhead, the columns of every sheet in random order,
    and there are a column, a formula and a sheet that angkatan knows nothing of.
    """
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "bg_color": "#FFF2CC"})
        _settings(book, programme, lang, days)
        people = random.sample(programme.nominees, len(programme.nominees))
        _sheet(book, layout("Nominees"), people, lang, days, random)
        for name, models in (("Cohorts", programme.cohorts), ("Sessions", programme.sessions)):
            _sheet(book, layout(name), models, lang, days, random)
        for kind in dict.fromkeys(map(type, rules)):
            _sheet(book, rule_layout(kind), [rule for rule in rules if type(rule) is kind], lang, days, random)
        foreign = book.add_worksheet(FOREIGN)
        foreign.write_column(0, 0, (100, 250))
        foreign.write_formula(2, 0, "=SUM(A1:A2)", None, 350)


def _settings(book: Any, programme: Programme, lang: Language, days: Any) -> None:
    made = book.add_worksheet(sheet("Programme", lang))
    pairs = [(heading(KEY_TITLE, lang), heading(VALUE_TITLE, lang))]
    pairs += [
        (heading(column.title, lang), show(column, getattr(programme, column.field), lang))
        for column in layout("Programme").columns
    ]
    for row, pair in enumerate(pairs):
        for column, value in enumerate(pair):
            _put(made, row, column, value, days)


def _sheet(book: Any, found: Layout, models: Sequence[Any], lang: Language, days: Any, random: Random) -> None:
    """Write one sheet, the nominees' under a letterhead and beside a column of the coordinator's own."""
    made = book.add_worksheet(sheet(found.name, lang))
    is_roster = found.role == "nominees"
    further = "facts" if is_roster else "others"
    columns = [
        (heading(column.title, lang), [show(column, getattr(model, column.field), lang) for model in models])
        for column in found.columns
    ]
    names = sorted({name for model in models for name in getattr(model, further, {})})
    columns += [(name, [_joined(getattr(model, further).get(name)) for model in models]) for name in names]
    if is_roster:
        columns.append((OWN_COLUMN, [f"catatan {number}" for number in range(len(models))]))
        made.write(0, 0, LETTERHEAD)
    top = 3 if is_roster else 0
    for column, (title, values) in enumerate(random.sample(columns, len(columns))):
        for row, value in enumerate((title, *values), top):
            _put(made, row, column, value, days)


def _joined(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value


def _put(made: Any, row: int, column: int, value: Any, days: Any) -> None:
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001  cells know no time zone
        made.write_datetime(row, column, moment, days)
    elif isinstance(value, str):
        made.write_string(row, column, value)
    elif value is not None:
        made.write(row, column, value)
