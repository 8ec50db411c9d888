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


def told(name: str, hash_seed: int, shuffle: int, workers: int) -> bytes:
    """Allocate a sample in a fresh process and return its JSON."""
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    command = [sys.executable, "-c", SCRIPT, name, str(shuffle), str(workers)]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


@pytest.mark.slow
@pytest.mark.parametrize(("name", "runs"), [("egcc_2019", 20), ("multi_year", 6), ("national", 6)])
def test_json_is_the_same_bytes_in_every_run(name, runs):
    random = Random(2026)
    first = told(name, 0, 0, 1)
    assert b'"status": "optimal"' in first
    for run in range(1, runs):
        assert told(name, random.randrange(2**32), run, 1 + run % 2) == first, run
