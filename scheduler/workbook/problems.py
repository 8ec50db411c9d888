"""Every problem that reading a workbook can find: its code, how bad it is, its facts, its sentence.

This table is the one place for the codes.  The other languages translate the sentences; the
named gaps are the keys of `Problem.facts`.  Words in ``[ ]`` are left out where their gap is
empty.  `column` and `sheet` are English titles and names, `allowed` is one of `PHRASES`, a list
of codes, or a number; `found` is what stands in the cell.  No fact holds more of a person than
the ID and the cell itself, and where the ID gives the cell away, not even that.
"""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.findings import Fact, Place, Problem, Severity
from scheduler.workbook.problemkinds import Kind
from scheduler.workbook.problemkinds import error as _error
from scheduler.workbook.problemkinds import warning as _warning
from scheduler.workbook.timeproblems import TIMES

FILE: Mapping[str, Kind] = {
    "no_file": _error("There is no file {found}."),
    "is_folder": _error("{found} is a folder; a workbook is needed."),
    "no_folder": _error("There is no folder {found}."),
    "no_rosters": _error("The folder {found} has no file that could be a roster; allowed: {allowed}."),
    "no_roster": _error("No sheet of this file lists people: no row has a name or an ID among three known headings."),
    "no_access": _error("{found} cannot be opened: {reason}."),
    "empty_file": _error("{found} is empty (0 bytes)."),
    "not_workbook": _error("{found} is no workbook; allowed: {allowed}."),
    "other_format": _error("This is a {found} file; save it in Excel as {allowed} and try again."),
    "password": _error("The workbook is locked with a password; remove the password and try again."),
    "too_large": _error("The workbook unpacks to {found} MB; at most {allowed} MB are read."),
    "too_dense": _error("The workbook unpacks to {found} times its size; at most {allowed} times is read."),
    "damaged": _error("The workbook is damaged and cannot be read ({reason})."),
    "foreign_format": _warning(
        "This is a {found} file; the result is written as a new {allowed} workbook, and this file stays as it is."
    ),
    "unsafe": _error("The part {found} of the workbook declares a document type, which no spreadsheet program writes."),
}
"""Whole files that cannot be read."""

SHEETS: Mapping[str, Kind] = {
    "missing_sheet": _error("The sheet {sheet} is missing; the workbook has: {found}.[ Nearest: {nearest}.]"),
    "sheet_twice": _error("Two sheets are read as {sheet}: {found} and {other}; keep one."),
    "unknown_sheet": _warning("The sheet {found} is not read.[ Nearest: {nearest}.]"),
    "hidden_sheet": _warning("The sheet {found} is hidden and is not read."),
    "hidden_rows": _warning("{count} hidden or filtered rows of this sheet are read like the others."),
    "empty_sheet": _error("The sheet {sheet} has no rows."),
    "no_header": _error("No row with headings was found in the first {rows} rows; allowed: {columns}."),
    "missing_column": _error("The column {column} is missing from this sheet.[ Nearest: {nearest}.]"),
    "column_twice": _error("Two columns are read as {column}; the other is {other}.", "found"),
    "unknown_column": _warning("The column {found} is not known here and is not read.[ Nearest: {nearest}.]"),
    "no_heading": _warning("This column has values but no heading, and is not read."),
    "not_needed": _warning(
        "The column {found} holds personal data that this job never needs; it is not read. Please delete it."
    ),
    "unknown_key": _warning("{found} is no setting of the programme.[ Nearest: {nearest}.]", "allowed"),
    "key_twice": _error("{found} stands twice; the other is {other}."),
    "far_cells": _warning("{count} cells lie beyond column {allowed} and are not read."),
    "fact_unread": _warning("{column}: the cell shows {found}; it is taken as empty, as no rule uses it."),
    "read_as_nominees": _warning("The sheet {found} is read as a further list of nominees.", "sheet"),
    "roster_left": _warning(
        "The sheet {found} looks like a list of nominees, but is not read; to have it read, let its name begin "
        "with {sheet}."
    ),
    "rows_skipped": _warning(
        "Skipped from here on: {kind} (rows: {count}; of the {found} rows of this sheet, {read} are read)."
    ),
    "row_ignored": _warning("This row has nothing under {columns} and is not read."),
}
"""Sheets, headings and rows."""

