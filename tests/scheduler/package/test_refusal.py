"""Every reason for refusing is in one table, and every entry of the table is used."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

import scheduler.package
from scheduler.package.refusal import REASONS, Refusal

MODULES = sorted(Path(scheduler.package.__file__).parent.glob("*.py"))
STATIC = {"sheet_grown", "donor"}
"""Codes that a caller passes on."""


def raised():
    """Every ``Refusal("code", fact=...)`` in the package: code and names of facts."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                code = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
                yield code, {keyword.arg for keyword in node.keywords}


def test_every_reason_is_given_somewhere_and_every_given_reason_is_known():
    assert {code for code, _ in raised() if code} | STATIC == set(REASONS)


@pytest.mark.parametrize(("code", "facts"), [(code, facts) for code, facts in raised() if code])
def test_every_refusal_brings_the_facts_of_its_sentence(code, facts):
    gaps = {name for _, name, _, _ in Formatter().parse(REASONS[code]) if name}
    assert gaps == facts


def test_a_refusal_is_code_facts_and_a_sentence():
    refusal = Refusal("merged", cell="B2", where="A1:C3")
    assert (refusal.code, dict(refusal.facts)) == ("merged", {"cell": "B2", "where": "A1:C3"})
    assert str(refusal) == "B2 is hidden below the merged cells A1:C3."


def test_this_package_leans_on_the_standard_library_alone():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign = ("openpyxl", "lxml", "xlsxwriter", "pandas", "numpy", "pydantic")
            assert not [name for name in names if name.partition(".")[0] in foreign], path.name
            assert not [name for name in names if name.startswith("scheduler") and ".package" not in name], path.name
