"""Answers on the terminal: ways out, what-ifs and recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from scheduler.cli.screen import Screen
from scheduler.findings import Fact
from scheduler.reference.names import strip_titles
from scheduler.report.rules import row_text
from scheduler.words import heading, say, sheet

if TYPE_CHECKING:
    from scheduler.desk import Difference
    from scheduler.domain import Programme
    from scheduler.preflight import Shortage
    from scheduler.recommend import Option, Recommendation
    from scheduler.relax.change import Change, Relaxation
    from scheduler.rule import Rule
    from scheduler.whatif import Answer


NOT_SAID = frozenset({"priority", "weight", "fixed", "note"})
"""Columns of a wish that do not tell one from another."""


class Answers:
    """Tells answers about one programme.

    Parameters
    ----------
    screen
        Where, and in which language.
    """

    def __init__(self, screen: Screen, programme: Programme) -> None:
        self.screen, self.programme = screen, programme

    def line(self, code: str, indent: int = 0, **facts: Fact) -> None:
        """Print a text of the catalogue."""
        self.screen.line(" " * indent + self.screen.text(code, **facts))

    def person(self, nominee: str) -> str:
        """Name a person as rosters do."""
        known = self.programme.nominee.get(nominee)
        return f"{known.name} ({nominee})" if known is not None and known.name else nominee

    def people(self, nominees: Iterable[str]) -> tuple[str, ...]:
        """Name people as lists do: degrees and titles have commas too."""
        known = self.programme.nominee
        return tuple(f"{strip_titles(known[i].name)} ({i})" if i in known and known[i].name else i for i in nominees)

    def rows(self, rules: Iterable[Rule], indent: int = 4) -> None:
        """List rules as they stand in their rows."""
        for rule in rules:
            self.screen.line(f"{' ' * indent}{self.screen.address(rule)}  {self.screen.row(rule) or self.sheet(rule)}")

    # -- before solving -------------------------------------------------------------------

    def shortages(self, found: Sequence[Shortage]) -> None:
        """List what counting alone shows to be impossible, each with its rows."""
        if found:
            self.screen.error(self.screen.text("counts_settle"))
        for shortage in found:
            self.screen.line(f"  {say(shortage, self.screen.lang)}")
            self.rows(shortage.rules)

    # -- ways out -------------------------------------------------------------------------

    def ways(self, ways: Sequence[Relaxation]) -> None:
        """List ways out, numbered from 1."""
        for number, way in enumerate(ways, 1):
            self.line(way.told, number=number, people=way.cost.people, rows=way.cost.rows)
            for change in way.changes:
                self.screen.line(f"  {self.screen.address(change.rule)}  {self.screen.row(change.rule)}")
                self.screen.line(f"    -> {self.change(change)}")

    def change(self, change: Change) -> str:
        """Say what a row would say instead."""
        if change.kind == "waive":
            return self.screen.text("ease_waive", people=self.people(change.people))
        if change.kind == "drop":
            return self.screen.text("ease_drop")
        if change.kind == "wish":
            return self.screen.text("ease_wish")
        if change.kind == "free":
            return self.screen.text("ease_free", people=self.people(change.people))
        moves = ((heading(title, self.screen.lang), old or None, new or None) for title, old, new in change.moves)
        return "; ".join(self.screen.text("ease_number", what=what, old=old, new=new) for what, old, new in moves)

    def note(self, change: Change) -> str:
        """Say in a row's note what was changed."""
        if change.is_new:
            return self.screen.text("relaxed_added")
        if change.kind == "waive":
            return self.screen.text("relaxed_waive", people=change.people)
        if change.kind == "wish":
            return self.screen.text("relaxed_wish")
        if change.kind == "drop" and not change.rule.stems:
            return self.screen.text("relaxed_drop", row=self.screen.row(change.rule))
        moves = ((heading(title, self.screen.lang), old or None) for title, old, _ in change.moves)
        return "; ".join(self.screen.text("relaxed_number", what=what, old=old) for what, old in moves)

    # -- differences ----------------------------------------------------------------------

    def difference(self, between: Difference, but: str = "", indent: int = 2) -> None:
        """Tell who gains, loses and moves, and which rules are served better or worse; nothing where nothing is.

        Parameters
        ----------
        but
            Whose own gain, loss and move go without saying.
        """
        for code, people in (("would_gain", between.gains), ("would_lose", between.loses)):
            if told := [i for i in people if i != but]:
                self.line(code, indent, people=self.people(told))
        for nominee, before, after in between.moves:
            if nominee != but or self.programme.seats_each > 1:
                self.line("would_move", indent, who=self.people([nominee]), before=before, after=after)
        for shift in between.by_rule:
            code = "would_worsen" if shift.worse > 0 else "would_better"
            self.line(code, indent, rule=self.wish(shift.rule), priority=shift.priority, off=abs(shift.worse))

    def sheet(self, rule: Rule) -> str:
        """Name a rule's sheet."""
        return sheet(rule.sheet, self.screen.lang)

    def wish(self, rule: Rule) -> str:
        """Name a rule that is a wish by its sheet, and by what its row says."""
        said = row_text(rule, self.screen.lang, NOT_SAID)
        return f"{self.sheet(rule)} ({said})" if said else self.sheet(rule)

    def whatif(self, answer: Answer) -> None:
        """Tell what edits would come to."""
        if answer.before is None:
            self.line("whatif_from_nothing")
        if answer.after is None:
            self.screen.error(self.screen.text("whatif_impossible"))
            if answer.diagnosis is not None:
                self.screen.diagnosis(answer.diagnosis)
        elif answer.difference is None:
            self.line("whatif_possible", seated=len({seat.nominee for seat in answer.after.allocation.seats}))
        elif answer.difference.is_none:
            self.line("whatif_same")
        else:
            self.line("whatif_differs")
            self.difference(answer.difference)

    def recommendation(self, found: Recommendation) -> None:
        """Rank the cohorts for one person, with the consequences of each."""
        self.line("recommend_for", who=self.person(found.nominee))
        for number, option in enumerate(found.options, 1):
            self._option(number, option, found.nominee)

    def _option(self, number: int, option: Option, nominee: str) -> None:
        title = self.programme.cohort[option.cohort].title
        if not option.is_possible:
            self.line("option_impossible", cohort=option.cohort, title=title)
            for refusal in option.refusals:
                self.screen.line(f"  {say(refusal, self.screen.lang)}")
            return
        self.line("option", number=number, cohort=option.cohort, title=title)
        if option.is_best:
            self.line("option_best", 2)
        if option.difference is not None:
            if not option.difference.loses and not option.difference.moves:
                self.line("option_free", 2)
            self.difference(option.difference, but=nominee)
