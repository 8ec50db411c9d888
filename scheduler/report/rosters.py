"""Rosters and reserve lists: who goes, and who is called when somebody withdraws."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.allocation import Allocation, Reserve
from scheduler.domain import Cohort, Nominee
from scheduler.report.table import Cell, Column, Judged, Table, Word, told

ROSTER_COLUMNS = (
    Column("No.", "count"),
    Column("Name"),
    Column("ID", "id"),
    Column("Institution"),
    Column("Unit"),
    Column("Rank", "code"),
    Column("Level"),
    Column("Region"),
    Column("Sessions"),
)
RESERVE_COLUMNS = (
    Column("Cohort", "code"),
    Column("Reserve rank", "count"),
    Column("Name"),
    Column("ID", "id"),
    Column("Institution"),
    Column("Region"),
    Column("Why eligible", "sentence"),
)


@dataclass(frozen=True)
class Roster:
    """The participants of one cohort.

    Parameters
    ----------
    lines
        What stands above the table: title, days, place and number of people.
    note
        Said instead of a table where nobody goes.
    """

    cohort: Cohort
    lines: tuple[Word, ...]
    table: Table
    note: Word | None = None


def rosters(judged: Judged) -> tuple[Roster, ...]:
    """Return the roster of every cohort, in order of code."""
    return tuple(roster(judged, code) for code in sorted(judged.allocation.programme.cohort))


def roster(judged: Judged, cohort: str, *, with_id: bool = True) -> Roster:
    """Return the participants of one cohort by institution, nomination order and name.

    Birth dates, scores and whatever else a roster does not need are left out; so are columns
    in which nobody has anything.

    Parameters
    ----------
    with_id
        Whether the ID is shown, as on rosters that stay within the ministries.
    """
    allocation = judged.allocation
    found = allocation.programme.cohort[cohort]
    people = sorted((allocation.programme.nominee[i] for i in allocation.present(cohort)), key=_by_institution)
    rows = tuple(_row(number, nominee, cohort, allocation) for number, nominee in enumerate(people, 1))
    table = Table(told("participants"), ROSTER_COLUMNS, rows).without_empty(keep=("No.", "Name", "Institution"))
    shown = table if with_id else table.without("ID")
    return Roster(found, _lines(found, allocation), shown, _note(found, allocation))


def _by_institution(nominee: Nominee) -> tuple[str, int, str, str]:
    return (nominee.institution, nominee.order or 1_000_000, nominee.name, nominee.id)


def _row(number: int, nominee: Nominee, cohort: str, allocation: Allocation) -> tuple[Cell, ...]:
    seat = next(seat for seat in allocation.held_by(nominee.id) if seat.cohort == cohort)
    person = (nominee.name, nominee.id, nominee.institution, nominee.unit, nominee.rank, nominee.level, nominee.region)
    return (number, *person, "; ".join(seat.sessions))


def _lines(cohort: Cohort, allocation: Allocation) -> tuple[Word, ...]:
    lines = [told("roster_title", cohort=cohort.code, title=cohort.title)]
    if cohort.start and cohort.end:
        lines.append(told("roster_days", start=cohort.start, end=cohort.end))
    if cohort.city or cohort.venue:
        lines.append(told("roster_place", venue=", ".join(part for part in (cohort.venue, cohort.city) if part)))
    offered = allocation.programme.seats_offered([cohort.code])
    lines.append(told("roster_count", seated=len(allocation.present(cohort.code)), offered=offered))
    return tuple(lines)


def _note(cohort: Cohort, allocation: Allocation) -> Word | None:
    if not allocation.runs(cohort.code):
        return told("roster_not_running")
    return None if allocation.present(cohort.code) else told("roster_empty")


def reserve_list(judged: Judged) -> Table:
    """Return the reserves of all cohorts in the order in which they are called."""
    allocation = judged.allocation
    ordered = sorted(allocation.reserves, key=lambda reserve: (reserve.cohort, reserve.rank))
    return Table(told("reserve_list"), RESERVE_COLUMNS, tuple(_reserve_row(reserve, allocation) for reserve in ordered))


def _reserve_row(reserve: Reserve, allocation: Allocation) -> tuple[Cell, ...]:
    nominee = allocation.programme.nominee[reserve.nominee]
    person = (nominee.name, nominee.id, nominee.institution, nominee.region)
    return (reserve.cohort, reserve.rank, *person, _why(nominee, allocation.programme.cohort[reserve.cohort]))


def _why(nominee: Nominee, cohort: Cohort) -> Word:
    if cohort.code in nominee.choices:
        return told("reserve_choice", rank=nominee.choices.index(cohort.code) + 1)
    taught = {topic.code for topic in cohort.topics}
    wished = [(rank, topic) for rank, topic in enumerate(nominee.topics, 1) if topic in taught]
    if wished:
        return told("reserve_topic", rank=wished[0][0], topic=wished[0][1])
    return told("reserve_free")
