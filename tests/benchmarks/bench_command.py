"""How much the command line adds to what cannot be avoided; ratios of medians, measured side by side.

- ``angkatan --help`` against a bare ``python -c pass``: at most 5 times.
- ``angkatan allocate`` on 300 nominees and 5 cohorts, from process start to file written, against
  a process that imports ortools, pandas and openpyxl and solves the same model: at most 3 times.

Run it as ``python tests/benchmarks/bench_command.py``.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from scheduler.board import Board
from scheduler.rulebook import complete
from scheduler.sample import samples
from scheduler.seating import model_of
from scheduler.workbook.write import write_programme

ROUNDS = 9
BARE = """
import pickle, sys
import openpyxl, pandas
from ortools.sat.python import cp_model
from scheduler.solve import solve
with open(sys.argv[1], "rb") as stored:
    assert solve(pickle.load(stored)).status == "optimal"
"""


def seconds(command: list[str]) -> float:
    """Run a command once and return its wall time."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def compare(name: str, ours: list[str], bare: list[str], most: float) -> bool:
    """Measure two commands in turns, print the ratio of their medians, and tell whether it is small enough."""
    pairs = [(seconds(ours), seconds(bare)) for _ in range(ROUNDS)]
    mine, theirs = (median(times) for times in zip(*pairs, strict=True))
    ratio = mine / theirs
    print(f"{name}: {mine * 1000:.0f} ms against {theirs * 1000:.0f} ms = {ratio:.2f} times (at most {most})")
    return ratio <= most


def main() -> int:
    """Measure both and return 0 where both are small enough."""
    made = samples()["national"](nominees=300, cohorts=5)
    with TemporaryDirectory() as folder:
        book, model = Path(folder) / "book.xlsx", Path(folder) / "model.pickle"
        write_programme(made.programme, made.rules, book, lang="en")
        board = Board(made.programme, complete(made.programme, made.rules))
        model.write_bytes(pickle.dumps(model_of(board, made.programme.seed)))
        angkatan = [sys.executable, "-m", "scheduler.cli"]
        allocate = [*angkatan, "allocate", str(book), "-o", str(Path(folder) / "out.xlsx"), "--quiet"]
        good = [
            compare("help", [*angkatan, "--help"], [sys.executable, "-c", "pass"], 5),
            compare("allocate 300 x 5", allocate, [sys.executable, "-c", BARE, str(model)], 3),
        ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
