"""What ``angkatan timetable`` and ``angkatan plan`` share: options, what is printed, and what is handed out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.screen import Screen
from scheduler.findings import Fact

if TYPE_CHECKING:
    from scheduler.report import Table
    from scheduler.timetable.held import Timetable
    from scheduler.timetable.run import TimeResult

SecondsOption = Annotated[float | None, typer.Option(min=0.1, help="Most seconds to search.", show_default=False)]
SeedOption = Annotated[int | None, typer.Option(min=0, help="Steers the search and the lots.", show_default=False)]
WorkersOption = Annotated[int, typer.Option(min=1, help="Threads.")]
JsonOption = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write the result as JSON too.", show_default=False)
]
NewOption = Annotated[
    bool, typer.Option("--new", help="Make OUT whole and new, instead of a copy of BOOK with results in it.")
]
IcsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Write calendars (.ics) of cohorts and lecturers into this folder; those there are brought up to date.",
        show_default=False,
    ),
]
PeopleOption = Annotated[
    bool, typer.Option("--participants", help="With --ics: a calendar for each participant too, under a random name.")
]
ByIdOption = Annotated[
    bool, typer.Option("--by-id", help="With --participants: call the files by the participants' IDs.")
]
HtmlOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write one page with calendar and timetables; no person is on it.", show_default=False
    ),
]


@dataclass(frozen=True)
class Extras:
    """What is wanted beside the workbook.

    Parameters
    ----------
    ics, html, json
        Where to; None where it is not wanted.
    for_people
        Whether participants get calendars.
    by_id
        Whether these are called by ID.
    """

    ics: Path | None = None
    html: Path | None = None
    json: Path | None = None
    for_people: bool = False
    by_id: bool = False

    def check(self, book: Path) -> None:
        """Refuse targets that cannot be written, before any work is done."""
        from scheduler.timetable.folder import check_calendars  # noqa: PLC0415  help must not load the library
        from scheduler.workbook.safe import check_target  # noqa: PLC0415  the same

        if self.for_people and not self.ics:
            raise typer.BadParameter("--participants goes with --ics DIR")
        for path, ending in ((self.json, ".json"), (self.html, ".html")):
            if path:
                check_target(path, book, endings=(ending,))
        if self.ics:
            check_calendars(self.ics)

    def called(self, seed: int, nominee: str) -> str:
        """Return how the calendar of a participant is called."""
        from scheduler.timetable.ics import token  # noqa: PLC0415  only for those who ask

        return nominee if self.by_id else token(seed, nominee)

    def tables(self, timetable: Timetable) -> list[tuple[str, Table]]:
        """Return the table of whose calendar is in which file, where participants get calendars."""
        from scheduler.report.timetables import calendar_files  # noqa: PLC0415  help must not load it
        from scheduler.timetable.ics import participant_file  # noqa: PLC0415  the same

        if not self.for_people or timetable.allocation is None:
            return []
        seed, seats = timetable.programme.seed, timetable.allocation.seats
        names = {seat.nominee: participant_file(self.called(seed, seat.nominee)) for seat in seats}
        return [("Calendars", calendar_files(timetable, names))]

    def hand_out(self, timetable: Timetable, told: str, screen: Screen) -> None:
        """Write page, calendars and JSON, as far as they are wanted; `told` is the JSON."""
        from scheduler.workbook.safe import replacing  # noqa: PLC0415  help must not load it

        texts = [(self.json, told)]
        if self.html:
            from scheduler.timetable.page import page  # noqa: PLC0415  only for those who ask

            texts.append((self.html, page(timetable, screen.lang)))
        for path, text in texts:
            if path:
                with replacing(path) as part:
                    part.write_text(text, encoding="utf-8", errors="replace", newline="\n")
                screen.line(screen.text("written_to", path=str(path)))
        if self.ics:
            self._calendars(self.ics, timetable, screen)

    def _calendars(self, folder: Path, timetable: Timetable, screen: Screen) -> None:
        from datetime import UTC, datetime  # noqa: PLC0415  only for those who ask

        from scheduler.timetable.folder import write_calendars  # noqa: PLC0415  the same

        seed = timetable.programme.seed
        named = (lambda nominee: self.called(seed, nominee)) if self.for_people else None
        done = write_calendars(timetable, folder, now=datetime.now(UTC), participants=named)
        facts: dict[str, Fact] = {"path": str(folder), "count": len(done.files), "changed": done.changed}
        screen.line(screen.text("calendars_written", **facts))


def show(screen: Screen, result: TimeResult) -> None:
    """Print what was placed, cohort by cohort, and what is proven of it."""
    from scheduler.report.timed import by_cohort, sentences, time_priorities  # noqa: PLC0415  help must not load them

    held = result.timetable.known
    counts = {
        "meetings": len(held),
        "sessions": len({one.session for one in held}),
        "cohorts": len(result.programme.cohorts),
    }
    screen.line(screen.text("timetable_placed", **counts))
    proven, audited = (word.spoken(screen.lang) for word in sentences(result))
    screen.line(proven)
    rows = by_cohort(result.timetable).in_words(screen.lang)
    cohorts = [(*row[:4], *row[6:]) for row in rows]
    heads = ("cohort", "title", "first_day", "last_day", "meetings", "lesson_hours")
    screen.out.print(screen.table(heads, cohorts, numbers=2))
    tiers = [row[:5] for row in time_priorities(result).in_words(screen.lang)]
    if tiers:
        screen.out.print(screen.table(("priority", "about", "value", "bound", "gap"), tiers, numbers=3))
    screen.line(audited)
