"""When sessions begin and end, as sums: what rules about order ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property

from scheduler.domain import Session
from scheduler.timetable.hours import Hour
from scheduler.timetable.sums import Sum
from scheduler.timetable.verbs import Verbs

FAR = 2_000_000
"""Minutes above any gap between two sessions that a rule can ask for: some four years."""


class Moments(Verbs):
    """First and last minutes and days of sessions."""

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
