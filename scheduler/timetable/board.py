"""The board of hours: where rules of the timetable state themselves as linear rows.

Rules ask questions (`at`, `on_at`, `busy`, `in_room` ...) and use verbs (`at_most`, `at_least`,
`exactly`, `minimise`).  The board, not the rule, makes a row hard or soft, as
:class:`scheduler.board.Board` does for seats.  No solver is known here.

Columns say at which hour each session begins a meeting, in which room that meeting is, and who
of several lecturers teaches it.  A session with one room, or held at given hours, needs fewer.

References
----------
G. Lach, M.E. Luebbecke (2012), Curriculum based course timetabling: new solutions to Udine benchmark
instances, Annals of Operations Research 194, 255-272, doi:10.1007/s10479-010-0700-7 (times before rooms).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property

from scheduler.allocation import Allocation
from scheduler.domain import Programme, Session
from scheduler.rule import Rule
from scheduler.timetable.choice import Choice
from scheduler.timetable.hours import Grid, Hour
from scheduler.timetable.model import UNBOUNDED, TimeModel
from scheduler.timetable.people import People
from scheduler.timetable.rule import TimeRule
from scheduler.timetable.sums import Sum

NOTHING = Sum()

FAR = 2_000_000
"""Minutes above any gap between two sessions that a rule can ask for: some four years."""

LONG = 8
"""Terms above which a sum that stands in many rows gets a column of its own."""


class TimeBoard:
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
        self.programme, self.rules = programme, tuple(rules)
        self.grid, self.people = Grid(programme), People(programme, allocation)
        self.choice, self.has_rooms = choice or Choice(), has_rooms
        self.model = TimeModel()
        self.sessions = tuple(sorted(programme.sessions, key=lambda session: session.code))
        self._at: dict[tuple[str, Hour], Sum] = {}
        self._room: dict[tuple[str, Hour, str], Sum] = {}
        self._by: dict[tuple[str, Hour, str], Sum] = {}
        self._known: dict[object, Sum] = {}
        self._starts: dict[str, tuple[Hour, ...]] = {}
        self._by_day: dict[str, Mapping[date, list[Hour]]] = {}
        self._covering: dict[str, Mapping[Hour, list[Hour]]] = {}
        for session in self.sessions:
            self._open(session)
        for rule in self.rules:
            self._post(rule)

    def _post(self, rule: Rule) -> None:
        if self.has_rooms or not isinstance(rule, TimeRule) or not rule.asks_rooms:
            rule.post(self)
        else:
            rule.relax(self)

    # -- columns --------------------------------------------------------------------------

    def _open(self, session: Session) -> None:
        """Make the columns of a session."""
        held = self.choice.held.get(session.code)
        starts = tuple(start for start in self.grid.starts(session) if held is None or start in held)
        self._starts[session.code] = starts
        for start in starts:
            self._at[session.code, start] = self.model.column(0, 1) if held is None else Sum.fixed(1)
        if self.has_rooms and self.rooms(session):
            self._open_rooms(session)
        if self.lecturers(session) and self.teachers(session) < len(self.lecturers(session)):
            self._open_lecturers(session)

    def _open_rooms(self, session: Session) -> None:
        rooms = self.rooms(session)
        for start in self.starts(session):
            held = self.at(session, start)
            columns = [self.model.column(0, 1) for _ in rooms] if len(rooms) > 1 else [held]
            self._room |= {(session.code, start, room): sums for room, sums in zip(rooms, columns, strict=True)}
            self.model.keep(Sum.total(columns) - held, 0, 0)

    def _open_lecturers(self, session: Session) -> None:
        for start in self.starts(session):
            columns = {who: self.model.column(0, 1) for who in self.lecturers(session)}
            self._by |= {(session.code, start, who): one for who, one in columns.items()}
            together = self.at(session, start) * self.teachers(session)
            self.model.keep(Sum.total(columns.values()) - together, 0, 0)

    # -- questions: sessions --------------------------------------------------------------

    def starts(self, session: Session) -> tuple[Hour, ...]:
        """Return the hours at which a meeting of the session can begin."""
        return self._starts[session.code]

    def at(self, session: Session, start: Hour) -> Sum:
        """Return 1 where a meeting begins at that hour, else 0."""
        return self._at.get((session.code, start), NOTHING)

    def held(self, session: Session) -> Sum:
        """Return the number of meetings."""
        return Sum.total(self.at(session, start) for start in self.starts(session))

    def covering(self, session: Session, hour: Hour) -> Sequence[Hour]:
        """Return the hours at which a meeting can begin that is still on at `hour`."""
        if session.code not in self._covering:
            found: dict[Hour, list[Hour]] = {}
            starts = self.grid.starts(session)
            for start in self.starts(session):
                for taken in starts[start]:
                    found.setdefault(taken, []).append(start)
            self._covering[session.code] = found
        return self._covering[session.code].get(hour, ())

    def on_at(self, session: Session, hour: Hour) -> Sum:
        """Return the number of meetings that are on at that hour."""
        return Sum.total(self.at(session, start) for start in self.covering(session, hour))

    def on_day(self, session: Session, day: date) -> Sum:
        """Return the number of meetings on that day."""
        if session.code not in self._by_day:
            found: dict[date, list[Hour]] = {}
            for start in self.starts(session):
                found.setdefault(start.day, []).append(start)
            self._by_day[session.code] = found
        return Sum.total(self.at(session, start) for start in self._by_day[session.code].get(day, ()))

    def attended(self, cohort: str) -> tuple[Session, ...]:
        """Return the sessions that a cohort attends."""
        return tuple(session for strand in self._strands[cohort].values() for session in strand)

    def hours(self, sessions: Iterable[Session]) -> tuple[Hour, ...]:
        """Return every hour that a meeting of `sessions` can take, in order."""
        return tuple(sorted({h for s in sessions for start in self.starts(s) for h in self.grid.starts(s)[start]}))

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

    def any_of(self, counts: Sequence[Sum], key: object) -> Sum:
        """Return 1 where any of `counts` is above 0, else 0; one column for each `key`."""
        if key not in self._known:
            self._known[key] = self._any(counts)
        return self._known[key]

    def _any(self, counts: Sequence[Sum]) -> Sum:
        parts = [one for one in counts if one.columns or one.constant]
        if not parts or (len(parts) == 1 and self.model.range(parts[0]) in ((0, 1), (0, 0), (1, 1))):
            return parts[0] if parts else NOTHING
        flag = self.model.column(0, 1)
        for part in parts:
            for unit in _units(part):
                self.link(flag - unit, least=0)
            if part.constant:
                self.link(flag, least=1)
        self.link(Sum.total(parts) - flag, least=0)
        return flag

    def is_firm(self, sheet: str) -> bool:
        """Whether a rule of this sheet must hold, and for everything that it can speak of."""
        plain = {name: found.default for name, found in Rule.model_fields.items()}
        firm = (rule for rule in self.rules if rule.sheet == sheet and rule.is_must)
        return any(rule.model_dump(exclude_defaults=True).keys() <= plain.keys() for rule in firm)

    # -- questions: order ------------------------------------------------------------------

    @cached_property
    def _origin(self) -> date:
        days = [start.day for session in self.sessions for start in self.starts(session)]
        return min(days, default=date.min)

    @cached_property
    def horizon(self) -> int:
        """Minutes, or days, above any that a meeting can start or end at."""
        days = [start.day for session in self.sessions for start in self.starts(session)]
        return ((max(days, default=date.min) - self._origin).days + 2) * 24 * 60

    def _minutes(self, moment: datetime) -> int:
        return (moment - datetime.combine(self._origin, time())) // timedelta(minutes=1)

    def first_minute(self, session: Session) -> Sum:
        """Return the minute at which the first meeting starts, or one before it."""
        return self._first(session, {h: self._minutes(self.grid.times(h)[0]) for h in self.starts(session)}, "minute")

    def last_minute(self, session: Session) -> Sum:
        """Return the minute at which the last meeting ends, or one after it."""
        taken = {start: (self.grid.starts(session)[start] or (start,))[-1] for start in self.starts(session)}
        ends = {start: self._minutes(self.grid.times(hour)[1]) for start, hour in taken.items()}
        return self._last(session, ends, "minute")

    def first_day(self, session: Session) -> Sum:
        """Return the number of the day of the first meeting, or one before it."""
        return self._first(session, {h: (h.day - self._origin).days for h in self.starts(session)}, "day")

    def last_day(self, session: Session) -> Sum:
        """Return the number of the day of the last meeting, or one after it."""
        return self._last(session, {h: (h.day - self._origin).days for h in self.starts(session)}, "day")

    def _first(self, session: Session, begins: Mapping[Hour, int], unit: str) -> Sum:
        """A column that no held meeting begins before; the sum itself, where there is surely one meeting."""
        if self._is_single(session):
            return Sum.total(self.at(session, start) * begin for start, begin in begins.items())
        key = ("first", unit, session.code)
        if key not in self._known:
            # Without a meeting it is later than anything could ask for.
            self._known[key] = found = self.level(0, self.horizon + FAR)
            for start, begin in begins.items():
                self.link(found + self.at(session, start) * (self.horizon + FAR - begin), most=self.horizon + FAR)
        return self._known[key]

    def _last(self, session: Session, ends: Mapping[Hour, int], unit: str) -> Sum:
        if self._is_single(session):
            return Sum.total(self.at(session, start) * end for start, end in ends.items())
        key = ("last", unit, session.code)
        if key not in self._known:
            # Without a meeting it is earlier than anything could ask for.
            self._known[key] = found = self.level(-FAR, self.horizon)
            for start, end in ends.items():
                self.link(found - self.at(session, start) * (end + FAR), least=-FAR)
        return self._known[key]

    def _is_single(self, session: Session) -> bool:
        return session.meetings == 1 and self.is_firm("Every meeting")

    # -- questions: rooms and lecturers ---------------------------------------------------

    def rooms(self, session: Session) -> tuple[str, ...]:
        """Return the rooms that a session can be in; none where it needs none."""
        if not session.needs_room or session.site:
            return ()
        left = self.choice.rooms.get(session.code)
        return tuple(sorted(code for code in self.programme.room if left is None or code in left))

    def room(self, session: Session, start: Hour, room: str) -> Sum:
        """Return 1 where a meeting begins at that hour in that room, else 0."""
        return self._room.get((session.code, start, room), NOTHING)

    def in_room(self, session: Session, room: str, hour: Hour) -> Sum:
        """Return the number of meetings of a session that are on in a room at that hour."""
        return Sum.total(self.room(session, start, room) for start in self.covering(session, hour))

    def lecturers(self, session: Session) -> tuple[str, ...]:
        """Return who can teach a session: those whom it names and who are known."""
        return tuple(sorted(set(session.lecturers)))

    def teachers(self, session: Session) -> int:
        """Return how many teach a meeting."""
        return teachers(session)

    def by(self, session: Session, start: Hour, lecturer: str) -> Sum:
        """Return 1 where that lecturer teaches a meeting that begins at that hour, else 0."""
        if lecturer not in session.lecturers:
            return NOTHING
        return self._by.get((session.code, start, lecturer), self.at(session, start))

    def teaches(self, session: Session, lecturer: str, hour: Hour) -> Sum:
        """Return the number of meetings of a session that a lecturer teaches at that hour."""
        return Sum.total(self.by(session, start, lecturer) for start in self.covering(session, hour))

    # -- verbs ----------------------------------------------------------------------------

    def at_most(self, terms: Sum, bound: int, *, by: Rule) -> None:
        """Keep ``terms <= bound``; the amount off is what is above."""
        if by.is_must:
            self.model.keep(terms, most=bound)
        else:
            self._cost(self.above(terms, bound), by)

    def at_least(self, terms: Sum, bound: int, *, by: Rule) -> None:
        """Keep ``terms >= bound``; the amount off is what is missing."""
        self.at_most(terms * -1, -bound, by=by)

    def exactly(self, terms: Sum, bound: int, *, by: Rule) -> None:
        """Keep ``terms == bound``; the amount off is the distance."""
        self.at_most(terms, bound, by=by)
        self.at_least(terms, bound, by=by)

    def minimise(self, terms: Sum, *, by: Rule) -> None:
        """Make the value of `terms`, never below 0, the amount by which `by` is off."""
        if by.is_must:
            self.model.keep(terms, most=0)
        else:
            self._cost(terms, by)

    def above(self, terms: Sum, bound: int) -> Sum:
        """Return a column that is at least how far `terms` is above `bound`, and at least 0."""
        _, high = self.model.range(terms.merged())
        if high <= bound:
            return NOTHING
        if terms.is_fixed:
            return Sum.fixed(max(0, terms.constant - bound))
        slack = self.model.column(0, high - bound)
        self.model.keep(terms - slack, most=bound)
        return slack

    def level(self, least: int, most: int) -> Sum:
        """Return a new whole number, to be tied to others by `link`."""
        return self.model.column(least, most)

    def link(self, terms: Sum, *, least: int | None = None, most: int | None = None) -> None:
        """Define columns: a row that holds whatever the priority of its rule."""
        self.model.keep(terms, -UNBOUNDED if least is None else least, UNBOUNDED if most is None else most)

    def _cost(self, terms: Sum, by: Rule) -> None:
        tier = int(by.priority)
        self.model.costs[tier] = self.model.costs.get(tier, NOTHING) + terms * by.weight


def teachers(session: Session) -> int:
    """Return how many lecturers teach a meeting of a session."""
    listed = len(set(session.lecturers))
    return listed if session.lecturers_at_once is None else min(listed, session.lecturers_at_once)


def exclusive(rule: Rule, programme: Programme) -> Iterable[str]:
    """Return the cohorts that a rule lets attend one thing at a time; rules that do so say it by `makes_exclusive`."""
    found = getattr(rule, "makes_exclusive", None)
    return found(programme) if found else ()


def _units(part: Sum) -> Iterable[Sum]:
    return (Sum.column(column) for column in part.columns)
