"""The parts of README.md that are made from the code; run it to write them anew."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.cli import COMMANDS
from scheduler.cli.exits import MEANINGS
from scheduler.rule import MUST
from scheduler.rulebook import SEATS, TIMETABLE, kinds

README = Path(__file__).parents[2] / "README.md"


def commands() -> str:
    """Commands and what they do."""
    rows = [f"| `angkatan {name}` | {summary} |" for name, summary in COMMANDS.items()]
    return "\n".join(["| command | what it does |", "|---|---|", *rows])


def rules(package: str = SEATS) -> str:
    """Rules by sheet: what they say, how urgent they are unless told otherwise, and their file."""
    rows = []
    for sheet, kind in sorted(kinds(package).items()):
        default = kind.model_fields["priority"].default
        meaning = (kind.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ").replace("    ", "")
        urgency = MUST if default == MUST else f"priority {default}"
        rows.append(f"| {sheet} | {meaning} | {urgency} | `{kind.__module__.replace('.', '/')}.py` |")
    return "\n".join(["| sheet | a row means | unless told otherwise | file |", "|---|---|---|---|", *rows])


def exits() -> str:
    """Exit codes."""
    rows = [f"| {int(code)} | {meaning} |" for code, meaning in MEANINGS.items()]
    return "\n".join(["| exit code | meaning |", "|---|---|", *rows])


def egcc() -> str:
    """What the first command prints."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "scheduler.cli", "allocate", str(README.parent / "samples" / "egcc_2019.xlsx")]
        done = subprocess.run(
            [*command, "-o", "egcc_2019_result.xlsx"], capture_output=True, text=True, check=True, cwd=folder
        )
    return f"```text\n{done.stdout.rstrip()}\n```"


def clash(lang: str) -> str:
    """What `relax` says of the sample that cannot be held."""
    book = str(README.parent / "samples" / "infeasible.xlsx")
    command = [sys.executable, "-m", "scheduler.cli", "relax", book, "--most", "3", "--lang", lang]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return f"```text\n{done.stderr}{done.stdout.rstrip()}\n```"


PARTS = {
    "egcc": egcc,
    "commands": commands,
    "rules": rules,
    "time_rules": lambda: rules(TIMETABLE),
    "exits": exits,
    "clash_en": lambda: clash("en"),
    "clash_id": lambda: clash("id"),
}


def renewed(text: str) -> str:
    """Return README's text with every generated part as the code has it now."""
    for name, make in PARTS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = pattern.sub(lambda m, make=make: f"{m[1]}{make()}\n{m[2]}", text)
    return text


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
