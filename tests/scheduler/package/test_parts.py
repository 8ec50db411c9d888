"""The package around the parts: what opens, what is refused, and what a save leaves alone."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import packages
import pytest

from scheduler.package.compare import Difference, differences
from scheduler.package.edit import set_cells
from scheduler.package.parts import Package
from scheduler.package.refusal import Refusal

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def smallest(**changes):
    """The smallest workbook, written by hand; `changes` replace entries, ``None`` drops them."""
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    sheets = '<sheets><sheet name="A" sheetId="3" d:id="x"/></sheets>'
    led = f'<Relationship Id="x" Type="{KINDS}/worksheet" Target="/xl/sheet.xml"/>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK}"/></Types>',
        "_rels/.rels": rels.format(f'<Relationship Id="rId1" Type="{KINDS}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:d="{KINDS}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": rels.format(led),
        "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
    }
    return {name: text.encode() for name, text in {**parts, **changes}.items() if text is not None}


def zipped(parts):
    """Entries as a zip."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def refused(content, **options):
    """The code with which a file is refused."""
    with pytest.raises(Refusal) as found:
        Package(content, **options)
    return found.value.code


def test_the_smallest_workbook_is_understood():
    package = Package(zipped(smallest()))
    (sheet,) = package.sheets
    assert (sheet.title, sheet.id, sheet.part) == ("A", 3, "xl/sheet.xml")
    assert (sheet.kind, sheet.state) == ("worksheet", "visible")
    assert not package.is_1904
    assert not package.is_strict
    assert package.changed == ()


def test_a_workbook_without_formats_gets_them_where_a_date_needs_one(tmp_path):
    package = Package(zipped(smallest()))
    set_cells(package, "A", {"B2": date(2026, 8, 17)})
    package.save(tmp_path / "out.xlsx")
    assert packages.complaints(tmp_path / "out.xlsx") == []
    assert b'<c r="B2" s="1"><v>46251</v></c>' in package.read("xl/sheet.xml")


def test_names_of_entries_may_differ_in_case_and_slashes():
    parts = smallest()
    parts["XL\\Sheet.xml"] = parts.pop("xl/sheet.xml")
    package = Package(zipped(parts))
    package.write("xl/sheet.xml", b"<new/>")
    assert package.names.count("XL\\Sheet.xml") == 1
    assert package.read("XL\\Sheet.xml") == b"<new/>"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"[Content_Types].xml": None}, "not_workbook"),
        ({"_rels/.rels": None}, "not_workbook"),
        ({"xl/workbook.xml": None}, "not_workbook"),
        ({"xl/workbook.xml": "<workbook>"}, None),
    ],
)
def test_what_is_no_workbook_is_refused(changes, code):
    if code:
        assert refused(zipped(smallest(**changes))) == code
    else:
        package = Package(zipped(smallest(**changes)))
        with pytest.raises(Refusal, match=r"xl/workbook.xml"):
            _ = package.sheets


def test_binary_workbooks_and_other_documents_are_refused():
    for kind in ("vnd.ms-excel.sheet.binary.macroEnabled.main", "vnd.x.wordprocessingml.document.main+xml"):
        types = smallest()["[Content_Types].xml"].decode().replace(BOOK, f"application/{kind}")
        assert refused(zipped(smallest(**{"[Content_Types].xml": types}))) == "not_workbook"


def test_a_signed_workbook_is_refused():
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    line = f'<Relationship Id="s" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    rels = smallest()["_rels/.rels"].decode().replace("</Relationships>", line)
    assert refused(zipped(smallest(**{"_rels/.rels": rels}))) == "signed"


