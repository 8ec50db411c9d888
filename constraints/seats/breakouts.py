"""Breakouts: everyone in a cohort takes as many sessions of each block as it says, and none that clash."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from scheduler.domain import Nominee, Programme, Session
from scheduler.findings import Fact, Violation
from scheduler.rule import Rule
from scheduler.terms import Ints, Terms

if TYPE_CHECKING:
    from scheduler.allocation import Allocation
    from scheduler.board import Board


class Breakouts(Rule):
    """A seat in a cohort comes with so many sessions of each block, and sessions with a seat.

    The amount is, person by person, the sessions of a block that are missing or too many, and
    1 for every two sessions of one person that clash.  How many the block's first session by
    code tells; sessions without a block are attended by the whole cohort.
    """

    sheet = "Breakouts"
    says: ClassVar = {
        "takes": "{nominee} takes {taken} instead of {wanted} of the sessions in block {block} of {cohort}.",
        "clash": "{nominee} is in {first} and {second}, which clash.",
    }

    is_alike: bool = Field(default=False, exclude=True, repr=False)
    """Whether every block is one session each without clashes, so that people can be counted together."""

    @classmethod
    def implied(cls, programme: Programme, given: Sequence[Rule]) -> Iterable[Rule]:
        """Yield that breakouts must be taken as the Sessions sheet says, unless a row makes it a wish."""
        if programme.blocks and not given:
            is_one_each = all(block[0].take == 1 for block in programme.blocks.values())
            yield cls(is_alike=is_one_each and not _clashes(programme))

    def post(self, board: Board) -> None:
        """Tie the sessions of each block to the seats of its cohort; allow one of two that clash."""
        for (cohort, _), sessions in board.programme.blocks.items():
            places = [cohort, *(session.code for session in sessions)]
            for columns in board.pairs.by_row(map(board.index, places)):
                self._tie(board, columns, sessions[0].take)
        for pair in _clashes(board.programme):
            for columns in board.pairs.by_row(map(board.index, pair)):
                if columns.size > 1:
                    board.at_most(Terms.of(columns), 1, by=self, about=_name(board, columns))

    def _tie(self, board: Board, columns: Ints, take: int) -> None:
        """Make one row's sessions `take` times its seats; the first column is the cohort's."""
        factors = np.ones(columns.size)
        factors[0] = -take
        terms, about = Terms(columns, factors), _name(board, columns)
        board.exactly(terms, 0, by=self, about=about)
        if not self.is_must:
            # However few sessions the wish leaves to a person, they are a part of a seat in their cohort.
            for session in columns[1:]:
                board.link(Terms.of([session]) - Terms.of(columns[:1]), -1, 0)

    def check(self, allocation: Allocation) -> Iterator[Violation]:
        """Look at the sessions of each person, block by block and two by two."""
        for nominee in allocation.seated():
            seats, known = allocation.held_by(nominee.id), allocation.programme.session
            cohorts = {seat.cohort for seat in seats}
            taken = {code for seat in seats for code in seat.sessions if code in known and known[code].block}
            yield from self._blocks(nominee.id, cohorts, taken, allocation.programme)
            everyone = {code for code, session in known.items() if session.cohort in cohorts and not session.block}
            yield from self._pairs(nominee.id, [known[code] for code in sorted(taken | everyone)], allocation.programme)

    def _blocks(self, nominee: str, cohorts: set[str], taken: set[str], programme: Programme) -> Iterator[Violation]:
        for (cohort, block), sessions in programme.blocks.items():
            count = sum(session.code in taken for session in sessions)
            wanted = sessions[0].take if cohort in cohorts else 0
            if count != wanted:
                facts: dict[str, Fact] = {"nominee": nominee, "cohort": cohort, "block": block}
                yield self.found("takes", nominee, abs(count - wanted), taken=count, wanted=wanted, **facts)

    def _pairs(self, nominee: str, attended: list[Session], programme: Programme) -> Iterator[Violation]:
        for first, second in combinations(attended, 2):
            is_choice = bool(first.block or second.block) and not _is_either_or(first, second, programme)
            if is_choice and first.clashes_with(second):
                yield self.found("clash", nominee, 1, nominee=nominee, first=first.code, second=second.code)

    def sees(self, nominee: Nominee) -> Hashable:
        """Nobody, where one session of each block is all there is to say."""
        return None if self.is_alike else nominee.id


def _is_either_or(first: Session, second: Session, programme: Programme) -> bool:
    """Whether the two are of one block of which a person takes one session, so that no clash can add to that."""
    block = (first.cohort, first.block)
    return bool(first.block) and block == (second.cohort, second.block) and programme.blocks[block][0].take == 1


def _clashes(programme: Programme) -> list[tuple[str, str]]:
    """Return the pairs of sessions, one of them to be chosen, that nobody can take together."""
    near: dict[str, list[Session]] = {}
    for session in sorted(programme.sessions, key=lambda s: s.code):
        # Two cohorts are nobody's where each person has one seat.
        near.setdefault(session.cohort if programme.seats_each == 1 else "", []).append(session)
    pairs = [pair for sessions in near.values() for pair in combinations(sessions, 2)]
    chosen = [(a, b) for a, b in pairs if (a.block or b.block) and not _is_either_or(a, b, programme)]
    return [(a.code, b.code) for a, b in chosen if a.clashes_with(b)]


def _name(board: Board, columns: Ints) -> str:
    return board.classes.speakers[int(board.pairs.row[columns[0]])].id
