"""How long reading a national intake takes, and how much memory, beside the fastest reader of the same file.

``python tests/benchmarks/bench_reading.py [PEOPLE]`` writes a workbook of 20 columns, then measures in
processes of their own: python-calamine's `iter_rows` alone, our reading (the same reader with errors,
percentages, hidden rows and formulas without a result recovered), and parsing into a programme.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook

from scheduler.reference.nip import make_nip

PEOPLE = 180_000
ROUNDS = 3
HEADINGS = (
    "ID", "Name", "Institution", "Unit", "Region", "Sex", "Birth date", "Service start", "Rank", "Level", "English",
    "Topics", "Choices", "Nomination order", "Trained in Korea", "Phone", "Email", "Passport expiry", "Share", "Remark",
)  # fmt: skip

TIMED = """
import gc, sys
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
{setup}
content = Path(sys.argv[1]).read_bytes()
began, spent = perf_counter(), process_time()
{work}
print(perf_counter() - began, process_time() - spent, getrusage(RUSAGE_SELF).ru_maxrss // 1024)
"""
WORK = {
    "calamine alone": (
        "from python_calamine import CalamineWorkbook",
        """
book = CalamineWorkbook.from_filelike(BytesIO(content))
count = sum(1 for k in range(len(book.sheet_names)) for row in book.get_sheet_by_index(k).iter_rows())
""",
    ),
    "our reading": (
        "import python_calamine\nfrom scheduler.workbook.read import read_bytes",
        "tables = read_bytes(content, 'book.xlsx')",
    ),
    "reading and parsing": (
        "from scheduler.workbook.parse import examine\nfrom scheduler.workbook.read import read_bytes",
        "found = examine(read_bytes(content, 'book.xlsx'))\nassert found.book, found.problems[:5]",
    ),
}


def write(path: Path, people: int) -> None:
    """Write a workbook with one cohort and so many nominees."""
    book = Workbook(path, {"constant_memory": True})
    cohorts = book.add_worksheet("Cohorts")
    for row, cells in enumerate((("Code", "Seats at most"), ("A", 1000), ("B", 500))):
        for column, value in enumerate(cells):
            cohorts.write(row, column, value)
    sheet = book.add_worksheet("Nominees")
    day, share = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0%"})
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(0, column, heading)
    for row in range(1, people + 1):
        for column, value in enumerate(_person(row)):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, float):
                sheet.write_number(row, column, value, share)
            elif value is not None:
                sheet.write(row, column, value) if isinstance(value, int) else sheet.write_string(row, column, value)
    book.close()


def _person(row: int) -> tuple[object, ...]:
    birth = date(1966 + row % 32, 1 + row % 12, 1 + row % 28)
    start = date(birth.year + 24, 1 + row % 7, 1)
    sex = "FM"[row % 2]
    number = make_nip(birth, start, sex, 1 + row // 336 % 999)
    last = 2015 if row % 7 == 0 else None
    return (
        number, f"Orang {row} Santoso", f"Kementerian Contoh {row % 40}", f"Unit {row % 300}", "Jawa Tengah", sex,
        birth, start, "III/c", "Ahli Muda", 400 + row % 200, "DAT; APP", "A; B", None, last, f"0812{row:08d}",
        f"orang{row}@contoh.go.id", date(2030, 1 + row % 12, 1), 0.25, "catatan",
    )  # fmt: skip


def measure(name: str, path: Path) -> tuple[float, float, float]:
    """Median seconds, processor seconds and megabytes."""
    setup, work = WORK[name]
    script = TIMED.format(setup=setup, work=work)
    command = [sys.executable, "-c", script, str(path)]
    told = (run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(ROUNDS))
    runs = [[float(part) for part in parts] for parts in told]
    seconds, spent, memory = (median(column) for column in zip(*runs, strict=True))
    return seconds, spent, memory


def main() -> None:
    """Measure and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with TemporaryDirectory() as folder:
        path = Path(folder) / "national.xlsx"
        write(path, people)
        print(f"{people} rows of {len(HEADINGS)} columns, {path.stat().st_size / 2**20:.0f} MB")
        base = measure("calamine alone", path)
        for name in WORK:
            seconds, spent, memory = base if name == "calamine alone" else measure(name, path)
            ratio = f"x{seconds / base[0]:.2f}, of processor time x{spent / base[1]:.2f}"
            print(f"{name:<20} {seconds:6.2f} s  {memory:5.0f} MB  {ratio}")


if __name__ == "__main__":
    main()
