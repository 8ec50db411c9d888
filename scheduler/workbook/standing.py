"""The allocation that stands in the result columns of the Nominees sheet, by hand or from an earlier run."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.allocation import Allocation, Reserve, Seat
from scheduler.domain import Programme
from scheduler.findings import Fact
from scheduler.reference.text import fold
from scheduler.words import known_terms
from scheduler.workbook.codes import Codes
from scheduler.workbook.layout import NOT_SEATED, RESERVE, RESULT_COLUMNS, SEATED
from scheduler.workbook.lists import parts
from scheduler.workbook.notes import Notes
from scheduler.workbook.numbers import number_in
from scheduler.workbook.people import People
from scheduler.workbook.readings import Fault
from scheduler.workbook.sheetrows import Row


class Standing:
    """Reads seats and reserves row by row; what it cannot read is noted and left out."""

    def __init__(self, programme: Programme, people: People, notes: Notes) -> None:
        self.programme, self.people, self.notes = programme, people, notes
        self.cohorts, self.sessions = Codes(programme.cohort), Codes(programme.session)
        self.seats: list[Seat] = []
        self.reserves: list[Reserve] = []

    def read(self) -> Allocation | None:
        """Return the allocation; None where the sheet has no column for it, or no cell of it is filled."""
        if "cohort" not in self.people.further.results:
            return None
        for nominee, row in self.people.rows.items():
            if nominee in self.programme.nominee:
                self._read(nominee, row)
        if not self.seats and not self.reserves:
            return None
        return Allocation(programme=self.programme, seats=tuple(self.seats), reserves=tuple(self.reserves))

    def _read(self, nominee: str, row: Row) -> None:
        cohorts = self._codes(row, "cohort", self.cohorts)
        result = self._result(row)
        if result == RESERVE:
            self._reserve(nominee, row, cohorts)
        elif result != NOT_SEATED:
            self._seat(nominee, row, cohorts)

    def _seat(self, nominee: str, row: Row, cohorts: Sequence[str]) -> None:
        taken = self._codes(row, "sessions", self.sessions)
        homes = {code: self.programme.session[code].cohort for code in taken}
        for code in taken:
            if homes[code] not in cohorts:
                self._note(row, "standing_elsewhere", "sessions", found=code, allowed=tuple(cohorts))
        for cohort in dict.fromkeys(cohorts):
            blocks = tuple(c for c in taken if homes[c] == cohort and self.programme.session[c].block)
            self.seats.append(Seat(nominee=nominee, cohort=cohort, sessions=tuple(sorted(set(blocks)))))

    def _reserve(self, nominee: str, row: Row, cohorts: Sequence[str]) -> None:
        ranks = [number_in(text) for text in self._texts(row, "rank")]
        for cohort, rank in zip(cohorts, [*ranks, *[None] * len(cohorts)], strict=False):
            if isinstance(rank, int) and rank > 0:
                self.reserves.append(Reserve(nominee=nominee, cohort=cohort, rank=rank))
            else:
                self._note(row, "standing_no_rank", "rank", nominee=nominee)

    def _result(self, row: Row) -> str:
        words = self._texts(row, "result")
        known = (SEATED, RESERVE, NOT_SEATED)
        found = next((term for term in known if words and fold(words[0]) in known_terms(term)), "")
        if words and not found:
            self._note(row, "standing_unclear", "result", found=words[0], allowed=known)
        return found

    def _codes(self, row: Row, field: str, codes: Codes) -> list[str]:
        found = [(text, codes.find(text)) for text in self._texts(row, field)]
        for text, code in found:
            if code is None:
                self._note(row, "standing_unknown", field, found=text, nearest=codes.near(text))
        return [code for _, code in found if code is not None]

    def _texts(self, row: Row, field: str) -> tuple[str, ...]:
        column = self.people.result_column(row, field)
        raw = row.raw[column] if column is not None and column < len(row.raw) else None
        texts = parts(raw) if raw is not None else ()
        return () if isinstance(texts, Fault) or texts == ("-",) else texts

    def _note(self, row: Row, code: str, field: str, **facts: Fact) -> None:
        place = row.sheet.table.place(row.number, self.people.result_column(row, field) or 0)
        self.notes.add(code, place, column=RESULT_COLUMNS[field], **facts)
