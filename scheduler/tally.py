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
    def off(self) -> int:
        """People over the most (above 0) or short of the fewest (below 0); 0 where both hold."""
        if self.most is not None and self.got > self.most:
            return self.got - self.most
        return min(0, self.got - self.least) if self.least is not None else 0
