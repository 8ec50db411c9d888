"""Whether dates and people are best together: what no choice of dates could better.

Each choice of dates is followed by the best allocation under it.  That is best of all when no choice
is left, or when it is as good as an allocation in which dates stand in nobody's way: cohorts whose
dates are open are moved so far apart that they meet nobody's own days and no other cohort, but for
people who are away in all the spans that a cohort could take.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.domain import Cohort, Nominee, Programme, Span
from scheduler.measures.cells import MONTHS, is_dated, named
from scheduler.relax.change import remade
from scheduler.rule import Rule
from scheduler.rulebook import SEATS

FAR = date(8000, 1, 1)
"""Nobody has plans for these days."""

APART = timedelta(days=4000)
"""Between two cohorts on far days; a cohort is away for a year at most."""


@dataclass(frozen=True)
class Joint:
    """What is known of dates and people together.

    Attributes
    ----------
    tried
        Choices of dates that were followed by an allocation.
    possible
        Choices of dates at most: the spans of each window multiplied, before cohorts that must not meet make
        them fewer; 0 where no dates are open.
    is_all
        Whether no choice is left.
    priorities, value
        What the allocation costs, priority by priority.
    bound
        The least that any choice of dates could make it cost in the first priorities, in strict order;
        None where that is not known.
    are_proven
        Whether the dates' order and every allocation tried were proven.
    """

    tried: int
    possible: int
    is_all: bool
    priorities: tuple[int, ...]
    value: tuple[int, ...]
    bound: tuple[int, ...] | None
    are_proven: bool

    @property
    def is_proven(self) -> bool:
        """Whether no other dates allow a better allocation."""
        return self.are_proven and (self.is_all or self.value == self.bound)

    @property
    def gap(self) -> tuple[int, int] | None:
        """The first priority in which value and bound differ, and by how much; None where they do not."""
        listed = zip(self.priorities, self.value, self.bound or (), strict=False)
        return next(((priority, value - bound) for priority, value, bound in listed if value != bound), None)


def can_relax(rules: Sequence[Rule], programme: Programme) -> bool:
    """Whether a relaxed allocation is a bound: no rule but those of dates may see when a cohort leaves.

    Ages and years of service see it unless the programme has a reference date; months of a passport always do.
    """
    is_known = all(type(rule).__module__.startswith(f"{SEATS}.") for rule in rules)
    columns = [str(getattr(rule, "column", "")) for rule in rules]
    is_fixed = programme.reference_date is not None
    return is_known and not any(is_dated(c) and (named(c).startswith(MONTHS) or not is_fixed) for c in columns)


def relaxed(programme: Programme, possible: Mapping[str, Sequence[Span]]) -> Programme:
    """Return the programme with dates in nobody's way.

    Parameters
    ----------
    possible
        The spans that each cohort with a window could take.
    """
    far = {code: FAR + number * APART for number, code in enumerate(sorted(possible))}
    cohorts = tuple(_moved(cohort, far.get(cohort.code)) for cohort in programme.cohorts)
    nominees = tuple(_barred(person, possible, far) for person in programme.nominees)
    return remade(programme, {"cohorts": cohorts, "nominees": nominees, "windows": ()})


def _moved(cohort: Cohort, day: date | None) -> Cohort:
    return cohort if day is None else cohort.model_copy(update={"start": day, "end": day})


def _barred(person: Nominee, possible: Mapping[str, Sequence[Span]], far: Mapping[str, date]) -> Nominee:
    """Keep a person from the cohorts in whose every span he or she is away."""
    never = (code for code, spans in sorted(possible.items()) if all(_is_away(person, span) for span in spans))
    more = tuple(Span(first=far[code], last=far[code]) for code in never)
    return person.model_copy(update={"unavailable": (*person.unavailable, *more)}) if more else person


def _is_away(person: Nominee, span: Span) -> bool:
    return any(span.overlaps(away) for away in person.unavailable)
