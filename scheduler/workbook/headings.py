"""The row of headings, or the two rows, wherever they stand and however their cells are merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from scheduler.reference.text import fold
from scheduler.workbook.layout import Layout
from scheduler.workbook.loosely import meant
from scheduler.workbook.names import result_headings
from scheduler.workbook.readings import tidy
from scheduler.workbook.tables import Grid, Heading, Raw

SEARCHED_ROWS: Final = 30
"""Letterheads end before this row."""

_DATE_WORDS: Final = frozenset({"tanggal", "tgl", "date", "일자", "생년월일"})
_OF_OTHERS: Final = frozenset({
    "atasan", "pejabat", "pengusul", "darurat", "keluarga", "supervisor", "emergency", "상사",
})  # fmt: skip
"""Words of a heading over columns that speak of somebody else than the nominee."""
_OF_THINGS: Final = frozenset({"pendidikan", "diklat", "latihan", "pelatihan", "education", "training", "학력", "교육"})
"""Words of a heading over columns that name a school or a course, and nobody."""
_NAMES: Final = frozenset({"nama", "name", "명칭"})
_BARE: Final = frozenset({"tmt", "tanggal", "tahun", "nomor", "tempat", "jenis", "date", "year", "number"})
"""Headings that mean something else under each heading above them."""


def find_header(grid: Grid, layout: Layout) -> tuple[int, tuple[Heading, ...]] | None:
    """Return the number of the (last) row of headings and the headings; None where no row has a known one.

    Of several rows the one with the most known headings is taken, the first of equals.
    """
    sheet = _Top(grid, layout)
    scores = {number: sheet.score(number) for number in grid.rows if number <= SEARCHED_ROWS}
    best = max(scores, key=lambda number: (scores[number], -number), default=0)
    if not scores.get(best):
        return None
    if layout.role != "nominees":
        return best, tuple(sheet.single(best))
    if sheet.has_second(best):
        return best + 1, tuple(sheet.double(best))
    return best, tuple(sheet.double(best - 1) if sheet.has_first(best) else sheet.single(best))


@dataclass(frozen=True)
class _Top:
    """The first rows of a sheet, the values of merged cells spread over all that they cover."""

    grid: Grid
    layout: Layout

    def meant(self, text: str) -> str | None:
        """Return what a heading means: a field, or a part of the result."""
        if text not in self.known:
            results = result_headings() if self.layout.role == "nominees" else {}
            self.known[text] = meant(text, self.layout) or results.get(fold(text))
        return self.known[text]

    @cached_property
    def known(self) -> dict[str, str | None]:
        """What texts mean, as far as asked."""
        return {}

    @cached_property
    def covers(self) -> Mapping[tuple[int, int], tuple[int, int, int, int]]:
        """The merge that covers a cell; columns count from 0."""
        near = [area for area in self.grid.merges if area[0] <= SEARCHED_ROWS]
        return {
            (row, column): area
            for area in near
            for row in range(area[0], min(area[2], SEARCHED_ROWS + 1) + 1)
            for column in range(area[1], min(area[3], 1_000) + 1)
        }

    def score(self, number: int) -> int:
        """Count the known headings of a row."""
        own = {raw for raw in self.grid.rows[number] if isinstance(raw, str)}
        return len({fold(text) for text in own.union(self.spread(number).values()) if self.meant(text)})

    def spread(self, number: int) -> dict[int, str]:
        """Return the texts of a row by column; those of a merge that begins above it at its first column."""
        texts: dict[int, Raw] = dict(enumerate(self.grid.rows.get(number, [])))
        for (row, column), area in self.covers.items():
            if row == number and area[0] < row and column == area[1]:
                texts[column] = _at(self.grid, area[0], area[1])
        return {column: tidy(str(raw)) for column, raw in sorted(texts.items()) if raw is not None}

    # -- one row of headings ---------------------------------------------------------------

    def single(self, number: int) -> Iterator[Heading]:
        """Yield the headings of one row."""
        for column, text in self.spread(number).items():
            area = self.covers.get((number, column), (number, column, number, column))
            row = area[0] if area[0] != number else 0
            if self.layout.role != "nominees" or area[3] == area[1]:
                yield Heading(text, column, row)
            else:
                yield from self._over_several(text, area)

    def _over_several(self, text: str, area: tuple[int, int, int, int]) -> Iterator[Heading]:
        """One heading over several columns: the last means it where it is that of a date, else the first."""
        is_birth = self.meant(text) == "birth"
        meant = area[3] if is_birth else area[1]
        for step, column in enumerate(range(area[1], area[3] + 1), 1):
            yield Heading(text if column == meant else f"{text} ({step})", column, area[0])

    # -- two rows of headings --------------------------------------------------------------

    def has_second(self, number: int) -> bool:
        """Whether the row below belongs to the headings: words alone, under cells that they divide."""
        below = self.grid.rows.get(number + 1, [])
        own = {column: raw for column, raw in enumerate(below) if raw is not None}
        if not own or not all(isinstance(raw, str) and not _has_digit(raw) for raw in own.values()):
            return False
        above = self.spread(number)
        names = {self.meant(above[column]) for column in own if column in above}
        if names & {"id", "name"}:
            return False
        is_divided = any(column not in above or self._is_wide(number, column) for column in own)
        return is_divided and min(own) > min(above)

    def has_first(self, number: int) -> bool:
        """Whether the row above belongs to the headings: a cell is merged into this row, or over columns of it."""
        above = [area for (row, _), area in self.covers.items() if row == number - 1]
        return any(area[2] >= number for area in above) and any(area[3] > area[1] == area[1] for area in above)

    def _is_wide(self, number: int, column: int) -> bool:
        area = self.covers.get((number, column))
        return area is not None and area[3] > area[1]

    def double(self, number: int) -> Iterator[Heading]:
        """Yield the headings of two rows, of which `number` is the first."""
        above, below = self.spread(number), self.spread(number + 1)
        for column in sorted({*above, *below}):
            top, sub = self._top_of(number, column, above, below), below.get(column, "")
            sub = "" if self._is_tall(number, column) else sub
            if sub or column in above:
                text = self._joined(top, sub)
                yield Heading(text, column, 0 if sub else number, top if sub else "")

    def _is_tall(self, number: int, column: int) -> bool:
        area = self.covers.get((number, column))
        return area is not None and area[2] > number

    def _top_of(self, number: int, column: int, above: Mapping[int, str], below: Mapping[int, str]) -> str:
        """Return the heading over a column: its own, that of its merge, or the nearest to the left of an empty cell."""
        if column in above:
            return above[column]
        area = self.covers.get((number, column))
        if area is not None:
            return above.get(area[1], "")
        left = [at for at in above if at < column]
        nearest = max(left, default=-1)
        is_run = nearest >= 0 and all(at in below for at in range(nearest, column))
        return above[nearest] if is_run else ""

    def _joined(self, top: str, sub: str) -> str:
        """Return the words by which the column is known, or both headings."""
        if not sub or not top:
            return sub or top
        both = f"{top} {sub}"
        if _OF_OTHERS.intersection(fold(top).split()):
            return both
        if fold(sub) in _NAMES and (self.meant(top) or _OF_THINGS.intersection(fold(top).split())):
            return top if self.meant(top) else both
        if self.meant(both):
            return both
        if self.meant(top) == "birth":
            return top if _DATE_WORDS.intersection(fold(sub).split()) else both
        return sub if self.meant(sub) and fold(sub) not in _BARE else both


def _at(grid: Grid, row: int, column: int) -> Raw:
    values = grid.rows.get(row, [])
    return values[column] if column < len(values) else None


def _has_digit(text: str) -> bool:
    return any(mark.isdigit() for mark in text)
