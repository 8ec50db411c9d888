"""``angkatan sample``: worked samples, and intakes of any size."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.exits import Exit
from scheduler.cli.options import Lang, LangOption, OutArgument
from scheduler.cli.screen import Screen


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of a sample; national is of any size.")],
    out: OutArgument,
    nominees: Annotated[int, typer.Option(min=10, help="For national: how many nominees.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="For national: another seed, other people.")] = 1,
    lang: LangOption = None,
) -> int:
    """Write the sample NAME to OUT: egcc_2019, onnara_2015, multi_year, infeasible or national.

    All people in samples are invented.
    """
    from scheduler.sample import samples  # noqa: PLC0415  help must not load the makers
    from scheduler.workbook.safe import check_target  # noqa: PLC0415
    from scheduler.workbook.write import write_programme  # noqa: PLC0415

    screen = Screen((lang or Lang.EN).value)
    makers = samples()
    if name not in makers:
        screen.error(screen.text("no_sample", found=name, allowed=tuple(makers)))
        return Exit.USAGE
    check_target(out, endings=(".xlsx",), is_new=True)
    made = makers[name](nominees=nominees, seed=seed) if name == "national" else makers[name]()
    write_programme(made.programme, made.rules, out, lang=(lang or Lang(made.programme.language)).value)
    screen.line(screen.text("written_to", path=str(out)))
    return Exit.DONE
