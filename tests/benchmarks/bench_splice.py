"""How long it takes to fill one column of a workbook of 20 columns, against openpyxl's load and save.

Run as ``python tests/benchmarks/bench_splice.py [rows ...]``; each way runs in a process of its own, so
that peak memory is its own.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

import openpyxl
import xlsxwriter

from scheduler.package.edit import set_cells
from scheduler.package.parts import Package

COLUMNS = 20


def make(path, rows):
    """Write a workbook of mixed columns with XlsxWriter."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Nominees")
        day = book.add_format({"num_format": "dd mmm yyyy"})
        sheet.write_row(0, 0, [f"Column {number}" for number in range(COLUMNS)])
        for row in range(1, rows + 1):
            for column in range(COLUMNS):
                if column % 4 == 0:
                    sheet.write_string(row, column, f"person {row % 997} of {column}")
                elif column % 4 == 1:
                    sheet.write_number(row, column, 30_000 + row % 9_000, day)
                else:
                    sheet.write_number(row, column, row * column / 7)


def by_splice(source, target, rows):
    """Cut the column into the bytes."""
    package = Package.open(source)
    set_cells(package, "Nominees", {f"T{row}": f"Cohort {row % 40}" for row in range(2, rows + 2)})
    package.save(target)


def by_openpyxl(source, target, rows):
    """Load everything, set the column, save everything."""
    book = openpyxl.load_workbook(source)
    sheet = book["Nominees"]
    for row in range(2, rows + 2):
        sheet.cell(row, COLUMNS).value = f"Cohort {row % 40}"
    book.save(target)


def timed(way, source, target, rows, answer):
    """Run one way; answers seconds and peak megabytes."""
    start = time.perf_counter()
    way(source, target, rows)
    answer.put((time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def measure(way, source, target, rows):
    """Run one way in a fresh process."""
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    process = context.Process(target=timed, args=(way, source, target, rows, answer))
    process.start()
    found = answer.get()
    process.join()
    return found


def main(sizes):
    """Print seconds, memory and ratio for each number of rows."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            source, target = Path(folder, "source.xlsx"), Path(folder, "target.xlsx")
            make(source, rows)
            ours, our_memory = measure(by_splice, source, target, rows)
            theirs, their_memory = measure(by_openpyxl, source, target, rows)
            print(f"{rows:>7} rows: splice {ours:.2f} s {our_memory:.0f} MB", end=", ")
            print(f"openpyxl {theirs:.2f} s {their_memory:.0f} MB, ratio {theirs / ours:.1f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 180_000])
