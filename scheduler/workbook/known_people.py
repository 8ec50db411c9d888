"""What is known of a person beyond the cells: from the NIP, and from the names of institution and region.

Nothing that stands in a cell is changed; only what is empty is filled in.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from scheduler.reference.answers import Ambiguous
from scheduler.reference.institutions import Institution, find_institution
from scheduler.reference.nip import DIGITS, Nip, NipFault, read_nip
from scheduler.reference.regions import Region, find_region
from scheduler.workbook.identities import Identities
from scheduler.workbook.notes import Notes
from scheduler.workbook.problems import NIP_FAULTS
from scheduler.workbook.sheetrows import Row

_COMPARED: Final = {"birth": "nip_birth", "sex": "nip_sex", "service_start": "nip_service"}

_NEAR: Final = 3
"""Digits too few or too many with which a number still looks like a NIP."""


def complete(row: Row, identities: Identities, notes: Notes) -> None:
    """Fill in what follows from other cells, and note where NIP and cells differ."""
    values = row.values
    _compare_nip(row, notes)
    _compare_regions(row, notes)
    if "institution" in values and "institution_type" not in values:
        values["institution_type"] = _type_of(identities.declared(values["institution"]))
    if "region" in values and "island_group" not in values:
        values["island_group"] = _islands_of(identities.declared(values["region"]))


def _compare_regions(row: Row, notes: Notes) -> None:
    """Note where a regency or city of another column does not lie in the province."""
    columns, told = row.sheet.instead.get("region", ()), row.values.get("region")
    home = find_region(told) if told and "region" not in row.elsewhere else None
    if not isinstance(home, Region) or home.kind != "province":
        return
    for column in columns:
        raw = row.raw[column] if column < len(row.raw) else None
        found = find_region(raw) if isinstance(raw, str) else None
        places = found.candidates if isinstance(found, Ambiguous) else (found,) if isinstance(found, Region) else ()
        if places and home.name not in {place.province for place in places}:
            row.note(notes, "region_differs", "region", found=told, other=str(raw))


def _compare_nip(row: Row, notes: Notes) -> None:
    digits = row.values.get("id", "")
    if len(digits) != DIGITS or not digits.isdecimal():
        if digits.isdecimal() and abs(len(digits) - DIGITS) <= _NEAR:
            notes.add("id_length", row.place("id"), count=len(digits), allowed=DIGITS)
        return
    nip = read_nip(digits)
    if isinstance(nip, NipFault):
        notes.add("nip_doubtful", row.place("id"), nominee=digits, kind=NIP_FAULTS.get(nip.code, nip.code))
        return
    for name, code in _COMPARED.items():
        if name in row.values:
            if not _agrees(row.values[name], nip, name):
                row.note(notes, code, name, nominee=digits)
        elif name not in row.faulty:
            row.values[name] = getattr(nip, name)


def _agrees(value: Any, nip: Nip, name: str) -> bool:
    told = getattr(nip, name)
    if name != "service_start":
        return bool(value == told)
    is_month_same = value.month == told.month or not nip.is_month_known
    return bool(value.year == told.year and is_month_same)


@cache
def _type_of(institution: str) -> str:
    found = find_institution(institution)
    return found.type if isinstance(found, Institution) else ""


@cache
def _islands_of(region: str) -> str:
    found = find_region(region)
    return found.island_group if isinstance(found, Region) else ""
