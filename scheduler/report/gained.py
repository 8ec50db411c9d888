"""What a number is worth, in a few words beside its row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.report.table import Judged, told
from scheduler.words import Language, heading

if TYPE_CHECKING:
    from scheduler.findings import Fact
    from scheduler.prices import Price


@dataclass(frozen=True, slots=True)
class Gained:
    """What moving a number by one would gain, in a few words."""

    price: Price

    def spoken(self, lang: Language) -> str:
        """Return it in a language."""
        priority, off = self.price.gain
        facts: dict[str, Fact] = {"old": self.price.change.old or None, "new": self.price.change.new or None}
        what = heading(self.price.change.column, lang)
        return told("price_of", what=what, priority=priority, off=off, **facts).spoken(lang)


def gained(judged: Judged) -> dict[int, Gained]:
    """Return what the number of each rule (by identity) is worth, where that was asked for."""
    return {id(price.change.rule): Gained(price) for price in getattr(judged, "prices", ())}
