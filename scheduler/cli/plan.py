"""``angkatan plan``: dates, people and timetable in one go."""

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
    """Choose the dates of the cohorts of BOOK, allocate its nominees, and place every session.

    Dates are chosen within the windows of the sheet Date windows; seats and meetings that stand in BOOK are
    decided anew.  OUT is a copy of BOOK with the results in it; nothing else differs.  --seconds holds for each
    step: every choice of dates that is tried with its people, and the timetable.
    """
    from scheduler.report.timed import together  # noqa: PLC0415  help must not load the engine
    from scheduler.report.timejson import plan_json  # noqa: PLC0415
    from scheduler.timetable.planning import PlanOptions  # noqa: PLC0415
    from scheduler.timetable.planning import plan as made  # noqa: PLC0415
    from scheduler.workbook.timewrite import write_plan  # noqa: PLC0415

    extras = Extras(ics, html, json, participants, by_id)
    extras.check(book)
    read = opened(book, out, as_new=as_new)
    screen = Screen((lang or Lang(read.programme.language)).value, quiet=quiet)
    screen.doubts(read.warnings, str(book), read.days_in_doubt)
    with watching(screen) as (watch, stop):
        options = PlanOptions(seconds=seconds, seed=seed, workers=workers)
        result = made(read, options=options, progress=watch, stop=stop)
    more = extras.tables(result.times.timetable)
    written = write_plan(result, out, lang=screen.lang, book=read, as_new=as_new, more=more)
    screen.summary(result.seats)
    for word in together(result.joint):
        screen.line(word.spoken(screen.lang))
    show(screen, result.times)
    screen.line(screen.text("written_to", path=str(written.path)))
    screen.line(written.spoken(screen.lang))
    extras.hand_out(result.times.timetable, plan_json(result), screen)
    return 0
