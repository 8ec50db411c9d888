"""Every format gives the same grids; the swift reader loses nothing that the thorough one tells."""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO

import pytest
from old_formats import ods, xls
from openpyxl import Workbook

from scheduler.workbook import csvtext, excel, swift
from scheduler.workbook.parse import examine
from scheduler.workbook.read import read_bytes
from scheduler.workbook.tables import Faulty, Grid, Percent

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
