"""Showing how far a search is: a live line on a terminal, plain lines when piped, nothing when quiet."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

from scheduler.cli.screen import Screen
from scheduler.findings import Fact
from scheduler.words.values import number

if TYPE_CHECKING:
    from rich.status import Status

    from scheduler.solve.limits import Progress

PLAIN_EVERY = 5.0
"""Seconds between plain lines."""


class Watch:
    """Receives progress and shows it.

    Parameters
    ----------
    screen
        Where, and in which language.
    """

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.status: Status | None = None
        self._told_at = 0.0
        self._tier = ""

    def __call__(self, progress: Progress) -> None:
        """Show one report."""
        if self.screen.quiet:
            return
        if self.status is not None:
            self.status.update(self._sentence(progress))
        elif progress.seconds - self._told_at >= PLAIN_EVERY or (progress.tier != self._tier and progress.seconds > 1):
            self._told_at, self._tier = progress.seconds, progress.tier
            self.screen.err.print(self._sentence(progress), markup=False)

    def _sentence(self, progress: Progress) -> str:
        minutes, seconds = divmod(int(progress.seconds), 60)
        elapsed = f"{minutes}:{seconds:02}"
        if not progress.tiers:
            return self.screen.text("progress_first", elapsed=elapsed)
        facts: dict[str, Fact] = {"tier": progress.number, "tiers": progress.tiers, "gap": self._gap(progress)}
        best, bound = (self._number(value) or "-" for value in (progress.value, progress.bound))
        return self.screen.text("progress", elapsed=elapsed, best=best, bound=bound, **facts)

    def _number(self, value: float | None) -> str | None:
        return None if value is None else number(round(value), self.screen.lang)

    def _gap(self, progress: Progress) -> str | None:
        """Return by how much the best found may be off; None where that is not known."""
        if progress.value is None or progress.bound is None:
            return None
        return self._number(progress.value - progress.bound)


@contextmanager
def watching(screen: Screen) -> Iterator[tuple[Watch, Event]]:
    """Show progress, and turn the first Ctrl-C into a wish to stop; the second one interrupts."""
    stop = Event()
    watch = Watch(screen)

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stop.set()

    before = signal.signal(signal.SIGINT, ask_to_stop)
    try:
        if screen.err.is_terminal and not screen.quiet:
            with screen.err.status(screen.text("searching")) as watch.status:
                yield watch, stop
        else:
            yield watch, stop
    finally:
        signal.signal(signal.SIGINT, before)
