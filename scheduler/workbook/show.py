"""The way back: a field's value as it is written into a cell.  Reading what is shown gives the value again."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from scheduler.domain import ALL, EACH, OUT, Amount
from scheduler.measures.cells import MONTHS
from scheduler.words import Language, heading, term
from scheduler.workbook.layout import Column

Shown = str | int | float | date | time | None

_WORDED: Final = {
    "where": (EACH, ALL),
    "group": (EACH,),
    "pin": (OUT,),
    "who": (EACH,),
    "priority": ("must",),
    "sex": ("F", "M"),
}
"""Words of some kinds of column that stand for something, and are written in the workbook's language."""


def show(column: Column, value: Any, lang: Language = "en") -> Shown:
    """Return what is written into a cell of a column.

    Parameters
    ----------
    value
        The field's value; None, an empty text and an empty list leave the cell empty.
    lang
        Language of words such as must, each and open.
    """
    if value is None or value in ("", ()):
        return None
    if isinstance(value, bool):
        return term("yes" if value else "no", lang)
    if isinstance(value, tuple):
        return "; ".join(_word(column, str(part), lang) for part in value)
    if isinstance(value, str):
        return _word(column, value, lang)
    if isinstance(value, Amount):
        return value.count if value.count is not None else str(value)
    return float(value) if isinstance(value, Decimal) else value


def _word(column: Column, word: str, lang: Language) -> str:
    if column.kind == "heading":
        return _column(word, lang)
    words = column.choices if column.kind in ("choice", "choices") else _WORDED.get(column.kind, ())
    if column.field == "sex":
        words = (*words, *_WORDED["sex"])
    return term(word, lang) if word in words else word


def _column(title: str, lang: Language) -> str:
    """Name a column of nominees by its heading; the coordinator's own by theirs."""
    if lang != "en" and title.casefold().startswith(MONTHS):
        return f"{term(MONTHS.strip(), lang)} {_column(title[len(MONTHS) :], lang)}"
    return heading(title, lang)
