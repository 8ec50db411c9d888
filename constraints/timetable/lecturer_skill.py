"""Lecturer skill: who teaches a session knows one of its topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from scheduler.domain import Programme, Session
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.timetable.rule import SessionRule
from scheduler.timetable.sums import Sum

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class LecturerSkill(SessionRule):
    """Each lecturer of a meeting has one of the session's topics among his or her skills.

    Sessions without topics, and lecturers for whom no skills are named, fit everything.  The
    amount is 1 for each lecturer of each meeting who does not fit.
    """

    sheet = "Lecturer skill"
    says: ClassVar = {"unskilled": "{lecturer} teaches {session} on {day} but has none of its topics ({topics})."}

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that lecturers must know their topics, unless a row says otherwise."""
        is_told = any(lecturer.skills for lecturer in programme.lecturers)
        return (cls(),) if is_told and not given else ()

    def post(self, board: TimeBoard) -> None:
        """Charge every meeting of a lecturer who does not fit."""
        for session in self.concerned(board.programme):
            for code in sorted(set(session.lecturers)):
                if self._is_unfit(session, code, board.programme):
                    taught = Sum.total(board.by(session, start, code) for start in board.starts(session))
                    board.minimise(taught, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Compare skills and topics, meeting by meeting."""
        for session, placement in self.meetings(timetable):
            for code in placement.lecturers:
                if self._is_unfit(session, code, timetable.programme):
                    topics = tuple(topic.code for topic in session.topics)
                    facts: dict[str, Fact] = {"session": session.code, "day": str(placement.day), "topics": topics}
                    yield self.found("unskilled", session.code, 1, lecturer=code, **facts)

    def _is_unfit(self, session: Session, code: str, programme: Programme) -> bool:
        lecturer = programme.lecturer.get(code)
        wanted = {topic.code for topic in session.topics}
        return bool(lecturer and lecturer.skills and wanted and not wanted & set(lecturer.skills))