CELLS: Mapping[str, Kind] = {
    "error_value": _error("{column}: the cell shows the error {found}."),
    "not_calculated": _error(
        "{column}: the formula here has no stored result; open the workbook in Excel, save it once, and try again."
    ),
    "empty_cell": _error("{column} is empty; allowed: {allowed}."),
    "not_text": _error("{column}: found {found}, which Excel has turned into a date or a number; allowed: {allowed}."),
    "not_whole": _error("{column}: found {found}; allowed: {allowed}."),
    "not_number": _error("{column}: found {found}; allowed: {allowed}."),
    "unclear_number": _error("{column}: {found} can be read as {one} or as {other}; write one of them."),
    "below": _error("{column}: found {found}; allowed: {allowed} or more."),
    "above": _error("{column}: found {found}; allowed: {allowed} or less."),
    "not_date": _error("{column}: found {found}; allowed: {allowed}."),
    "impossible_date": _error("{column}: there is no day {found}; allowed: {allowed}."),
    "month_first": _error(
        "{column}: {found} has no month {month} if the day comes first, as it does here; write {nearest}."
    ),
    "not_time": _error("{column}: found {found}; allowed: {allowed}."),
    "not_span": _error("{column}: found {found}; allowed: {allowed}."),
    "not_amount": _error("{column}: found {found}; allowed: {allowed}."),
    "fraction": _error("{column}: found {found}. Is {meant} meant? Then write {meant}; else write a whole number."),
    "not_choice": _error("{column}: found {found}; allowed: {allowed}.[ Nearest: {nearest}.]"),
    "not_priority": _error("{column}: found {found}; allowed: {allowed}."),
    "wish_only": _error("{column}: {found} cannot stand here, as {sheet} is a wish; allowed: {allowed}."),
    "damaged_id": _error(
        "{column}: the number has lost digits because Excel keeps 15; format the column as text and type it again."
    ),
    "not_weight": _error("{column}: found {found}; allowed: {allowed}."),
    "alone": _error("{column}: {found} stands with other values; it can only stand alone."),
    "commas": _error("{column}: found {found}; several values are divided by semicolons: {nearest}."),
    "not_accepted": _error("{column}: found {found}; {reason}."),
    "row_refused": _error("This row cannot stand: {reason}."),
    "number_as_text": _warning("{column}: the number {found} is stored as text; it is read as {read}."),
    "serial_date": _warning("{column}: the number {found} is read as the date {read}."),
    "day_first": _warning("{column}: {found} is read as {read}, the day before the month ({count} such dates here)."),
    "tidied_id": _warning("{column}: {found} is read without spaces, dots and words ({count} such IDs here)."),
    "repeated": _warning("{column}: {found} stands more than once."),
}
"""Single cells."""

RULES: Mapping[str, Kind] = {
    "code_twice": _error("The code {found} stands twice; the other is {other}."),
    "not_code": _error("{column}: {found} cannot be a code; it is a word with a meaning, or has a semicolon in it."),
    "unknown_cohort": _error("{column}: there is no cohort {found}; allowed: {allowed}.[ Nearest: {nearest}.]"),
    "unknown_session": _error("{column}: there is no session {found}; allowed: {allowed}.[ Nearest: {nearest}.]"),
    "unknown_place": _error(
        "{column}: there is no cohort or session {found}; allowed: {allowed}.[ Nearest: {nearest}.]"
    ),
    "ends_first": _error("{column}: the end {found} lies before the start {start}."),
    "outside_cohort": _warning("{column}: {found} lies outside the days of cohort {cohort} ({allowed})."),
    "inverted": _error("{column}: at least {found} is more than at most {allowed}."),
    "exactly_too": _error("{column}: an exact number stands beside {other}; write one of them."),
    "no_number": _error("This row limits nothing; fill in one of: {columns}."),
    "above_seats": _error("{column}: found {found}, but {where} offers {allowed} seats."),
    "above_seats_wished": _warning("{column}: found {found}, but {where} offers {allowed} seats."),
    "cohort_seats": _warning(
        "{column}: the sessions of block {block} seat {found} people; the cohort has {allowed} seats."
    ),
    "few_nominees": _warning("{column}: found {found}, but only {allowed} nominees match this row."),
    "nobody_matches": _warning("{column}: no nominee has {found}.[ Nearest: {nearest}.]"),
    "nobody_leads": _warning("{column}: no cohort is led by {found}.[ Nearest: {nearest}.]"),
    "unclear_name": _warning("{column}: {found} may be {nearest}; no nominee has it as it is written."),
    "unknown_nominee_column": _error("{column}: the sheet of nominees has no column {found}.[ Nearest: {nearest}.]"),
    "unknown_nominee": _error("{column}: there is no nominee {found}.[ Nearest: {nearest}.]"),
    "rule_twice": _warning("This row says the same as {other}."),
    "takes_differ": _error("{column}: found {found}, but {other} of the same block says {allowed}."),
    "take_too_many": _error("{column}: found {found}, but block {block} has {allowed} sessions."),
    "clash_elsewhere": _warning("{column}: {found} is a session of another cohort; nobody takes both anyway."),
    "session_kept_back": _warning("Cohort {found} is closed; this session is not used."),
    "no_seats": _warning("No open cohort offers a seat."),
}
"""Cohorts, sessions and rules, one against the other."""

