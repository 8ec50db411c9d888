"""People put below the nominees of a coordinator's own sheet, with running numbers, borders and stripes going on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cached_property, partial
from itertools import chain

from scheduler.domain import Nominee
from scheduler.package.cells import Area, Value, holds, letters_of, meet
from scheduler.package.edit import set_cells
from scheduler.package.grid import Grid
from scheduler.package.looks import Looks
from scheduler.package.parts import Package
from scheduler.package.tables import resize_table, tables
from scheduler.words import Language, heading
from scheduler.workbook.book import Book, Places
from scheduler.workbook.facts import further_of
from scheduler.workbook.headers import find_tables, is_running_number
from scheduler.workbook.layout import layout, layouts
from scheduler.workbook.notes import Notes
from scheduler.workbook.sheetrows import Row, Sheet, sheet_of
from scheduler.workbook.sheetwords import language_of, with_columns
from scheduler.workbook.show import show
from scheduler.workbook.writeback import Unfit

Put = Callable[[Nominee, int], Value]
"""Gives what one person has in a column; the number counts the people who are added."""


@dataclass(frozen=True)
class NomineeList:
    """The sheet of nominees that people are added to."""

    package: Package
    sheet: Sheet
    rows: Mapping[int, Row]
    lang: Language

    @classmethod
    def of(cls, book: Book, lang: Language) -> NomineeList:
        """Take the first of the sheets that list nominees, or are to list them."""
        places = book.places.rows("nominee") if isinstance(book.places, Places) else {}
        sheet = next(iter(places.values())).sheet if places else _empty(book)
        rows = {row.number: row for row in places.values() if row.sheet is sheet}
        return cls(Package(book.tables.content), sheet, rows, language_of(sheet, lang))

    @cached_property
    def last(self) -> int:
        """Number of the last nominee's row; of the headings where there is none yet."""
        return max(self.rows, default=self.sheet.table.header_row)

    def with_people(self, people: Sequence[Nominee], lost: Sequence[str]) -> bytes:
        """Return the workbook with people below the last one; `lost` are fields that need a column of their own."""
        ready = self._ready(len(people))
        put = [*self._fields(lost), *self._facts(people), *self._numbers()]
        self._grow_table(len(people))
        values: dict[str, Value] = {}
        for number, nominee in enumerate(people, 1):
            cells = ((column, value(nominee, number)) for column, value in put)
            values |= {f"{letters_of(c)}{self.last + number}": said for c, said in cells if said not in (None, "")}
        styles = self._styles(len(people))
        wanted = {ref: value for ref, value in {**dict.fromkeys(styles), **values}.items() if ref not in ready}
        set_cells(self.package, self.sheet.table.sheet, wanted, Looks(styles))
        return self.package.to_bytes()

    def _grow_table(self, count: int) -> None:
        """Let the table that holds the list, where one does, take the new rows in."""
        title = self.sheet.table.sheet
        for table in tables(self.package, title):
            if table.area[0] <= self.sheet.table.header_row and table.area[0] <= self.last <= table.area[2]:
                resize_table(self.package, title, table.name, max(table.area[2], self.last + count))

    def _ready(self, count: int) -> frozenset[str]:
        """Return the cells where people go that hold running numbers already.

        Raises
        ------
        Refusal
            ``below``: something else stands there, or right below; it would have to move.
        """
        area, grid = self._area(count), self._grid()
        numbered = {one.column + 1 for one in self.sheet.table.headings if is_running_number(one.text)}
        ready = set[str]()
        for row in grid.rows():
            for cell in grid.cells(row) if area[0] <= row.number <= area[2] else ():
                ref = f"{letters_of(cell.column)}{row.number}"
                if cell.content and cell.column in numbered:
                    ready.add(ref)
                elif cell.content and holds(area, row.number, cell.column):
                    raise Unfit("below", cell=ref)
        for other in chain(grid.merges(), grid.arrays()):
            if meet(other, area):
                raise Unfit("below", cell=f"{letters_of(other[1])}{other[0]}")
        return frozenset(ready)

    def _area(self, count: int) -> Area:
        """The rows where people go and one more, from the first heading to the last."""
        columns = [one.column + 1 for one in self.sheet.table.headings]
        return (self.last + 1, min(columns), self.last + count + 1, max(columns))

    def _grid(self) -> Grid:
        part = self.package.sheet(self.sheet.table.sheet).part
        return Grid(self.package.read(part), part)

    # what goes where

    def _fields(self, lost: Sequence[str]) -> Iterator[tuple[int, Put]]:
        words = {name: heading(self.sheet.layout.column[name].title, self.lang) for name in lost}
        added = with_columns(self.package, self.sheet, list(words.values()))
        known = {name: column + 1 for name, column in self.sheet.where.items()}
        for name, column in {**known, **{name: added[word] for name, word in words.items()}}.items():
            yield column, partial(self._shown, name)

    def _shown(self, name: str, nominee: Nominee, number: int) -> Value:
        del number
        shown = show(self.sheet.layout.column[name], getattr(nominee, name), self.lang)
        return str(shown) if isinstance(shown, time) else shown

    def _facts(self, people: Sequence[Nominee]) -> Iterator[tuple[int, Put]]:
        known = {one.text: one.column + 1 for one in further_of(self.sheet, Notes()).kept}
        keys = dict.fromkeys(key for nominee in people for key in nominee.facts)
        added = with_columns(self.package, self.sheet, [key for key in keys if key not in known])
        for key in keys:
            yield {**known, **added}[key], partial(_fact, key)

    def _numbers(self) -> Iterator[tuple[int, Put]]:
        """Let running numbers go on, where the last nominee has one."""
        raw = self.rows[self.last].raw if self.rows else []
        for one in self.sheet.table.headings:
            last = raw[one.column] if one.column < len(raw) else None
            if is_running_number(one.text) and isinstance(last, int) and not isinstance(last, bool):
                yield one.column + 1, partial(_count, last)

    def _styles(self, count: int) -> dict[str, int]:
        """Let new rows look like the last ones, with the stripes of a list going on."""
        grid, area = self._grid(), self._area(count)
        above = [self.last - 1 if self.last - 1 in self.rows else self.last, self.last]
        looks: dict[int, dict[int, int]] = {
            row.number: {cell.column: cell.style for cell in grid.cells(row) if area[1] <= cell.column <= area[3]}
            for row in grid.rows()
            if row.number in above and row.number in self.rows
        }
        return {
            f"{letters_of(column)}{self.last + number}": style
            for number in range(1, count + 1)
            for column, style in looks.get(above[(number + 1) % 2], {}).items()
        }


def _empty(book: Book) -> Sheet:
    """Return the sheet that is to list nominees where it lists none yet."""
    found, _ = find_tables(book.tables, layouts(), Notes())
    if "Nominees" not in found:
        raise Unfit("reading")
    return sheet_of(found["Nominees"], layout("Nominees"), Notes())


def _fact(key: str, nominee: Nominee, number: int) -> Value:
    del number
    return nominee.facts.get(key)


def _count(last: int, nominee: Nominee, number: int) -> Value:
    del nominee
    return last + number
