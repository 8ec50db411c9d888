"""Quota: people of a group at least, at most or exactly, in one place or several together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from constraints.seats._counts import Counts
from scheduler.domain import Programme
from scheduler.rule import WhereRule, spell


class Quota(Counts, WhereRule):
    """A number or a share of a group's people among those seated.

    A person counts for every quota that he or she matches.  A fewest number holds where the
    cohorts run; a percentage is of the seats filled or offered there, or of the group's own
    nominees, and is rounded up for "at least" and down for "at most".
    """

    sheet = "Quotas"
    says: ClassVar = {
        "over": "{places}: {seated} seats for {group}; at most {most} allowed[ ({wanted})].",
        "short": "{places}: {seated} seats for {group}; at least {least} needed[ ({wanted})].",
    }

    def sets(self, programme: Programme) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Count in each set of places that the row names."""
        for places in self.scopes(programme):
            yield spell(places, programme), places
