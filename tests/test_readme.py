"""README promises nothing that a test does not hold it to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import readme

ROOT = Path(__file__).parent.parent
TEXT = readme.README.read_text(encoding="utf-8")
SHELL = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
PYTHON = re.findall(r"^```python\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def test_the_generated_parts_are_what_the_code_says():
    assert readme.renewed(TEXT) == TEXT


@pytest.mark.parametrize("name", sorted(readme.PARTS))
def test_every_generated_part_stands_in_readme(name):
    assert f"<!-- {name} -->" in TEXT


def test_the_first_two_commands_are_one_line_each():
    assert all(block.strip().count("\n") == 0 for block in SHELL[:2])
    assert "samples/egcc_2019.xlsx" in SHELL[0]
    assert "pytest" in SHELL[1]


def test_every_file_that_readme_names_is_there():
    named = re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("code", PYTHON, ids=lambda code: code.strip().splitlines()[-1][:40])
def test_every_python_example_runs(code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    exec(compile(code, "README.md", "exec"), {"__name__": "readme_example"})  # noqa: S102  our own page
