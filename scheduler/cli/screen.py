"""What a person reads on the terminal: results on standard output, everything else on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from rich.markup import escape

from scheduler.findings import Diagnosis, Fact, Problem
from scheduler.words import Language, say, sheet, term, text
from scheduler.words.values import number as written

if TYPE_CHECKING:
    from rich.table import Table

    from scheduler.audit import Audit
    from scheduler.errors import NoDates, OutOfTime
    from scheduler.result import Result
    from scheduler.rule import Rule

MOST_COHORTS = 40
"""Cohorts that a summary lists; the workbook lists all."""


class Screen:
    """Prints in one language.

    Parameters
    ----------
    lang
        Of every sentence.
    quiet
        Whether only errors are printed.
    """

    spoken: ClassVar[Language] = "en"
    """Language of the latest screen: errors that end a command are told in it."""

    def __init__(self, lang: Language = "en", *, quiet: bool = False) -> None:
        self.lang: Language = lang
        self.quiet = quiet
        Screen.spoken = lang
        self.out = Console(highlight=False, soft_wrap=True, quiet=quiet)
        self.err = Console(highlight=False, soft_wrap=True, stderr=True)

    def text(self, code: str, **facts: Fact) -> str:
        """Return a message of the catalogue."""
        return text(code, self.lang, **facts)

    def line(self, sentence: str) -> None:
        """Print one line of the result."""
        self.out.print(sentence, markup=False)

    def error(self, sentence: str) -> None:
        """Print one line of complaint."""
        self.err.print(f"[red]{escape(sentence)}[/red]")

    def hint(self, code: str) -> None:
        """Print what could be done next, beside the complaint."""
        self.err.print(escape(self.text(code)))

    # -- problems -------------------------------------------------------------------------

    def problems(self, problems: Sequence[Problem]) -> None:
        """List problems, errors in red and doubts in yellow, and count them."""
        for problem in problems:
            self._problem(problem)
        errors = sum(problem.severity == "error" for problem in problems)
        self.err.print(escape(self.text("problems_counted", errors=errors, warnings=len(problems) - errors)))

    def _problem(self, problem: Problem) -> None:
        colour = "red" if problem.severity == "error" else "yellow"
        where = f"{problem.place}: " if str(problem.place) else ""
        word = self.text(problem.severity)
        self.err.print(f"[{colour}]{word}[/{colour}] [bold]{escape(where)}[/bold]{escape(say(problem, self.lang))}")

    def doubts(self, warnings: Sequence[Problem], book: str, days: Sequence[Problem] = ()) -> None:
        """Say that a workbook has doubtful cells, and how to list them; list what is doubtful about `days`."""
        if warnings and not self.quiet:
            self.err.print(f"[yellow]{escape(self.text('doubts', count=len(warnings), book=book))}[/yellow]")
        for doubt in () if self.quiet else days:
            self._problem(doubt)

    def diagnosis(self, diagnosis: Diagnosis) -> None:
        """List the rules of each conflict by sheet and row."""
        self.error(self.text("cannot_all_hold_timetable" if self.is_timed(diagnosis) else "cannot_all_hold"))
        told = sorted(zip_longest(diagnosis.conflicts, diagnosis.clashes), key=lambda found: len(found[0]) > 1)
        for rules, clash in told:
            self.err.print(
                escape(self.text("conflict", count=len(rules)) if len(rules) > 1 else self.text("conflict_one"))
            )
            for rule in rules:
                self.err.print(f"  [bold]{escape(self.address(rule))}[/bold] {escape(self.row(rule))}")
            if clash is not None and clash.short is not None:
                self.err.print(f"  {escape(self.text('clash', **clash.facts))}")
        if diagnosis.is_minimal and told and len(told[-1][0]) > 1:
            self.err.print(escape(self.text("conflict_is_minimal")))

    @staticmethod
    def is_timed(diagnosis: Diagnosis) -> bool:
        """Whether it is a timetable that cannot be, and not an allocation."""
        from scheduler.timetable.rule import TimeRule  # noqa: PLC0415  only whoever is told of a conflict asks

        return any(isinstance(rule, TimeRule) for rules in diagnosis.conflicts for rule in rules)

    def no_dates(self, error: NoDates) -> None:
        """Say for which cohorts there are no dates, and why each span of days was refused."""
        self.error(self.text("no_dates"))
        for cohort, reasons in error.refused.items():
            if not reasons:
                self.err.print(f"  {escape(cohort)}")
            for why, count in reasons.items():
                self.err.print(f"  {escape(self.text('no_dates_of', cohort=cohort, count=count, why=why))}")

    def address(self, rule: Rule) -> str:
        """Name the cell that a rule comes from, or its sheet where it comes from none."""
        return str(rule.place) if rule.place else sheet(rule.sheet, self.lang)

    def row(self, rule: Rule) -> str:
        """Tell a rule as its filled columns."""
        from scheduler.report.rules import row_text  # noqa: PLC0415  loads the rulebook

        return row_text(rule, self.lang)

    def out_of_time(self, error: OutOfTime) -> None:
        """Say that the search ended empty-handed."""
        self.error(self.text("gave_up" if error.stopped_by == "engine" else "out_of_time"))
        if error.best_bound is not None:
            self.err.print(escape(self.text("best_bound", bound=round(error.best_bound))))

    # -- results --------------------------------------------------------------------------

    def summary(self, result: Result) -> None:
        """Print what was allocated, cohort by cohort, and what is proven of it."""
        seated = len({seat.nominee for seat in result.allocation.seats})
        facts = {"seated": seated, "nominees": len(result.programme.nominees), "cohorts": len(result.programme.cohorts)}
        self.line(self.text("seated_of", **facts))
        self.line(self._standing(result))
        self.out.print(self._cohorts(result))
        if len(result.programme.cohorts) > MOST_COHORTS:
            self.line(self.text("more_cohorts", count=len(result.programme.cohorts) - MOST_COHORTS))
        self.out.print(self._tiers(result))
        self.line(self.text("audit_clean", rules=len(result.rules)))

    def _standing(self, result: Result) -> str:
        if result.is_proven:
            return self.text("proven_unique" if result.outcome.is_unique else "proven")
        return self.text("not_proven", why=term(result.outcome.stopped_by, self.lang))

    def _cohorts(self, result: Result) -> Table:
        rows = []
        for cohort in sorted(result.programme.cohorts, key=lambda c: c.code)[:MOST_COHORTS]:
            seated = len(result.allocation.present(cohort.code))
            waiting = sum(reserve.cohort == cohort.code for reserve in result.allocation.reserves)
            offered = result.programme.seats_offered([cohort.code])
            rows.append((cohort.code, cohort.title, seated, offered, waiting))
        return self.table(("cohort", "title", "seats_filled", "seats_offered", "reserves"), rows, numbers=3)

    def _tiers(self, result: Result) -> Table:
        rows = [(t.name, self._about(result, int(t.name)), t.value, t.bound, t.gap) for t in result.tiers]
        return self.table(("priority", "about", "value", "bound", "gap"), rows, numbers=3)

    def _about(self, result: Result, priority: int) -> str:
        sheets = dict.fromkeys(sheet(rule.sheet, self.lang) for rule in result.rules if rule.priority == priority)
        return ", ".join(sheets)

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: int = 0) -> Table:
        """Return a plain table; `headings` are codes of the catalogue, the last `numbers` columns are numbers."""
        from rich import box  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415

        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for number, code in enumerate(headings):
            is_number = number >= len(headings) - numbers
            table.add_column(escape(self.text(code)), justify="right" if is_number else "left", overflow="fold")
        for row in rows:
            table.add_row(*(escape(_shown(value, self.lang)) for value in row))
        return table

    def verdict(self, audit: Audit, *, details: bool = False) -> None:
        """Print every "must" that is broken, and for each wish how far off it is.

        Parameters
        ----------
        details
            Whether to list the departures from wishes one by one; they name people.
        """
        if audit.is_clean:
            self.line(self.text("audit_clean", rules=len(audit.rules)))
        else:
            self.error(self.text("audit_broken", broken=len(audit.broken), rules=len(audit.rules)))
            for violation in audit.broken:
                self.line(f"{self.address(violation.rule)}: {say(violation, self.lang)}")
        self.out.print(self._wishes(audit))
        if details:
            for violation in audit.violations:
                if not violation.rule.is_must:
                    self.line(f"{self.address(violation.rule)}: {say(violation, self.lang)}")

    def _wishes(self, audit: Audit) -> Table:
        rows = []
        for rule in sorted((r for r in audit.rules if not r.is_must), key=lambda r: (int(r.priority), r.key)):
            amount = sum(violation.amount for violation in audit.of(rule))
            rows.append((rule.priority, self.address(rule), sheet(rule.sheet, self.lang), amount, amount * rule.weight))
        return self.table(("priority", "at", "about", "amount_off", "cost"), rows, numbers=2)


def _shown(value: object, lang: Language) -> str:
    if value is None:
        return "-"
    return written(round(value), lang) if isinstance(value, float) else str(value)
