"""When and where sessions are held: the day grid, the model, its engine, and what people receive.

Names are resolved on first use, so that importing the package loads no solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.timetable.conflict import diagnose
    from scheduler.timetable.dates import DateChoice, candidates, choose_dates
    from scheduler.timetable.held import Timetable
    from scheduler.timetable.hours import Grid, Hour
    from scheduler.timetable.ics import all_calendars
    from scheduler.timetable.joint import Joint
    from scheduler.timetable.planning import Plan, PlanOptions, plan
    from scheduler.timetable.rule import CohortRule, SessionRule, TimeRule
    from scheduler.timetable.run import TimeOptions, TimeResult, timetable
    from scheduler.timetable.unsettled import Doubt, doubts
    from scheduler.timetable.verdict import judge
    from scheduler.timetable.ways import ways_out

_HOMES = {
    "CohortRule": "rule",
    "DateChoice": "dates",
    "Doubt": "unsettled",
    "Grid": "hours",
    "Hour": "hours",
    "Joint": "joint",
    "Plan": "planning",
    "PlanOptions": "planning",
    "SessionRule": "rule",
    "TimeOptions": "run",
    "TimeResult": "run",
    "TimeRule": "rule",
    "Timetable": "held",
    "all_calendars": "ics",
    "candidates": "dates",
    "choose_dates": "dates",
    "diagnose": "conflict",
    "doubts": "unsettled",
    "plan": "planning",
    "judge": "verdict",
    "timetable": "run",
    "ways_out": "ways",
}

__all__ = [
    "CohortRule",
    "DateChoice",
    "Doubt",
    "Grid",
    "Hour",
    "Joint",
    "Plan",
    "PlanOptions",
    "SessionRule",
    "TimeOptions",
    "TimeResult",
    "TimeRule",
    "Timetable",
    "all_calendars",
    "candidates",
    "choose_dates",
    "diagnose",
    "doubts",
    "judge",
    "plan",
    "timetable",
    "ways_out",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
