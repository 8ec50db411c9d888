"""``angkatan template``: an empty workbook with guidance."""

from __future__ import annotations

from scheduler.cli.options import Lang, LangOption, OutArgument
from scheduler.cli.screen import Screen


def command(out: OutArgument, lang: LangOption = None) -> int:
    """Write to OUT an empty workbook with drop-downs, comments and instructions, to be filled in."""
    from scheduler.workbook.safe import check_target  # noqa: PLC0415  help must not load the writer
    from scheduler.workbook.template import write_template  # noqa: PLC0415

    chosen = lang or Lang.EN
    check_target(out)
    write_template(out, lang=chosen.value)
    screen = Screen(chosen.value)
    screen.line(screen.text("written_to", path=str(out)))
    return 0
