"""Topic fit: people go where their wished topics are taught."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from constraints.seats._wishes import Wishes
from scheduler.domain import Nominee, Programme, Topic
from scheduler.rule import Priority, Rule
from scheduler.terms import Ints

if TYPE_CHECKING:
    from scheduler.board import Board


class TopicFit(Wishes):
    """Points for every cohort and breakout whose topics a person wished for.

    The first wish is worth as many points as wishes are counted, each later wish one point
    less, times the weight of the topic there; the best wish counts.
    """

    sheet = "Topic fit"
    says: ClassVar = {"missed": "{nominee} gets {points} of {best} points for wished topics."}

    depth: int = Field(default=3, ge=1, le=20, title="Wishes counted", description="How many wishes earn points.")
    priority: Priority = Field(default=2, title="Priority", description="1, 2, 3 ... in strict order.")

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield the wish for fit where anyone wished for a topic and no row says otherwise."""
        return () if given or not any(nominee.topics for nominee in programme.nominees) else (cls(),)

    def worth(self, nominee: Nominee, place: str, programme: Programme) -> int:
        """Return the points of the best wish that the place teaches."""
        weight = {topic.code: topic.weight for topic in _topics(place, programme)}
        wishes = enumerate(nominee.topics[: self.depth])
        return max((weight.get(wish, 0) * (self.depth - rank) for rank, wish in wishes), default=0)

    def worths(self, board: Board, place: str) -> Ints:
        """Raise each row to the points of every topic of the place that it wished for."""
        points = np.zeros(len(board.classes.members), dtype=np.int64)
        for topic in _topics(place, board.programme):
            rows, ranks = board.traits.ranked("topics").get(topic.code, (_NONE, _NONE))
            np.maximum.at(points, rows, np.maximum(self.depth - ranks, 0) * topic.weight)
        return points

    def sees(self, nominee: Nominee) -> Hashable:
        """Return the wishes that count."""
        return nominee.topics[: self.depth]


_NONE = np.empty(0, dtype=np.int64)


def _topics(place: str, programme: Programme) -> Sequence[Topic]:
    return programme.session[place].topics if place in programme.session else programme.cohort[place].topics
