"""What guides people in a sheet of theirs: comments on headings, drop-downs, and colours that follow values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from scheduler.words import Language, description, term, text
from scheduler.workbook.layout import Column, Layout
from scheduler.workbook.paper import Paper
from scheduler.workbook.styles import lines

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SPARE_ROWS: Final = 500
"""Rows beyond the last one that drop-downs and colours reach."""

PRIORITIES: Final = ("1", "2", "3", "4", "5")
_LONGEST: Final = 255
"""Characters that Excel takes in a list written out in a validation."""

_NOTE_WIDTH: Final = 34


def comment(sheet: Worksheet, row: int, column: int, words: str) -> None:
    """Put a comment on a cell, as large as its words need."""
    tall = 18 + 16 * sum(lines(part, _NOTE_WIDTH) for part in words.split("\n"))
    options: dict[str, Any] = {"author": "", "x_scale": 1.9, "height": tall, "font_size": 9, "color": "#FFFDF5"}
    sheet.write_comment(row, column, words, options)


def comments(sheet: Worksheet, layout: Layout, titled: Mapping[str, tuple[int, int]], lang: Language) -> None:
    """Comment headings with what their fields mean.

    Parameters
    ----------
    titled
        Row and column of each field's heading.
    """
    for field, (row, column) in titled.items():
        comment(sheet, row, column, describe(layout, layout.column[field], lang))


def describe(layout: Layout, column: Column, lang: Language) -> str:
    """Return what a column means, and what it is if left empty or may hold at all."""
    words = [description(layout.model, column.field, lang)]
    if column.choices and column.kind == "choice":
        words.append(text("one_of", lang, allowed=column.choices))
    if column.is_required:
        words.append(text("required", lang))
    return "\n".join(words)


def drop_downs(paper: Paper, sheet: Worksheet, layout: Layout, cells: Mapping[str, tuple[int, int, int]]) -> None:
    """Offer, and where a list is closed allow only, what a column can hold.

    Parameters
    ----------
    cells
        First row, last row and column of each field.
    """
    for field, (first, last, column) in cells.items():
        rule = _rule(paper, layout, layout.column[field])
        if rule is not None:
            sheet.data_validation(first, column, last, column, rule)


def _rule(paper: Paper, layout: Layout, column: Column) -> dict[str, Any] | None:
    lang = paper.lang
    if column.kind == "choice":
        return _listed([term(word, lang) for word in column.choices], lang, is_open=False)
    if column.kind == "sex":
        return _listed(["F", "M"], lang, is_open=False)
    if column.kind == "choices":
        return _listed([term(word, lang) for word in column.choices], lang, is_open=True)
    if column.kind == "flag":
        return _listed([term("yes", lang), term("no", lang)], lang, is_open=False)
    if column.kind == "priority":
        words = () if getattr(layout.model, "is_soft_only", False) else (term("must", lang),)
        return _listed([*words, *PRIORITIES], lang, is_open=True)
    return _named(paper, layout, column) or _bounded(column, lang)


def _listed(words: Sequence[str], lang: Language, *, is_open: bool) -> dict[str, Any] | None:
    joined = ",".join(words)
    if len(joined) > _LONGEST or any("," in word for word in words):
        return None
    return {"validate": "list", "source": list(words), **_told("not_listed", lang, is_open=is_open)}


def _named(paper: Paper, layout: Layout, column: Column) -> dict[str, Any] | None:
    """Lists that stand in cells, by the name that the workbook gives them."""
    name = NAMED.get((layout.role, column.field))
    if name not in paper.lists:
        return None
    is_open = (layout.role, column.field) not in CLOSED
    return {"validate": "list", "source": f"={name}", **_told("not_listed", paper.lang, is_open=is_open)}


NAMED: Final[Mapping[tuple[str, str], str]] = {
    ("sessions", "cohort"): "cohort_codes",
    ("nominees", "pin"): "cohort_codes",
    ("nominees", "choices"): "cohort_codes",
    ("rule", "where"): "cohort_codes",
    ("cohorts", "topics"): "list_topics",
    ("sessions", "topics"): "list_topics",
    ("sessions", "kind"): "list_kinds",
    ("nominees", "topics"): "list_topics",
    ("rule", "topic"): "list_topics",
    ("sessions", "jointly"): "cohort_codes",
    ("sessions", "lecturers"): "lecturer_codes",
    ("sessions", "site"): "site_codes",
    ("sessions", "clashes"): "session_codes",
    ("lecturers", "skills"): "list_topics",
    ("routes", "first"): "site_codes",
    ("routes", "second"): "site_codes",
    **{("windows", field): "cohort_codes" for field in ("cohort", "not_with", "together")},
    **{(role, "session"): "session_codes" for role in ("placements", "rule")},
    **{(role, "slot"): "slot_numbers" for role in ("placements", "rule")},
    **{(role, "room"): "room_codes" for role in ("placements", "rule")},
    ("placements", "lecturers"): "lecturer_codes",
    ("rule", "cohorts"): "cohort_codes",
    **{("rule", field): "session_codes" for field in ("sessions", "first", "second")},
    ("rule", "kinds"): "list_kinds",
    **{(role, "region"): "list_regions" for role in ("nominees", "rule")},
    **{(role, "island_group"): "list_island_groups" for role in ("nominees", "rule")},
    **{(role, "level"): "list_levels" for role in ("nominees", "rule")},
    **{(role, "rank"): "list_ranks" for role in ("nominees", "rule")},
}
"""Columns whose values stand in another sheet, and the defined name of the list there."""


CLOSED: Final = frozenset({
    ("sessions", "cohort"), ("sessions", "site"), ("windows", "cohort"), ("routes", "first"), ("routes", "second"),
})  # fmt: skip
"""Columns of one code in which nothing else than the list may stand."""


def _bounded(column: Column, lang: Language) -> dict[str, Any] | None:
    """Whole numbers within their bounds."""
    if column.kind != "whole" or column.least is None:
        return None
    limits = {"criteria": ">=", "value": column.least}
    if column.most is not None:
        limits = {"criteria": "between", "minimum": column.least, "maximum": column.most}
    return {"validate": "integer", **limits, **_told("not_in_bounds", lang, is_open=False)}


def _told(code: str, lang: Language, *, is_open: bool) -> dict[str, Any]:
    """Say what is wrong; an open list only warns."""
    return {
        "error_type": "warning" if is_open else "stop",
        "error_title": text("please_check", lang)[:32],
        "error_message": text(code, lang)[:255],
        "ignore_blank": True,
    }


def heading_height(headings: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height in points of a heading row whose words wrap."""
    tall = max((lines(words, wide - 1) for words, wide in zip(headings, widths, strict=True)), default=1)
    return max(20.0, 13.5 * tall + 5)
