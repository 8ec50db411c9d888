"""Workbooks that are no ordinary .xlsx, from check to allocate: an answer or a clear refusal."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from old_formats import ods, xls

from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.workbook import excel, open_book, swift
from scheduler.workbook.strict import transitional

SHEETS = {
    "Cohorts": [["Code", "Title", "Seats at most", "Reserves"], ["A", "Data", 2, 1], ["B", "Keamanan", 1, 0]],
    "Nominees": [
        ["ID", "Name", "Institution", "Sex", "English"],
        *([f"n{k}", f"Person {k} é 한", "PANRB", "FM"[k % 2], 400 + 10 * k] for k in range(6)),
    ],
    "Quotas": [["Where", "Sex", "At least"], ["A", "F", 1]],
}
STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
    (b"http://schemas.openxmlformats.org/drawingml/2006/", b"http://purl.oclc.org/ooxml/drawingml/"),
)


def usual() -> bytes:
    """The round as an ordinary workbook."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in SHEETS.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made = BytesIO()
    workbook.save(made)
    return made.getvalue()


def strict(content: bytes) -> bytes:
    """The same workbook as Excel stores it as Strict Open XML."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            for old, new in STRICT:
                part = part.replace(old, new)
            after.writestr(name, part.replace(b"<workbook ", b'<workbook conformance="strict" ', 1))
    return made.getvalue()


FORMATS = {
    ".xls": (lambda: xls(SHEETS), "a .xls file cannot be written into"),
    ".ods": (lambda: ods(SHEETS), "a .ods file cannot be written into"),
    ".xlsx": (lambda: strict(usual()), "it is stored as Strict Open XML"),
}


@pytest.mark.parametrize("ending", FORMATS)
def test_a_round_of_another_format_is_checked_and_allocated_into_a_new_workbook(ending, tmp_path, capsys):
    make, reason = FORMATS[ending]
    book, out, again = tmp_path / f"round{ending}", tmp_path / "out.xlsx", tmp_path / "again.xlsx"
    book.write_bytes(make())
    content = book.read_bytes()
    assert main(["check", str(book), "--lang", "en"]) == Exit.DONE
    assert "6 nominees, 2 cohorts" in capsys.readouterr().out
    assert main(["allocate", str(book), "-o", str(out), "--lang", "en"]) == Exit.DONE
    assert f"could not be kept as it is: {reason}" in " ".join(capsys.readouterr().out.split())
    assert book.read_bytes() == content
    (tmp_path / "usual.xlsx").write_bytes(usual())
    assert main(["allocate", str(tmp_path / "usual.xlsx"), "-o", str(again), "--lang", "en"]) == Exit.DONE
    assert seats(out) == seats(again)
    assert [n.name for n in open_book(out).programme.nominees] == [row[1] for row in SHEETS["Nominees"][1:]]


def seats(path) -> list[str]:
    return sorted(map(str, open_book(path).standing.seats))


def test_a_strict_workbook_is_read_alike_by_both_readers_and_an_ordinary_one_is_left_as_it_is():
    content = strict(usual())
    assert content != usual()
    thorough = excel.grids(usual())
    assert swift.grids(content) == thorough
    assert swift.swift_grids(transitional(content)) == thorough
    whole = usual()
    assert transitional(whole) is whole


LISTS = {
    "comma": b'Nama,NIP,Instansi,L/P\n"Ani, S.Kom.",198508122010012003,PANRB,P\n',
    "semicolon": "\ufeffNama;NIP;Instansi;L/P\nBudi;199001022015031004;PANRB;L\n".encode(),
    "cp1252": "Nama;NIP;Instansi;L/P\nZoë;197803042003122001;PANRB;P\n".encode("cp1252"),
    "utf16": "Nama\tNIP\tInstansi\tL/P\n한 별\t198203042006042002\tPANRB\tP\n".encode("utf-16"),
}
NAMES = {"comma": "Ani, S.Kom.", "semicolon": "Budi", "cp1252": "Zoë", "utf16": "한 별"}


def test_lists_of_names_in_text_files_are_gathered_into_a_round_and_allocated(tmp_path, capsys):
    (tmp_path / "sent").mkdir()
    (tmp_path / "round.xlsx").write_bytes(usual())
    for name, content in LISTS.items():
        (tmp_path / "sent" / f"{name}.csv").write_bytes(content)
    words = ["gather", str(tmp_path / "sent"), "--into", str(tmp_path / "round.xlsx"), "-o", str(tmp_path / "all.xlsx")]
    assert main([*words, "--lang", "en"]) == Exit.DONE, capsys.readouterr().err
    assert main(["allocate", str(tmp_path / "all.xlsx"), "-o", str(tmp_path / "out.xlsx")]) == Exit.DONE
    people = open_book(tmp_path / "out.xlsx").programme.nominees
    assert {n.name for n in people} == {*NAMES.values(), *(row[1] for row in SHEETS["Nominees"][1:])}
    assert all(n.id.isdecimal() and len(n.id) == 18 for n in people if n.name in NAMES.values())


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("command", ["check", "allocate"])
def test_a_text_file_alone_is_refused_with_what_it_lacks(command, name, tmp_path, capsys):
    book = tmp_path / f"{name}.csv"
    book.write_bytes(LISTS[name])
    more = ["-o", str(tmp_path / "out.xlsx")] if command == "allocate" else []
    assert main([command, str(book), *more, "--lang", "en"]) == Exit.BAD_WORKBOOK
    said = " ".join(capsys.readouterr().err.split())
    assert "The sheet Cohorts is missing" in said
    assert "this file stays as it is" in said
    assert not (tmp_path / "out.xlsx").exists()
    assert book.read_bytes() == LISTS[name]
