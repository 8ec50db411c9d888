"""A rule as one line: its filled columns, as they stand in its row."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Final

from scheduler.rule import Rule
from scheduler.words import Language, heading, term

if TYPE_CHECKING:
    from scheduler.workbook.layout import Column


_TYPE: Final = "institution_type"
"""The column whose values have names of ours, whatever its cells say."""


def row_text(rule: Rule, lang: Language, skipped: Collection[str] = ()) -> str:
    """Return the columns of a rule that say something, as ``Region: Papua; At least: 3``.

    Columns that hold what every row holds unless told otherwise are left out, and so are those `skipped`.
    """
    from scheduler.workbook.show import show  # noqa: PLC0415

    said = []
    for column in _columns(type(rule)):
        value, usual = getattr(rule, column.field), type(rule).model_fields[column.field].default
        if column.field not in skipped and value != usual and value not in (None, "", ()):
            shown = (
                "; ".join(term(kind, lang) for kind in value) if column.field == _TYPE else show(column, value, lang)
            )
            said.append(f"{heading(column.title, lang)}: {shown}")
    said += [f"{title}: {'; '.join(values)}" for title, values in getattr(rule, "others", {}).items()]
    return "; ".join(said)


@cache
def _columns(kind: type[Rule]) -> tuple[Column, ...]:
    from scheduler.workbook.layout import rule_layout  # noqa: PLC0415  loads the rulebook

    return rule_layout(kind).columns
