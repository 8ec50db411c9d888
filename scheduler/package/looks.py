"""How cells that are written get their format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _unchanged(style: int) -> int:
    return style


@dataclass(frozen=True, slots=True)
class Looks:
    """How cells get their format; a cell that is in the sheet already keeps its own, unless `over` says otherwise.

    Parameters
    ----------
    styles
        Format of new cells, by address or by column letters.  A cell with a format of its own is
        made even where it is to hold nothing, so that borders and stripes go on.
    data_from
        First row of data.  A new cell without a format of its own in `styles` takes that of the
        cell above, where that is a row of data; then the row's; then the column's.
    over
        Format by address, of cells that are in the sheet too.
    is_1904
        Whether the workbook counts days from 1904.
    dated
        Turns a format into one that shows a date; asked for cells that are given one.
    """

    styles: Mapping[str, int] = field(default_factory=dict)
    data_from: int | None = None
    over: Mapping[str, int] = field(default_factory=dict)
    is_1904: bool = False
    dated: Callable[[int], int] = _unchanged
