"""Every problem of the sheets that make a timetable; they are told like those of :mod:`scheduler.workbook.problems`.

What keeps a row from being read is an error.  What only keeps a timetable from being made is a
doubt, as people can be allocated without one.
"""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.workbook.problemkinds import Kind
from scheduler.workbook.problemkinds import error as _error
from scheduler.workbook.problemkinds import warning as _warning

TIMES: Mapping[str, Kind] = {
    "nobody_yet": _warning(
        "The sheet {sheet} has no rows: a timetable can be made, but there is nobody to whom seats could be given."
    ),
    "sheet_left": _warning(
        "The sheet {found} is called like {sheet} of the timetable, but is not read, as it lacks its columns: "
        "{columns}."
    ),
    "not_clock": _error("{column}: found {found}; allowed: {allowed}."),
    "not_numbers": _error("{column}: found {found}; allowed: {allowed}."),
    "unknown_room": _error("{column}: there is no room {found}; allowed: {allowed}.[ Nearest: {nearest}.]"),
    "unknown_lecturer": _error("{column}: there is no lecturer {found}; allowed: {allowed}.[ Nearest: {nearest}.]"),
    "unknown_site": _error("{column}: there is no site {found}; allowed: {allowed}.[ Nearest: {nearest}.]"),
    "unknown_who": _error(
        "{column}: no lecturer, room, site, cohort or session has the code {found}.[ Nearest: {nearest}.]"
    ),
    "no_longer": _warning("{column}: {found} of the timetable as it stood is gone.[ Nearest: {nearest}.]"),
    "no_session_of": _warning("{column}: no session is {found}.[ Nearest: {nearest}.]"),
    "not_after": _error("{column}: {found} is not after {start}."),
    "slot_twice": _error("Slot {found} stands twice for the same season; the other is {other}."),
    "slots_overlap": _error("{column}: slot {found} begins before slot {other} ends ({end})."),
    "slot_order": _warning("{column}: slot {found} begins before slot {other}, though its number is higher."),
    "unknown_slot": _error("{column}: the day grid has no slot {found}; allowed: {allowed}."),
    "breaks_alone": _warning(
        "No row here holds, as the sheet {sheet} has none: a day then has eight lesson hours and a lunch of its own."
    ),
    "both_same": _error("{column}: {found} stands on both sides."),
    "window_twice": _error("Cohort {found} has two date windows; the other is {other}."),
    "window_short": _error("{column}: found {found} days, but the window has only {allowed}."),
    "outside_window": _warning("{column}: with {found} the cohort would not be away within the window ({allowed})."),
    "dated_twice": _warning("Cohort {found} has dates of its own; the date window chooses them anew."),
    "cohort_undated": _warning("Cohort {found} has neither dates nor a date window; nothing can be held for it."),
    "no_teaching_days": _warning("Cohort {found} has no day on which anything is taught ({dates})."),
    "on_holiday": _warning("{column}: {found} is a holiday ({title}), on which nobody should travel."),
    "too_many_hours": _warning("The sessions of cohort {cohort} take {found} lesson hours; its days have {allowed}."),
    "session_too_long": _warning("{column}: no day of the session has {found} in a row (at most {allowed})."),
    "not_taught_then": _warning("{column}: cohort {cohort} is not taught on {found}."),
    "cannot_begin": _warning(
        "{column}: {session} cannot begin on {day} in slot {found}; it takes {hours} lesson hours."
    ),
    "no_such_feature": _warning("{column}: no room has {found}.[ Nearest: {nearest}.]"),
    "no_such_room": _warning("{column}: no room has all of {found}."),
    "room_small": _warning(
        "{session}: {found} people are expected; the largest room that it can have holds {allowed}."
    ),
    "site_small": _warning("{session}: {found} people are expected, but {site} takes {allowed}; split the group."),
    "bus_small": _warning(
        "{session}: {found} people are expected, but the bus to {site} has {allowed} seats; split the group."
    ),
    "no_bus": _warning(
        "{column}: {found} is {minutes} minutes away, but no bus is named; leave it so if none is needed."
    ),
    "lacks_skill": _warning("{column}: {found} has none of the topics of this session among the skills ({topics})."),
    "skill_not_taught": _warning("{column}: no session is about {found}.[ Nearest: {nearest}.]"),
    "too_few_lecturers": _warning("{column}: found {found}, but only {allowed} lecturers are named."),
}
"""Of the sheets of the timetable, one against the other and against cohorts and sessions."""
