"""Findings and messages as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scheduler.words.catalogue import Language, entry
from scheduler.words.fill import fill
from scheduler.words.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.findings import Fact, Problem, Violation


class Told(Protocol):
    """Whatever names its sentence by `section` and `code`, such as a reason."""

    @property
    def section(self) -> str:
        """Section of the catalogue."""

    @property
    def code(self) -> str:
        """Key within the section."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The sentence's gaps."""


def say(finding: Problem | Violation | Told, lang: Language) -> str:
    """Tell a finding as a sentence.

    What no file of the language tells (a rule of the user's own) is told in English.  A
    reason that rests on a rule has what the rule refuses as its gap ``because``.

    Raises
    ------
    KeyError
        No language has a sentence for it: a bug, which a test looks for.
    """
    facts = _facts(finding, lang)
    own = _template(finding, lang)
    return fill(own, facts, lang) if own else fill(_template(finding, "en") or _missing(finding), facts, "en")


def _facts(finding: Problem | Violation | Told, lang: Language) -> dict[str, Fact]:
    """Return a finding's facts, without those that say again what another one says."""
    facts = dict(finding.facts)
    because = getattr(finding, "because", None)
    facts["because"] = say_briefly(because, lang) if because is not None else None
    if isinstance(reason := facts.get("reason"), str):
        facts["reason"] = refusal(reason, lang)
    if facts.get("at"):
        facts["sheet"] = None  # a cell's address names its sheet
    if facts.get("wanted") in (str(facts.get("least")), str(facts.get("most"))):
        facts["wanted"] = None  # only a percentage differs from the number of people that it comes to
    return facts


def say_briefly(violation: Violation, lang: Language) -> str:
    """Tell what would be wrong with a seat: no sentence of its own, and without the person."""
    own = _of_rule(type(violation.rule), violation.case, lang, "bars")
    return fill(own, violation.facts, lang) if own else say(violation, lang).removesuffix(".")


def _template(finding: Problem | Violation | Told, lang: Language) -> str | None:
    # A violation, a problem and anything else are told apart by what they have: their modules need not load here.
    rule = getattr(finding, "rule", None)
    if rule is not None:
        case = str(getattr(finding, "case", ""))
        return rule.says.get(case) if lang == "en" else _of_rule(type(rule), case, lang, "rule")
    section, code = getattr(finding, "section", "problem"), str(getattr(finding, "code", ""))
    return _of_problem(code) if lang == "en" and section == "problem" else entry(lang, section, code)


def _of_rule(kind: type, case: str, lang: Language, section: str) -> str | None:
    """A rule class without words of its own speaks with those of the class that it extends."""
    return next((words for parent in kind.__mro__ if (words := entry(lang, section, parent.__name__, case))), None)


def _of_problem(code: str) -> str | None:
    from scheduler.workbook.problems import PROBLEMS  # noqa: PLC0415  whoever has a problem has loaded it

    return PROBLEMS[code].sentence if code in PROBLEMS else None


def _missing(finding: object) -> str:
    raise KeyError(f"no sentence for {finding}")


def text(code: str, /, lang: Language, **facts: Fact) -> str:
    """Return a label or message of the command line or the result workbook, its gaps filled.

    Raises
    ------
    KeyError
        No language has it: a bug, which a test looks for.
    """
    own = entry(lang, "text", code)
    return fill(own, facts, lang) if own else fill(entry("en", "text", code) or _missing(code), facts, "en")
