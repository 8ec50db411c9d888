"""What a rule wants of some people in some places, and how many there are: one line of the quota report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """One concrete group in one concrete set of places.

    Parameters
    ----------
    group
        The people, named as :class:`scheduler.domain.Group` names them; empty for everyone.
    places
        The places counted together, named as :func:`scheduler.rule.spell` names them.
    got
        People there.
    least, most
        Head counts wanted, percentages already rounded; None where nothing is owed.
    """

    group: str
    places: str
    got: int
    least: int | None = None
    most: int | None = None

    @property
    def over(self) -> int:
        """People above the most."""
        return 0 if self.most is None else max(0, self.got - self.most)

    @property
    def short(self) -> int:
        """People missing to the fewest."""
        return 0 if self.least is None else max(0, self.least - self.got)

    @property
    def off(self) -> int:
        """People over (above 0) or short (below 0); 0 where both numbers hold."""
        return self.over or -self.short
