"""A workbook being written: sheets made for A4, text that stays text, and the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from scheduler.words import Language
from scheduler.workbook.excel import uncollected
from scheduler.workbook.safe import replacing
from scheduler.workbook.styles import FONTS, HELP_TAB, OURS_TAB, YOURS_TAB, Styles

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Owner = Literal["yours", "ours", "help"]
Value = str | int | float | date | time | None

MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  a fixed mark without a zone: the same result gives the same bytes
A4: Final = 9
_TABS: Final[Mapping[Owner, str]] = {"yours": YOURS_TAB, "ours": OURS_TAB, "help": HELP_TAB}
_PLAIN: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_UNSTORABLE: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_MAY: Final = {
    "sort": True,
    "autofilter": True,
    "format_columns": True,
    "format_rows": True,
    "format_cells": True,
    "objects": True,
    "insert_rows": True,
}
"""What remains possible on a sheet of ours; the protection has no password."""


class Paper:
    """A workbook in one language.

    Parameters
    ----------
    book
        XlsxWriter's workbook.
    lang
        Of headings, words and dates.
    taken
        Names that no sheet may have.
    """

    def __init__(self, book: Workbook, lang: Language, taken: Iterable[str] = ()) -> None:
        from scheduler.workbook.textcells import TextSheet  # noqa: PLC0415  loads XlsxWriter

        self.book, self.lang, self.styles, self._kind = book, lang, Styles(book, lang), TextSheet
        self.lists = {"cohort_codes"}
        """Names of lists in cells that drop-downs can draw from."""
        self.is_timed = False
        """Whether columns that timetables alone need are shown though nothing stands in them."""
        self.ours: list[str] = []
        """Names of sheets that are angkatan's."""
        self._names = {name.casefold() for name in taken}

    def sheet(self, name: str, owner: Owner, *, is_wide: bool = True) -> Worksheet:
        """Add a sheet, set up for A4: one page wide, with file, sheet and page in the footer.

        Parameters
        ----------
        name
            As it is wanted; what Excel does not allow in it is replaced.
        is_wide
            Whether the page lies on its side.
        """
        sheet: Worksheet = self.book.add_worksheet(self.free_name(name), self._kind)
        sheet.set_tab_color(_TABS[owner])
        sheet.set_paper(A4)
        sheet.set_landscape() if is_wide else sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.55, right=0.55, top=0.7, bottom=0.75)
        sheet.set_footer("&L&8&F&C&8&A&R&8&P / &N")
        sheet.hide_gridlines(1 if owner == "yours" else 2)
        if owner == "ours":
            self.ours.append(sheet.name)
            sheet.protect("", _MAY)
        return sheet

    def free_name(self, wanted: str) -> str:
        """Return a sheet name that Excel allows and that is not taken, case ignored."""
        shown = "".join(mark if mark.isprintable() else "-" for mark in storable(wanted).translate(_FORBIDDEN))
        plain = shown[:31].strip("' ") or "-"
        name, number = plain, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{plain[: 31 - len(str(number)) - 1]}~{number}"
        self._names.add(name.casefold())
        return name

    def writer(self, sheet: Worksheet) -> Callable[[int, int, Value, Format | None], None]:
        """Return a function that writes a value by its type and never makes a formula or a link."""

        def put(row: int, column: int, value: Value, style: Format | None = None) -> None:
            if isinstance(value, str) and value:
                sheet.write_string(row, column, value, style)
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value, style)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value, style)
            elif isinstance(value, date):
                sheet.write_datetime(row, column, _moment(value), style)
            elif isinstance(value, time):
                sheet.write_datetime(row, column, value, style)
            elif style is not None:
                sheet.write_blank(row, column, None, style)

        return put


def storable(text: str) -> str:
    """Return a text without what no XML document can hold; control characters are escaped by the writer."""
    return text if text.isascii() else _UNSTORABLE.sub("�", text)


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the first columns."""
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)


def quoted(sheet: Worksheet) -> str:
    """Return a sheet's name as formulas write it."""
    return "'" + str(sheet.name).replace("'", "''") + "'"


@contextmanager
def drafted(
    made: BytesIO, lang: Language, title: str, *, taken: Iterable[str] = (), is_1904: bool = False
) -> Iterator[Paper]:
    """Open a new workbook in memory; `made` holds it when everything is written.

    No author, no time of day and no temporary name gets into it.

    Parameters
    ----------
    taken
        Names that no sheet may have.
    is_1904
        Whether days are counted from 1904.
    """
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415  only writers pay for loading it

    base: dict[str, Any] = {"font_name": FONTS[lang], "font_size": 10}
    book = Workbook(made, {**_PLAIN, "default_format_properties": base, "date_1904": is_1904})
    book.set_properties({"title": storable(title)[:255], "author": "", "company": "", "created": MADE})
    book.set_calc_mode("auto")
    with uncollected():
        yield Paper(book, lang, taken)
        book.close()


@contextmanager
def paper(path: str | Path, lang: Language, title: str) -> Iterator[Paper]:
    """Open a new workbook, and put it at `path` when everything is written.

    Raises
    ------
    WorkbookError
        The target cannot be written; it is then as it was.
    """
    made = BytesIO()
    with drafted(made, lang, title) as paper:
        yield paper
    with replacing(path) as part:
        part.write_bytes(made.getvalue())
