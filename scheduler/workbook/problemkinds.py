"""What a kind of problem is."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

from scheduler.findings import Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem.

    Parameters
    ----------
    severity
        ``error`` keeps the workbook from being used, ``warning`` does not.
    sentence
        Plain English with named gaps.
    more
        Facts beyond the gaps of the sentence, for machines.
    """

    severity: Severity
    sentence: str
    more: tuple[str, ...] = ()

    @property
    def facts(self) -> frozenset[str]:
        """The keys that `Problem.facts` has."""
        gaps = {name for _, name, _, _ in Formatter().parse(self.sentence) if name}
        return frozenset(gaps.union(self.more))


def error(sentence: str, *more: str) -> Kind:
    """Make a kind that keeps the workbook from being used."""
    return Kind("error", sentence, more)


def warning(sentence: str, *more: str) -> Kind:
    """Make a kind that does not."""
    return Kind("warning", sentence, more)
