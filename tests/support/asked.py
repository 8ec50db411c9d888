"""What words the packages ask for: read off their source, so that no word is forgotten and none lies unused."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from pydantic import BaseModel

from scheduler.domain import Alias, Cohort, Nominee, Programme, Session
from scheduler.measures.cells import MONTHS, NEVER
from scheduler.rule import GroupRule, Rule, WhereRule
from scheduler.rulebook import SEATS, TIMETABLE, kinds
from scheduler.solve.outcome import Status, StoppedBy
from scheduler.timetable.rule import CohortRule, SessionRule, TimeRule
from scheduler.words.catalogue import tables
from scheduler.workbook.instructions import COLOURS, STEPS, TIMED_STEP
from scheduler.workbook.layout import NOT_SEATED, OWN_SHEETS, RESERVE, RESULT_COLUMNS, ROSTER, SEATED, TIMED, layouts
from scheduler.workbook.names import MEASURES
from scheduler.workbook.problems import PHRASES
from scheduler.workbook.timesheetnames import SHOWN, WEEKS

ROOT = Path(__file__).parents[2]
SOURCES = [p for p in [*ROOT.glob("scheduler/**/*.py"), *ROOT.glob("constraints/**/*.py")] if "words" not in p.parts]
KINDS = (*kinds(SEATS).values(), *kinds(TIMETABLE).values())
MODELS: tuple[type[BaseModel], ...] = (
    Programme, Cohort, Session, Nominee, Alias, *TIMED.values(), Rule, GroupRule, WhereRule, TimeRule, CohortRule,
    SessionRule, *KINDS,
)  # fmt: skip

SECTIONS = {
    **dict.fromkeys(("text", "told"), "text"),
    **dict.fromkeys(("heading", "known_headings", "Column"), "heading"),
    **dict.fromkeys(("sheet", "known_sheets"), "sheet"),
    **dict.fromkeys(("term", "known_terms", "label"), "term"),
    "Reason": "reason",
}
"""Functions whose first argument is a key, and the section that it stands in."""


def headings() -> set[str]:
    """Titles of fields and of the columns and lines of reports."""
    titles = {field.title for model in MODELS for field in model.model_fields.values() if field.title}
    lines = led_by() | (in_tuples() & set(tables("id")["heading"]))
    return titles | {*RESULT_COLUMNS.values(), *MEASURES.values()} | asked("heading") | lines


def sheets() -> set[str]:
    """Sheets that are read, and those that are only written."""
    return {layout.name for layout in layouts()} | {*OWN_SHEETS, ROSTER, *SHOWN, WEEKS} | asked("sheet")


def terms() -> set[str]:
    """Words of closed lists, of special cells, of a solve's outcome and of sentences about what is allowed."""
    choices = {word for layout in layouts() for column in layout.columns for word in column.choices}
    special = {"must", "each", "all", "out", "yes", "no", "F", "M", NEVER, MONTHS.strip(), SEATED, RESERVE, NOT_SEATED}
    kinds_of_session = {"lecture", "workshop", "study visit", "discussion", "cultural experience"}
    told = set(tables("en")["term"]) & literals()
    solved = {*get_args(Status), *get_args(StoppedBy)}
    return choices | special | kinds_of_session | told | solved | set(PHRASES) | asked("term")


def texts() -> set[str]:
    """Labels and messages; keys that are put together or stand in a constant count where they are known."""
    shown = {
        *STEPS,
        TIMED_STEP,
        *(code for _, code in COLOURS),
        *(f"about_{x.role}" for x in layouts() if x.role != "rule"),
    }
    built = {f"by_{name}" for name in Nominee.model_fields}
    return asked("text") | shown | set(tables("en")["text"]) & (literals() | built)


def refusals() -> set[str]:
    """Sentences that rules and models raise `ValueError` with; data are numbered gaps."""
    homes = ("constraints", "scheduler/measures", "scheduler/rule.py", "scheduler/domain.py", "scheduler/base.py")
    judges = [path for path in SOURCES if any(path.is_relative_to(ROOT / home) for home in homes)]
    return {words for path in judges for words in _raised(ast.parse(path.read_text("utf-8")))}


@cache
def literals() -> frozenset[str]:
    """Every string that stands in the packages."""
    return frozenset(node.value for node in _nodes() if _is_word(node))


@cache
def in_tuples() -> frozenset[str]:
    """Words that stand in tuples, such as the first cells of a record's lines."""
    tuples = (node for node in _nodes() if isinstance(node, ast.Tuple))
    return frozenset(part.value for node in tuples for part in node.elts if _is_word(part))


def led_by() -> set[str]:
    """First words of pairs in modules that head lines by them: ``Word("heading", title)``."""
    heads = [tree for tree in _trees() if any(_is_heading(node) for node in ast.walk(tree))]
    pairs = (n for tree in heads for n in ast.walk(tree) if isinstance(n, ast.Tuple) and len(n.elts) == 2)
    return {pair.elts[0].value for pair in pairs if _is_word(pair.elts[0])}


def _is_heading(node: ast.AST) -> bool:
    is_word = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Word"
    return is_word and getattr(node.args[0], "value", "") == "heading"


@cache
def asked(section: str) -> frozenset[str]:
    """Keys of a section that the packages ask for by a literal."""
    return frozenset(key for node in _nodes() for found, key in _asked(node) if found == section)


@cache
def _nodes() -> tuple[ast.AST, ...]:
    return tuple(node for tree in _trees() for node in ast.walk(tree))


@cache
def _trees() -> tuple[ast.Module, ...]:
    return tuple(ast.parse(path.read_text("utf-8")) for path in SOURCES)


def _is_word(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _asked(node: ast.AST) -> Iterator[tuple[str, str]]:
    if not isinstance(node, ast.Call) or not node.args:
        return
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    is_data = any(keyword.arg == "is_name" for keyword in node.keywords)
    if name in SECTIONS and not is_data:
        yield from ((SECTIONS[name], word) for word in _either(node.args[0]))
    if name == "Word" and _is_word(node.args[0]):
        yield from ((node.args[0].value, word) for word in _either(node.args[1]))


def _either(node: ast.expr) -> list[str]:
    """The words that an argument can be: itself, or either side of an if."""
    if isinstance(node, ast.IfExp):
        return [*_either(node.body), *_either(node.orelse)]
    return [node.value] if _is_word(node) else []


def _raised(tree: ast.Module) -> Iterator[str]:
    told = (node for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.Raise))
    nodes = sorted(told, key=lambda node: node.lineno)
    message: ast.expr = ast.Constant("")
    for node in nodes:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "msg":
            message = node.value
        elif isinstance(node, ast.Raise) and getattr(getattr(node.exc, "func", None), "id", "") == "ValueError":
            words = node.exc.args[0]
            yield _template(message if isinstance(words, ast.Name) else words)


def _template(node: ast.expr) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    numbers = iter(range(1, 9))
    return "".join(part.value if _is_word(part) else f"{{{next(numbers)}}}" for part in parts)
