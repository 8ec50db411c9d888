"""The reader of large .xlsx workbooks: python-calamine for values, a scan of the XML for what it drops.

calamine lays a sheet out as a full rectangle and can abort the process where one stray cell
makes that huge, so a sheet's extent is measured first; it can panic, which is no `Exception`.
A workbook that it should not or cannot read goes to openpyxl, slower but as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from scheduler.package.parts import Package
from scheduler.package.sheets import Sheet
from scheduler.workbook import excel
from scheduler.workbook.marks import Marks, extent, first_row, is_plain, marks, percent_styles
from scheduler.workbook.slices import Slices, Uncut
from scheduler.workbook.strict import transitional
from scheduler.workbook.tables import EXACT, Faulty, Grid, Percent, Raw

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LARGE: Final = 6 * 2**20
"""Bytes of unpacked sheets from which speed counts: about 5,000 people of 20 columns."""
MOST_CELLS: Final = 40_000_000
"""Most cells of the rectangle that calamine may lay out; each takes 32 bytes."""
_SHEETS: Final = "xl/worksheets/"

Found = tuple[dict[int, list[Raw]], Collection[int], tuple[tuple[int, int, int, int], ...]]
"""The rows of a sheet by number, which of them are hidden, and merged cells."""


def grids(content: bytes) -> tuple[Grid, ...]:
    """Read every worksheet of a workbook, by the reader that suits its size.

    Raises
    ------
    Exception
        Of any kind, where the workbook is damaged; the caller makes one kind of it.
    """
    content = transitional(content)
    with ZipFile(BytesIO(content)) as package:
        sizes = [part.file_size for part in package.infolist() if part.filename.startswith(_SHEETS)]
    found = swift_grids(content) if sum(sizes) >= LARGE else None
    return excel.grids(content) if found is None else found


def swift_grids(content: bytes) -> tuple[Grid, ...] | None:
    """Read every worksheet with calamine; None where that is not safe, or fails."""
    package = Package(content)
    book = opened(content)
    if book is None:
        return None
    styles = package.related(package.workbook, "styles")
    percents = percent_styles(package.read(styles[0])) if styles else frozenset[int]()
    found = []
    with excel.uncollected(), ThreadPoolExecutor(1) as beside:
        for sheet in package.sheets:
            grid = _grid(package, sheet, percents, book, beside) if sheet.kind == "worksheet" else None
            if grid is None and sheet.kind == "worksheet":
                return None
            found.append(grid)
    return tuple(grid for grid in found if grid is not None)


def opened(content: bytes) -> CalamineWorkbook | None:
    """Open a workbook of any format with calamine; None where it cannot."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  only large and foreign workbooks need it

    try:
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except BaseException as error:  # noqa: BLE001  its panic is no Exception
        raise_if_asked(error)
    return None


def sheet_of(book: CalamineWorkbook, name: str) -> CalamineSheet | None:
    """Load a sheet; None where calamine cannot."""
    try:
        return book.get_sheet_by_name(name)
    except BaseException as error:  # noqa: BLE001  its panic is no Exception
        raise_if_asked(error)
    return None


def raise_if_asked(error: BaseException) -> None:
    """Let through what the user or the system asked for; calamine's panic is swallowed."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        raise error


def _is_near(rows: int, columns: int) -> bool:
    return columns <= excel.MOST_COLUMNS and rows * columns <= MOST_CELLS


def _grid(
    package: Package, sheet: Sheet, percents: frozenset[int], book: CalamineWorkbook, beside: ThreadPoolExecutor
) -> Grid | None:
    """Read one sheet; None where it is written in an unusual way, stretches too far, or calamine fails."""
    found = _in_slices(package, sheet, percents, beside) or _as_a_whole(package, sheet, percents, book, beside)
    if found is None:
        return None
    rows, hidden, merges = found
    return Grid(
        sheet=sheet.title,
        rows=rows,
        is_hidden=sheet.state != "visible",
        hidden_rows=sum(number in rows for number in hidden),
        is_1904=package.is_1904,
        merges=merges,
    )


def _as_a_whole(
    package: Package, sheet: Sheet, percents: frozenset[int], book: CalamineWorkbook, beside: ThreadPoolExecutor
) -> Found | None:
    part = package.read(sheet.part)
    if not is_plain(part) or not _is_near(*extent(part)):
        return None
    # calamine works without holding the interpreter, so the scan costs no time of its own.
    loading = beside.submit(sheet_of, book, sheet.title)
    told = marks(part, percents)
    del part
    loaded = loading.result()
    if loaded is None:
        return None
    rows = values(loaded)
    _mark(rows, told)
    return rows, told.hidden, told.merges


def _in_slices(package: Package, sheet: Sheet, percents: frozenset[int], beside: ThreadPoolExecutor) -> Found | None:
    """Read a sheet slice by slice, each while the values of the one before are taken over; None where it can't be."""
    rows, hidden = dict[int, list[Raw]](), set[int]()
    try:
        cut = Slices(package, sheet)
        for told, loaded in _beside(cut, sheet.title, percents, beside):
            _add(rows, _slice_values(loaded), told)
            hidden |= told.hidden
    except Uncut:
        return None
    return rows, hidden, marks(cut.tail, percents).merges


