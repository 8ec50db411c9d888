"""Why a workbook's parts cannot be edited without harm: every code in one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

REASONS: Final[Mapping[str, str]] = {
    # the file
    "damaged": "The part {part} cannot be read ({reason}).",
    "too_large": "The workbook unpacks to {found} MB; at most {allowed} MB are read.",
    "too_dense": "The workbook unpacks to {found} times its size; at most {allowed} times is read.",
    "encrypted": "The part {part} is encrypted.",
    "part_twice": "The package holds the part {part} twice.",
    "part_missing": "The part {part} is named in the package, but is not in it.",
    "not_workbook": "The file is no .xlsx or .xlsm workbook: {reason}.",
    "signed": "The workbook is digitally signed; any change would break the signature.",
    # the markup of a part that has to be changed
    "encoding": "The part {part} is written in {found}; only UTF-8 is edited.",
    "doctype": "The part {part} declares a document type, which no spreadsheet program writes.",
    "markup": "The part {part} holds comments, CDATA or instructions, which no spreadsheet program writes there.",
    "unexpected": "The part {part} holds something unexpected in {where}.",
    "out_of_order": "Rows or cells of the part {part} are out of order at {where}.",
    # sheets
    "no_sheet": "There is no sheet {sheet}.",
    "not_worksheet": "{part} is no sheet with cells.",
    "sheet_taken": "There is a sheet {sheet} already, and it is not to be replaced.",
    "sheet_in_use": "The sheet {sheet} cannot be taken away: {part} refers to it.",
    "sheet_grown": "The sheet {sheet} cannot be replaced: a {found} stands on it.",
    "bad_title": "{sheet} cannot be the name of a sheet.",
    "strict": "The workbook is stored as Strict Open XML, to which no sheets are added; save it as an ordinary .xlsx.",
    "date_system": "One workbook counts days from 1904, the other from 1900.",
    "donor": "The sheet {sheet} cannot be moved into another workbook: it holds {found}.",
    "name_taken": "The name {name} is in use in the workbook already.",
    "too_many_styles": "The workbook has {found} cell formats; Excel allows {allowed}.",
    # cells
    "shared_formula": "{cell} holds the formula that other cells share.",
    "array_formula": "{cell} is part of the array formula or data table {where}.",
    "merged": "{cell} is hidden below the merged cells {where}.",
    "table_header": "{cell} heads the column {found} of a table, and must keep that text.",
    "text_too_long": "The text for {cell} has more than {allowed} characters.",
    "number_too_long": "The whole number for {cell} has more than {allowed} digits, which a number cell cannot hold.",
    "not_finite": "The number for {cell} is not finite.",
    "date_range": "The date for {cell} lies before the first day that the workbook can count.",
    # tables
    "no_table": "There is no table {table} on this sheet.",
    "table_totals": "The table {table} has a row of totals.",
    "table_blocked": "The table {table} cannot be changed to {where}: {found} is in the way.",
    "table_too_short": "The table {table} needs at least one row.",
    "table_no_header": "The table {table} has no row of headings.",
    "table_linked": "The columns of the table {table} come from outside the workbook.",
    "column_twice": "The table {table} would have the column {found} twice.",
}
"""English sentence of each code; its gaps are the keys of `Refusal.facts`."""


class Refusal(Exception):  # noqa: N818  it is an answer, and the workbook layer makes a Problem of it
    """The workbook cannot be edited without losing something or breaking it.

    Parameters
    ----------
    code
        A key of `REASONS`.
    **facts
        What was found; the gaps of the sentence.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(REASONS[code].format_map(facts))
        self.code = code
        self.facts: Mapping[str, str | int] = facts
