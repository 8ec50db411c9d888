"""The sheets that are the coordinator's: programme, cohorts, sessions, nominees, and one for each kind of rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from scheduler.domain import Programme
from scheduler.report import Table
from scheduler.rule import Rule
from scheduler.timetable.rule import TimeRule
from scheduler.words import heading
from scheduler.words import sheet as sheet_name
from scheduler.workbook.columns import Strip, columns_sheet, is_shown, strips
from scheduler.workbook.guides import SPARE_ROWS, comments, drop_downs
from scheduler.workbook.layout import (
    KEY_TITLE,
    TIMED,
    VALUE_TITLE,
    Layout,
    layout,
    layouts,
    rule_layout,
    timetable_layouts,
)
from scheduler.workbook.paper import Paper, quoted, set_widths
from scheduler.workbook.sheets import colour_words, verdict_looks
from scheduler.workbook.show import show
from scheduler.workbook.styles import LINE_HEIGHT, fitted, lines

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_FROZEN: Mapping[str, int] = {
    "nominees": 2, "cohorts": 1, "sessions": 1, "rooms": 1, "lecturers": 1, "sites": 1, "windows": 1, "placements": 1,
}  # fmt: skip
_VALUE_WIDTH = 66.0
_BESIDE = "institution"
"""Results stand after this column: beside the name, in view without scrolling."""


def given(rules: Sequence[Rule], programme: Programme) -> tuple[Rule, ...]:
    """Return the rules that are rows, in their order; what the programme implies beside them is left out."""
    written = [rule for rule in rules if not rule.stems]
    kept = [rule for rule in written if rule.place or not _is_implied(rule, written, programme)]
    return tuple(sorted(kept, key=lambda rule: rule.place.row if rule.place else 0))


def _is_implied(rule: Rule, written: Sequence[Rule], programme: Programme) -> bool:
    others = [row for row in written if type(row) is type(rule) and row is not rule]
    return rule.key in {implied.key for implied in type(rule).implied(programme, others)}


def programme_sheet(paper: Paper, programme: Programme) -> None:
    """Write the settings, one a row: key and value."""
    paper.is_timed = paper.is_timed or has_timetable(programme)
    sheet_of = layout("Programme")
    columns = [c for c in sheet_of.columns if is_shown(paper, c, [getattr(programme, c.field)])]
    sheet = paper.sheet(sheet_name(sheet_of.name, paper.lang), "yours", is_wide=False)
    put, styles = paper.writer(sheet), paper.styles
    for at, title in enumerate((KEY_TITLE, VALUE_TITLE)):
        sheet.write_string(0, at, heading(title, paper.lang), styles.of("yours"))
    keys = [heading(column.title, paper.lang) for column in columns]
    for row, (key, column) in enumerate(zip(keys, columns, strict=True), 1):
        sheet.write_string(row, 0, key, styles.of("cell", "swatch_yours"))
        look = "date" if column.kind == "date" else "literal" if column.kind == "text" else "number"
        value = show(column, getattr(programme, column.field), paper.lang)
        put(row, 1, value, styles.of("cell", look, "left", "wrapped", "inset"))
        sheet.set_row(row, max(18.0, LINE_HEIGHT * lines(str(value), _VALUE_WIDTH) + 4))
    set_widths(sheet, (fitted(keys, 18, 34), _VALUE_WIDTH))
    sheet.freeze_panes(1, 0)
    placed = {column.field: row for row, column in enumerate(columns, 1)}
    comments(sheet, sheet_of, {field: (row, 0) for field, row in placed.items()}, paper.lang)
    drop_downs(paper, sheet, sheet_of, {field: (row, row, 1) for field, row in placed.items()})


def cohort_sheets(paper: Paper, programme: Programme, looks: tuple[str, ...] = ()) -> None:
    """Write the cohorts and their sessions, and name the lists of codes for drop-downs."""
    found = layout("Cohorts")
    paper.is_timed = paper.is_timed or has_timetable(programme)
    paper.lists |= {"session_codes"}
    sheet = plain_sheet(paper, found, strips(paper, found, programme.cohorts), looks)
    _name_codes(paper, sheet, "cohort_codes", len(programme.cohorts))
    found = layout("Sessions")
    if paper.is_timed:
        paper.lists |= {name for role, name in LISTED.items() if getattr(programme, role)}
    sheet = plain_sheet(paper, found, strips(paper, found, programme.sessions), looks)
    _name_codes(paper, sheet, "session_codes", len(programme.sessions))


def _name_codes(paper: Paper, sheet: Worksheet, name: str, rows: int) -> None:
    """Name the codes in the first column, those that are typed later too, as a list for drop-downs."""
    first, last = "$A$2", f"$A${rows + 1 + SPARE_ROWS}"
    cells = f"{quoted(sheet)}!{first}:{last}"
    paper.book.define_name(name, f"={quoted(sheet)}!{first}:INDEX({cells},MAX(1,COUNTA({cells})))")


LISTED: Mapping[str, str] = {
    "rooms": "room_codes", "lecturers": "lecturer_codes", "sites": "site_codes", "slots": "slot_numbers",
}  # fmt: skip
"""Names of the lists that the first columns of the timetable's sheets are, by role."""


