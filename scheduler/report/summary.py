"""The summary: how many seats, for whom, and how good the allocation is proven to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from scheduler.allocation import Allocation
from scheduler.domain import Cohort, Nominee, Programme
from scheduler.report.table import Cell, Column, Judged, Table, Word, label, told
from scheduler.result import Result


def standing(result: Result) -> Word:
    """Say in one sentence what is proven of the allocation."""
    if result.is_proven:
        return told("proven_unique" if result.outcome.is_unique else "proven")
    open_tiers = [tier for tier in result.tiers if not tier.is_proven]
    why = result.outcome.stopped_by
    if not open_tiers or open_tiers[0].gap is None:
        return told("not_proven_unknown", stopped_by=why)
    return told("not_proven_within", stopped_by=why, priority=open_tiers[0].name, gap=round(open_tiers[0].gap))


def key_figures(judged: Judged) -> Table:
    """Count people and seats: nominated, seated, reserves, not seated, offered, empty."""
    allocation = judged.allocation
    programme = allocation.programme
    seated = {seat.nominee for seat in allocation.seats}
    waiting = {reserve.nominee for reserve in allocation.reserves} - seated
    offered = programme.seats_offered(programme.cohort)
    rows = (
        ("Nominees", len(programme.nominees)),
        ("Seated", len(seated)),
        ("Reserves", len(waiting)),
        ("Not seated", len(programme.nominees) - len(seated) - len(waiting)),
        ("Seats offered", offered),
        ("Empty seats", max(0, offered - len(allocation.seats))),
    )
    columns = (Column("Figure"), Column("Count", "count"))
    return Table(told("key_figures"), columns, tuple((Word("heading", title), count) for title, count in rows))


def seats_by_cohort(judged: Judged) -> Table:
    """Compare seats used with seats offered, cohort by cohort."""
    allocation = judged.allocation
    cohorts = sorted(allocation.programme.cohorts, key=lambda c: c.code)
    counted = [(cohort, _counts(cohort, allocation)) for cohort in cohorts]
    rows = tuple(_cohort_row(cohort, counts, allocation) for cohort, counts in counted)
    sums = [sum(column) for column in zip(*(counts for _, counts in counted), strict=True)] or [0] * 4
    columns = (
        Column("Cohort", "code"),
        Column("Title"),
        Column("Seats offered", "count"),
        Column("Seats filled", "count"),
        Column("Empty seats", "count"),
        Column("Reserves", "count"),
        Column("Filled", "share"),
        Column("Status", "mark"),
    )
    totals: tuple[Cell, ...] = (Word("text", "total"), "", *sums, _share(sums[1], sums[0]), "")
    return Table(told("seats_by_cohort"), columns, rows, totals)


def _counts(cohort: Cohort, allocation: Allocation) -> tuple[int, int, int, int]:
    """Seats offered, filled and empty, and reserves."""
    offered, filled = allocation.programme.seats_offered([cohort.code]), len(allocation.present(cohort.code))
    waiting = sum(reserve.cohort == cohort.code for reserve in allocation.reserves)
    return (offered, filled, max(0, offered - filled), waiting)


def _cohort_row(cohort: Cohort, counts: tuple[int, int, int, int], allocation: Allocation) -> tuple[Cell, ...]:
    status = label("runs" if allocation.runs(cohort.code) else "does not run")
    return (cohort.code, cohort.title or cohort.code, *counts, _share(counts[1], counts[0]), status)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def by_column(judged: Judged, column: str) -> Table:
    """Count seats by a nominee column and cohort, beside people seated and nominated.

    Parameters
    ----------
    column
        A field of `Nominee` with one word (``institution``, ``region``, ``sex``, ``level`` ...) or
        the heading of a further column.
    """
    allocation = judged.allocation
    programme = allocation.programme
    cohorts = sorted(programme.cohort)
    value = {nominee.id: _value(nominee, column) for nominee in programme.nominees}
    nominated = Counter(value.values())
    seats = Counter((value[seat.nominee], seat.cohort) for seat in allocation.seats)
    seated = Counter(value[nominee] for nominee in {seat.nominee for seat in allocation.seats})
    rows = tuple(
        (_shown(v, column), *(seats[v, c] for c in cohorts), seated[v], nominated[v], _share(seated[v], nominated[v]))
        for v in sorted(nominated, key=lambda v: (v == "", v))
    )
    by_cohort = Counter(seat.cohort for seat in allocation.seats)
    people, everyone = seated.total(), nominated.total()
    sums = (*(by_cohort[c] for c in cohorts), people, everyone, _share(people, everyone))
    return Table(told(f"by_{column}"), _columns(column, programme), rows, (Word("text", "total"), *sums))


def _columns(column: str, programme: Programme) -> tuple[Column, ...]:
    field = Nominee.model_fields.get(column)
    first = Column(field.title or column) if field else Column(column, is_name=True)
    cohorts = (Column(code, "people", is_name=True) for code in sorted(programme.cohort))
    return (first, *cohorts, Column("Seated", "people"), Column("Nominated", "people"), Column("Share seated", "share"))


def _value(nominee: Nominee, column: str) -> str:
    return "; ".join(nominee.values(column))


def _shown(value: str, column: str) -> Cell:
    if not value:
        return Word("text", "not_stated", is_capital=True)
    return Word("group" if column == "sex" else "term", value, is_capital=column == "sex")


def priorities(result: Result) -> Table:
    """List what each priority is about, the value reached and the least possible."""
    rows = tuple(
        (int(tier.name), _about(result, int(tier.name)), tier.value, tier.bound, tier.gap, _proof(tier.is_proven))
        for tier in result.tiers
    )
    columns = (
        Column("Priority", "count"),
        Column("Rules"),
        Column("Amount off", "count"),
        Column("Least possible", "count"),
        Column("Gap", "count"),
        Column("Proven", "mark"),
    )
    return Table(told("priorities"), columns, rows)


def _proof(is_proven: bool) -> Word:  # noqa: FBT001  a cell's value
    return label("yes" if is_proven else "no")


def _about(result: Result, priority: int) -> tuple[Word, ...]:
    return sheets_of(rule.sheet for rule in result.rules if rule.priority == priority)


def sheets_of(names: Iterable[str]) -> tuple[Word, ...]:
    """Return the names of sheets, each once, as words of the catalogue."""
    return tuple(Word("sheet", name) for name in dict.fromkeys(names))
