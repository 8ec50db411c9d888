"""Who attends which session, as far as it is known: by seats, or by what the programme expects."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from scheduler.allocation import Allocation
from scheduler.domain import Programme, Session


class People:
    """Attendance of sessions.

    Parameters
    ----------
    programme
        Its sessions and cohorts.
    allocation
        Who sits where; None where nobody is seated yet.
    """

    def __init__(self, programme: Programme, allocation: Allocation | None) -> None:
        self.programme, self.allocation = programme, allocation

    @cached_property
    def _present(self) -> Mapping[str, frozenset[str]]:
        return {session.code: self._who(session) for session in self.programme.sessions}

    def _who(self, session: Session) -> frozenset[str]:
        if self.allocation is None:
            return frozenset()
        if session.block:
            return self.allocation.present(session.code)
        return frozenset().union(*(self.allocation.present(cohort) for cohort in session.cohorts))

    def present(self, session: str) -> frozenset[str]:
        """Return the IDs of those who attend; none where nobody is seated yet."""
        return self._present[session]

    def size(self, session: Session) -> int:
        """Return how many people to expect: what the session says, or those seated, or all seats."""
        if session.expected is not None:
            return session.expected
        if self.allocation is not None:
            return len(self.present(session.code))
        seats = sum(self.programme.cohort[code].seats_at_most for code in session.cohorts)
        return seats if session.seats_at_most is None else min(seats, session.seats_at_most)

    @cached_property
    def sharing(self) -> tuple[tuple[str, str], ...]:
        """Pairs of sessions that some person attends both of, beyond what two sessions of a cohort always share.

        Such are breakouts of one block, where people take several of it, and sessions of two cohorts
        with a person in both.
        """
        codes = sorted(self.programme.session)
        pairs = ((one, other) for place, one in enumerate(codes) for other in codes[place + 1 :])
        return tuple(pair for pair in pairs if self._share(*map(self.programme.session.__getitem__, pair)))

    def _share(self, one: Session, other: Session) -> bool:
        is_common = bool(set(one.cohorts) & set(other.cohorts))
        is_one_block = is_common and bool(one.block) and one.block == other.block
        if is_common and not is_one_block:
            return False
        if self.allocation is None:
            return is_one_block and max(one.take, other.take) > 1
        return bool(self.present(one.code) & self.present(other.code))
