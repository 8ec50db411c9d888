"""Reading: raw values with their cells, and files that are refused with a reason and never a trace-back."""

# ruff: noqa: DTZ001  cells know no time zone

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from subprocess import run
from sys import executable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from scheduler.errors import WorkbookError
from scheduler.findings import Place
from scheduler.workbook.guard import check_package, format_of
from scheduler.workbook.parse import examine
from scheduler.workbook.read import read, read_bytes
from scheduler.workbook.tables import Cell, Faulty, Percent, Table, letters

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(action: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(WorkbookError) as caught:
        action()
    return caught.value.problem.code, dict(caught.value.problem.facts)


def zipped(path: Path, **parts: bytes) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("Content_Types", "[Content_Types]") + ".xml", content)
    return path


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> bytes:
    """The bytes of a workbook with its parts changed."""
    target = path.with_suffix(".changed")
    with ZipFile(path) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return target.read_bytes()


def test_a_file_that_is_not_there_a_folder_and_an_empty_file_are_told_apart(tmp_path):
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    assert refused(lambda: read(tmp_path / "none.xlsx"))[0] == "no_file"
    assert refused(lambda: read(tmp_path))[0] == "is_folder"
    assert refused(lambda: read(empty)) == ("empty_file", {"found": "empty.xlsx"})


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="only for those whom permissions bind")
def test_a_file_that_may_not_be_read_is_refused(save, sheets):
    path = save(sheets)
    path.chmod(0)
    assert refused(lambda: read(path))[0] == "no_access"


@pytest.mark.parametrize(
    ("content", "code", "kind"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password", None),
        (OLE + "Workbook".encode("utf-16-le"), "damaged", None),
        (OLE, "not_workbook", "book.xlsx"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "damaged", None),
        (b"\xef\xbb\xbf<html><table></table></html>", "other_format", "HTML"),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "other_format",
            "XML",
        ),
        (b"%PDF-1.7 ...", "not_workbook", "book.xlsx"),
        (bytes(1000), "not_workbook", "book.xlsx"),
    ],
)
def test_files_are_known_by_their_bytes_and_not_by_their_names(tmp_path, content, code, kind):
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    found, facts = refused(lambda: read(path))
    assert (found, facts.get("found")) == (code, kind)


