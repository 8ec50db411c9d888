"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Lang(StrEnum):
    """A language of the results."""

    EN = "en"
    ID = "id"
    KO = "ko"


BookArgument = Annotated[Path, typer.Argument(metavar="BOOK", help="The workbook.", show_default=False)]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="Language: en, id or ko. Default: the workbook's own.", show_default=False)
]
OutOption = Annotated[
    Path,
    typer.Option(
        "-o",
        "--out",
        metavar="OUT",
        help="The workbook to write; one that is there is replaced, BOOK itself never.",
        show_default=False,
    ),
]
OutArgument = Annotated[
    Path, typer.Argument(metavar="OUT", help="The workbook to write; it must not be there yet.", show_default=False)
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
