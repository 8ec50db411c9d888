"""What is doubtful about days: holidays that nobody has decreed yet, feasts that follow the moon, papers too late.

Nothing of this keeps dates from being chosen.  A row of the Special days sheet settles a doubt about a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import ClassVar, Final

from scheduler.domain import Programme, Span
from scheduler.findings import Fact, Place, Problem, Severity
from scheduler.timetable.calendar import holidays_of, is_moon_known, ramadan_days
from scheduler.timetable.dates import papers_ready

FIRST_JOINT: Final = 2002
"""The first year in which Indonesia decreed joint holidays."""

ESTIMATED: Final = " (estimated)"
"""Ends the English name of a holiday that follows a moon that nobody has sighted yet."""

PAPERS: Final = "doubt_papers"
"""A cohort that leaves before its papers can be ready."""


@dataclass(frozen=True, slots=True)
class Doubt(Problem):
    """Something about days that is not sure.

    Parameters
    ----------
    code
        Names the sentence in ``words/*.toml`` under ``[text]``.
    place
        The cell that it is about; an empty place where it is about no cell.
    """

    section: ClassVar[str] = "text"
    place: Place = field(default_factory=Place)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    severity: Severity = "warning"

    @property
    def is_of_calendar(self) -> bool:
        """Whether it matters only to whoever chooses dates or makes a timetable."""
        return self.code != PAPERS


def doubts(programme: Programme, places: Mapping[str, Place] | None = None) -> tuple[Doubt, ...]:
    """Return what is doubtful about the days on which cohorts are, or could be, away.

    Parameters
    ----------
    places
        Where a workbook says what, by key (``cohort:A:start``); without it no doubt names a cell.
    """
    spans = sorted({*_fixed(programme).values(), *_possible(programme)}, key=lambda span: (span.first, span.last))
    years = sorted({year for span in spans for year in range(span.first.year, span.last.year + 1)})
    return (
        *(found for year in years for found in _of_year(year)),
        *_estimated(spans, programme),
        *(_ramadan(spans) if _heeds_ramadan(programme) else ()),
        *_papers(programme, places or {}),
    )


def _fixed(programme: Programme) -> Mapping[str, Span]:
    open_ones = {window.cohort for window in programme.windows}
    return {c.code: c.span for c in programme.cohorts if c.span and c.code not in open_ones}


def _possible(programme: Programme) -> Iterator[Span]:
    for window in programme.windows:
        if window.earliest <= window.latest:
            yield Span(first=window.earliest, last=window.latest)


def _of_year(year: int) -> Iterator[Doubt]:
    if not is_moon_known(year):
        yield Doubt("doubt_no_moon", facts={"year": str(year)})
    if year >= FIRST_JOINT and not has_joint_days(year):
        yield Doubt("doubt_joint", facts={"year": str(year)})


@cache
def has_joint_days(year: int) -> bool:
    """Whether joint holidays of Indonesia are known for a year."""
    return any("Joint" in name for name in holidays_of("ID", year).values())


def _estimated(spans: Sequence[Span], programme: Programme) -> Iterator[Doubt]:
    settled = [span for row in programme.special_days for span in row.days]
    for country in ("ID", "KR"):
        for year in sorted({year for span in spans for year in (span.first.year, span.last.year)}):
            for day, name in holidays_of(country, year).items():
                is_met = any(span.first <= day <= span.last for span in spans)
                if ESTIMATED in name and is_met and not any(span.first <= day <= span.last for span in settled):
                    feast = next(part for part in name.split("; ") if ESTIMATED in part).replace(ESTIMATED, "")
                    yield Doubt("doubt_estimated", facts={"name": feast, "day": str(day)})


def _heeds_ramadan(programme: Programme) -> bool:
    """Whether hours of a day depend on Ramadan, or dates must not meet it."""
    seasons = [*(row.season for row in programme.slots), *(row.season for row in programme.breaks if row.is_on)]
    is_avoided = any(window.ramadan == "avoid" for window in programme.windows)
    return is_avoided or any(season != "always" for season in seasons)


def _ramadan(spans: Sequence[Span]) -> Iterator[Doubt]:
    """Tell each Ramadan that begins or ends while somebody could be away."""
    for year in sorted({year for span in spans for year in (span.first.year, span.last.year)}):
        for found in ramadan_days(year):
            if any(span.first <= day <= span.last for span in spans for day in (found.first, found.last)):
                yield Doubt("doubt_ramadan", facts={"first": str(found.first), "last": str(found.last)})


def _papers(programme: Programme, places: Mapping[str, Place]) -> Iterator[Doubt]:
    """Tell the cohorts with dates of their own that leave before papers can be ready."""
    ready = papers_ready(programme)
    for code, span in sorted(_fixed(programme).items()):
        if span.first < ready != date.min:
            facts: dict[str, Fact] = {"day": str(span.first), "lead": programme.lead_days, "ready": str(ready)}
            told = {"cohort": code, "planned": str(programme.planned_on), **facts}
            yield Doubt(PAPERS, places.get(f"cohort:{code}:start", Place()), told)
