"""The day grid and the windows of dates, row against row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scheduler.resources import DateWindow, Slot
from scheduler.workbook.notes import Notes
from scheduler.workbook.resources import Resources
from scheduler.workbook.sheetrows import Row

SEASONS = (("always", "not ramadan"), ("always", "ramadan"))
"""Which rows of the day grid hold together: outside Ramadan, and in it."""


def check_grid(resources: Resources, notes: Notes) -> None:
    """Note lesson hours that overlap, stand twice or are out of order, and times that end before they start."""
    for role in ("slots", "breaks"):
        for row in resources.kept[role]:
            check_clock(row, ("start", "end"), notes)
    if resources.kept["breaks"] and not resources.kept["slots"] and "slots" not in resources.untold:
        notes.add("breaks_alone", resources.kept["breaks"][0].place(), sheet="Day grid")
    listed = [(slot, resources.row("slots", at)) for at, slot in enumerate(resources.models.get("slots", ()))]
    _check_numbers(listed, notes)
    for seasons in SEASONS:
        chosen = {slot.number: (slot, row) for season in seasons for slot, row in listed if slot.season == season}
        _check_order(sorted(chosen.values(), key=lambda pair: (pair[0].start, pair[0].number)), notes)


def check_clock(row: Row, fields: tuple[str, str], notes: Notes) -> None:
    """Note a time of day that is not after the one before it."""
    start, end = (row.values.get(field) for field in fields)
    if start and end and end <= start:
        row.note(notes, "not_after", fields[1], found=f"{end:%H:%M}", start=f"{start:%H:%M}")


def _check_numbers(listed: Sequence[tuple[Slot, Row]], notes: Notes) -> None:
    first: dict[tuple[int, str], Row] = {}
    for slot, row in listed:
        other = first.setdefault((slot.number, slot.season), row)
        if other is not row:
            notes.add("slot_twice", row.place("number"), found=slot.number, other=other.place("number").cell)


def _check_order(chosen: Sequence[tuple[Slot, Row]], notes: Notes) -> None:
    for (earlier, _), (later, row) in pairwise(chosen):
        facts = {"found": later.number, "other": earlier.number}
        if later.start < earlier.end:
            row.note(notes, "slots_overlap", "start", end=f"{earlier.end:%H:%M}", **facts)
        elif later.number < earlier.number:
            facts = {"found": earlier.number, "other": later.number}
            row.note(notes, "slot_order", "number", **facts)


def check_windows(resources: Resources, notes: Notes) -> None:
    """Note windows that are too short, end before they begin, or stand twice for a cohort."""
    first: dict[str, Row] = {}
    for at, window in enumerate(resources.models.get("windows", ())):
        row = resources.row("windows", at)
        other = first.setdefault(window.cohort, row)
        if other is not row:
            notes.add("window_twice", row.place("cohort"), found=window.cohort, other=other.place("cohort").cell)
        _check_window(row, window, notes)


def _check_window(row: Row, window: DateWindow, notes: Notes) -> None:
    length = (window.latest - window.earliest).days + 1
    if length < 1:
        row.note(notes, "ends_first", "latest", found=str(window.latest), start=str(window.earliest))
    elif length < window.days:
        row.note(notes, "window_short", "days", found=window.days, allowed=length)
    elif window.preferred and not 0 <= (window.preferred - window.earliest).days <= length - window.days:
        allowed = f"{window.earliest}..{window.latest}"
        row.note(notes, "outside_window", "preferred", found=str(window.preferred), allowed=allowed)
