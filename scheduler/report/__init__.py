"""What a result says, as plain tables: for the workbook, the command line and for analysts.

Every function takes a :class:`scheduler.result.Result`, or anything that has an allocation and
its audit, and returns a :class:`scheduler.report.table.Table`, whose `to_frame` is a pandas table.
No solver is loaded, and pandas only by `to_frame`.
"""

from scheduler.report.departures import departures, verdict, verdicts
from scheduler.report.outcomes import outcomes
from scheduler.report.quotas import quotas
from scheduler.report.record import run_record
from scheduler.report.rosters import Roster, reserve_list, roster, rosters
from scheduler.report.summary import by_column, key_figures, priorities, seats_by_cohort, standing
from scheduler.report.table import Cell, Column, Judged, Table, Word, spoken

__all__ = [
    "Cell",
    "Column",
    "Judged",
    "Roster",
    "Table",
    "Word",
    "by_column",
    "departures",
    "key_figures",
    "outcomes",
    "priorities",
    "quotas",
    "reserve_list",
    "roster",
    "rosters",
    "run_record",
    "seats_by_cohort",
    "spoken",
    "standing",
    "verdict",
    "verdicts",
]