def test_damage_is_named():
    whole = zipped(smallest())
    assert refused(b"no zip at all") == "damaged"
    assert refused(whole[: len(whole) // 2]) == "damaged"
    hurt = whole.replace(b"<sheetData/>", b"<sheetDatA/>")
    with pytest.raises(Refusal, match=r"xl/sheet.xml"):
        Package(hurt).read("xl/sheet.xml")


def test_bombs_are_refused_before_anything_is_unpacked():
    bomb = smallest(**{"xl/bomb.bin": "0" * 60_000_000})
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in bomb.items():
            package.writestr(name, content)
    assert refused(stream.getvalue()) == "too_dense"
    assert refused(zipped(smallest(**{"xl/big.bin": "0" * 3_000_000})), most_megabytes=2) == "too_large"


def test_encrypted_and_doubled_entries_are_refused():
    whole = bytearray(zipped(smallest()))
    assert whole.count(b"PK\x01\x02") == 5
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(whole)) == "encrypted"
    stream = io.BytesIO(zipped(smallest()))
    with ZipFile(stream, "a") as package:
        package.writestr("XL/sheet.xml", b"")
    assert refused(stream.getvalue()) == "part_twice"


@pytest.mark.parametrize("before", ['<!DOCTYPE a [<!ENTITY b "c">]>', '<?xml version="1.0" encoding="utf-16"?>'])
def test_entities_and_other_encodings_are_refused_in_parts_that_are_read(before):
    book = smallest()["xl/workbook.xml"].decode()
    package = Package(zipped(smallest(**{"xl/workbook.xml": before + book})))
    with pytest.raises(Refusal) as found:
        _ = package.sheets
    assert found.value.code in ("doctype", "encoding")


def test_a_missing_sheet_and_a_missing_part_are_named():
    package = Package(zipped(smallest(**{"xl/sheet.xml": None})))
    with pytest.raises(Refusal) as found:
        set_cells(package, "A", {"A1": 1})
    assert (found.value.code, found.value.facts) == ("part_missing", {"part": "xl/sheet.xml"})
    with pytest.raises(Refusal) as found:
        package.sheet("B")
    assert found.value.code == "no_sheet"


def test_a_save_keeps_order_times_modes_packing_and_remarks(tmp_path):
    with ZipFile(tmp_path / "in.xlsx", "w") as package:
        for place, (name, content) in enumerate(smallest().items()):
            info = ZipInfo(name, (1999, 12, 31, 23, 59, 2 * place))
            info.external_attr = 0o640 << 16
            info.compress_type = ZIP_STORED if place % 2 else ZIP_DEFLATED
            package.writestr(info, content)
        package.comment = b"a remark"
    opened = Package.open(tmp_path / "in.xlsx")
    set_cells(opened, "A", {"A1": "x"})
    opened.save(tmp_path / "out.xlsx")
    assert facts(tmp_path / "out.xlsx") == facts(tmp_path / "in.xlsx")


def facts(path):
    """What a zip says about its entries, bar their content."""
    with ZipFile(path) as package:
        said = ("filename", "date_time", "external_attr", "compress_type", "create_system")
        return [[getattr(info, name) for name in said] for info in package.infolist()], package.comment


def test_a_save_without_a_change_gives_every_entry_back(everything_path, tmp_path):
    package = Package.open(everything_path)
    package.save(tmp_path / "out.xlsm")
    digest = lambda path: {name: hashlib.sha256(content).digest() for name, content in packages.entries(path).items()}  # noqa: E731
    assert digest(tmp_path / "out.xlsm") == digest(everything_path)
    assert package.changed == ()


def test_writing_the_same_content_is_no_change():
    package = Package(zipped(smallest()))
    package.write("xl/sheet.xml", b"<other/>")
    assert package.changed == ("xl/sheet.xml",)
    package.write("xl/sheet.xml", smallest()["xl/sheet.xml"])
    assert package.changed == ()


def test_a_refusal_leaves_the_package_as_it_was(everything_path):
    package = Package.open(everything_path)
    with pytest.raises(Refusal):
        set_cells(package, "Nominees", {"E2": "A1", "B20": "hidden by a merge"})
    assert package.changed == ()


def test_differences_tell_what_was_added_removed_and_changed():
    before, after = Package(zipped(smallest())), Package(zipped(smallest()))
    after.write("xl/sheet.xml", b"<other/>")
    after.add("xl/new.xml", b"<new/>", "application/xml")
    assert differences(before, after) == (Difference("xl/new.xml", "added"), Difference("xl/sheet.xml", "changed"))
    assert differences(after, before)[0] == Difference("xl/new.xml", "removed")
    assert differences(before, before) == ()
