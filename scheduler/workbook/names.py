"""Headings and sheet names of any known language, matched to the columns and sheets that they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from scheduler.domain import Nominee
from scheduler.measures.cells import AGE, SERVICE, TRAINING
from scheduler.reference.text import fold, nearest
from scheduler.words import known_headings, known_sheets
from scheduler.workbook.layout import NUMBERING_TITLES, OWN_SHEETS, RESULT_COLUMNS, ROSTER, Layout
from scheduler.workbook.tables import Heading
from scheduler.workbook.timesheetnames import is_shown

NEVER_NEEDED: Final = frozenset(
    map(
        fold,
        (
            "NIK", "Nomor Induk Kependudukan", "No KTP", "KTP", "National ID", "주민등록번호", "NPWP", "Tax number",
            "Agama", "Religion", "종교", "Status perkawinan", "Status pernikahan", "Marital status", "혼인 여부",
            "Nomor rekening", "No rekening", "Nama rekening", "Rekening", "Bank", "Nama bank", "Bank account",
            "Account number", "계좌번호", "은행", "Alamat rumah", "Alamat", "Home address", "집주소", "주소",
            "Golongan darah", "Blood type", "혈액형", "Riwayat penyakit", "Kondisi kesehatan", "Medical history",
            "Health condition", "병력", "Nama ibu kandung", "Nama suami/istri", "Nama pasangan", "Jumlah anak",
            "Spouse", "Mother's name", "Children", "Suku", "Ethnicity",
        ),
    )
)  # fmt: skip
"""Headings of personal data that no allocation needs: domain note on privacy, UU 27/2022 article 4."""

MEASURES: Final = {AGE: "Age", SERVICE: "Service years", TRAINING: "Years since training"}
"""What rules can ask of a person beyond the columns, by its name inside, with its English heading."""


RANKED: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "id": (("nip",), ("ni", "pppk"), ("nrp", "id")),
    "rank": (("gol", "golongan", "ruang"), ("pangkat", "rank")),
    "level": (("jenjang", "level"), ("eselon",), ("jabatan", "position")),
    "region": (
        ("provinsi", "province", "propinsi"),
        ("kabupaten", "kab", "kota", "regency", "city"),
        ("wilayah", "region"),
    ),
}
"""Fields that rosters spread over several columns: words of their headings, in order of preference."""


def by_preference(name: str, headings: Sequence[Heading]) -> list[Heading]:
    """Put the headings of one field into the order in which its value is looked for."""
    return sorted(headings, key=lambda heading: _rank_of(name, heading))


def are_ranked(name: str, headings: Sequence[Heading]) -> bool:
    """Whether columns that mean one field are told apart by their headings, so that none is a mere copy."""
    ranks = [_rank_of(name, heading) for heading in headings]
    return name in RANKED and len(set(ranks)) == len(ranks)


def _rank_of(name: str, heading: Heading) -> int:
    words = set(fold(heading.text).split())
    known = enumerate(RANKED.get(name, ()))
    return next((at for at, group in known if not words.isdisjoint(group)), len(RANKED.get(name, ())))


_NUMBERED: Final = re.compile(r"~\d+$")
"""End of the name of a sheet of ours whose usual name was taken."""


@cache
def fields_by_heading(layout: Layout) -> Mapping[str, str]:
    """Return the fields of a sheet by folded heading; an exact title goes before another column's variant."""
    titles = {fold(column.title): column.field for column in layout.columns}
    variants: dict[str, str] = {}
    for column in layout.columns:
        for words in sorted(known_headings(column.title)):
            variants.setdefault(words, column.field)
    return variants | titles


@cache
def result_headings() -> Mapping[str, str]:
    """Return what the result columns hold, by folded heading."""
    return {words: field for field, title in RESULT_COLUMNS.items() for words in known_headings(title)}


@cache
def numbering_headings() -> frozenset[str]:
    """Return the folded headings of running numbers."""
    return frozenset(map(fold, NUMBERING_TITLES))


@cache
def nominee_headings() -> Mapping[str, str]:
    """Return the fields of nominees and the measures of them by folded heading in any language."""
    titles = {name: str(field.title) for name, field in Nominee.model_fields.items() if field.title}
    found: dict[str, str] = {}
    for name, title in (titles | MEASURES).items():
        for words in sorted({*known_headings(title), fold(title), fold(name)}):
            found.setdefault(words, name)
    return found


def is_own(sheet: str) -> bool:
    """Whether a sheet is one that angkatan writes and never reads."""
    plain = fold(_NUMBERED.sub("", sheet))
    is_roster = any(plain.startswith(words) for words in known_sheets(ROSTER))
    return is_roster or is_shown(sheet) or any(plain in known_sheets(name) for name in OWN_SHEETS)


def layout_of(sheet: str, layouts: Sequence[Layout]) -> Layout | None:
    """Return the layout that a sheet's name means."""
    plain = fold(sheet)
    return next((layout for layout in layouts if plain in known_sheets(layout.name)), None)


def is_more_of(sheet: str, layout: Layout) -> bool:
    """Whether a sheet's name is that of a layout with something after it: Nominees PANRB, Calon peserta (2)."""
    plain = fold(sheet)
    return any(plain.startswith(f"{words} ") for words in known_sheets(layout.name))


def nearest_sheets(sheet: str, layouts: Sequence[Layout]) -> tuple[str, ...]:
    """Return the known sheets whose names look most like one."""
    names = {words: layout.name for layout in layouts for words in known_sheets(layout.name)}
    return tuple(dict.fromkeys(names[words] for words in nearest(sheet, names)))


def nearest_columns(heading: str, layout: Layout) -> tuple[str, ...]:
    """Return the titles of the columns whose headings look most like one."""
    fields = fields_by_heading(layout)
    return tuple(dict.fromkeys(layout.column[fields[words]].title for words in nearest(heading, fields)))
