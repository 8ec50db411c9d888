"""Rosters of many institutions become one list, and whoever stands in it can be traced to a file and a cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.cli import main
from scheduler.errors import WorkbookError
from scheduler.gather import gather
from scheduler.workbook import open_book
from scheduler.workbook.parse import examine
from scheduler.workbook.read import read
from scheduler.workbook.write import write_programme

HEAD = ["No", "Nama", "NIP", "Instansi", "Tanggal lahir", "Topik"]
ANI = [1, "Ani", "198508122010012003", "Kemen PANRB", "12 Agustus 1985", "DAT"]
BUDI = [2, "Budi", "199001022015031004", "Kemendagri", "2 Januari 1990", None]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def send(folder, name: str, sheets: Mapping[str, list[list[Any]]]) -> None:
    """Write what an institution sent."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    (folder / name).parent.mkdir(exist_ok=True)
    workbook.save(folder / name)


def told(found, *codes: str) -> list[tuple[str, str, str]]:
    return [(p.code, p.place.file, str(p.place)) for p in found.problems if p.code in codes]


def test_people_of_all_files_and_sheets_stand_in_one_list_in_order_of_files(folder):
    send(folder, "b.xlsx", {"Biro 1": [HEAD, ANI], "Biro 2": [HEAD, BUDI]})
    (folder / "a.csv").write_text("Nama;NIP;Instansi\nCici;197803042003122001;BKN\n", encoding="utf-8")
    (folder / "~$b.xlsx").write_bytes(b"lock")
    (folder / "letter.docx").write_bytes(b"PK")
    found = gather(folder)
    assert found.is_whole
    people = found.programme.nominees
    assert [(n.name, n.institution, n.facts["Source file"], n.facts["Source cell"]) for n in people] == [
        ("Cici", "BKN", "a.csv", "CSV!B2"),
        ("Ani", "Kemen PANRB", "b.xlsx", "Biro 1!C2"),
        ("Budi", "Kemendagri", "b.xlsx", "Biro 2!C2"),
    ]
    assert found.files == {"a.csv": 1, "b.xlsx": 2}


def test_the_institution_is_that_of_the_row_else_of_letterhead_sheet_file_or_folder(folder):
    bare = [["Nama", "NIP", "Tanggal lahir"]]
    rows = [[["Ani", ANI[2], ANI[4]]], [["Budi", BUDI[2], BUDI[4]]], [["Cici", "197803042003122001", None]]]
    send(folder, "1.xlsx", {"x": [["KEMENTERIAN KEUANGAN"], [], *bare, *rows[0]]})
    send(folder, "Usulan_Peserta_Kominfo_2026.xlsx", {"x": [*bare, *rows[1]]})
    send(folder, "Pemkab Batang/daftar.xlsx", {"Sheet1": [*bare, *rows[2]]})
    found = gather(folder)
    assert {n.name: n.institution for n in found.programme.nominees} == {
        "Ani": "Kementerian Keuangan",
        "Budi": "Kementerian Komunikasi dan Informatika",
        "Cici": "Pemerintah Kabupaten Batang",
    }
    assert len(told(found, "institution_taken")) == 3


def test_an_institution_that_may_be_two_is_asked_about(folder):
    send(folder, "Bandung.xlsx", {"x": [["Nama", "NIP", "L/P"], ["Ani", ANI[2], "P"]]})
    found = gather(folder)
    assert told(found, "institution_unknown") == [("institution_unknown", "Bandung.xlsx", "x")]
    assert found.programme.nominees[0].institution == ""


def test_who_stands_twice_is_told_with_both_places(folder):
    send(folder, "a.xlsx", {"x": [HEAD, ANI, BUDI]})
    twin = ["3", "Dra. ANI, M.Si.", "78110234", "Kemen PANRB", "12/08/1985", None]
    send(folder, "b.xlsx", {"x": [HEAD, [*ANI[:3], "BKN", *ANI[4:]], BUDI, twin]})
    found = gather(folder)
    facts = {p.code: p.facts for p in found.problems}
    assert told(found, "id_twice", "nominated_twice", "same_person") == [
        ("nominated_twice", "b.xlsx", "x!C2"),
        ("id_twice", "b.xlsx", "x!C3"),
        ("same_person", "b.xlsx", "x!B4"),
    ]
    assert facts["nominated_twice"]["institutions"] == ("Kemen PANRB", "BKN")
    assert facts["nominated_twice"]["other"] == "a.xlsx: x!C2"
    assert facts["same_person"]["other"] == "a.xlsx: x!B2"


def test_problems_of_all_files_are_told_at_once(folder):
    send(folder, "a.xlsx", {"x": [HEAD, [1, "Ani", 198508122010012003, "PANRB", "31/31/1985", None]]})
    (folder / "b.xlsx").write_bytes(b"PK\x03\x04 broken")
    send(folder, "c.xlsx", {"x": [["Rapat", "Tempat"], ["Senin", "Jakarta"]]})
    found = gather(folder)
    assert not found.is_whole
    assert [(p.code, p.place.file, p.place.cell) for p in found.problems if p.severity == "error"] == [
        ("damaged_id", "a.xlsx", "C2"),
        ("impossible_date", "a.xlsx", "E2"),
        ("damaged", "b.xlsx", ""),
        ("no_roster", "c.xlsx", ""),
    ]


def test_no_folder_and_no_rosters_are_refused(folder):
    for path, code in ((folder / "none", "no_folder"), (folder, "no_rosters")):
        with pytest.raises(WorkbookError) as caught:
            gather(path)
        assert caught.value.problem.code == code


def test_people_are_added_to_a_round_that_keeps_its_own(folder, save, sheets, tmp_path):
    book = open_book(save(sheets))
    send(folder, "a.xlsx", {"x": [[*HEAD, "Pilihan"], [*ANI, "b"]]})
    send(folder, "b.xlsx", {"x": [["ID", "Nama", "Instansi"], ["n1", "Other", "BKN"]]})
    found = gather(folder, book)
    assert told(found, "already_there") == [("already_there", "b.xlsx", "x!A2")]
    out = tmp_path / "out.xlsx"
    write_programme(found.programme, book.rules, out, lang="en")
    again = open_book(out).programme
    assert [n.id for n in again.nominees] == ["n1", "n2", "n3", ANI[2]]
    assert again.nominees[-1].choices == ("B",)
    assert again.nominee["n1"].name == "Ani"


def test_the_command_writes_a_list_whose_numbers_are_text(folder, tmp_path, capsys):
    send(folder, "a.xlsx", {"x": [HEAD, ANI, BUDI]})
    out = tmp_path / "out.xlsx"
    assert main(["gather", str(folder), "-o", str(out), "--lang", "id"]) == 0
    assert "2 orang dari 1 berkas" in capsys.readouterr().out
    sheet = load_workbook(out)["Calon peserta"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (ANI[2], "s")
    people = {problem.code for problem in examine(read(out)).problems if problem.place.sheet == "Calon peserta"}
    assert people == set()


def test_the_command_writes_nothing_where_people_would_be_missing_unless_asked(folder, tmp_path):
    send(folder, "a.xlsx", {"x": [HEAD, ANI, [2, "Budi", 199001022015031004, "Kemendagri", None, None]]})
    out = tmp_path / "out.xlsx"
    assert main(["gather", str(folder), "-o", str(out)]) == 3
    assert not out.exists()
    assert main(["gather", str(folder), "-o", str(out), "--partly"]) == 3
    assert load_workbook(out)["Nominees"]["A2"].value == ANI[2]
