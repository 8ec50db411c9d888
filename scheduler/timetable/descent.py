"""Large neighbourhood search: from a timetable to better ones, a small exact step at a time.

In every round each worker frees a neighbourhood of its own and solves it with CP-SAT; what is no
worse is taken.  Steps to an equal timetable are welcome, since they lead off a plateau.  A round
rests on random numbers of a seed and on limits of work, never on the wall clock, so that the same
number of rounds leads to the same timetable.

References
----------
P. Shaw (1998), Using constraint programming and local search methods to solve vehicle routing
problems, CP98, LNCS 1520, 417-431, doi:10.1007/3-540-49481-2_30.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

import numpy as np

from scheduler.solve.limits import Clock
from scheduler.timetable.bounds import Ints
from scheduler.timetable.cpsat import Ask, answers
from scheduler.timetable.hood import Hood, Hoods
from scheduler.timetable.part import Frame, Part

WORK: Final = 0.3
"""Most work for one neighbourhood, in CP-SAT's unit."""


class Descent:
    """A search from one solution of a board's model to better ones.

    Parameters
    ----------
    frame
        The model and the goal.
    hoods
        Where neighbourhoods come from.
    values
        A solution, one whole number for each column.
    random
        Steers CP-SAT within neighbourhoods.
    """

    def __init__(self, frame: Frame, hoods: Hoods, values: Sequence[int], random: Random) -> None:
        self._frame, self._hoods, self._random = frame, hoods, random
        self.values: Ints = np.array(values, dtype=np.int64)
        self.value = frame.value(self.values)

    def run(self, clock: Clock, *, target: int, patience: int) -> None:
        """Go down until the target is met, time is up, or so many rounds in a row were of no use."""
        idle = 0
        while self.value > target and idle < patience and not clock.is_over:
            before = self.value
            self._round(clock)
            idle = 0 if self.value < before else idle + 1
            clock.set_scene(value=self.value, bound=target)

    def sweep(self, clock: Clock) -> None:
        """Free one lesson hour after the other: a quick way down from anywhere, above all for rooms at given times."""
        hours = self._hoods.each_hour()
        while hours and not clock.is_over:
            self._step([hours.pop(0)], clock)  # one at a time, as all hours speak of the same rooms
            clock.set_scene(value=self.value)

    def _round(self, clock: Clock) -> None:
        self._step([self._hoods.draw(self.values) for _ in range(clock.limits.workers)], clock)

    def _step(self, hoods: Sequence[Hood], clock: Clock) -> None:
        parts = [self._frame.part(hood.columns, self.values) for hood in hoods]
        found = answers([(part.model, self._asked(part)) for part in parts], clock)
        for hood, one in zip(hoods, found, strict=True):
            self._hoods.learn(hood.kind, one.status)
        before = self.values
        pairs = zip(parts, found, strict=True)
        better = [part.whole(one.values) for part, one in pairs if one.values is not None]
        for values in sorted(better, key=self._frame.value):
            self._take(before, values)

    def _asked(self, part: Part) -> Ask:
        """Ask for something no worse; from where it stands, or from anywhere in the neighbourhood."""
        here = self.values[part.columns].tolist()
        part.model.keep(part.goal, most=part.model.value(part.goal, here))
        hint = dict(enumerate(here)) if self._random.random() < 0.5 else None
        return Ask(part.goal, hint, manner="part", work=WORK, seed=self._random.randrange(2**30))

    def _take(self, before: Ints, values: Ints) -> None:
        """Take what is no worse, if it goes with what was taken before in the same round."""
        merged = np.where(values != before, values, self.values)
        value = self._frame.value(merged)
        if value <= self.value and self._frame.holds(merged):
            self.values, self.value = merged, value
