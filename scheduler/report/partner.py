"""What the host of a training gets: who comes, under random IDs, and no more than it needs to prepare.

By default a line tells cohort, institution and breakouts.  Names, sex for the rooms, passport or
meal are needed late and not by every host, and the number of the civil servant never is: whatever
is added is named by the coordinator, column by column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from scheduler.allocation import Allocation, Seat
from scheduler.domain import Cohort, Nominee, Programme, Session
from scheduler.errors import WorkbookError
from scheduler.findings import Place
from scheduler.reference.institutions import Institution, find_institution
from scheduler.reference.text import fold, nearest
from scheduler.report.table import Cell, Column, Kind, Table, told
from scheduler.words import Language, heading, known_headings
from scheduler.workbook.layout import layout
from scheduler.workbook.problems import problem
from scheduler.workbook.show import show

ALIAS: Final = "Participant ID"
"""Heading of the random IDs, here and in the key."""
PARTICIPANT_COLUMNS: Final = (
    Column("Participant ID", "code"),
    Column("Cohort", "code"),
    Column("Institution"),
    Column("Sessions"),
)
INTAKE_COLUMNS: Final = (
    Column("Cohort", "code"),
    Column("Title"),
    Column("Start", "date"),
    Column("End", "date"),
    Column("City"),
    Column("Venue"),
    Column("Seats filled", "count"),
)
BREAKOUT_COLUMNS: Final = (
    Column("Code", "code"),
    Column("Title"),
    Column("Cohort", "code"),
    Column("Block"),
    Column("Seats filled", "count"),
)
_KEPT_BACK: Final = frozenset({"id", "pin", "pin_reason"})
"""Fields that never leave: the ID gives birth date and sex away, and a pin's reason is the office's own."""
_KINDS: Final[Mapping[str, Kind]] = {"date": "date", "whole": "count", "decimal": "decimal", "sex": "mark"}


@dataclass(frozen=True, slots=True)
class Added:
    """A column that is handed out beyond the minimum.

    Parameters
    ----------
    title
        Its heading: the English title of a field, or that of a further column as it stands.
    field
        The field of the nominee; empty for a further column.
    """

    title: str
    field: str = ""

    def column(self) -> Column:
        """Return the column of the report."""
        kind = layout("Nominees").column[self.field].kind if self.field else "text"
        return Column(self.title, _KINDS.get(kind, "text"), is_name=not self.field)

    def value(self, nominee: Nominee, lang: Language) -> Any:
        """Return what a nominee has in it."""
        if not self.field:
            value = nominee.facts.get(self.title)
            return value if isinstance(value, str | int | float | date | None) else str(value)
        return show(layout("Nominees").column[self.field], getattr(nominee, self.field), lang)


def added(names: Iterable[str], programme: Programme) -> tuple[Added, ...]:
    """Find the columns that headings name, in any language.

    Raises
    ------
    WorkbookError
        ``not_shared`` for the ID and for pins, ``no_such_column`` for what no nominee has.
    """
    return tuple(dict.fromkeys(_added(name, programme) for name in names))


def _added(name: str, programme: Programme) -> Added:
    facts = dict.fromkeys(key for nominee in programme.nominees for key in nominee.facts)
    for column in layout("Nominees").columns:
        if fold(name) in known_headings(column.title):
            if column.field in _KEPT_BACK:
                raise WorkbookError(problem("not_shared", Place(), {"column": column.title}))
            return Added(column.title, column.field)
    further = next((key for key in facts if fold(key) == fold(name)), None)
    if further is None:
        raise WorkbookError(problem("no_such_column", Place(), {"found": name, "nearest": _near(name, facts)}))
    return Added(further)


def _near(name: str, facts: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that may have been meant, by headings of any language."""
    shown = (column for column in layout("Nominees").columns if column.field not in _KEPT_BACK)
    meant = {word: column.title for column in shown for word in known_headings(column.title)}
    meant |= {fold(fact): fact for fact in facts}
    return tuple(dict.fromkeys(meant[word] for word in nearest(name, meant, least=70)))


def participants(allocation: Allocation, alias: Mapping[str, str], further: Sequence[Added], lang: Language) -> Table:
    """Return one row a seat: random ID, cohort, institution, breakouts, and the columns added.

    Rows stand by cohort, institution and random ID, so that their order tells nothing else.

    Parameters
    ----------
    alias
        Random IDs by the nominee's own.
    lang
        Of institutions, where the reference tables know them in it, and of words in cells.
    """
    on = _day(allocation.programme)
    rows = sorted(_row(seat, allocation, alias, further, (lang, on)) for seat in allocation.seats)
    columns = (*PARTICIPANT_COLUMNS, *(one.column() for one in further))
    whole = Table(told("participants"), columns, tuple(cells for _, cells in rows))
    return whole.without_empty(keep=[column.title for column in columns if column.title != "Sessions"])


def _row(
    seat: Seat,
    allocation: Allocation,
    alias: Mapping[str, str],
    further: Sequence[Added],
    said: tuple[Language, date | None],
) -> tuple[tuple[str, str, str], tuple[Cell, ...]]:
    nominee, known = allocation.programme.nominee[seat.nominee], alias[seat.nominee]
    body = institution(nominee, *said)
    values = (one.value(nominee, said[0]) for one in further)
    return (seat.cohort, body, known), (known, seat.cohort, body, "; ".join(seat.sessions), *values)


def institution(nominee: Nominee, lang: Language, on: date | None) -> str:
    """Name a nominee's institution for a reader: in Indonesian or English, or as it is written where nobody knows it.

    The reference tables have no Korean names; a Korean host reads the English one.
    """
    counted = nominee.counted("institution")
    found = find_institution(counted, on) if counted else None
    if not isinstance(found, Institution):
        return nominee.institution
    return found.name if lang == "id" else found.english


def _day(programme: Programme) -> date | None:
    starts = [cohort.start for cohort in programme.cohorts if cohort.start]
    return programme.reference_date or min(starts, default=None)


def intakes(allocation: Allocation) -> Table:
    """Return the cohorts that take place, with days, place and number of participants."""
    running = (c for c in allocation.programme.cohorts if allocation.runs(c.code))
    rows = tuple(_intake(cohort, allocation) for cohort in sorted(running, key=lambda c: c.code))
    return Table(told("intakes"), INTAKE_COLUMNS, rows).without_empty(keep=("Cohort", "Seats filled"))


def _intake(cohort: Cohort, allocation: Allocation) -> tuple[Cell, ...]:
    count = len(allocation.present(cohort.code))
    return (cohort.code, cohort.title, cohort.start, cohort.end, cohort.city, cohort.venue, count)


def breakouts(allocation: Allocation) -> Table:
    """Return the parallel sessions, with the number of participants in each."""
    blocks = (s for found in allocation.programme.blocks.values() for s in found if allocation.runs(s.cohort))
    rows = tuple(_breakout(session, allocation) for session in blocks)
    return Table(told("breakouts"), BREAKOUT_COLUMNS, rows).without_empty(keep=("Code", "Cohort", "Seats filled"))


def _breakout(session: Session, allocation: Allocation) -> tuple[Cell, ...]:
    return (session.code, session.title, session.cohort, session.block, len(allocation.present(session.code)))


def headings_of(further: Sequence[Added], lang: Language) -> tuple[str, ...]:
    """Name the columns that are added, as a reader knows them."""
    return tuple(heading(one.title, lang) if one.field else one.title for one in further)
