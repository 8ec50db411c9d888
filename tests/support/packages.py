"""Looking at workbooks from outside, with the standard library alone: entries, consistency, LibreOffice."""

from __future__ import annotations

import csv
import posixpath
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from zipfile import ZipFile

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
SOFFICE = shutil.which("soffice")


def entries(path) -> dict[str, bytes]:
    """Every entry's content."""
    with ZipFile(path) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def write_entries(path, parts) -> None:
    """Write a package from its entries' contents."""
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def complaints(path) -> list[str]:
    """Everything that does not fit together in a package: relations, content types, tables, names, tabs."""
    parts = entries(path)
    found = [*_unreadable(parts)]
    checks = (_bad_types, _bad_relations, _bad_book, _bad_tables, _bad_styles)
    return found or [complaint for check in checks for complaint in check(parts)]


def _unreadable(parts):
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                ET.fromstring(content)  # noqa: S314  our own files
            except ET.ParseError as error:
                yield f"{name}: {error}"


def _root(content):
    return ET.fromstring(content)  # noqa: S314  our own files


def _bad_types(parts):
    root = _root(parts["[Content_Types].xml"])
    usual = {e.get("Extension").lower() for e in root.iter(f"{TYPES}Default")}
    own = [e.get("PartName").lstrip("/") for e in root.iter(f"{TYPES}Override")]
    yield from (f"typed twice: {name}" for name in set(own) if own.count(name) > 1)
    yield from (f"typed, but missing: {name}" for name in own if name not in parts)
    names = [name for name in parts if name != "[Content_Types].xml"]
    yield from (f"no type: {n}" for n in names if n not in own and n.rpartition(".")[2].lower() not in usual)
    lower = [name.lower() for name in parts]
    yield from (f"twice: {name}" for name in set(lower) if lower.count(name) > 1)


def _source(rels):
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def relations(parts, source):
    """The internal relations of a part: identifier -> (kind, target)."""
    folder, name = posixpath.split(source)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    found = {}
    for e in _root(parts[rels]).iter(f"{RELATIONS}Relationship") if rels in parts else ():
        if e.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), e.get("Target"))).lstrip("/")
            found[e.get("Id")] = (e.get("Type").rpartition("/")[2], target)
    return found


def _bad_relations(parts):
    for rels in (name for name in parts if name.endswith(".rels")):
        source = _source(rels)
        if source and source not in parts:
            yield f"relations of nothing: {rels}"
        ids = [e.get("Id") for e in _root(parts[rels]).iter(f"{RELATIONS}Relationship")]
        yield from (f"{rels} has {i} twice" for i in set(ids) if ids.count(i) > 1)
        yield from (f"{rels} leads to {t}" for _, t in relations(parts, source).values() if t not in parts)
    for name, content in parts.items():
        if name.endswith(".xml"):
            known = {e.get("Id") for e in _root(parts[r]).iter()} if (r := _rels(name)) in parts else set()
            found = ((key, value) for e in _root(content).iter() for key, value in e.attrib.items())
            used = {value for key, value in found if "officeDocument" in key and key.endswith("}id")}
            yield from (f"{name} uses {i}, which it does not have" for i in used - known)


def _rels(part):
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _local(root, name):
    return [e for e in root.iter() if e.tag.rpartition("}")[2] == name]


def _bad_book(parts):
    root = _root(parts["xl/workbook.xml"])
    titles = [e.get("name").lower() for e in _local(root, "sheet")]
    numbers = [e.get("sheetId") for e in _local(root, "sheet")]
    yield from (f"sheet twice: {t}" for t in set(titles) if titles.count(t) > 1)
    yield from (f"sheetId twice: {n}" for n in set(numbers) if numbers.count(n) > 1)
    names = [(e.get("name").lower(), e.get("localSheetId")) for e in _local(root, "definedName")]
    yield from (f"name twice: {n}" for n in set(names) if names.count(n) > 1)
    yield from (f"name of no sheet: {n}" for n in names if n[1] and int(n[1]) >= len(titles))
    yield from ("no such tab" for v in _local(root, "workbookView") if int(v.get("activeTab", "0")) >= len(titles))
    order = "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences"
    order = [*order.split(), "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches"]
    places = [order.index(n) for e in root if (n := e.tag.rpartition("}")[2]) in order]
    yield from () if places == sorted(places) else ("workbook.xml is out of order",)


def _bad_tables(parts):
    roots = [_root(c) for name, c in parts.items() if name.startswith("xl/tables/")]
    for key in ("id", "displayName"):
        values = [root.get(key).lower() for root in roots]
        yield from (f"table {key} twice: {v}" for v in set(values) if values.count(v) > 1)
    for root in roots:
        columns = [e.get("name").lower() for e in _local(root, "tableColumn")]
        if len(set(columns)) < len(columns) or len(columns) != int(_local(root, "tableColumns")[0].get("count")):
            yield f"columns of {root.get('name')}"


def _bad_styles(parts):
    root = _root(parts["xl/styles.xml"])
    sizes = {}
    for name in ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs"):
        for section in _local(root, name):
            sizes[name] = len(section)
            if int(section.get("count", "-1")) != len(section):
                yield f"count of {name}"
    styled = {e.get("xfId", "0") for section in _local(root, "cellXfs") for e in section}
    yield from (f"format of style {n}" for n in styled if int(n) >= sizes.get("cellStyleXfs", 1))
    for name in (n for n in parts if n.startswith("xl/worksheets/sheet")):
        sheet = _root(parts[name])
        used = [int(e.get("s", "0")) for e in _local(sheet, "c") + _local(sheet, "row")]
        used += [int(e.get("style", "0")) for e in _local(sheet, "col")]
        yield from (f"{name} uses format {n}" for n in set(used) if n >= sizes["cellXfs"])
        rules = [int(e.get("dxfId")) for e in _local(sheet, "cfRule") if e.get("dxfId")]
        yield from (f"{name} uses dxf {n}" for n in set(rules) if n >= sizes.get("dxfs", 0))


def converted(path, kind, folder) -> Path:
    """Let LibreOffice open a workbook and save it as another kind."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return Path(folder, Path(path).stem + "." + kind.partition(":")[0])


def shown(path, sheet, folder) -> list[list[str]]:
    """The cells of one sheet (counted from 1) as LibreOffice shows them."""
    converted(path, f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}", folder)
    (made,) = Path(folder).glob(f"{Path(path).stem}*.csv")
    rows = list(csv.reader(made.read_text(encoding="utf-8").splitlines()))
    made.unlink()
    return rows
