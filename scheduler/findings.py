"""What is found in a workbook or in an allocation: codes and facts, never text.

A finding becomes a sentence only at the edge, in the reader's language
(:func:`scheduler.words.say`), so that one finding can be told in three languages,
written to JSON, or put as a comment on the cell it speaks of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from scheduler.rule import Rule

Fact = str | int | float | tuple[str, ...] | None
"""One named gap of a sentence: a word, a number, or a list of words."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file, a sheet in it and a cell such as ``C7``; any may be empty."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """Show the place as coordinators write it: ``Quotas!C7``."""
        inside = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet
        return inside or self.file

    @property
    def row(self) -> int:
        """The cell's row number, 0 where the place is no cell."""
        digits = self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return int(digits) if digits.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong (``error``) or doubtful (``warning``) in what was read.

    Parameters
    ----------
    code
        Names the sentence in ``words/*.toml`` under ``[problem]``.
    place
        The file, sheet and cell.
    facts
        The sentence's gaps: as a rule ``found``, ``allowed`` and ``nearest``.
    """

    code: str
    place: Place
    facts: Mapping[str, Fact] = field(default_factory=dict)
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where an allocation departs from a rule.

    Parameters
    ----------
    rule
        The row that is broken.
    case
        Which of the rule's sentences (`Rule.says`) tells it.
    subject
        What it is about: a cohort, a session, a group or a nominee's ID.
    amount
        How far off, in people, lesson hours or points; a whole number above 0.
    facts
        The sentence's gaps.
    """

    rule: Rule
    case: str
    subject: str
    amount: int
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """How far the rules of a conflict are from holding together.

    Parameters
    ----------
    short
        People by whom they miss each other at best; None where time ran out.
    about
        Groups, cohorts or IDs in which they then do.
    """

    section: ClassVar[str] = "text"
    code: ClassVar[str] = "clash"
    short: int | None
    about: tuple[str, ...] = ()

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The sentence's gaps."""
        return {"short": self.short, "about": self.about}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why no allocation exists: each conflict is a set of rules that cannot all hold.

    Parameters
    ----------
    conflicts
        Minimal sets of rows; leaving out any one row of a set makes that set solvable.
    is_minimal
        False where time ran out before minimality was shown; the sets still clash.
    clashes
        For each conflict, by how many people its rules miss each other, and what about.
    """

    conflicts: tuple[tuple[Rule, ...], ...]
    is_minimal: bool = True
    clashes: tuple[Clash, ...] = ()