PEOPLE: Mapping[str, Kind] = {
    "no_id": _error("{column} is empty; the row has a name."),
    "id_alone": _error("The row has the ID {found} and nothing else; write the name beside it, or delete the ID."),
    "no_name": _warning("The nominee {nominee} has no name."),
    "no_institution": _warning("The nominee {nominee} has no institution."),
    "id_twice": _error("The ID {found} stands twice; the other is {other}."),
    "nominated_twice": _error(
        "The person with the ID {found} is nominated by {institutions}; the other row is {other}."
    ),
    "already_there": _warning("The person with the ID {found} is in the round already and is not taken again."),
    "institution_taken": _warning(
        "Rows here name no institution; the sheet, the file or the letterhead says that it is {found}."
    ),
    "institution_unknown": _error(
        "Rows here name no institution, and neither the sheet, the file nor the letterhead says which it is."
    ),
    "same_person": _warning("The nominees {nominee} and {twin} have the same name and birth date; see {other}."),
    "order_twice": _warning("{column}: {found} stands twice for one institution; the other is {other}."),
    "nip_doubtful": _warning("The ID {nominee} has 18 digits but is no NIP: {kind}."),
    "nip_birth": _warning("{column}: the birth date of nominee {nominee} is not the one that the NIP tells."),
    "nip_sex": _warning("{column}: the sex of nominee {nominee} is not the one that the NIP tells."),
    "nip_service": _warning("{column}: the service start of nominee {nominee} is not the one that the NIP tells."),
    "not_taught": _warning("{column}: no cohort or session teaches {found}.[ Nearest: {nearest}.]"),
    "choice_closed": _warning("{column}: cohort {found} is closed."),
    "pin_closed": _error("{column}: nominee {nominee} is pinned to {found}, which is closed."),
    "pin_refused": _error(
        "{column}: nominee {nominee} is pinned to {found}, but {other} ({sheet}) refuses it.", "case"
    ),
    "spelt_apart": _warning("{column}: {found} all mean {meant} and are counted as one."),
    "renamed": _warning("{column}: on {date}, {found} is called {meant}; it is counted under that name."),
    "close_name": _warning(
        "{column}: {found} is not known; it is counted as {nearest}, the only name close to it. If that is wrong, "
        "say on the sheet Names what is meant."
    ),
    "unclear_region": _warning("{column}: {found} may be {nearest}; write out which."),
    "unclear_institution": _warning("{column}: {found} may be {nearest}; write out which."),
    "unclear_counts": _error(
        "{column}: {found} may be {nearest}, and {other} counts people by it; write out which, or say on the sheet "
        "Names what is meant."
    ),
    "region_differs": _warning("{column}: {other} does not lie in {found}."),
    "id_length": _warning("The ID has {count} digits; a NIP has {allowed}."),
    "alias_unclear": _error("{column}: {found} itself may be {nearest}; write out which."),
    "alias_twice": _error("{found} is said to mean two things; the other is {other}."),
}
"""Nominees."""

STANDING: Mapping[str, Kind] = {
    "standing_unknown": _warning(
        "{column}: the allocation that stands here names {found}, which is unknown.[ Nearest: {nearest}.]"
    ),
    "standing_elsewhere": _warning("{column}: session {found} is not in cohort {allowed}."),
    "standing_unclear": _warning("{column}: found {found}; allowed: {allowed}."),
    "standing_no_rank": _warning("{column}: nominee {nominee} is a reserve without a rank."),
}
"""The allocation that stands in the result columns."""

