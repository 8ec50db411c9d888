"""The board of hours: where rules of the timetable state themselves as linear rows.

Rules ask questions (`at`, `on_at`, `busy`, `in_room` ...) and use verbs (`at_most`, `at_least`,
`exactly`, `minimise`).  The board, not the rule, makes a row hard or soft, as
:class:`scheduler.board.Board` does for seats.  No solver is known here.

References
----------
G. Lach, M.E. Luebbecke (2012), Curriculum based course timetabling: new solutions to Udine benchmark
instances, Annals of Operations Research 194, 255-272, doi:10.1007/s10479-010-0700-7 (times before rooms).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from scheduler.allocation import Allocation
from scheduler.domain import Programme, Session
from scheduler.rule import Rule
from scheduler.timetable.choice import Choice
from scheduler.timetable.hours import Hour
from scheduler.timetable.moments import Moments
from scheduler.timetable.people import People
from scheduler.timetable.rule import TimeRule
from scheduler.timetable.sums import Sum

LONG = 8
"""Terms above which a sum that stands in many rows gets a column of its own."""


class TimeBoard(Moments):
    """The linear model of a timetable under some rules.

    Parameters
    ----------
    programme
        What is to be placed.
    rules
        All rules that hold, implied ones included.
    allocation
        Who takes part, where known.
    choice
        What is left to choose.
    has_rooms
        False to seek times alone: rules that ask for rooms state only what follows for times.
    """

    def __init__(
        self,
        programme: Programme,
        rules: Sequence[Rule],
        *,
        allocation: Allocation | None = None,
        choice: Choice | None = None,
        has_rooms: bool = True,
    ) -> None:
        super().__init__(programme, rules, choice or Choice(), has_rooms=has_rooms)
        self.people = People(programme, allocation)
        for rule in self.rules:
            self._post(rule)

    def _post(self, rule: Rule) -> None:
        if self.has_rooms or not isinstance(rule, TimeRule) or not rule.asks_rooms:
            rule.post(self)
        else:
            rule.relax(self)

    # -- cohorts --------------------------------------------------------------------------

    def attended(self, cohort: str) -> tuple[Session, ...]:
        """Return the sessions that a cohort attends."""
        return tuple(session for strand in self._strands[cohort].values() for session in strand)

    def strands(self, cohort: str, hour: Hour) -> list[Sum]:
        """Return what is on for a cohort at an hour: a number for each session, parallel breakouts counted as one."""
        return self._strands_among(self._strands[cohort].values(), hour)

    def _strands_among(self, strands: Iterable[Sequence[Session]], hour: Hour) -> list[Sum]:
        found = (self._strand(sessions, hour) for sessions in strands)
        return [one for one in found if one.columns or one.constant]

    def _strand(self, sessions: Sequence[Session], hour: Hour) -> Sum:
        counts = [self.on_at(session, hour) for session in sessions]
        codes = tuple(session.code for session in sessions)
        return self.any_of(counts, ("strand", codes, hour)) if sessions[0].block else counts[0]

    @cached_property
    def _strands(self) -> Mapping[str, Mapping[tuple[str, str], list[Session]]]:
        """Sessions by cohort, and within it by block, or each alone where it has none."""
        found: dict[str, dict[tuple[str, str], list[Session]]] = {code: {} for code in self.programme.cohort}
        for session in self.sessions:
            name = ("block", session.block) if session.block else ("session", session.code)
            for cohort in session.cohorts:
                found.setdefault(cohort, {}).setdefault(name, []).append(session)
        return found

    def busy(self, cohort: str, hour: Hour) -> Sum:
        """Return 1 where anything is on for the cohort at that hour, else 0."""
        return self.busy_with(cohort, self.attended(cohort), hour)

    def busy_with(self, cohort: str, sessions: Sequence[Session], hour: Hour) -> Sum:
        """Return 1 where any of some sessions of a cohort is on at that hour, else 0."""
        key = ("busy", cohort, tuple(session.code for session in sessions), hour)
        if key not in self._known:
            groups: dict[str, list[Session]] = {}
            for session in sessions:
                groups.setdefault(f"block {session.block}" if session.block else session.code, []).append(session)
            strands = self._strands_among(groups.values(), hour)
            is_counted = cohort in self._exclusive
            self._known[key] = self._column_for(Sum.total(strands)) if is_counted else self._any(strands)
        return self._known[key]

    def _column_for(self, terms: Sum) -> Sum:
        """Return a column that equals a sum known to be 0 or 1, where the sum is long; rows over it stay short."""
        if len(terms.columns) <= LONG:
            return terms
        column = self.model.column(0, 1)
        self.link(terms - column, least=0, most=0)
        return column

    @cached_property
    def _exclusive(self) -> frozenset[str]:
        """Cohorts that a "must" keeps from two things at once, so that counting says whether they are busy."""
        return frozenset(code for rule in self.rules if rule.is_must for code in exclusive(rule, self.programme))


def exclusive(rule: Rule, programme: Programme) -> Iterable[str]:
    """Return the cohorts that a rule lets attend one thing at a time; rules that do so say it by `makes_exclusive`."""
    found = getattr(rule, "makes_exclusive", None)
    return found(programme) if found else ()
