"""The architecture, enforced: who may import what, and what every rule file must bring."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.rule import Rule
from scheduler.rulebook import kinds

ROOT = Path(__file__).parent.parent
MODULES = sorted([*(ROOT / "scheduler").rglob("*.py"), *(ROOT / "constraints").rglob("*.py")])


def imported_by(path: Path) -> set[str]:
    """Every module that a file imports, at its top or inside a function."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def loaded_after(code: str) -> set[str]:
    """Modules that a fresh process has loaded after running `code`."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_libraries_are_imported_only_where_the_tree_says(path):
    home = path.relative_to(ROOT)
    tops = {name.split(".")[0] for name in imported_by(path)}
    is_in = lambda *folders: any(home.is_relative_to(folder) for folder in folders)  # noqa: E731
    assert "ortools" not in tops or is_in("scheduler/solve", "scheduler/timetable")
    assert not tops & {"openpyxl", "xlsxwriter", "python_calamine"} or is_in("scheduler/workbook")
    assert not tops & {"typer", "rich"} or is_in("scheduler/cli")
    assert "highspy" not in tops


@pytest.mark.parametrize("path", [p for p in MODULES if p.is_relative_to(ROOT / "constraints")], ids=lambda p: p.name)
def test_rules_know_the_board_and_no_solver(path):
    allowed = ("scheduler.rule", "scheduler.domain", "scheduler.findings", "scheduler.allocation", "scheduler.board")
    allowed += ("scheduler.terms", "scheduler.traits", "scheduler.measures", "scheduler.tally", "scheduler.reference")
    if path.parent.name == "timetable":
        allowed += ("scheduler.timetable", "scheduler.resources")
    ours = {name for name in imported_by(path) if name.startswith("scheduler")}
    assert all(name.startswith(allowed) for name in ours), ours


def test_only_samples_import_rules_by_name():
    """The rulebook finds them at run time; what makes samples writes rows of them, as a user would."""
    ours = [path for path in MODULES if path.is_relative_to(ROOT / "scheduler")]
    importing = [path for path in ours if any(name.split(".")[0] == "constraints" for name in imported_by(path))]
    assert {path.parent.name for path in importing} <= {"sample"}


@pytest.mark.parametrize("first", ["scheduler.rulebook", "constraints.seats.quota", "constraints", "scheduler"])
def test_either_package_can_be_imported_first(first):
    assert {"scheduler.rulebook", "constraints.seats.quota"} <= loaded_after(
        f"import {first}; import scheduler.rulebook, constraints.seats.quota"
    )


def test_the_audit_runs_where_no_solver_was_ever_loaded():
    code = "from scheduler.rulebook import kinds; kinds(); import scheduler.audit"
    assert not any(name.startswith(("ortools", "scipy", "pandas")) for name in loaded_after(code))


def test_help_loads_next_to_nothing():
    loaded = loaded_after("from scheduler.cli import main; main(['--help'])")
    assert not loaded & {"typer", "rich", "pydantic", "numpy", "openpyxl", "pandas", "ortools"}


@pytest.mark.parametrize("kind", list(kinds().values()), ids=lambda kind: kind.__name__)
def test_every_rule_has_a_test_file_and_does_something(kind):
    package, stem = kind.__module__.split(".")[-2:]
    assert (ROOT / "tests" / "constraints" / package / f"test_{stem}.py").is_file()
    assert kind.check is not Rule.check
    assert kind.post is not Rule.post or kind.bar is not Rule.bar
    assert kind.__doc__
    assert all(field.title for name, field in kind.model_fields.items() if name in kind.columns())


def test_nothing_is_left_for_later():
    marks = ("TODO", "FIXME", "XXX")
    assert [str(p) for p in MODULES if any(mark in p.read_text("utf-8") for mark in marks)] == []
