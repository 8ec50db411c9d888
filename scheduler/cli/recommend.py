"""``angkatan recommend``: where a late nominee could still go, and what each place would cost whom."""

from __future__ import annotations

from scheduler.cli.answers import Answers
from scheduler.cli.exits import Exit
from scheduler.cli.explain import NomineeArgument
from scheduler.cli.options import BookArgument, Lang, LangOption
from scheduler.cli.screen import Screen


def command(book: BookArgument, nominee: NomineeArgument, lang: LangOption = None) -> int:
    """Rank all cohorts of BOOK for the nominee ID, with the consequences of each for everybody else."""
    from scheduler.errors import Infeasible  # noqa: PLC0415  help must not load the engine
    from scheduler.recommend import recommend  # noqa: PLC0415
    from scheduler.whatif import Session  # noqa: PLC0415
    from scheduler.workbook import open_book  # noqa: PLC0415

    read = open_book(book)
    screen = Screen((lang or Lang(read.programme.language)).value)
    if nominee not in read.programme.nominee:
        screen.error(screen.text("no_such_nominee", found=nominee))
        return Exit.USAGE
    desk = Session(read).desk
    if desk.base is None:
        from scheduler.diagnose import diagnose  # noqa: PLC0415

        raise Infeasible(diagnose(desk.programme, desk.rules, desk.limits))
    Answers(screen, read.programme).recommendation(recommend(desk, nominee))
    return Exit.DONE
