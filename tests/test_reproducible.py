"""Same programme, same seed: the same bytes, whatever the hash seed, the order of rows or the number of workers."""

from __future__ import annotations

import os
import subprocess
import sys
from random import Random

import pytest

SCRIPT = """
import sys
from random import Random
from scheduler import Options, allocate
from scheduler.sample import samples

name, shuffle, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
made = samples()[name]() if name != "national" else samples()[name](nominees=300)
people, cohorts, rules = list(made.programme.nominees), list(made.programme.cohorts), list(made.rules)
for listed in (people, cohorts, rules):
    Random(shuffle).shuffle(listed)
programme = made.programme.model_copy(update={"nominees": tuple(people), "cohorts": tuple(cohorts)})
sys.stdout.buffer.write(allocate(programme, rules, options=Options(workers=workers)).to_json().encode())
"""

TIMED = """
import sys
from random import Random
from scheduler.report.timejson import timetable_json
from scheduler.sample import samples
from scheduler.timetable import TimeOptions, timetable

name, shuffle, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
made = samples()[name]()
rules, parts = list(made.rules), {}
for part in ("nominees", "cohorts", "sessions", "rooms", "lecturers", "sites", "breaks"):
    parts[part] = list(getattr(made.programme, part))
for listed in (rules, *parts.values()):
    Random(shuffle).shuffle(listed)
programme = made.programme.model_copy(update={part: tuple(listed) for part, listed in parts.items()})
found = timetable(programme, rules, options=TimeOptions(workers=workers))
assert found.outcome.is_settled
sys.stdout.buffer.write(timetable_json(found).encode())
"""


def told(name: str, hash_seed: int, shuffle: int, workers: int, script: str = SCRIPT) -> bytes:
    """Allocate a sample, or place its sessions, in a fresh process and return its JSON."""
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    command = [sys.executable, "-c", script, name, str(shuffle), str(workers)]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


@pytest.mark.slow
@pytest.mark.parametrize(("name", "runs"), [("egcc_2019", 20), ("multi_year", 6), ("national", 6)])
def test_json_is_the_same_bytes_in_every_run(name, runs):
    random = Random(2026)
    first = told(name, 0, 0, 1)
    assert b'"status": "optimal"' in first
    for run in range(1, runs):
        assert told(name, random.randrange(2**32), run, 1 + run % 2) == first, run


@pytest.mark.slow
@pytest.mark.parametrize("name", ["egcc_2019", "onnara_2015"])
def test_a_timetable_that_is_proven_best_is_the_same_bytes_in_every_run(name):
    first = told(name, 0, 0, 1, TIMED)
    assert b'"status": "optimal"' in first
    for run in range(1, 4):
        assert told(name, 17 * run, run, 1 + run, TIMED) == first, run
