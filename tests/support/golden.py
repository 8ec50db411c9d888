"""Golden files: texts that stay as they are until somebody looks and says otherwise (``GOLDEN=write``)."""

import os
from pathlib import Path

from openpyxl import load_workbook

HOME = Path(__file__).parents[1] / "golden"


def assert_golden(name: str, text: str) -> None:
    """Compare a text with the file of that name, or write the file where the environment says so."""
    path = HOME / name
    if os.environ.get("GOLDEN") == "write":
        HOME.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"differs from tests/golden/{name}; look, then GOLDEN=write"


def dump(path: Path, skipped: tuple[str, ...] = ()) -> str:
    """Return a workbook as lines of sheet, cell and value."""
    lines = []
    for sheet in load_workbook(path):
        if sheet.title not in skipped:
            cells = (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
            lines += [f"{sheet.title}!{cell.coordinate}\t{_shown(cell.value)}" for cell in cells]
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    return str(value).removesuffix(" 00:00:00").replace("\n", "\\n")