A_WHOLE_NUMBER = "a whole number"
A_NUMBER = "a number such as 450 or 450.5"
A_DATE = "a date such as 2019-09-02"
A_TIME = "a date and time such as 2019-09-02 09:00"
A_CLOCK = "a time of day such as 09:00"
SLOT_NUMBERS = "numbers of lesson hours such as 1; 2; 5 or 1..3"
SPANS = "days such as 2019-09-02..2019-09-05; 2019-09-12"
AN_AMOUNT = "a whole number such as 5, or a percentage such as 30%"
A_PERCENTAGE = "a percentage from 0% to 100%"
A_TEXT = "text; format the column as text and type it again"
A_PRIORITY = "must, or 1, 2, 3 ..."
A_WISH = "1, 2, 3 ..."
A_TOPIC = "topic codes, with a weight from 1 to 100 if wished, such as DAT:2; APP"
A_VALUE = "any value"
A_CODE = "a short code of its own"
A_NUMBERING_ROW = "the numbers of the columns"
A_SUBTOTAL = "a sum"
A_HEADING_AGAIN = "the headings again"
A_SECTION = "a heading within the list"
A_SIGNATURE = "lines under the list"

NIP_FAULTS: Mapping[str, str] = {
    "birth": "its birth date does not exist",
    "month": "its month of appointment does not exist",
    "times": "its number of contracts is 0",
    "sex": "its digit for the sex is neither 1 nor 2",
    "serial": "its serial number is 000",
    "age": "the age at appointment is not credible",
    "future": "the appointment lies in the future",
}
"""What `kind` says of a number that is no NIP, by the code of :class:`scheduler.reference.nip.NipFault`."""

PHRASES = (
    *NIP_FAULTS.values(),
    A_WHOLE_NUMBER, A_NUMBER, A_DATE, A_TIME, A_CLOCK, SLOT_NUMBERS, SPANS, AN_AMOUNT, A_PERCENTAGE, A_TEXT,
    A_PRIORITY, A_WISH, A_TOPIC,
    A_VALUE, A_CODE, A_NUMBERING_ROW, A_SUBTOTAL, A_HEADING_AGAIN, A_SECTION, A_SIGNATURE,
)  # fmt: skip
"""What `allowed` says where it is no list: terms of the catalogue."""

TARGETS: Mapping[str, Kind] = {
    "target_type": _error("{found} cannot be written; its name must end in {allowed}."),
    "target_is_folder": _error("{found} is a folder; name a file to be written."),
    "target_is_source": _error("{found} is the workbook that is read; write the result to another file."),
    "target_no_folder": _error("There is no folder {folder} to write {found} into."),
    "target_read_only": _error("{found} cannot be written: the file or its folder is read-only."),
    "target_open": _error("{found} is open in another program; close it there and try again.", "lock"),
    "target_failed": _error("{found} could not be written and is as it was before: {reason}."),
    "target_exists": _error("{found} is there already, and may have been filled in; name a new file."),
    "target_twice": _error("{found} is to be written twice; name two different files."),
    "target_is_file": _error("{found} is a file; name a folder that is new or empty."),
    "target_no_calendar": _error("{found} is no calendar of this programme, or is damaged; move it away first."),
    "target_not_empty": _error("The folder {found} is not empty; name one that is new or empty."),
}
"""Files that cannot be written."""

EXPORTS: Mapping[str, Kind] = {
    "not_allocated": _error(
        "There is no allocation in this workbook yet: the column Allocated cohort of the sheet Nominees is empty. "
        "Run angkatan allocate first."
    ),
    "not_key": _error("{found} is no key of participant IDs: a sheet with the columns {columns} is needed."),
    "key_damaged": _error("{column}: this cell of the key is damaged, empty, or the same as another."),
    "not_shared": _error(
        "The column {column} is never handed out: it gives personal data away, or is the office's own."
    ),
    "no_such_column": _error("Nominees have no column {found}.[ Nearest: {nearest}.]"),
    "id_in_cell": _error(
        "{column}: a cell holds the ID of a nominee, so that it cannot be handed out; correct the cell or leave the "
        "column out."
    ),
}
"""Results that cannot be handed out."""

PROBLEMS: Mapping[str, Kind] = {**FILE, **SHEETS, **CELLS, **RULES, **PEOPLE, **STANDING, **TIMES, **TARGETS, **EXPORTS}
"""All kinds by code."""


def problem(code: str, place: Place, facts: Mapping[str, Fact], severity: Severity | None = None) -> Problem:
    """Make a problem of a known kind.

    Parameters
    ----------
    severity
        Only where it differs from the kind's own.
    """
    return Problem(code, place, facts, severity or PROBLEMS[code].severity)
