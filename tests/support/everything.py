"""One workbook with one of everything that Excel offers: XlsxWriter's work, and parts written by hand.

What XlsxWriter cannot make (pivot tables, slicers, threaded comments, form controls with their
modern part, links to other workbooks, ...) is put into the package as plain text.  All people in
it are invented.
"""
# ruff: noqa: E501  markup by hand reads best one element a line

from __future__ import annotations

import struct
import zlib
from datetime import date

import xlsxwriter
from packages import entries, write_entries

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PEOPLE = [("P1", "Ayu Lestari", "Bali"), ("P2", "Bima Santoso", "Jambi"), ("P3", "Citra Dewi", "Bali")]


def picture() -> bytes:
    """A red dot as a PNG."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))  # noqa: E731
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def make_everything(path, folder) -> None:
    """Write the workbook, macros and all, to `path` (.xlsm)."""
    (folder / "dot.png").write_bytes(picture())
    (folder / "vba.bin").write_bytes(b"\xd0\xcf\x11\xe0 macros of no consequence")
    with xlsxwriter.Workbook(path, {"default_date_format": "dd mmm yyyy"}) as book:
        book.add_vba_project(folder / "vba.bin", is_stream=False)
        book.set_properties({"author": "A. Coordinator", "company": "Balai Diklat"})
        _nominees(book, folder)
        _analysis(book)
        _lists(book)
        book.add_worksheet("Hidden").hide()
        book.add_worksheet("Pivot").write_row("A1", ["Region", "Count"])
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": "=Analysis!$B$2:$B$4"})
        book.add_chartsheet("Chart only").set_chart(chart)
        book.define_name("Regions", "=Lists!$A$1:$A$2")
        book.define_name("Nominees!Here", "=Nominees!$B$2")
    parts = entries(path)
    _add_by_hand(parts)
    write_entries(path, parts)


def _nominees(book, folder):
    """The sheet that cells are written into."""
    sheet = book.add_worksheet("Nominees")
    bold, day = book.add_format({"bold": True, "bg_color": "#FFF2CC"}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.add_table(
        "A1:E4", {"name": "People", "columns": [{"header": h} for h in ("ID", "Name", "Region", "Born", "Seat")]}
    )
    for row, (number, name, region) in enumerate(PEOPLE, start=1):
        sheet.write_row(row, 0, [number, name, region])
        sheet.write_datetime(row, 3, date(1985, 8, 10 + row), day)
        sheet.write_blank(row, 4, None, bold)
    sheet.write_rich_string("G1", "half ", bold, "bold")
    sheet.write_formula("G2", "=COUNTA(A2:A4)", None, 3)
    sheet.write_formula("G3", "=G2*2", None, 6)
    sheet.write_comment("B2", "A note", {"visible": True, "color": "#FFCCCC", "x_scale": 2})
    sheet.insert_image("I2", folder / "dot.png", {"description": "a dot"})
    sheet.insert_button("I6", {"macro": "Run", "caption": "Press"})
    sheet.insert_textbox("I9", "A text box")
    sheet.data_validation("C2:C40", {"validate": "list", "source": "=Regions"})
    sheet.conditional_format("G2:G3", {"type": "data_bar", "bar_solid": True})
    sheet.conditional_format("A2:A4", {"type": "text", "criteria": "containing", "value": "P1", "format": bold})
    sheet.freeze_panes(1, 2)
    sheet.set_column("E:E", 18, bold)
    sheet.set_row(2, 20, None, {"hidden": True, "level": 1})
    sheet.merge_range("A20:C20", "signed", bold)
    sheet.print_area("A1:E20")
    sheet.repeat_rows(0)
    sheet.set_footer("&L&F&R&P")
    sheet.ignore_errors({"number_stored_as_text": "A1:A40"})


def _analysis(book):
    sheet = book.add_worksheet("Analysis")
    sheet.write_column("A1", ["Month", "Jan", "Feb", "Mar"])
    sheet.write_column("B1", ["Seats", 3, 5, 8])
    sheet.add_sparkline("C2", {"range": "Analysis!B2:B4"})
    sheet.conditional_format("B2:B4", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=Analysis!$A$2:$A$4", "values": "=Analysis!$B$2:$B$4"})
    sheet.insert_chart("E2", chart)
    sheet.write_dynamic_array_formula("D2:D4", "=SORT(B2:B4)", None, 3)
    sheet.write_array_formula("D6:D7", "{=B2:B3*2}", None, 6)
    sheet.write_url("A8", "https://example.org/", string="out")
    sheet.insert_checkbox("A9", True)
    sheet.protect("", {"sort": True})
    sheet.autofilter("A1:B4")
    sheet.print_area("A1:E9")


def _lists(book):
    sheet = book.add_worksheet("Lists")
    sheet.write_column("A1", ["Bali", "Jambi"])


# by hand


def _add_by_hand(parts):
    for add in (_pivot, _threads, _control, _link, _custom, _slicer, _printer, _cross_lists, _chain):
        add(parts)


def _typed(parts, name, content, kind):
    parts[name] = content if isinstance(content, bytes) else (HEAD + content).encode()
    line = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", line)


def _related(parts, source, kind, target, identifier):
    folder, _, name = source.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    old = parts.get(rels, f'{HEAD}<Relationships xmlns="{space}"></Relationships>'.encode())
    where = ' TargetMode="External"' if "://" in target else ""
    line = f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"{where}/></Relationships>'
    parts[rels] = old.replace(b"</Relationships>", line.encode())


def _put(parts, name, before, new):
    """Put markup before some other."""
    assert parts[name].count(before.encode()) == 1, (name, before)
    parts[name] = parts[name].replace(before.encode(), new.encode() + before.encode())


def _pivot(parts):
    fields = '<cacheField name="Region" numFmtId="0"><sharedItems count="2"><s v="Bali"/><s v="Jambi"/></sharedItems></cacheField>'
    cache = f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{DOCUMENT}" r:id="rId1" recordCount="3"><cacheSource type="worksheet">'
    cache += f'<worksheetSource ref="C1:C4" sheet="Nominees"/></cacheSource><cacheFields count="1">{fields}</cacheFields></pivotCacheDefinition>'
    _typed(parts, "xl/pivotCache/pivotCacheDefinition1.xml", cache, f"{SPREADSHEET}.pivotCacheDefinition+xml")
    records = f'<pivotCacheRecords xmlns="{MAIN}" count="3"><r><x v="0"/></r><r><x v="1"/></r><r><x v="0"/></r></pivotCacheRecords>'
    _typed(parts, "xl/pivotCache/pivotCacheRecords1.xml", records, f"{SPREADSHEET}.pivotCacheRecords+xml")
    _related(
        parts,
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f"{DOCUMENT}/pivotCacheRecords",
        "pivotCacheRecords1.xml",
        "rId1",
    )
    items = '<items count="3"><item x="0"/><item x="1"/><item t="default"/></items>'
    rows = '<rowItems count="3"><i><x/></i><i><x v="1"/></i><i t="grand"><x/></i></rowItems>'
    table = f'<pivotTableDefinition xmlns="{MAIN}" name="Pivot1" cacheId="7" dataCaption="Values"><location ref="A1:B4" firstHeaderRow="1" '
    table += f'firstDataRow="1" firstDataCol="1"/><pivotFields count="1"><pivotField axis="axisRow" dataField="1" showAll="0">{items}</pivotField>'
    table += f'</pivotFields><rowFields count="1"><field x="0"/></rowFields>{rows}<colItems count="1"><i/></colItems><dataFields count="1">'
    table += '<dataField name="Count" fld="0" subtotal="count" baseField="0" baseItem="0"/></dataFields></pivotTableDefinition>'
    _typed(parts, "xl/pivotTables/pivotTable1.xml", table, f"{SPREADSHEET}.pivotTable+xml")
    cache_name = "../pivotCache/pivotCacheDefinition1.xml"
    _related(parts, "xl/pivotTables/pivotTable1.xml", f"{DOCUMENT}/pivotCacheDefinition", cache_name, "rId1")
    _related(parts, "xl/worksheets/sheet5.xml", f"{DOCUMENT}/pivotTable", "../pivotTables/pivotTable1.xml", "rId1")
    _related(
        parts, "xl/workbook.xml", f"{DOCUMENT}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml", "rId90"
    )
    _put(parts, "xl/workbook.xml", "</workbook>", '<pivotCaches><pivotCache cacheId="7" r:id="rId90"/></pivotCaches>')


def _threads(parts):
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kinds = "http://schemas.microsoft.com/office/2017/10/relationships"
    person = f'<personList xmlns="{space}"><person displayName="Ayu" id="{{11111111-1111-1111-1111-111111111111}}" userId="u" providerId="None"/></personList>'
    _typed(parts, "xl/persons/person.xml", person, "application/vnd.ms-excel.person+xml")
    _related(parts, "xl/workbook.xml", f"{kinds}/person", "persons/person.xml", "rId91")
    thread = f'<ThreadedComments xmlns="{space}"><threadedComment ref="B2" dT="2026-01-01T00:00:00.00" personId="{{11111111-1111-1111-1111-111111111111}}" '
    thread += (
        'id="{22222222-2222-2222-2222-222222222222}"><text>Is this she?</text></threadedComment></ThreadedComments>'
    )
    _typed(parts, "xl/threadedComments/threadedComment1.xml", thread, "application/vnd.ms-excel.threadedcomments+xml")
    _related(
        parts,
        "xl/worksheets/sheet1.xml",
        f"{kinds}/threadedComment",
        "../threadedComments/threadedComment1.xml",
        "rId92",
    )


def _control(parts):
    control = '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox" checked="Checked" fmlaLink="$H$1"/>'
    _typed(parts, "xl/ctrlProps/ctrlProp1.xml", control, "application/vnd.ms-excel.controlproperties+xml")
    _related(parts, "xl/worksheets/sheet1.xml", f"{DOCUMENT}/ctrlProp", "../ctrlProps/ctrlProp1.xml", "rId93")
    inner = '<control shapeId="1026" r:id="rId93" name="Check 1"><controlPr defaultSize="0" autoFill="0" autoLine="0" autoPict="0"><anchor moveWithCells="1">'
    inner += (
        "<from><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></from>"
    )
    inner += "<to><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>13</xdr:row><xdr:rowOff>0</xdr:rowOff></to></anchor></controlPr></control>"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    spaces = f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:xdr="{drawing}"'
    both = '<mc:Choice xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" Requires="x14">'
    controls = f"<mc:AlternateContent {spaces}>{both}<controls>{inner}</controls></mc:Choice></mc:AlternateContent>"
    _put(parts, "xl/worksheets/sheet1.xml", "<tableParts", controls)


def _link(parts):
    link = f'<externalLink xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><externalBook r:id="rId1"><sheetNames><sheetName val="Old"/></sheetNames></externalBook></externalLink>'
    _typed(parts, "xl/externalLinks/externalLink1.xml", link, f"{SPREADSHEET}.externalLink+xml")
    _related(parts, "xl/externalLinks/externalLink1.xml", f"{DOCUMENT}/externalLinkPath", "file:///C:/old.xlsx", "rId1")
    _related(parts, "xl/workbook.xml", f"{DOCUMENT}/externalLink", "externalLinks/externalLink1.xml", "rId94")
    _put(
        parts,
        "xl/workbook.xml",
        "<definedNames>",
        '<externalReferences><externalReference r:id="rId94"/></externalReferences>',
    )


def _custom(parts):
    parts["customXml/item1.xml"] = b"<note xmlns='urn:ours'>kept</note>"
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    item = f'<ds:datastoreItem xmlns:ds="{space}" ds:itemID="{{33333333-3333-3333-3333-333333333333}}"/>'
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    _typed(parts, "customXml/itemProps1.xml", item, kind)
    _related(parts, "customXml/item1.xml", f"{DOCUMENT}/customXmlProps", "itemProps1.xml", "rId1")
    _related(parts, "xl/workbook.xml", f"{DOCUMENT}/customXml", "../customXml/item1.xml", "rId95")


def _slicer(parts):
    space = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    kinds = "http://schemas.microsoft.com/office/2007/relationships"
    cache = f'<slicerCacheDefinition xmlns="{space}" name="Slicer_Region" sourceName="Region"><pivotTables><pivotTable tabId="5" name="Pivot1"/></pivotTables>'
    cache += '<data><tabular pivotCacheId="7"><items count="2"><i x="0" s="1"/><i x="1" s="1"/></items></tabular></data></slicerCacheDefinition>'
    _typed(parts, "xl/slicerCaches/slicerCache1.xml", cache, "application/vnd.ms-excel.slicerCache+xml")
    _related(parts, "xl/workbook.xml", f"{kinds}/slicerCache", "slicerCaches/slicerCache1.xml", "rId96")
    listed = f'<extLst><ext uri="{{BBE1A952-AA13-448e-AADC-164F8A28A991}}" xmlns:x14="{space}"><x14:slicerCaches><x14:slicerCache r:id="rId96"/></x14:slicerCaches></ext></extLst>'
    _put(parts, "xl/workbook.xml", "</workbook>", listed)
    slicers = f'<slicers xmlns="{space}"><slicer name="Region" cache="Slicer_Region" caption="Region" rowHeight="241300"/></slicers>'
    _typed(parts, "xl/slicers/slicer1.xml", slicers, "application/vnd.ms-excel.slicer+xml")
    _related(parts, "xl/worksheets/sheet5.xml", f"{kinds}/slicer", "../slicers/slicer1.xml", "rId2")
    used = f'<extLst><ext uri="{{A8765BA9-456A-4dab-B4F3-ACF838C121DE}}" xmlns:x14="{space}"><x14:slicerList><x14:slicer r:id="rId2"/></x14:slicerList></ext></extLst>'
    _put(parts, "xl/worksheets/sheet5.xml", "</worksheet>", used)


def _printer(parts):
    kind = f"{SPREADSHEET}.printerSettings"
    _typed(parts, "xl/printerSettings/printerSettings1.bin", b"\0\1printer", kind)
    _related(
        parts,
        "xl/worksheets/sheet3.xml",
        f"{DOCUMENT}/printerSettings",
        "../printerSettings/printerSettings1.bin",
        "rId1",
    )
    _put(parts, "xl/worksheets/sheet3.xml", "</worksheet>", '<pageSetup orientation="portrait" r:id="rId1"/>')


def _cross_lists(parts):
    space = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    formula = "http://schemas.microsoft.com/office/excel/2006/main"
    rule = '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Lists!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>H2:H40</xm:sqref></x14:dataValidation>'
    listed = f'<ext xmlns:x14="{space}" uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}"><x14:dataValidations xmlns:xm="{formula}" count="1">{rule}</x14:dataValidations></ext>'
    _put(parts, "xl/worksheets/sheet1.xml", "</extLst></worksheet>", listed)


def _chain(parts):
    chain = f'<calcChain xmlns="{MAIN}"><c r="G3" i="1"/><c r="G2"/><c r="D2" i="2" a="1"/></calcChain>'
    _typed(parts, "xl/calcChain.xml", chain, f"{SPREADSHEET}.calcChain+xml")
    _related(parts, "xl/workbook.xml", f"{DOCUMENT}/calcChain", "calcChain.xml", "rId97")


def make_donor(path, *, seats=2) -> None:
    """Write result sheets as angkatan would: charts, tables, notes, drop-downs, conditional formats."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        summary, roster = book.add_worksheet("Summary"), book.add_worksheet("Roster & rows")
        title = book.add_format({"bold": True, "font_size": 16, "font_color": "#1F4E79"})
        good, day = (
            book.add_format({"bg_color": "#C6EFCE"}),
            book.add_format({"num_format": "dd mmm yyyy", "border": 1}),
        )
        summary.write("A1", "Result", title)
        summary.write_row("A3", ["Cohort", "Seats"])
        summary.write_row("A4", ["A1", seats])
        summary.write_rich_string("A6", "all ", title, "seated")
        summary.write_datetime("B6", date(2026, 8, 17), day)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"categories": "=Summary!$A$4:$A$4", "values": "=Summary!$B$4:$B$4"})
        summary.insert_chart("D2", chart)
        summary.conditional_format("B4:B9", {"type": "cell", "criteria": ">", "value": 1, "format": good})
        summary.write_url("A8", "internal:'Roster & rows'!A1", string="rows")
        summary.repeat_rows(2)
        summary.print_area("A1:J20")
        rows = [[f"P{n}", f"=P{n}" if n == 1 else f"Cohort {n}"] for n in range(1, 4)]
        headers = [{"header": "ID"}, {"header": "Cohort", "header_format": title}]
        roster.add_table("A1:B4", {"name": "Placed", "data": rows, "columns": headers})
        roster.write_comment("B2", "why here", {"author": "angkatan"})
        roster.data_validation("B2:B9", {"validate": "list", "source": ["A1", "A2"]})
        roster.set_column("B:B", 20, good)
        roster.repeat_rows(0)
        roster.freeze_panes(1, 0)
        book.define_name("Placed_rows", "='Roster & rows'!$A$2:$A$4")
