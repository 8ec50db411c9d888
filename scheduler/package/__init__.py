"""Editing an .xlsx or .xlsm as what it is, a zip of XML parts, so that nothing else in it changes.

Libraries that load a workbook and save it again lose what they do not know: drop-downs from other
sheets, shapes, form controls, threaded comments, slicers, cached results of formulas.  Here a
part is read, the bytes of single cells are cut out and others put in, and every other entry of the
zip is copied.  This package knows cells, sheets and tables; it knows nothing of programmes or rules,
and needs the standard library alone.

====================  =================================================================
`parts.Package`       a workbook in memory: parts, relations, content types, sheets
`edit.set_cells`      cells of a sheet, with all that hangs on them (the usual way in);
                      `looks.Looks` says how new cells get their format
`splice.patch`        the same on the bytes of one sheet
`tables`              rows and columns of a ListObject
`styles.Styles`       formats added; `styles.Formats` maps those of another workbook
`graft.graft`         whole sheets of a workbook made by XlsxWriter
`removal.remove`      sheets taken out again
`own.own_sheets`      which sheets angkatan made
`notes.set_notes`     notes on cells (`drawing` and `shapes` have their boxes)
`compare`             which entries of two workbooks differ
`refusal.REASONS`     every reason why something is refused
====================  =================================================================

What is kept
------------
- Every entry that is not edited: content, order, time, mode and kind of packing.  Charts, pictures,
  pivot tables, slicers, macros, controls, threaded comments, links to other workbooks, custom XML,
  printer settings, shared texts, themes and document properties are never edited.
- In a sheet: all bytes but those of the cells that are set, of rows that did not exist, the
  ``spans`` of a row that gets a cell beyond them, and ``dimension``.
- In styles.xml: everything; formats are only added, and only where no equal one exists.
- Comments of others: their words, their boxes, threads; a cell that has one gets no note of ours.
- Print areas, and filters: only one that ends right before result columns takes them in, as sorting by its
  buttons would else part them from their rows (`filters`).
- In workbook.xml, its relations and the content types: everything but the entries of grafted sheets,
  and ``fullCalcOnLoad``, by which Excel computes formulas anew; cached results stay for other readers.
- Equal work gives equal bytes; done twice it gives what it gave once.

What is changed on purpose, or refused, and why
-----------------------------------------------
- Text is always inline text (``t="inlineStr"``) and so can never become a formula (OWASP ASVS
  1.2.10, CWE-1236); control characters and lookalikes of their escapes are written as ``_xHHHH_``.
- Where a formula is overwritten, or a sheet with formulas comes or goes, calcChain is taken out whole,
  with content type and relation: Excel makes it anew, but "repairs" a file whose chain names
  a cell without formula (JanMarvin/openxlsx2#437).  Its entries inherit from those before
  them, so cutting single ones out is no safer.
- Shared masters, array formulas, spilled ranges and data tables are not written into: the cells that
  depend on them would break.  Cells hidden by a merge are not filled: nobody would see the value.
- Whole numbers of more than 15 digits are refused: a number cell changes the rest to 0 (Microsoft KB 269370).
- Headings of tables keep their text, tables with totals or with something below them do not grow, and
  names of columns stay unique: otherwise Excel repairs the file (exceljs/exceljs#106).
- Sheets that are replaced or removed take their own names along, and those that count sheets are
  renumbered: names that lead to a missing sheet make the file corrupt (ClosedXML#1007), and so does a
  ``localSheetId`` behind the last sheet (OfficeCLI#243).  Names are written behind
  ``externalReferences``, where the schema wants them (hucre#332); their order among themselves
  is free (EPPlus#1238).
- ``docProps/app.xml`` is left alone, though it lists the sheets: Excel does not check it and writes it anew.
- Strict Open XML is patched like any other, but gets no sheets: XlsxWriter's are in the ordinary namespaces.
- Comments, CDATA and instructions in a sheet, document types and other encodings than UTF-8 anywhere are
  refused; no spreadsheet program writes them, and a cut by pattern could not be trusted.  Entities
  cannot be declared without a document type, so none are ever expanded.
- Archives that unpack to more than 500 MB, or to more than 200 times their size, are not opened.
- Signed workbooks are refused: any change breaks the signature.

XML is never written from a tree: that would rename prefixes, and ``mc:Ignorable`` names prefixes.

References
----------
ECMA-376, Office Open XML File Formats, parts 1 (SpreadsheetML) and 2 (Open Packaging Conventions), 5th ed., 2016-2021.
"""
