"""Run one command, and turn every error into a sentence and an exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module

import typer

from scheduler.cli import COMMANDS
from scheduler.cli.exits import Exit
from scheduler.cli.screen import Screen
from scheduler.errors import BadWorkbook, Infeasible, NoDates, OutOfTime, SchedulerError, WorkbookError
from scheduler.words import LANGUAGES, Language

DEBUG = "ANGKATAN_DEBUG"
"""Set in the environment, it lets a fault of angkatan show its trace-back."""


def run(name: str, arguments: Sequence[str]) -> int:
    """Run the command `name`; no trace-back ever reaches the coordinator."""
    if name not in COMMANDS:
        return _unknown(name)
    asked = _asked_for(arguments)
    Screen.spoken = asked or "en"
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, help=import_module(f"scheduler.cli.{name}").command.__doc__)(
        import_module(f"scheduler.cli.{name}").command
    )
    try:
        code = app(list(arguments), prog_name=f"angkatan {name}", standalone_mode=False)
    except SystemExit as end:
        return int(end.code or 0)
    except Exception as error:  # noqa: BLE001  the last net: told as a sentence
        return _told(error, asked)
    return int(code or 0)


def _asked_for(arguments: Sequence[str]) -> Language | None:
    """Return the language that ``--lang`` asks for, before any workbook is read."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    after = words[words.index("--lang") + 1 :] if "--lang" in words else []
    return next((lang for lang in LANGUAGES if after[:1] == [lang]), None)


def _unknown(name: str) -> int:
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(name, COMMANDS, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    Screen().error(f"angkatan has no command {name}.{hint} See angkatan --help.")
    return Exit.USAGE


def _told(error: Exception, asked: Language | None) -> int:
    """Print an error as a sentence and return its exit code; `asked` is the language that was asked for."""
    screen = Screen(Screen.spoken)
    if isinstance(error, BadWorkbook):
        own = next((lang for lang in LANGUAGES if lang == error.language), screen.lang)
        Screen(asked or own).problems(error.problems)
        return Exit.BAD_WORKBOOK
    if isinstance(error, WorkbookError):
        screen.problems([error.problem])
        return Exit.NO_FILE
    if isinstance(error, Infeasible):
        screen.diagnosis(error.diagnosis)
        if not screen.is_timed(error.diagnosis):
            screen.hint("ways_hint")
        return Exit.INFEASIBLE
    if isinstance(error, NoDates):
        screen.no_dates(error)
        return Exit.INFEASIBLE
    if isinstance(error, OutOfTime):
        screen.out_of_time(error)
        return Exit.OUT_OF_TIME
    return _usage_or_fault(error, screen)


def _usage_or_fault(error: Exception, screen: Screen) -> int:
    shown = getattr(error, "format_message", None)
    if shown is not None:
        screen.error(shown())
        return Exit.USAGE
    if os.environ.get(DEBUG):
        raise error
    kind = "" if isinstance(error, SchedulerError) else f"{type(error).__name__}: "
    screen.error(screen.text("fault", error=f"{kind}{error}"))
    return Exit.FAULT
