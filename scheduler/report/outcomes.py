"""What every nominee gets: the columns that stand beside the nominees in the result workbook.

A library that writes results back into a coordinator's own workbook needs this table alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from scheduler.allocation import Allocation, Reserve
from scheduler.report.table import Cell, Column, Judged, Table, label, told
from scheduler.workbook.layout import NOT_SEATED, RESERVE, RESULT_COLUMNS, SEATED

if TYPE_CHECKING:
    from scheduler.explain import Reason

DIVIDER = "; "


def outcomes(judged: Judged, reasons: Mapping[str, Reason] | None = None) -> Table:
    """Return one row a nominee, in the programme's order: ID, cohorts, result, reserve rank, sessions, reason.

    Parameters
    ----------
    reasons
        By nominee ID; those of a result are taken where none are given.
    """
    told_why = getattr(judged, "reasons", {}) if reasons is None else reasons
    allocation = judged.allocation
    waiting = {reserve.nominee: reserve for reserve in allocation.reserves}
    rows = tuple(
        (nominee.id, *_outcome(nominee.id, allocation, waiting.get(nominee.id)), told_why.get(nominee.id))
        for nominee in allocation.programme.nominees
    )
    kinds = {"rank": "count", "reason": "sentence", "result": "mark", "cohort": "code"}
    columns = (Column(title, kinds.get(key, "text")) for key, title in RESULT_COLUMNS.items())  # type: ignore[arg-type]
    return Table(told("outcomes"), (Column("ID", "id"), *columns), rows)


def _outcome(nominee: str, allocation: Allocation, waiting: Reserve | None) -> tuple[Cell, ...]:
    held = allocation.held_by(nominee)
    if held:
        sessions = (code for seat in held for code in seat.sessions)
        return (_joined(seat.cohort for seat in held), label(SEATED), None, _joined(sessions))
    if waiting is not None:
        return (waiting.cohort, label(RESERVE), waiting.rank, "")
    return ("", label(NOT_SEATED), None, "")


def _joined(codes: Iterable[str]) -> str:
    return DIVIDER.join(codes)
