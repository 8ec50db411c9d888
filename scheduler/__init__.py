"""angkatan: schedules training programmes and allocates nominees to their cohorts.

The public names below load on first use, so that ``import scheduler`` costs nothing.

What the commands answer, Python has as frozen data::

    from scheduler import allocate
    from scheduler.desk import Desk
    from scheduler.explain import by_cohort, explain
    from scheduler.prices import prices
    from scheduler.recommend import recommend
    from scheduler.relax import relax
    from scheduler.whatif import Edit, Session
    from scheduler.workbook import open_book

    book = open_book(path)  # a path in, a programme with its rules and their cells out
    result = allocate(book)  # .reasons: everybody's, in one line; Infeasible has a .diagnosis with the conflicts
    desk = Desk.of(result)  # shared by whatever is asked of this result
    explain(result, "198501012010011001", desk=desk)  # .elsewhere, .openings, .misses, .terms
    recommend(desk, "198501012010011001").options  # every cohort, the best first, with its consequences
    by_cohort(result)  # a reason for every person and cohort
    prices(result, desk=desk)  # what one more or one less in each row that binds would gain
    Session(book).whatif([Edit.read("Cohorts!G4=30")]).difference  # gains, loses, moves, costs, by_rule
    relax(book)  # ways out where nothing fits, the cheapest first: .changes, .cost, .applied(...)

:func:`scheduler.words.say` tells reasons and departures from rules as sentences, in three languages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduler.allocation import Allocation, Reserve, Seat
    from scheduler.audit import Audit, audit
    from scheduler.domain import Amount, Cohort, Group, Nominee, Programme, Session, Span, Topic
    from scheduler.errors import BadWorkbook, Infeasible, NoAllocation, OutOfTime, SchedulerError, WorkbookError
    from scheduler.pipeline import Options, allocate
    from scheduler.result import Result
    from scheduler.rule import GroupRule, Rule, WhereRule
    from scheduler.rulebook import complete, kinds

_HOMES = {
    "scheduler.allocation": ("Allocation", "Reserve", "Seat"),
    "scheduler.audit": ("Audit", "audit"),
    "scheduler.domain": ("Amount", "Cohort", "Group", "Nominee", "Programme", "Session", "Span", "Topic"),
    "scheduler.errors": ("BadWorkbook", "Infeasible", "NoAllocation", "OutOfTime", "SchedulerError", "WorkbookError"),
    "scheduler.pipeline": ("Options", "allocate"),
    "scheduler.result": ("Result",),
    "scheduler.rule": ("GroupRule", "Rule", "WhereRule"),
    "scheduler.rulebook": ("complete", "kinds"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Allocation",
    "Amount",
    "Audit",
    "BadWorkbook",
    "Cohort",
    "Group",
    "GroupRule",
    "Infeasible",
    "NoAllocation",
    "Nominee",
    "Options",
    "OutOfTime",
    "Programme",
    "Reserve",
    "Result",
    "Rule",
    "SchedulerError",
    "Seat",
    "Session",
    "Span",
    "Topic",
    "WhereRule",
    "WorkbookError",
    "allocate",
    "audit",
    "complete",
    "kinds",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module scheduler has no {name}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