def _beside(
    cut: Slices, title: str, percents: frozenset[int], beside: ThreadPoolExecutor
) -> Iterator[tuple[Marks, CalamineSheet]]:
    """Yield each slice while the next one is read."""
    waiting: tuple[bytes, Future[CalamineSheet | None]] | None = None
    for rows in chain(cut, (b"",)):  # the last, empty one only lets the one before it come out
        following = rows, beside.submit(sheet_of, _opened(cut, rows), title)
        if waiting is not None:
            told, loaded = marks(waiting[0], percents), waiting[1].result()
            if loaded is None:
                raise Uncut
            yield told, loaded
        waiting = following


def _opened(cut: Slices, rows: bytes) -> CalamineWorkbook:
    """Open a slice that is safe to read; not by the other thread, which would wait for this one."""
    last, wide = extent(rows)
    if not _is_near(last - first_row(rows) + 1, wide):
        raise Uncut
    book = opened(cut.frame.book(rows))
    if book is None:
        raise Uncut
    return book


def _slice_values(sheet: CalamineSheet) -> dict[int, list[Raw]]:
    """Return the rows of a slice by number, as `values` does."""
    if sheet.start is None:
        return {}
    first, before = sheet.start[0] + 1, list[Raw]([None]) * sheet.start[1]
    listed = sheet.to_python(skip_empty_area=True)
    return {number: kept for number, row in enumerate(listed, first) if (kept := _trimmed(row, before))}


def _add(rows: dict[int, list[Raw]], more: dict[int, list[Raw]], told: Marks) -> None:
    """Put the rows of the next slice behind those there are."""
    _mark(more, told)
    if rows and more and next(iter(more)) <= next(reversed(rows)):
        raise Uncut  # rows out of their order
    rows.update(more)


def values(sheet: CalamineSheet) -> dict[int, list[Raw]]:
    """Return a sheet's rows by number, without empty rows and without empty cells at their ends."""
    # calamine leaves out empty columns before the first filled one, but no empty rows.
    before: list[Raw] = [None] * (sheet.start[1] if sheet.start else 0)
    found = {number: _trimmed(row, before) for number, row in enumerate(sheet.iter_rows(), 1)}
    return {number: row for number, row in found.items() if row}


def _trimmed(row: Iterable[Any], before: list[Raw]) -> list[Raw]:
    kept: list[Raw] = [
        (cell if "!" < cell < "\x7f" or cell.strip() else None)  # most begin with a mark of ASCII that is no space
        if cell.__class__ is str  # isinstance would double the time of a large sheet
        else int(cell)
        if cell.__class__ is float and -EXACT < cell < EXACT and cell.is_integer()
        else cell
        for cell in row
    ]
    while kept and kept[-1] is None:
        kept.pop()
    return [*before, *kept] if before and kept else kept


def _mark(rows: dict[int, list[Raw]], told: Marks) -> None:
    """Put faults where calamine left nothing, and percentages where it left plain numbers."""
    for (row, column), fault in told.faults.items():
        _put(rows, row, column, fault)
    if told.faults:
        ordered = sorted(rows.items())
        rows.clear()
        rows.update(ordered)
    for row, column in told.percents:
        cells = rows.get(row, [])
        raw = cells[column - 1] if column <= len(cells) else None
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            cells[column - 1] = Percent(raw)


def _put(rows: dict[int, list[Raw]], row: int, column: int, fault: Faulty) -> None:
    cells = rows.setdefault(row, [])
    cells.extend([None] * (column - len(cells)))
    cells[column - 1] = fault
