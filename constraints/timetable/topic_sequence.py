"""Topic sequence: foundations before visits before the action plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.domain import Session
from scheduler.findings import Violation
from scheduler.timetable.rule import CohortRule

if TYPE_CHECKING:
    from scheduler.timetable.board import TimeBoard
    from scheduler.timetable.held import Timetable


class TopicSequence(CohortRule):
    """In each cohort, a session of a later stage begins when all those of earlier stages have ended.

    A session's stage is its kind, or else the last of its topics that is a stage.  The amount is the
    sessions that begin too early.
    """

    sheet = "Topic sequence"
    says: ClassVar = {"early": "{cohort}: {session} begins before the sessions of earlier stages have ended."}

    stages: tuple[str, ...] = Field(
        min_length=2, title="Stages", description="Kinds or topic codes in order: lecture; study visit; workshop."
    )

    def _stage(self, session: Session) -> int | None:
        words = [session.kind, *reversed([topic.code for topic in session.topics])]
        return next((self.stages.index(word) for word in words if word in self.stages), None)

    def _staged(self, sessions: tuple[Session, ...]) -> list[tuple[int, Session]]:
        found = ((self._stage(session), session) for session in sessions)
        return sorted(((s, session) for s, session in found if s is not None), key=lambda pair: (pair[0], pair[1].code))

    def post(self, board: TimeBoard) -> None:
        """Between every stage and the earlier ones lies a minute when these have ended."""
        for cohort in self.concerned(board.programme):
            staged = [(s, session) for s, session in self._staged(board.attended(cohort)) if board.starts(session)]
            for stage in sorted({s for s, _ in staged})[1:]:
                turn = board.level(0, board.horizon)
                for session in (session for s, session in staged if s < stage):
                    board.link(turn - board.last_minute(session), least=0)
                for session in (session for s, session in staged if s == stage):
                    is_early = board.level(0, 1)
                    board.link(board.first_minute(session) - turn + is_early * board.horizon, least=0)
                    board.minimise(is_early, by=self)

    def check(self, timetable: Timetable) -> Iterator[Violation]:
        """Look for sessions that begin before earlier stages have ended."""
        for cohort in self.concerned(timetable.programme):
            attended = tuple(s for s in timetable.programme.sessions if cohort in s.cohorts and timetable.of(s.code))
            ended: list[tuple[int, datetime]] = []
            for stage, session in self._staged(attended):
                meetings = timetable.of(session.code)
                earlier = [end for other, end in ended if other < stage]
                if earlier and min(timetable.start(one) for one in meetings) < max(earlier):
                    yield self.found("early", cohort, 1, cohort=cohort, session=session.code)
                ended.append((stage, max(timetable.end(one) for one in meetings)))
