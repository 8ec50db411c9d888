"""A finished allocation and the questions that one can ask of it.

This is what every rule's `check` reads.  It knows nothing of the board or of any solver.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import Field

from scheduler.domain import Group, Model, Nominee, Programme
from scheduler.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

EVERYONE = Group()


class Seat(Model):
    """One person's seat in one cohort, with the breakout sessions taken there."""

    nominee: str
    cohort: str
    sessions: tuple[str, ...] = ()


class Reserve(Model):
    """One person's place on the reserve list of one cohort; rank 1 is called first."""

    nominee: str
    cohort: str
    rank: int = Field(ge=1)


class Allocation(Model):
    """Who sits where, and who waits.

    `rules` are those that it was made or is judged under; a rule that asks who could have been
    seated looks at them (`may_sit`).  They are no part of what is written down.
    """

    programme: Programme
    seats: tuple[Seat, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    rules: tuple[Rule, ...] = Field(default=(), exclude=True, repr=False)

    @cached_property
    def _present(self) -> Mapping[str, frozenset[str]]:
        held: dict[str, set[str]] = defaultdict(set)
        for seat in self.seats:
            for place in (seat.cohort, *seat.sessions):
                held[place].add(seat.nominee)
        return {place: frozenset(people) for place, people in held.items()}

    @cached_property
    def _by_person(self) -> Mapping[str, tuple[Seat, ...]]:
        held: dict[str, list[Seat]] = defaultdict(list)
        for seat in sorted(self.seats, key=lambda s: (s.nominee, s.cohort)):
            held[seat.nominee].append(seat)
        return {nominee: tuple(seats) for nominee, seats in held.items()}

    def held_by(self, nominee: str) -> tuple[Seat, ...]:
        """Return a person's seats in order of cohort; empty where not seated."""
        return self._by_person.get(nominee, ())

    def is_seated(self, nominee: str) -> bool:
        """Whether the person has a seat in any cohort."""
        return nominee in self._by_person

    def may_sit(self, nominee: str) -> bool:
        """Whether there is a cohort, not closed, where no "must" among `rules` refuses the person."""
        person, musts = self.programme.nominee[nominee], [rule for rule in self.rules if rule.is_must]
        offered = [cohort.code for cohort in self.programme.cohorts if cohort.status != "closed"]
        return any(not any(rule.refuses(person, code, self.programme) for rule in musts) for code in offered)

    def present(self, place: str) -> frozenset[str]:
        """Return the IDs of the people in a cohort, or in a session.

        A session without a block is attended by its whole cohort.
        """
        session = self.programme.session.get(place)
        if session is not None and not session.block:
            return self._present.get(session.cohort, frozenset())
        return self._present.get(place, frozenset())

    def count(self, group: Group = EVERYONE, places: Sequence[str] = ()) -> int:
        """Count the seats that people of `group` hold in `places` (default: all cohorts)."""
        chosen = places or tuple(self.programme.cohort)
        if not group.wants:
            return sum(len(self.present(place)) for place in chosen)
        members = self._members(group)
        return sum(len(self.present(place) & members) for place in chosen)

    def seated(self, group: Group = EVERYONE, places: Sequence[str] = ()) -> tuple[Nominee, ...]:
        """Return the people of `group` who hold a seat in any of `places`, in order of ID."""
        chosen = places or tuple(self.programme.cohort)
        ids = {nominee for place in chosen for nominee in self.present(place)}
        return tuple(self.programme.nominee[i] for i in sorted(ids & self._members(group) if group.wants else ids))

    def _members(self, group: Group) -> Set[str]:
        """The people of a group, from the index: rules for each institution in each cohort ask a thousand times."""
        if group not in self._known:
            columns = [[self._having(column).get(v, frozenset()) for v in values] for column, values in group.wants]
            self._known[group] = frozenset.intersection(*(frozenset().union(*listed) for listed in columns))
        return self._known[group]

    def _having(self, column: str) -> Mapping[str, Set[str]]:
        """People by what stands in a column."""
        if column not in self._index:
            held: dict[str, set[str]] = defaultdict(set)
            for nominee in self.programme.nominees:
                for value in nominee.values(column):
                    held[value].add(nominee.id)
            self._index[column] = held
        return self._index[column]

    @cached_property
    def _known(self) -> dict[Group, Set[str]]:
        return {}

    @cached_property
    def _index(self) -> dict[str, Mapping[str, Set[str]]]:
        return {}

    def runs(self, cohort: str) -> bool:
        """Whether the cohort takes place: one that may close and is empty does not."""
        status = self.programme.cohort[cohort].status
        return status == "open" or (status == "may close" and bool(self.present(cohort)))

    def is_idle(self, places: Iterable[str]) -> bool:
        """Whether all these places are of one cohort, and it does not take place.

        Such a cohort owes no fewest numbers; cohorts counted together always do.
        """
        cohorts = {self.programme.cohort_of(place).code for place in places}
        return len(cohorts) == 1 and not self.runs(*cohorts)

    def broken(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Return the "must" rules among `rules` that this allocation breaks."""
        return tuple(rule for rule in rules if rule.is_must and any(True for _ in rule.check(self)))

    def to_frame(self) -> pd.DataFrame:
        """Return the seats as a table: nominee, name, institution, region, cohort, sessions."""
        import pandas as pd  # noqa: PLC0415  heavy; only those who ask for a table pay for it

        rows = [self._row(seat) for seat in sorted(self.seats, key=lambda s: (s.cohort, s.nominee))]
        return pd.DataFrame(rows, columns=["nominee", "name", "institution", "region", "cohort", "sessions"])

    def _row(self, seat: Seat) -> tuple[str, ...]:
        person = self.programme.nominee[seat.nominee]
        return (person.id, person.name, person.institution, person.region, seat.cohort, "; ".join(seat.sessions))