def test_zip_packages_of_other_programs_are_no_workbooks(tmp_path):
    word = zipped(tmp_path / "a.xlsx", Content_Types=b"<Types/>", word__document=b"<w/>")
    plain = zipped(tmp_path / "b.xlsx", notes=b"<a/>")
    assert refused(lambda: read(word))[0] == "not_workbook"
    assert refused(lambda: read(plain))[0] == "not_workbook"
    with ZipFile(tmp_path / "c.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused(lambda: read(tmp_path / "c.ods")) == ("damaged", {"reason": "KeyError"})


def test_a_workbook_is_read_whatever_it_is_called(save, sheets):
    path = save(sheets)
    other = path.rename(path.with_suffix(".xls"))
    assert len(read(other).grids) == len(sheets)


def test_the_digest_is_that_of_the_bytes(save, sheets):
    path = save(sheets)
    assert read(path).digest == sha256(path.read_bytes()).hexdigest()


# -- values -------------------------------------------------------------------------------


def test_values_come_as_they_are_with_percentages_and_faults_marked(save):
    def formats(workbook):
        sheet = workbook["S"]
        sheet["A1"].number_format = "0%"
        sheet["B1"].number_format = '0.0" % of all"'
        sheet["E1"].value, sheet["E1"].data_type = "#N/A", "e"

    path = save({"S": [[0.3, 0.3, 5, "  ", None, "=1+1", True, date(2026, 9, 1)], [], [None, "x"]]}, formats)
    (grid,) = read(path).grids
    assert grid.rows == {
        1: [0.3, 0.3, 5, None, Faulty("error_value", "#N/A"), Faulty("not_calculated"), True, datetime(2026, 9, 1)],
        3: [None, "x"],
    }
    assert isinstance(grid.rows[1][0], Percent)
    assert not isinstance(grid.rows[1][1], Percent)
    table = Table("book.xlsx", "S", grid, 0, ())
    assert table.cell(1, 0) == Cell(0.3, Place("book.xlsx", "S", "A1"), is_percent=True)
    assert table.cell(1, 4) == Cell(None, Place("book.xlsx", "S", "E1"), fault="error_value")
    assert table.cell(9, 9).value is None


def test_a_formula_whose_result_is_an_empty_text_was_calculated(save):
    path = save({"S": [["=1+1", "=A1"]]})
    empty = rewritten(path, lambda _, part: part.replace(b'<c r="A1"><f>', b'<c r="A1" t="str"><f>'))
    (grid,) = read_bytes(empty, "book.xlsx").grids
    assert grid.rows == {1: [None, Faulty("not_calculated")]}


def test_both_date_systems_give_the_same_day(save):
    def mac(workbook):
        workbook.epoch = CALENDAR_MAC_1904

    (grid,) = read(save({"S": [[date(2026, 9, 1)]]}, mac)).grids
    assert grid.rows == {1: [datetime(2026, 9, 1)]}
    assert grid.is_1904


def test_one_far_cell_does_not_make_reading_endless(found):
    def stray(workbook):
        workbook["Nominees"]["XFD1048576"] = "stray"

    assert found({}, stray) == [("far_cells", "Nominees", "ALL")]


def test_hidden_sheets_are_not_read_and_hidden_rows_are(found):
    def hide(workbook):
        workbook["Quotas"].sheet_state = "hidden"
        workbook["Nominees"].row_dimensions[3].hidden = True

    assert found({}, hide) == [("hidden_rows", "Nominees"), ("hidden_sheet", "Quotas", "Quotas")]


def test_columns_are_lettered_as_in_spreadsheets():
    assert [letters(column) for column in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


# -- hostile files ------------------------------------------------------------------------


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path, save, sheets):
    bomb = tmp_path / "bomb.xlsx"
    zipped(bomb, Content_Types=b"<Types/>", xl__workbook=b"<a/>" + b" " * (60 * 2**20))
    assert refused(lambda: read(bomb))[0] == "too_dense"
    whole = save(sheets).read_bytes()
    code, facts = refused(lambda: check_package(whole, "book.xlsx", most_megabytes=0))
    assert (code, facts["allowed"]) == ("too_large", 0)


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE a [<!ENTITY b "bbbb">]>',
        b"<!-- harmless --><!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
        b"<!ENTITY b 'c'>",
        b"<?xml version='1.0' encoding='utf-7'?>",
        b"<!--" + b"x" * 70_000 + b"--><!DOCTYPE a>",
        b"<!-- <a> --><?b <c> ?><!DOCTYPE a>",
    ],
)
def test_parts_that_declare_a_document_type_are_refused(save, sheets, prolog):
    path = save(sheets)

    def add(name: str, part: bytes) -> bytes:
        return prolog + re.sub(rb"^<\?xml.*?\?>", b"", part) if name == "xl/workbook.xml" else part

    assert refused(lambda: read_bytes(rewritten(path, add), "book.xlsx")) == ("unsafe", {"found": "xl/workbook.xml"})


def test_a_document_type_in_utf_16_is_seen_too(save, sheets):
    def add(name: str, part: bytes) -> bytes:
        return ("<!DOCTYPE a>" + part.decode()).encode("utf-16") if name == "xl/workbook.xml" else part

    assert refused(lambda: read_bytes(rewritten(save(sheets), add), "book.xlsx"))[0] == "unsafe"


def test_damaged_files_are_refused_and_never_a_trace_back(save, sheets):
    """Cut anywhere, with bytes or words of its parts changed, a workbook is read or refused with a problem."""
    path = save(sheets)
    whole, random = path.read_bytes(), Random(7)
    damaged = [whole[: random.randrange(len(whole))] for _ in range(25)]
    for _ in range(25):
        changed = bytearray(whole)
        for _ in range(random.randint(1, 30)):
            changed[random.randrange(len(changed))] = random.randrange(256)
        damaged.append(bytes(changed))
    damaged += [rewritten(path, lambda _, part: _mangled(part, random)) for _ in range(25)]
    damaged += [random.randbytes(random.randint(1, 5000)) for _ in range(25)]
    codes = {_outcome(content) for content in damaged}
    assert codes <= {
        "read",
        "damaged",
        "not_workbook",
        "unsafe",
        "empty_file",
        "other_format",
        "too_large",
        "too_dense",
    }
    assert {"damaged", "not_workbook"} <= codes


def _mangled(part: bytes, random: Random) -> bytes:
    if random.random() < 0.7:
        return part
    start = random.randrange(len(part))
    return random.choice((part[:start], part[:start] + part[start + 9 :], part.replace(b"<v>", b"<v>x"), b"<a/>", b""))


def _outcome(content: bytes) -> str:
    try:
        examine(read_bytes(content, "book.xlsx"))
    except WorkbookError as error:
        return error.problem.code
    return "read"


def test_openpyxl_loads_only_when_a_workbook_is_opened():
    code = "import sys, scheduler.workbook.parse, scheduler.workbook.read; print('openpyxl' in sys.modules)"
    assert run([executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_formats_of_damaged_zips_are_left_to_the_reader():
    assert format_of(b"PK\x03\x04 and nothing else") == ".xlsx"
