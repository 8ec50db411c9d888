"""Answers on the terminal: ways out, explanations, what-ifs and recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from scheduler.cli.screen import Screen
from scheduler.findings import Fact, Violation
from scheduler.words import heading, say, sheet

if TYPE_CHECKING:
    from scheduler.desk import Difference, State
    from scheduler.domain import Programme
    from scheduler.explain.told import Elsewhere, Explanation, Term
    from scheduler.preflight import Shortage
    from scheduler.recommend import Option, Recommendation
    from scheduler.relax.change import Change, Relaxation
    from scheduler.rule import Rule
    from scheduler.whatif import Answer


class Answers:
    """Tells answers about one programme.

    Parameters
    ----------
    screen
        Where, and in which language.
    """

    def __init__(self, screen: Screen, programme: Programme) -> None:
        self.screen, self.programme = screen, programme

    def _line(self, code: str, indent: int = 0, **facts: Fact) -> None:
        self.screen.line(" " * indent + self.screen.text(code, **facts))

    def person(self, nominee: str) -> str:
        """Name a person as rosters do."""
        known = self.programme.nominee.get(nominee)
        return f"{known.name} ({nominee})" if known is not None and known.name else nominee

    def _people(self, nominees: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self.person, nominees))

    def _rows(self, rules: Iterable[Rule], indent: int = 4) -> None:
        for rule in rules:
            self.screen.line(f"{' ' * indent}{self.screen.address(rule)}  {self.screen.row(rule)}")

    # -- before solving -------------------------------------------------------------------

    def shortages(self, found: Sequence[Shortage]) -> None:
        """List what counting alone shows to be impossible, each with its rows."""
        if found:
            self.screen.error(self.screen.text("counts_settle"))
        for shortage in found:
            self.screen.line(f"  {say(shortage, self.screen.lang)}")
            self._rows(shortage.rules)

    # -- ways out -------------------------------------------------------------------------

    def ways(self, ways: Sequence[Relaxation]) -> None:
        """List ways out, numbered from 1."""
        for number, way in enumerate(ways, 1):
            self._line("way", number=number, people=way.cost.people, rows=way.cost.rows)
            for change in way.changes:
                self.screen.line(f"  {self.screen.address(change.rule)}  {self.screen.row(change.rule)}")
                self.screen.line(f"    -> {self.change(change)}")

    def change(self, change: Change) -> str:
        """Say what a row would say instead."""
        if change.kind == "waive":
            return self.screen.text("ease_waive", people=self._people(change.people))
        if change.kind == "drop":
            return self.screen.text("ease_drop")
        if change.kind == "wish":
            return self.screen.text("ease_wish")
        moves = ((heading(title, self.screen.lang), old or None, new or None) for title, old, new in change.moves)
        return "; ".join(self.screen.text("ease_number", what=what, old=old, new=new) for what, old, new in moves)

    def note(self, change: Change) -> str:
        """Say in a row's note what was changed."""
        if change.kind == "waive":
            return self.screen.text("relaxed_waive", people=change.people)
        if change.kind == "wish":
            return self.screen.text("relaxed_wish")
        moves = ((heading(title, self.screen.lang), old or None) for title, old, _ in change.moves)
        return "; ".join(self.screen.text("relaxed_number", what=what, old=old) for what, old in moves)

    # -- explanations ---------------------------------------------------------------------

    def explanation(self, told: Explanation, rules: Sequence[Rule]) -> None:
        """Tell one person's explanation in full."""
        self.screen.line(self.person(told.nominee))
        if told.reason is not None:
            self.screen.line(say(told.reason, self.screen.lang))
        self._refusals(told.elsewhere)
        for place in told.elsewhere:
            if place.kind != "refused":
                self._elsewhere(place, rules, told.nominee)
        for opening in told.openings:
            self._line("opening", cohort=opening.cohort)
            for change in opening.changes:
                self.screen.line(f"  {self.screen.address(change.rule)}  {self.change(change)}")
            self._difference(opening.difference, rules, but=told.nominee)
        self._terms("terms_own", told.own)
        self._terms("terms_others", [term for term in told.terms if term.finding is None])

    def _refusals(self, elsewhere: Sequence[Elsewhere]) -> None:
        """Tell each rule that refuses the person once, with all the cohorts that it keeps closed."""
        from scheduler.explain import Reason  # noqa: PLC0415  loads the board

        found: dict[tuple[int, str], list[tuple[str, Violation]]] = {}
        for place in elsewhere:
            for refusal in place.refusals:
                found.setdefault((id(refusal.rule), refusal.case), []).append((place.cohort, refusal))
        for told in found.values():
            facts: dict[str, Fact] = {"places": tuple(cohort for cohort, _ in told), "sheet": told[0][1].rule.sheet}
            self.screen.line(say(Reason("barred", facts, told[0][1]), self.screen.lang))

    def _elsewhere(self, place: Elsewhere, rules: Sequence[Rule], nominee: str) -> None:
        for line in self._why(place, rules):
            self.screen.line(line)
        self._rows(place.conflict)
        if place.holders:
            self._line("held_by", 2, people=self._people(place.holders))
        for found in place.blocking:
            self._line("in_the_way", 2, finding=say(found, self.screen.lang))
        if place.change is not None:
            self._difference(place.change, rules, but=nominee)

    def _why(self, place: Elsewhere, rules: Sequence[Rule]) -> Iterator[str]:
        text, cohort = self.screen.text, place.cohort
        if place.kind == "closed":
            yield text("why_closed", cohort=cohort)
        elif place.kind == "impossible":
            yield text("why_impossible", cohort=cohort)
        elif place.kind == "lot":
            yield text("why_lot", cohort=cohort)
        elif place.decided is not None and place.kind == "worse":
            priority, amount = place.decided
            yield text("why_worse", cohort=cohort, priority=priority, rules=self._about(rules, priority), off=amount)
        else:
            yield text("why_unproven", cohort=cohort)

    def _about(self, rules: Sequence[Rule], priority: int) -> str:
        sheets = dict.fromkeys(sheet(rule.sheet, self.screen.lang) for rule in rules if rule.priority == priority)
        return ", ".join(sheets)

    def _terms(self, code: str, terms: Sequence[Term]) -> None:
        if terms:
            self._line(code)
            rows = ((t.priority, self.screen.address(t.rule), self._sheet(t.rule), t.amount, t.cost) for t in terms)
            self.screen.out.print(self.screen.table(("priority", "at", "rule", "amount_off", "cost"), rows, numbers=2))

    def _sheet(self, rule: Rule) -> str:
        return sheet(rule.sheet, self.screen.lang)

    # -- differences ----------------------------------------------------------------------

    def _difference(self, between: Difference, rules: Sequence[Rule], but: str = "") -> None:
        """Tell who gains, loses and moves, and which priorities change; nothing where nothing does."""
        gains = [i for i in between.gains if i != but]
        for code, people in (("would_gain", gains), ("would_lose", between.loses)):
            if people:
                self.screen.line(f"  {self.screen.text(code, people=self._people(people))}")
        for nominee, before, after in between.moves:
            self._line("would_move", 2, who=self.person(nominee), before=before, after=after)
        for priority, now, then in between.changed:
            facts: dict[str, Fact] = {"rules": self._about(rules, priority), "off": abs(then - now), "before": now}
            code = "would_worsen" if then > now else "would_better"
            self._line(code, 2, priority=priority, after=then, **facts)

    def whatif(self, answer: Answer) -> None:
        """Tell what edits would come to."""
        if answer.before is None:
            self._line("whatif_from_nothing")
        if answer.after is None:
            self.screen.error(self.screen.text("whatif_impossible"))
            if answer.diagnosis is not None:
                self.screen.diagnosis(answer.diagnosis)
        elif answer.difference is None:
            self._line("whatif_possible", seated=len({seat.nominee for seat in answer.after.allocation.seats}))
        elif answer.difference.is_none:
            self._line("whatif_same")
        else:
            self._line("whatif_differs")
            self._difference(answer.difference, answer.after.rules)

    def recommendation(self, found: Recommendation, base: State) -> None:
        """Rank the cohorts for one person, with the consequences of each."""
        self._line("recommend_for", who=self.person(found.nominee))
        for number, option in enumerate(found.options, 1):
            self._option(number, option, base, found.nominee)

    def _option(self, number: int, option: Option, base: State, nominee: str) -> None:
        title = self.programme.cohort[option.cohort].title
        if not option.is_possible:
            self._line("option_impossible", cohort=option.cohort, title=title)
            for refusal in option.refusals:
                self.screen.line(f"  {say(refusal, self.screen.lang)}")
            return
        self._line("option", number=number, cohort=option.cohort, title=title)
        if option.is_best:
            self._line("option_best", 2)
        if option.difference is not None:
            if not option.difference.loses and not option.difference.moves:
                self._line("option_free", 2)
            self._difference(option.difference, base.rules, but=nominee)
