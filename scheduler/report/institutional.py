"""What each institution gets: its own people, who of them is seated, waits or is not seated, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from scheduler.allocation import Allocation, Reserve
from scheduler.discretion import Discretion
from scheduler.domain import Nominee
from scheduler.report.table import Cell, Column, Table, label, told
from scheduler.words import Language
from scheduler.workbook.layout import NOT_SEATED, RESERVE, SEATED

PEOPLE_COLUMNS: Final = (
    Column("Name"),
    Column("ID", "id"),
    Column("Unit"),
    Column("Nomination order", "count"),
    Column("Result", "mark"),
    Column("Allocated cohort", "code"),
    Column("Reserve rank", "count"),
    Column("Allocated sessions"),
    Column("Reason", "sentence"),
)
COHORT_COLUMNS: Final = (
    Column("Cohort", "code"),
    Column("Title"),
    Column("Start", "date"),
    Column("End", "date"),
    Column("City"),
    Column("Venue"),
    Column("Seated", "count"),
)
_ALWAYS: Final = ("Name", "ID", "Result", "Allocated cohort", "Reason")
_LAST: Final = 1_000_000_000


def by_institution(people: Sequence[Nominee]) -> dict[str, tuple[Nominee, ...]]:
    """Divide people by the institution that they are counted under, in its own order of nomination.

    People whose institution nobody knows stand under the empty text.
    """
    found: dict[str, list[Nominee]] = {}
    for nominee in sorted(people, key=lambda n: (n.counted("institution"), n.order or _LAST, n.name, n.id)):
        found.setdefault(nominee.counted("institution"), []).append(nominee)
    return {name: tuple(listed) for name, listed in found.items()}


def own_people(
    allocation: Allocation, people: Sequence[Nominee], reasons: Mapping[str, str], hiding: Discretion, lang: Language
) -> Table:
    """Return one row for each of an institution's people.

    Parameters
    ----------
    people
        All of one institution.
    reasons
        Sentences by ID; in them whoever is of another institution is hidden.
    hiding
        Knows the people of all institutions.
    """
    waiting = {reserve.nominee: reserve for reserve in allocation.reserves}
    rows = []
    for nominee in people:
        why = hiding.told(reasons.get(nominee.id, ""), nominee.counted("institution"), lang)
        row = (nominee.name, nominee.id, nominee.unit, nominee.order, *_result(nominee.id, allocation, waiting), why)
        rows.append(row)
    return Table(told("own_people"), PEOPLE_COLUMNS, tuple(rows)).without_empty(keep=_ALWAYS)


def _result(nominee: str, allocation: Allocation, waiting: Mapping[str, Reserve]) -> tuple[Cell, ...]:
    held = allocation.held_by(nominee)
    if held:
        sessions = (code for seat in held for code in seat.sessions)
        return (label(SEATED), "; ".join(seat.cohort for seat in held), None, "; ".join(sessions))
    if nominee in waiting:
        return (label(RESERVE), waiting[nominee].cohort, waiting[nominee].rank, "")
    return (label(NOT_SEATED), "", None, "")


def own_cohorts(allocation: Allocation, people: Sequence[Nominee]) -> Table:
    """Return the cohorts in which an institution's people sit or wait, with days, place and how many of them sit."""
    own = {nominee.id for nominee in people}
    waited = {reserve.cohort for reserve in allocation.reserves if reserve.nominee in own}
    rows = []
    for cohort in sorted(allocation.programme.cohorts, key=lambda c: c.code):
        count = len(allocation.present(cohort.code) & own)
        if count or cohort.code in waited:
            rows.append((cohort.code, cohort.title, cohort.start, cohort.end, cohort.city, cohort.venue, count))
    return Table(told("own_cohorts"), COHORT_COLUMNS, tuple(rows)).without_empty(keep=("Cohort", "Seated"))
