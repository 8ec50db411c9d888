"""Write every sample of this folder anew: ``python samples/make.py``.

The workbooks come from :mod:`scheduler.sample`, as ``angkatan sample NAME OUT`` writes them.
"""

from __future__ import annotations

from pathlib import Path

from scheduler.sample import samples
from scheduler.workbook.write import write_programme

HERE = Path(__file__).parent
KEPT = ("egcc_2019", "onnara_2015", "multi_year", "infeasible")
"""Those that stand here as workbooks; `national` is of any size and made when asked for."""


def main() -> None:
    """Write the workbooks."""
    for name in KEPT:
        made = samples()[name]()
        path = HERE / f"{name}.xlsx"
        write_programme(made.programme, made.rules, path, lang=made.programme.language)
        print(f"{path.name}: {len(made.programme.nominees)} nominees, {len(made.rules)} rules")


if __name__ == "__main__":
    main()
