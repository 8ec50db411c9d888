"""Whole workbooks from models and results; text stays text, and the same input gives the same bytes.

What a result adds is made as plain tables in :mod:`scheduler.report`; this module only lays
them out, so that the same tables can be put into a coordinator's own workbook instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scheduler.domain import Programme
from scheduler.report import Judged, Table, outcomes, priorities, standing, verdict
from scheduler.report.prices import price_table
from scheduler.result import Result
from scheduler.rule import Rule
from scheduler.words import Language
from scheduler.workbook.inputs import cohort_sheets, given, names_sheet, nominees_sheet, programme_sheet, rule_sheets
from scheduler.workbook.instructions import instructions_sheet
from scheduler.workbook.paper import Paper, paper
from scheduler.workbook.rosters import reserves_sheet, roster_sheets
from scheduler.workbook.sheets import table_sheet
from scheduler.workbook.summary import summary_sheet
from scheduler.workbook.verdicts import audit_sheet, quota_sheet, record_sheet


def write_programme(programme: Programme, rules: Sequence[Rule], path: str | Path, *, lang: Language) -> None:
    """Write a programme and its rules as a workbook; reading it gives them back.

    Parameters
    ----------
    rules
        The rows of the rule sheets; what the programme itself implies has none.

    Raises
    ------
    WorkbookError
        The target cannot be written.
    """
    with paper(path, lang, programme.name) as made:
        programme_sheet(made, programme)
        cohort_sheets(made, programme)
        nominees_sheet(made, programme)
        names_sheet(made, programme)
        rule_sheets(made, rules)


def write_result(
    result: Result, path: str | Path, *, lang: Language, more: Sequence[tuple[str, Table]] = ()
) -> None:
    """Write a result: the input sheets with results beside each nominee, and the sheets of the report.

    Parameters
    ----------
    more
        Further tables, each with the English name of its sheet, such as the reasons for every cohort.

    Raises
    ------
    WorkbookError
        The target cannot be written.
    """
    programme = result.programme
    with paper(path, lang, programme.name) as made:
        told = [standing(result).spoken(lang), verdict(result).spoken(lang)]
        worth = [price_table(result.prices)] if result.prices else []
        summary_sheet(made, result, told, [priorities(result), *worth])
        nominees_sheet(made, programme, outcomes(result))
        roster_sheets(made, result)
        reserves_sheet(made, result)
        quota_sheet(made, result)
        audit_sheet(made, result)
        for name, table in more:
            table_sheet(made, name, table, frozen=2)
        record_sheet(made, result)
        _inputs(made, programme, given(result.rules, programme))
        instructions_sheet(made)


def _inputs(made: Paper, programme: Programme, rules: Sequence[Rule]) -> None:
    programme_sheet(made, programme)
    cohort_sheets(made, programme)
    names_sheet(made, programme)
    rule_sheets(made, rules)


def write_audit(judged: Judged, path: str | Path, *, lang: Language) -> None:
    """Write the verdict on an allocation that somebody made: summary, every rule with its numbers, audit.

    Raises
    ------
    WorkbookError
        The target cannot be written.
    """
    with paper(path, lang, judged.allocation.programme.name) as made:
        summary_sheet(made, judged, [verdict(judged).spoken(lang)])
        quota_sheet(made, judged)
        audit_sheet(made, judged)
