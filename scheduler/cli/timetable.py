"""``angkatan timetable``: when and where everything is held."""

from __future__ import annotations

from scheduler.cli.opened import opened
from scheduler.cli.options import BookArgument, Lang, LangOption, OutOption, QuietOption
from scheduler.cli.progress import watching
from scheduler.cli.screen import Screen
from scheduler.cli.timed import (
    ByIdOption,
    Extras,
    HtmlOption,
    IcsOption,
    JsonOption,
    NewOption,
    PeopleOption,
    SecondsOption,
    SeedOption,
    WorkersOption,
    show,
)


def command(  # noqa: PLR0917  a command's parameters are its options
    book: BookArgument,
    out: OutOption,
    seconds: SecondsOption = None,
    seed: SeedOption = None,
    lang: LangOption = None,
    json: JsonOption = None,
    workers: WorkersOption = 2,
    ics: IcsOption = None,
    participants: PeopleOption = False,
    by_id: ByIdOption = False,
    html: HtmlOption = None,
    as_new: NewOption = False,
    quiet: QuietOption = False,
) -> int:
    """Place every session of BOOK in days, hours and rooms, and write the timetable to OUT.

    OUT is a copy of BOOK with the sheets of the timetable; nothing else in it differs.  Those who have
    seats in BOOK are in the breakouts that they have there.  Ctrl-C ends the search and writes the best found.
    """
    from scheduler.report.timejson import timetable_json  # noqa: PLC0415  help must not load the engine
    from scheduler.timetable.run import TimeOptions  # noqa: PLC0415
    from scheduler.timetable.run import timetable as made  # noqa: PLC0415
    from scheduler.workbook.timewrite import write_timetable  # noqa: PLC0415

    extras = Extras(ics, html, json, participants, by_id)
    extras.check(book)
    read = opened(book, out, as_new=as_new)
    screen = Screen((lang or Lang(read.programme.language)).value, quiet=quiet)
    screen.doubts(read.warnings, str(book), read.days_in_doubt)
    with watching(screen) as (watch, stop):
        result = made(read, options=TimeOptions(seconds, seed, workers), progress=watch, stop=stop)
    more = extras.tables(result.timetable)
    written = write_timetable(result, out, lang=screen.lang, book=read, as_new=as_new, more=more)
    show(screen, result)
    screen.line(screen.text("written_to", path=str(written.path)))
    screen.line(written.spoken(screen.lang))
    extras.hand_out(result.timetable, timetable_json(result), screen)
    return 0