def has_timetable(programme: Programme) -> bool:
    """Whether a programme says anything of a timetable."""
    return any(getattr(programme, role) for role in TIMED)


def timetable_sheets(
    paper: Paper,
    programme: Programme,
    looks: tuple[str, ...] = (),
    *,
    with_empty: bool = False,
    without: Collection[str] = (),
) -> None:
    """Write what the timetable is made of: the sheets that have rows, or all of them.

    Parameters
    ----------
    without
        Roles of sheets that are written elsewhere.
    """
    listed = timetable_layouts() if paper.is_timed else ()
    for found in (one for one in listed if one.role in TIMED and one.role not in without):
        rows = getattr(programme, found.role)
        if rows or with_empty:
            sheet = plain_sheet(paper, found, strips(paper, found, rows), looks)
            if found.role in LISTED:
                _name_codes(paper, sheet, LISTED[found.role], len(rows))


def plain_sheet(paper: Paper, found: Layout, listed: Sequence[Strip], looks: tuple[str, ...] = ()) -> Worksheet:
    """Write one sheet of columns under its name; `looks` are those of examples."""
    sheet = paper.sheet(sheet_name(found.name, paper.lang), "yours")
    columns_sheet(paper, sheet, found, listed, _FROZEN.get(found.role, 0), looks)
    return sheet


def nominees_sheet(
    paper: Paper, programme: Programme, results: Table | None = None, looks: tuple[str, ...] = ()
) -> None:
    """Write the nominees; beside each, where results are given, what he or she got."""
    found = layout("Nominees")
    listed = strips(paper, found, programme.nominees)
    if results is not None:
        beside = next(k for k, strip in enumerate(listed) if strip.field == _BESIDE) + 1
        listed[beside:beside] = result_strips(paper, results)
    sheet = plain_sheet(paper, found, listed, looks)
    _colour(paper, sheet, listed, len(programme.nominees))


def names_sheet(paper: Paper, programme: Programme, *, with_empty: bool = False) -> None:
    """Write what the coordinator declares that names mean, where anything is declared."""
    if programme.aliases or with_empty:
        found = layout("Names")
        plain_sheet(paper, found, strips(paper, found, programme.aliases))


def result_strips(paper: Paper, results: Table) -> list[Strip]:
    """Return the result columns; the first column of `results`, the ID, is the row's own."""
    said = list(zip(*results.in_words(paper.lang), strict=True)) or [()] * len(results.columns)
    pairs = zip(results.columns, said, strict=True)
    listed = [Strip(column.heading(paper.lang), column.kind, values, "ours") for column, values in pairs]
    return listed[1:]


def _colour(paper: Paper, sheet: Worksheet, listed: Sequence[Strip], rows: int) -> None:
    """Let colours follow from values: pins violet, IDs that stand twice red."""
    last, styles = rows + SPARE_ROWS, paper.styles
    at = {strip.field: column for column, strip in enumerate(listed) if strip.field}
    pin, number = at["pin"], at["id"]
    sheet.conditional_format(1, pin, last, pin, {"type": "no_blanks", "format": styles.of("is_pinned")})
    sheet.conditional_format(1, number, last, number, {"type": "duplicate", "format": styles.of("is_bad")})
    for column, strip in enumerate(listed):
        if strip.owner == "ours" and strip.look == "mark":
            colour_words(paper, sheet, (1, column, last, column), verdict_looks(paper))


def rule_sheets(
    paper: Paper, rules: Sequence[Rule], looks: tuple[str, ...] = (), *, empty: Collection[type[Rule]] = ()
) -> None:
    """Write one sheet for each kind of rule that has rows.

    Parameters
    ----------
    empty
        Kinds that get a sheet though they have none.
    """
    for kind in _in_order([*empty, *(type(rule) for rule in rules)]):
        found = rule_layout(kind)
        plain_sheet(paper, found, strips(paper, found, [rule for rule in rules if type(rule) is kind]), looks)


def _in_order(met: Sequence[type[Rule]]) -> list[type[Rule]]:
    """Put kinds of rules in order: known ones as in the rulebook, a user's own after them."""
    is_timed = any(issubclass(kind, TimeRule) for kind in met)
    known = [found.model for found in layouts(with_timetable=is_timed) if found.role == "rule"]
    unique = dict.fromkeys(met)
    return [*(kind for kind in known if kind in unique), *(kind for kind in unique if kind not in known)]
