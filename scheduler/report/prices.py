"""What the numbers that bind cost: one more or one less, and what it would gain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.report.quotas import STANDING, Wanted, at
from scheduler.report.table import Column, Table, Word, told
from scheduler.words import Language, heading

if TYPE_CHECKING:
    from scheduler.prices import Price

PRICE_COLUMNS = (
    Column("At"),
    Column("Rule"),
    Column("Wanted", "sentence"),
    Column("Change", "sentence"),
    Column("Priority", "count"),
    Column("Better by", "count"),
    Column("More seated", "change"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A number before and after."""

    price: Price

    def spoken(self, lang: Language) -> str:
        """Return it in a language."""
        change = self.price.change
        what = heading(change.column, lang)
        return told("ease_number", what=what, old=change.old or None, new=change.new or None).spoken(lang)


def price_table(found: tuple[Price, ...]) -> Table:
    """List what one more, or one less, in each row that binds would gain; solved, not estimated."""
    rows = []
    for price in found:
        rule, between = price.change.rule, price.difference
        seated = len(between.gains) - len(between.loses)
        head = (at(rule), Word("sheet", rule.sheet), Wanted(rule, STANDING))
        rows.append((*head, Step(price), *price.gain, seated))
    return Table(told("price_table"), PRICE_COLUMNS, tuple(rows))
