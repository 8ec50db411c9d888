"""A command that is killed, or that the system refuses to let write, damages nothing.

``ANGKATAN_ROUNDS=50`` kills at so many random moments.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from subprocess import PIPE, Popen, run
from time import perf_counter, sleep
from zipfile import ZipFile

import pytest
from scaled import scaled

from constraints.seats.eligibility import Eligibility
from constraints.seats.quota import Quota
from scheduler.cli import main
from scheduler.cli.exits import Exit
from scheduler.domain import Amount, Cohort, Nominee, Programme
from scheduler.workbook.read import read
from scheduler.workbook.write import write_programme

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")

REGIONS = ("Papua", "Bali", "Jawa Barat")
PEOPLE = tuple(
    Nominee(id=f"n{k}", name=f"Person {k}", sex="FM"[k % 2], region=REGIONS[k % 3], english=400.0 + k % 90)
    for k in range(150)
)
COHORTS = (Cohort(code="A", seats_at_most=20, reserves=5), Cohort(code="B", seats_at_most=10))
CLASH = (
    Eligibility(where=("A",), column="English", at_least="480"),
    Quota(where=("A",), region=("Papua",), at_least=Amount(count=9)),
)
COMMANDS = {
    "allocate": lambda inside, out: ["allocate", str(inside / "round.xlsx"), "-o", str(out)],
    "relax": lambda inside, out: ["relax", str(inside / "clash.xlsx"), "--most", "1", "--apply", "1", "-o", str(out)],
    "gather": lambda inside, out: ["gather", str(inside / "sent"), "-o", str(out)],
    "check": lambda inside, out: ["check", str(inside / "round.xlsx"), "-o", str(out)],
}
OLD = b"what stood there before"
UNDONE = ".angkatan-"
"""How the name of a file begins that is not whole yet."""

STEP_BY_STEP = f"""
import os, signal, sys

steps = int(sys.argv[1])

