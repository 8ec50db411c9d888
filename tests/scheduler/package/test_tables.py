"""Tables made longer, shorter and wider, wherever nothing is in the way."""

from __future__ import annotations

import openpyxl
import packages
import pytest

from scheduler.package.edit import set_cells
from scheduler.package.looks import Looks
from scheduler.package.refusal import Refusal
from scheduler.package.tables import add_columns, resize_table, tables


def made_table(made, rows=3, cells=None, merge="", other="", **options):
    """A workbook with the table, and with things around it."""

    def recipe(book):
        sheet = book.add_worksheet("S")
        columns = [{"header": "ID"}, {"header": "Na me", "header_format": book.add_format({"bold": True})}]
        data = [[f"P{n}", "x"] for n in range(rows)]
        last = 1 + rows + ("total_row" in options)
        sheet.add_table(1, 0, last, 1, {"name": "T", "columns": columns, "data": data, **options})
        for ref, value in (cells or {}).items():
            sheet.write(ref, value)
        if merge:
            sheet.merge_range(merge, "")
        if other:
            sheet.add_table(other, {"name": "U", "header_row": False})

    return made(recipe)


def loaded(package, tmp_path):
    """The table as openpyxl reads it, from a file without complaints."""
    package.save(tmp_path / "out.xlsx")
    assert packages.complaints(tmp_path / "out.xlsx") == []
    return openpyxl.load_workbook(tmp_path / "out.xlsx")["S"]


def code_of(change, *arguments):
    """The code with which a change is refused."""
    with pytest.raises(Refusal) as refused:
        change(*arguments)
    return refused.value.code


@pytest.mark.parametrize("last", [3, 5, 9])
def test_a_table_ends_where_it_is_told_and_its_filter_with_it(made, tmp_path, last):
    package = made_table(made)
    resize_table(package, "S", "t", last)
    table = loaded(package, tmp_path).tables["T"]
    assert table.ref == table.autoFilter.ref == f"A2:B{last}"


def test_resizing_back_gives_the_same_bytes(made):
    package = made_table(made)
    resize_table(package, "S", "T", 9)
    resize_table(package, "S", "T", 5)
    assert package.changed == ()


def test_new_rows_look_like_the_last(made, tmp_path):
    package = made_table(made)
    resize_table(package, "S", "T", 7)
    set_cells(package, "S", {"A6": "P9", "A7": "P10"}, Looks(data_from=3))
    assert [cell.value for (cell,) in loaded(package, tmp_path)["A2:A7"]] == ["ID", "P0", "P1", "P2", "P9", "P10"]


@pytest.mark.parametrize(
    ("around", "last", "code"),
    [
        ({"cells": {"B7": "signed"}}, 8, "table_blocked"),
        ({"merge": "A7:D7"}, 8, "table_blocked"),
        ({"other": "A8:C9"}, 8, "table_blocked"),
        ({"total_row": True}, 8, "table_totals"),
        ({}, 2, "table_too_short"),
    ],
)
def test_a_table_does_not_grow_over_what_is_there(made, around, last, code):
    package = made_table(made, **around)
    assert code_of(resize_table, package, "S", "T", last) == code
    assert package.changed == ()


def test_what_stands_beside_or_further_down_is_in_nobodys_way(made):
    package = made_table(made, cells={"D7": "beside", "A12": "below", "A1": "above"})
    resize_table(package, "S", "T", 11)
    assert tables(package, "S")[0].area == (2, 1, 11, 2)


def test_shrinking_needs_no_free_cells(made):
    package = made_table(made, cells={"A7": "below"})
    resize_table(package, "S", "T", 4)
    assert tables(package, "S")[0].area == (2, 1, 4, 2)


def test_columns_are_added_with_headings_that_look_like_their_neighbour(made, tmp_path):
    package = made_table(made)
    add_columns(package, "S", "T", ["Cohort", "Why & <how>\nso"])
    sheet = loaded(package, tmp_path)
    table = sheet.tables["T"]
    assert table.ref == table.autoFilter.ref == "A2:D5"
    assert [column.id for column in table.tableColumns] == [1, 2, 3, 4]
    assert [sheet.cell(2, column).value for column in range(1, 5)] == ["ID", "Na me", "Cohort", "Why & <how>\nso"]
    assert sheet["C2"].font.b
    assert tables(package, "S")[0].columns == ("ID", "Na me", "Cohort", "Why & <how>\nso")


def test_a_heading_that_stands_there_is_taken_in_with_its_cells(made, tmp_path):
    package = made_table(made, cells={"C2": "Cohort", "C3": "A1"})
    add_columns(package, "S", "T", ["Cohort"])
    sheet = loaded(package, tmp_path)
    assert sheet.tables["T"].ref == "A2:C5"
    assert (sheet["C2"].value, sheet["C3"].value) == ("Cohort", "A1")


@pytest.mark.parametrize(
    ("around", "headings", "code"),
    [
        ({}, ["id"], "column_twice"),
        ({}, ["X", "x"], "column_twice"),
        ({"cells": {"C2": "Other"}}, ["X"], "table_blocked"),
        ({"cells": {"C4": 1}}, ["X"], "table_blocked"),
        ({"cells": {"C2": "X", "D4": 1}}, ["X", "Y"], "table_blocked"),
        ({"other": "D2:E5"}, ["X", "Y"], "table_blocked"),
        ({"merge": "C4:D4"}, ["X"], "table_blocked"),
        ({"total_row": True}, ["X"], "table_totals"),
        ({"header_row": False}, ["X"], "table_no_header"),
    ],
)
def test_columns_are_not_added_over_what_is_there(made, around, headings, code):
    package = made_table(made, **around)
    assert code_of(add_columns, package, "S", "T", headings) == code
    assert package.changed == ()


def test_tables_fed_from_outside_keep_their_columns(made):
    package = made_table(made)
    part = tables(package, "S")[0].part
    package.write(part, package.read(part).replace(b"<table ", b'<table tableType="queryTable" '))
    assert code_of(add_columns, package, "S", "T", ["X"]) == "table_linked"


def test_a_sorting_follows_the_rows(made):
    package = made_table(made)
    part = tables(package, "S")[0].part
    sort = b'<sortState ref="A3:B5"><sortCondition ref="A3:A5"/></sortState><tableColumns'
    package.write(part, package.read(part).replace(b"<tableColumns", sort, 1))
    resize_table(package, "S", "T", 9)
    add_columns(package, "S", "T", ["X"])
    assert b'<sortState ref="A3:B9"><sortCondition ref="A3:A9"/>' in package.read(part)
    assert b'<autoFilter ref="A2:C9"/>' in package.read(part)


def test_headings_of_tables_keep_their_text(made):
    package = made_table(made)
    assert code_of(set_cells, package, "S", {"B2": "Name"}) == "table_header"
    set_cells(package, "S", {"B2": "Na me"})


def test_an_unknown_table_is_named(made):
    assert code_of(resize_table, made_table(made), "S", "V", 9) == "no_table"
