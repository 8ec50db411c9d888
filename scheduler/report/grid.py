"""Every nominee and every cohort: seated, or why not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scheduler.domain import Programme
from scheduler.report.table import Column, Table, told

if TYPE_CHECKING:
    from scheduler.explain import Reason


def grid(programme: Programme, reasons: Mapping[str, Mapping[str, Reason]]) -> Table:
    """Return one row a nominee, in the programme's order, with a sentence for each cohort.

    Parameters
    ----------
    reasons
        By ID and cohort (:func:`scheduler.explain.by_cohort`).
    """
    codes = sorted(programme.cohort)
    head = (Column("ID", "id"), Column("Name"), Column("Institution"))
    columns = (*head, *(Column(code, "sentence", is_name=True) for code in codes))
    people = programme.nominees
    rows = tuple((n.id, n.name, n.institution, *(reasons[n.id].get(code) for code in codes)) for n in people)
    return Table(told("grid_table"), columns, rows)