def count(event, arguments):
    global steps
    if event in ("open", "os.rename", "os.chmod", "os.remove") and {UNDONE!r} in str(arguments):
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
from scheduler.cli import main
sys.exit(main(sys.argv[2:]))
"""
"""Runs a command in the process and kills it at a step that it takes with the file that it writes."""


@pytest.fixture(scope="module")
def inside(tmp_path_factory) -> Path:
    """A folder with what the commands read."""
    folder = tmp_path_factory.mktemp("in")
    programme = Programme(name="Round", cohorts=COHORTS, nominees=PEOPLE)
    write_programme(programme, (), folder / "round.xlsx", lang="en")
    write_programme(programme, CLASH, folder / "clash.xlsx", lang="en")
    (folder / "sent").mkdir()
    for name, people in (("a", PEOPLE[:75]), ("b", PEOPLE[75:])):
        rows = (f"{person.name};{person.id};Kemen PANRB\n" for person in people)
        (folder / "sent" / f"{name}.csv").write_text("Nama;NIP;Instansi\n" + "".join(rows), encoding="utf-8")
    return folder


@pytest.fixture
def unchanged(inside) -> Iterator[None]:
    """Whatever happens in a test, nothing that is read changes."""

    def content() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in inside.rglob("*") if path.is_file()}

    before = content()
    yield
    assert content() == before


def start(words: list[str]) -> Popen[bytes]:
    return Popen([sys.executable, "-m", "scheduler.cli", *words], stdout=PIPE, stderr=PIPE)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def undone(folder: Path) -> list[str]:
    return [name for name in names(folder) if name.startswith(UNDONE)]


def assert_whole(out: Path, before: bytes | None) -> None:
    """The target is as it was, or a workbook in which nothing is missing."""
    left = set(names(out.parent)) - set(undone(out.parent))
    if not out.exists():
        assert before is None
        assert left == set()
        return
    assert left == {out.name}
    if out.read_bytes() != before:
        with ZipFile(out) as package:
            assert package.testzip() is None
        assert read(out).grids


def kill_while_writing(process: Popen[bytes], out: Path, random: Random) -> None:
    """Wait for the file that is not whole yet, then kill within some thousandths of a second."""
    earlier = set(undone(out.parent))
    while process.poll() is None and earlier.issuperset(undone(out.parent)):
        pass
    end = perf_counter() + random.uniform(0, 0.004)
    while perf_counter() < end:
        pass
    process.kill()


def kill_any_time(life: float) -> Callable[[Popen[bytes], Path, Random], None]:
    def kill(process: Popen[bytes], _: Path, random: Random) -> None:
        sleep(random.uniform(0, life))
        process.kill()

    return kill


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_random_moments_a_command_leaves_the_old_file_or_a_whole_new_one(name, inside, tmp_path):
    out = tmp_path / "out.xlsx"
    words, random, life = COMMANDS[name](inside, out), Random(name), 0.0
    for number, _ in enumerate(scaled(len(COMMANDS))[list(COMMANDS).index(name) :: len(COMMANDS)]):
        before = OLD if random.random() < 0.5 else None
        out.write_bytes(OLD) if before else out.unlink(missing_ok=True)
        began = perf_counter()
        with start(words) as process:
            (kill_any_time(life) if number % 2 else kill_while_writing)(process, out, random)
        life = max(life, perf_counter() - began)
        assert process.returncode in (-signal.SIGKILL, Exit.DONE)
        assert_whole(out, before)
    with start(words) as process:
        process.communicate()
    assert process.returncode == Exit.DONE
    assert names(tmp_path) == [out.name], "a later run clears away what the killed ones left"


@pytest.mark.usefixtures("unchanged")
def test_killed_at_each_step_of_writing_a_command_leaves_the_old_file_or_the_new_one(inside, tmp_path):
    out = tmp_path / "out.xlsx"
    out.write_bytes(OLD)
    words, found = COMMANDS["gather"](inside, out), []
    for step in range(1, 99):
        command = [sys.executable, "-c", STEP_BY_STEP, str(step), *words]
        if run(command, capture_output=True, check=False).returncode != -signal.SIGKILL:
            break
        assert_whole(out, OLD)
        found.append(len(undone(tmp_path)))
    assert len(found) >= 4, "it was killed as often as it touches the file"
    assert max(found) == 1, "what one leaves the next one clears away"
    assert names(tmp_path) == [out.name]


# -- what the system refuses --------------------------------------------------------------


def refused(words: list[str], *, blocks: int | None = None) -> str:
    """Run a command whose file cannot be written, and return its complaint."""
    limited = ["sh", "-c", f'ulimit -f {blocks} && exec "$@"', "sh"] if blocks is not None else []
    command = [*limited, sys.executable, "-m", "scheduler.cli", *words]
    done = run(command, capture_output=True, check=False, text=True)
    assert done.returncode == Exit.NO_FILE, done.stderr
    assert "Traceback" not in done.stderr
    return " ".join(done.stderr.split())


@pytest.mark.usefixtures("unchanged")
def test_a_disk_that_takes_no_more_is_told_and_leaves_the_old_file(inside, tmp_path):
    out = tmp_path / "out.xlsx"
    out.write_bytes(OLD)
    said = refused(COMMANDS["gather"](inside, out), blocks=2)
    assert "out.xlsx could not be written and is as it was before: File too large." in said
    assert (out.read_bytes(), names(tmp_path)) == (OLD, [out.name])


@pytest.mark.usefixtures("unchanged")
def test_a_target_that_is_a_folder_is_told_before_anything_is_done(inside, tmp_path, capsys):
    (tmp_path / "out.xlsx").mkdir()
    for words in COMMANDS.values():
        assert main(words(inside, tmp_path / "out.xlsx")) == Exit.NO_FILE
        assert "is a folder; name a file" in " ".join(capsys.readouterr().err.split())
    assert names(tmp_path / "out.xlsx") == []


@pytest.mark.usefixtures("unchanged")
@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="only for those whom permissions bind")
def test_a_folder_that_may_not_be_written_is_told(inside, tmp_path):
    tmp_path.chmod(0o555)
    try:
        assert "read-only" in refused(COMMANDS["allocate"](inside, tmp_path / "out.xlsx"))
        assert names(tmp_path) == []
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only where there is a folder that takes no files at all")
def test_a_folder_that_takes_no_files_is_told_to_whoever_may_write_everywhere(inside):
    said = refused(COMMANDS["gather"](inside, Path("/proc/self/out.xlsx")))
    assert "read-only" in said or "could not be written" in said
