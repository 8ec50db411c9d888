"""Every format gives the same grids; the swift reader loses nothing that the thorough one tells."""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest
from old_formats import ods, xls
from openpyxl import Workbook
from scaled import scaled
from xlsxwriter import Workbook as Writer

from scheduler.workbook import csvtext, excel, slices, swift
from scheduler.workbook.parse import examine
from scheduler.workbook.read import read_bytes
from scheduler.workbook.tables import Faulty, Grid, Percent, Raw

ROWS = [["ID", None, "Nama"], [None, 0.25, date(2026, 9, 1)], [], ["#N/A", 3, "é 한 ✓"], [None, "  "]]


def grid_of(found: tuple[Grid, ...]) -> Grid:
    (grid,) = found
    return grid


@pytest.mark.parametrize(("write", "kind"), [(xls, ".xls"), (ods, ".ods")])
def test_old_and_open_formats_keep_errors_percentages_and_hidden_rows(write, kind):
    tables = read_bytes(write({"Usulan": ROWS}, hidden=[4]), "x")
    grid = grid_of(tables.grids)
    assert tables.format == kind
    assert grid.rows == {
        1: ["ID", None, "Nama"],
        2: [None, 0.25, date(2026, 9, 1)],
        4: [Faulty("error_value", "#N/A"), 3, "é 한 ✓"],
    }
    assert isinstance(grid.rows[2][1], Percent)
    assert (grid.sheet, grid.hidden_rows) == ("Usulan", 1)


