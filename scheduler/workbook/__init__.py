"""The workbook: read it, parse it, write results into it, make templates of it.

`tables` are raw values with their cells, `parse` turns them into a programme and its rules and
finds everything that is wrong at once.  openpyxl is imported here alone, and only when a
workbook is opened.
"""
