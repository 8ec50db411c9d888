"""A table of a report: values, and words that are rendered only when a language is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from scheduler.findings import Fact, Violation
from scheduler.words import Language, day, heading, say, sheet, term, text
from scheduler.words.sentences import Told
from scheduler.words.values import spoken as group_name

if TYPE_CHECKING:
    import pandas as pd

    from scheduler.allocation import Allocation
    from scheduler.audit import Audit

Kind = Literal["text", "sentence", "id", "code", "count", "people", "change", "share", "decimal", "date", "mark"]
"""What a column holds, which decides its width and number format; ``mark`` is a short word, ``change`` has a sign,
``people`` is a count whose zero is a dash."""


class Judged(Protocol):
    """An allocation and the audit's verdict on it; a result is one."""

    @property
    def allocation(self) -> Allocation:
        """Who sits where."""

    @property
    def audit(self) -> Audit:
        """What every rule finds."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An allocation made by hand, and what the audit says of it."""

    allocation: Allocation
    audit: Audit


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sentence of the catalogue.

    Parameters
    ----------
    section
        Where the catalogue has it; ``group`` names people or places as rules do.
    code
        Its key.
    facts
        Gaps of a text; days are written out in the reader's language.
    is_capital
        Whether it stands alone and begins with a capital letter.
    """

    section: Literal["text", "term", "heading", "sheet", "group"]
    code: str
    facts: Mapping[str, Fact | date] = field(default_factory=dict)
    is_capital: bool = False

    def spoken(self, lang: Language) -> str:
        """Return it in a language."""
        words = self._words(lang)
        return words[:1].upper() + words[1:] if self.is_capital else words

    def _words(self, lang: Language) -> str:
        if self.section == "text":
            facts = {name: day(fact, lang) if isinstance(fact, date) else fact for name, fact in self.facts.items()}
            return text(self.code, lang, **facts)
        return _SECTIONS[self.section](self.code, lang)


_SECTIONS = {"term": term, "heading": heading, "sheet": sheet, "group": group_name}


class Spoken(Protocol):
    """Whatever says itself in a language."""

    def spoken(self, lang: Language) -> str:
        """Return it in a language."""


Plain = str | int | float | date | None
Cell = Plain | Spoken | Violation | Told | tuple[Spoken, ...]
"""A value, or something to be said; several words stand in one cell divided by commas."""


def told(code: str, **facts: Fact | date) -> Word:
    """Return a text of the catalogue with its gaps."""
    return Word("text", code, facts)


def label(word: str) -> Word:
    """Return a term that stands alone in its cell."""
    return Word("term", word, is_capital=True)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its English heading and what it holds.

    Parameters
    ----------
    is_name
        Whether the heading is data, such as a cohort's code, and the same in every language.
    """

    title: str
    kind: Kind = "text"
    is_name: bool = False

    def heading(self, lang: Language) -> str:
        """Return the heading in a language."""
        return self.title if self.is_name else heading(self.title, lang)


@dataclass(frozen=True)
class Table:
    """Rows under headings.

    Parameters
    ----------
    title
        Of the table; a text of the catalogue.
    columns, rows
        Each row has one cell a column.
    totals
        A last row of sums, empty where there is none.
    """

    title: Word
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()

    def headings(self, lang: Language) -> tuple[str, ...]:
        """Return the headings in a language."""
        return tuple(column.heading(lang) for column in self.columns)

    def said(self, lang: Language) -> Table:
        """Return the table with every word said, for whoever reads its cells more than once."""
        totals = self.totals_in_words(lang)
        return Table(self.title, self.columns, self.in_words(lang), totals[0] if totals else ())

    def in_words(self, lang: Language) -> tuple[tuple[Plain, ...], ...]:
        """Return the rows with every word said."""
        return tuple(tuple(spoken(cell, lang) for cell in row) for row in self.rows)

    def totals_in_words(self, lang: Language) -> tuple[tuple[Plain, ...], ...]:
        """Return the row of totals with every word said, as no row or one."""
        return (tuple(spoken(cell, lang) for cell in self.totals),) if self.totals else ()

    def without_empty(self, keep: Sequence[str] = ()) -> Table:
        """Leave out columns, but for those kept, in which no row has anything."""
        kept = [
            k
            for k, column in enumerate(self.columns)
            if column.title in keep or any(row[k] not in (None, "") for row in self.rows)
        ]
        return self._only(kept)

    def without(self, title: str) -> Table:
        """Leave out a column by its English heading."""
        return self._only([k for k, column in enumerate(self.columns) if column.title != title])

    def _only(self, kept: Sequence[int]) -> Table:
        rows = tuple(tuple(row[k] for k in kept) for row in self.rows)
        totals = tuple(self.totals[k] for k in kept) if self.totals else ()
        return Table(self.title, tuple(self.columns[k] for k in kept), rows, totals)

    def to_frame(self, lang: Language = "en") -> pd.DataFrame:
        """Return the rows, without totals, as a pandas table."""
        import pandas as pd  # noqa: PLC0415  heavy; only those who ask for a frame pay for it

        return pd.DataFrame(list(self.in_words(lang)), columns=list(self.headings(lang)))


def spoken(cell: Cell, lang: Language) -> Plain:
    """Return what a cell shows in a language."""
    if cell is None or isinstance(cell, str | int | float | date):
        return cell
    if isinstance(cell, tuple):
        return ", ".join(word.spoken(lang) for word in cell)
    says_itself = getattr(cell, "spoken", None)
    return says_itself(lang) if says_itself else say(cell, lang)  # type: ignore[arg-type]  # told apart by what they have
