"""How long writing a national intake takes, and how much memory, beside the fastest writers of the same table.

``python tests/benchmarks/bench_writing.py [PEOPLE]`` reads a workbook of 20 columns, then measures in
processes of their own: XlsxWriter's and openpyxl's ways for large tables, which write bare values; our
new workbook (formats, widths, drop-downs, notes and print settings too); and results put beside
everybody in the workbook that was read, whose other bytes stay.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory

from bench_reading import PEOPLE, write

ROUNDS = 3

TIMED = """
import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from scheduler.workbook import open_book
from scheduler.workbook.columns import strips
from scheduler.workbook.layout import layout
from scheduler.workbook.paper import drafted
source, target = Path(sys.argv[1]), Path(sys.argv[2])
{setup}
held = getrusage(RUSAGE_SELF).ru_maxrss // 1024
began, spent = perf_counter(), process_time()
{work}
print(perf_counter() - began, process_time() - spent, held, getrusage(RUSAGE_SELF).ru_maxrss // 1024)
"""
TABLE = """
programme = open_book(source).programme
with drafted(BytesIO(), "en", "") as paper:
    columns = strips(paper, layout("Nominees"), programme.nominees)
headings = [column.title for column in columns]
rows = list(zip(*(column.values for column in columns)))
"""
NEW = """
import xlsxwriter
from scheduler.workbook.write import write_programme
programme = open_book(source).programme
"""
SPLICED = """
from scheduler.package.edit import set_cells
from scheduler.package.parts import Package
count = len(open_book(source).programme.nominees)
"""
WORK = {
    "XlsxWriter, constant memory": (
        "import xlsxwriter" + TABLE,
        """
book = xlsxwriter.Workbook(target, {"constant_memory": True})
sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
for number, row in enumerate((headings, *rows)):
    for column, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(number, column, value)
        elif isinstance(value, date):
            sheet.write_datetime(number, column, value, day)
        elif value is not None:
            sheet.write_number(number, column, value)
book.close()
""",
    ),
    "openpyxl, write only": (
        "import openpyxl" + TABLE,
        """
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet()
for row in (headings, *rows):
    sheet.append(row)
book.save(target)
""",
    ),
    "our new workbook": (
        NEW,
        "write_programme(programme, (), target, lang='en')",
    ),
    "our results in that read": (
        SPLICED,
        """
results = ("A", "seated", None, "A1", "Seated in A: first of the nominees of Kementerian Contoh.")
package = Package(source.read_bytes())
cells = {f"{letter}{row}": value for row in range(2, count + 2) for letter, value in zip("UVWXY", results)}
set_cells(package, "Nominees", cells)
target.write_bytes(package.to_bytes())
""",
    ),
}


def measure(name: str, source: Path, target: Path) -> list[float]:
    """Median seconds, processor seconds, and megabytes before and at most."""
    setup, work = WORK[name]
    command = [sys.executable, "-c", TIMED.format(setup=setup, work=work), str(source), str(target)]
    told = (run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(ROUNDS))
    return [median(column) for column in zip(*([float(part) for part in parts] for parts in told), strict=True)]


def main() -> None:
    """Measure and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "national.xlsx"), Path(folder, "out.xlsx")
        write(source, people)
        print(f"{people} people")
        base: list[float] = []
        for name in WORK:
            found = measure(name, source, target)
            base = base or found
            ratio = f"x{found[0] / base[0]:.2f}, of processor time {found[1]:.2f} s x{found[1] / base[1]:.2f}"
            print(f"{name:<28} {found[0]:6.2f} s  {found[2]:5.0f} MB before, {found[3]:5.0f} MB at most  {ratio}")


if __name__ == "__main__":
    main()
