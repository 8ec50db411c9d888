"""Group size: a group that visits a site fits into the site and into one bus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from scheduler.domain import Programme, Session
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.timetable.people import People
from scheduler.timetable.rule import SessionRule

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class GroupSize(SessionRule):
    """No visit has more people than the site takes at a time or the bus has seats.

    A larger group has to be split into sessions of its own.  The amount is the people too many.
    """

    sheet = "Group size"
    says: ClassVar = {
        "site": "{session}: {people} people visit {site}, which takes {most}; split the group.",
        "bus": "{session}: {people} people go to {site} by a bus of {most} seats; split the group.",
    }

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that groups must fit, unless a row says otherwise."""
        is_used = any(session.site for session in programme.sessions)
        return (cls(),) if is_used and not given else ()

    def post(self, board: TimeBoard) -> None:
        """State a row without columns for each visit: no time or room changes it."""
        for session in self.concerned(board.programme):
            for _, over, _ in self._over(session, board.programme, board.people):
                board.minimise(board.level(over, over), by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Compare people and places, visit by visit."""
        people = timetable.people
        for session in self.concerned(timetable.programme):
            for case, over, most in self._over(session, timetable.programme, people):
                facts: dict[str, Fact] = {"site": session.site, "people": people.size(session), "most": most}
                yield self.found(case, session.code, over, session=session.code, **facts)

    def _over(self, session: Session, programme: Programme, people: People) -> Iterator[tuple[str, int, int]]:
        site = programme.site.get(session.site)
        for case, most in (("site", site.capacity), ("bus", site.bus_seats)) if site else ():
            if most is not None and people.size(session) > most:
                yield case, people.size(session) - most, most
