"""What can go wrong at the library's edge.

::

    SchedulerError
    |- WorkbookError          cannot be opened, wrong type, target not writable
    |   `- BadWorkbook        .problems: every bad cell, each with its Place
    |- RuleError              a rule is misdeclared (a bug in a rule file)
    |- NoAllocation           .best_bound
    |   |- Infeasible         .diagnosis: the rules that cannot all hold
    |   |- OutOfTime          the limit was reached before any allocation was found
    |   `- NoDates            .refused: why the windows of cohorts allow no dates
    `- AuditFailed            solver and audit disagree on a "must": our bug, never shown as a result

Inside the library faults travel as values (see :mod:`scheduler.findings`); these
exceptions are raised only where a caller would otherwise hold a result that is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scheduler.findings import Diagnosis, Problem, Violation


class SchedulerError(Exception):
    """Base of every error that angkatan raises on purpose."""


class WorkbookError(SchedulerError):
    """A workbook cannot be opened, is of a wrong type, or its target cannot be written.

    Parameters
    ----------
    problem
        What was found, as a code and facts; its sentence comes from :mod:`scheduler.words`.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.place}: {problem.code} {dict(problem.facts)}")
        self.problem = problem


class BadWorkbook(WorkbookError):  # noqa: N818  it says what is bad
    """A workbook was read, but cells in it cannot be used; `problems` holds all of them.

    `language` is the one that the workbook asks for, None where it does not say.
    """

    def __init__(self, problems: Sequence[Problem], language: str | None = None) -> None:
        super().__init__(problems[0])
        self.problems = tuple(problems)
        self.language = language


class RuleError(SchedulerError):
    """A rule class is misdeclared: a bug in a rule file, never a fault of the workbook."""


class NoAllocation(SchedulerError):  # noqa: N818  the name says what the caller did not get
    """The solver stopped without an allocation.

    Parameters
    ----------
    message
        One English sentence.
    best_bound
        The best proven bound on the first tier, where one is known.
    """

    def __init__(self, message: str, best_bound: float | None = None) -> None:
        super().__init__(message)
        self.best_bound = best_bound


class Infeasible(NoAllocation):
    """The "must" rules cannot all hold; `diagnosis` names rules that clash."""

    def __init__(self, diagnosis: Diagnosis) -> None:
        super().__init__("the rules that must hold cannot all hold at once")
        self.diagnosis = diagnosis


class OutOfTime(NoAllocation):
    """The time limit was reached, the run interrupted, or the engine gave up, before any allocation was found.

    Parameters
    ----------
    stopped_by
        What ended the search: "time", "interrupt" or "engine".
    """

    def __init__(self, message: str, best_bound: float | None = None, stopped_by: str = "time") -> None:
        super().__init__(message, best_bound)
        self.stopped_by = stopped_by


class NoDates(NoAllocation):
    """The windows of cohorts allow no dates, or do not go together.

    Parameters
    ----------
    refused
        For each cohort without dates how many spans of days were refused for which reason; all empty where
        each cohort alone could be dated.
    """

    def __init__(self, refused: Mapping[str, Mapping[str, int]]) -> None:
        told = "; ".join(f"{code}: {dict(reasons) or 'no dates'}" for code, reasons in refused.items())
        super().__init__(f"no dates can be found ({told})")
        self.refused = refused


class AuditFailed(SchedulerError):  # noqa: N818  it says what happened
    """The audit found a broken "must" rule in what the solver handed over: a bug of angkatan."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        super().__init__(f"the audit refuses the solver's allocation: {[v.case for v in violations]}")
        self.violations = tuple(violations)