def odd() -> bytes:
    """A workbook with what the swift reader's library drops."""
    workbook = Workbook()
    sheet = workbook.active
    sheet["C2"], sheet["D2"], sheet["E2"] = "teks", 0.3, 0.4
    sheet["D2"].number_format, sheet["E2"].number_format = "0.0%", '0.0" %"'
    sheet["B4"], sheet["C4"], sheet["D4"] = "=1+1", datetime(2026, 9, 1, 9, 30), time(7, 15)
    sheet["F4"], sheet["G4"] = "#REF!", 198508122010011003
    sheet["F4"].data_type = "e"
    sheet["B6"], sheet["C6"], sheet["D6"] = "   ", True, "\u00a0"
    sheet["A7"] = "last"
    sheet.row_dimensions[4].hidden = sheet.row_dimensions[9].hidden = True
    sheet.merge_cells("A8:C9")
    workbook.create_sheet("Empty")
    workbook.create_sheet("Hidden").sheet_state = "hidden"
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def test_the_swift_reader_gives_what_the_thorough_one_gives():
    swiftly, thoroughly = swift.swift_grids(odd()), excel.grids(odd())
    assert swiftly is not None
    assert [grid.rows for grid in swiftly] == [grid.rows for grid in thoroughly]
    assert swiftly == thoroughly
    kinds = [[[type(raw) is Percent for raw in row] for row in grid.rows.values()] for grid in (*swiftly, *thoroughly)]
    assert kinds[: len(kinds) // 2] == kinds[len(kinds) // 2 :]


def told(grids: tuple[Grid, ...] | None) -> list[object]:
    """All that grids say, types of values too; a day without a time is the midnight that it begins with."""
    assert grids is not None
    said: list[object] = []
    for grid in grids:
        rows = {number: [_midnight(raw) for raw in row] for number, row in grid.rows.items()}
        said += [replace(grid, rows=rows), list(rows), [[type(raw) for raw in row] for row in rows.values()]]
    return said


def _midnight(raw: Raw) -> Raw:
    is_day = isinstance(raw, date) and not isinstance(raw, datetime)
    return datetime(raw.year, raw.month, raw.day) if is_day else raw


@pytest.mark.parametrize("size", [50, 150, 400, 2000])
def test_slices_of_any_size_give_what_the_thorough_reader_gives(size, monkeypatch):
    monkeypatch.setattr(slices, "SIZE", size)
    assert told(swift.swift_grids(odd())) == told(excel.grids(odd()))


TEXTS = ("x", " ", "Ani & <b>", "한글", "!", "a\nb", "é", "#")


def scattered(random: Random, *, shares: bool) -> bytes:
    """A sheet with gaps between its rows and cells, texts of any script, numbers, days, percentages, errors."""
    target = BytesIO()
    with Writer(target, {"in_memory": True, "constant_memory": not shares}) as book:
        sheet, share = book.add_worksheet("S"), book.add_format({"num_format": "0%"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row in sorted(random.sample(range(300), 60)):
            for column in sorted(random.sample(range(30), random.randint(1, 12))):
                pick = random.randrange(8)
                if pick == 0:
                    sheet.write_formula(row, column, "=NA()", None, random.choice(("#N/A", 5, "teks", "")))
                elif pick < 4:
                    sheet.write_string(
                        row, column, random.choice(("x", " ", "Ani & <b>", "한글", "!", "a\nb", "é", "#"))
                    )
                elif pick == 4:
                    sheet.write_datetime(row, column, datetime(2026, 1, random.randint(1, 28)), day)
                else:
                    number = random.choice((0, 7, -3, 0.25, 1e16, 1234567.5))
                    sheet.write_number(row, column, number, share if pick == 5 else None)
            if random.random() < 0.1:
                sheet.set_row(row, None, None, {"hidden": True})
        sheet.merge_range(400, 2, 401, 4, "merged")
    return target.getvalue()


@pytest.mark.parametrize("shares", [False, True], ids=["own texts", "shared texts"])
@pytest.mark.parametrize("number", scaled(10))
def test_whatever_stands_in_a_sheet_the_swift_reader_gives_what_the_thorough_one_gives(number, shares, monkeypatch):
    random = Random(number)
    monkeypatch.setattr(slices, "SIZE", random.randint(100, 9000))
    content = scattered(random, shares=shares)
    assert told(swift.swift_grids(content)) == told(excel.grids(content))


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with something else in its sheet."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(target, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new) if "worksheets" in name else before.read(name))
    return target.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<row ", b"<!-- <row --><row "),
        (b'<row r="', b'<row  r="'),
        (b"<sheetData>", b"<sheetData >"),
        (b"</sheetData>", b"</sheetData >"),
    ],
)
def test_a_sheet_that_cannot_be_cut_without_doubt_is_read_as_a_whole_or_thoroughly(old, new, monkeypatch):
    monkeypatch.setattr(slices, "SIZE", 500)
    content = scattered(Random(1), shares=False)
    other = changed(content, old, new)
    assert other != content
    assert told(swift.swift_grids(other) or excel.grids(other)) == told(excel.grids(content))


def test_a_large_workbook_is_read_swiftly_and_a_small_one_thoroughly(monkeypatch):
    read = []
    monkeypatch.setattr(excel, "grids", lambda _: read.append("thorough") or ())
    monkeypatch.setattr(swift, "swift_grids", lambda _: read.append("swift") or ())
    swift.grids(odd())
    monkeypatch.setattr(swift, "LARGE", 10)
    swift.grids(odd())
    assert read == ["thorough", "swift"]


def test_a_stray_far_cell_never_reaches_the_library_that_it_would_kill(monkeypatch):
    workbook = Workbook()
    workbook.active["A1"], workbook.active["XFD1048576"] = "x", "stray"
    target = BytesIO()
    workbook.save(target)
    monkeypatch.setattr(swift, "sheet_of", lambda *_: pytest.fail("calamine was asked"))
    assert swift.swift_grids(target.getvalue()) is None


def test_a_panic_of_the_library_sends_the_workbook_to_the_thorough_reader(monkeypatch):
    class Panic(BaseException):
        """What a fault in the library's own language becomes."""

    def panics(*_):
        raise Panic

    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_filelike", panics, raising=True)
    assert swift.swift_grids(odd()) is None


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a;b\n1;2\n", {1: ["a", "b"], 2: [1, 2]}),
        (b'\xef\xbb\xbfa,b\r\n"x, y",\'z\r\n', {1: ["a", "b"], 2: ["x, y", "'z"]}),
        ("a\tb\n한\t007\n".encode("utf-16"), {1: ["a", "b"], 2: ["한", "007"]}),
        ("a;b\nZoë;0198\n".encode("cp1252"), {1: ["a", "b"], 2: ["Zoë", "0198"]}),
        (b'sep=;\na;b\n="0198";1,5\n', {2: ["a", "b"], 3: ["0198", "1,5"]}),
        (b'a;b\n"two\nlines";2\n\n;\nc;\n', {1: ["a", "b"], 2: ["two\nlines", 2], 5: ["c"]}),
        (b"a;b\n198508122010011003;2\n", {1: ["a", "b"], 2: ["198508122010011003", 2]}),
    ],
)
def test_text_files_of_offices_are_read_with_every_digit(content, rows):
    assert grid_of(csvtext.grids(content)).rows == rows


def test_a_file_that_is_no_xlsx_is_said_to_be_left_as_it_is():
    found = examine(read_bytes(b"NIP;Nama;L/P\n1;Ani;P\n", "a.csv"))
    assert ("foreign_format", "a.csv") in {(problem.code, str(problem.place)) for problem in found.problems}
