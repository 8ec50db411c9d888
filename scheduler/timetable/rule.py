"""What rules of the timetable add to a rule: which board they post on, and whom they concern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.domain import Placement, Programme, Session
from scheduler.rule import Rule

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class TimeRule(Rule):
    """A rule about when and where sessions are held.

    `post` speaks to a :class:`scheduler.timetable.board.TimeBoard` and `check` reads a
    :class:`scheduler.timetable.held.Timetable`.

    Class facts
    -----------
    asks_rooms
        Whether `post` asks for rooms.  Where times are sought first, such a rule posts `relax` instead.
    """

    asks_rooms: ClassVar[bool] = False

    def relax(self, board: TimeBoard) -> None:
        """State what the rule implies about times alone; never more than the rule itself costs."""

    def parts(self, programme: Programme) -> Iterable[TimeRule]:
        """Yield rules that together say the same, each of less, so that a conflict names few things."""
        del programme
        return (self,)


class CohortRule(TimeRule):
    """A rule about each of some cohorts."""

    cohorts: tuple[str, ...] = Field(
        default=(), title="Cohorts", description="Codes of the cohorts concerned, each alone. Empty: every cohort."
    )

    def concerned(self, programme: Programme) -> tuple[str, ...]:
        """Return the codes of the cohorts concerned."""
        return tuple(sorted(code for code in programme.cohort if not self.cohorts or code in self.cohorts))

    def parts(self, programme: Programme) -> Iterable[TimeRule]:
        """Yield the rule of each cohort."""
        return tuple(self.model_copy(update={"cohorts": (code,)}) for code in self.concerned(programme))


class SessionRule(TimeRule):
    """A rule about some sessions: those named, or those of some kinds or cohorts."""

    sessions: tuple[str, ...] = Field(default=(), title="Sessions", description="Codes of sessions. Empty: any.")
    kinds: tuple[str, ...] = Field(
        default=(), title="Kinds", description="Kinds of sessions, such as study visit. Empty: any."
    )

    def concerns(self, session: Session) -> bool:
        """Whether the rule speaks of this session."""
        return (not self.sessions or session.code in self.sessions) and (not self.kinds or session.kind in self.kinds)

    def concerned(self, programme: Programme) -> tuple[Session, ...]:
        """Return the sessions concerned, in order of code."""
        return tuple(sorted(filter(self.concerns, programme.sessions), key=lambda session: session.code))

    def parts(self, programme: Programme) -> Iterable[TimeRule]:
        """Yield the rule of each session."""
        codes = (session.code for session in self.concerned(programme))
        return tuple(self.model_copy(update={"sessions": (code,), "kinds": ()}) for code in codes)

    def meetings(self, timetable: Timetable) -> Iterator[tuple[Session, Placement]]:
        """Yield the meetings of the sessions concerned, in order of time."""
        for placement in timetable.known:
            session = timetable.session(placement)
            if self.concerns(session):
                yield session, placement
