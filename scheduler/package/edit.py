"""Set cells of a sheet within its package: tables, formulas and formats are looked after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scheduler.package.book import drop_calculation_chain, recalculate
from scheduler.package.cells import Value, letters_of
from scheduler.package.looks import Looks
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal
from scheduler.package.splice import patch
from scheduler.package.styles import DATE, Styles
from scheduler.package.tables import tables


def set_cells(
    package: Package, title: str, values: Mapping[str, Value], looks: Looks | None = None, *, date_format: str = DATE
) -> tuple[str, ...]:
    """Set cells of a sheet; every other byte of the workbook stays, but for what counts or caches them.

    A date in a cell whose format shows none gets a format that does and is else the same.  Where
    anything changed Excel is asked to compute all formulas on opening.

    Parameters
    ----------
    package
        The workbook; left as it was where this is refused.
    title
        The sheet's name.
    values
        Values by address.
    looks
        How new cells get their format; its `is_1904` and `dated` are filled in here.
    date_format
        Format code of dates in cells that show none.

    Returns
    -------
    tuple
        The cells whose formula was overwritten.

    Raises
    ------
    Refusal
        See `scheduler.package.splice.patch`; also ``no_sheet``, ``table_header``.
    """
    part = package.sheet(title).part
    _check_headings(package, title, values)
    with package.undone_if_refused():
        styles = _Dating(package, date_format)
        full = replace(looks or Looks(), is_1904=package.is_1904, dated=styles.dated)
        old = package.read(part)
        done = patch(old, values, full, part)
        if done.xml != old:
            package.write(part, done.xml)
            styles.commit()
            recalculate(package)
        if done.formulas:
            drop_calculation_chain(package)
    return done.formulas


class _Dating:
    """Formats for dates; the workbook's formats are read with the first date."""

    def __init__(self, package: Package, code: str) -> None:
        self._package, self._code = package, code
        self._styles: Styles | None = None

    def dated(self, style: int) -> int:
        self._styles = self._styles or Styles(self._package)
        return self._styles.dated(style, self._code)

    def commit(self) -> None:
        if self._styles is not None:
            self._styles.commit()


def _check_headings(package: Package, title: str, values: Mapping[str, Value]) -> None:
    """Refuse another heading for a table's column: Excel would call the file damaged."""
    for table in tables(package, title):
        if not table.has_header:
            continue
        for offset, name in enumerate(table.columns):
            ref = f"{letters_of(table.area[1] + offset)}{table.area[0]}"
            if ref in values and values[ref] != name:
                raise Refusal("table_header", cell=ref, found=name)
