"""Sheets and tables of one workbook rewritten so that they mean the same in another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from scheduler.package.markup import edited, fragment, with_attribute
from scheduler.package.refusal import Refusal
from scheduler.package.strings import Texts
from scheduler.package.styles import Formats

_SHARED: Final = re.compile(rb'<c ([^>]*?)\st="s"([^>]*)><v>(\d+)</v></c>')
_STYLED: Final = re.compile(rb'(<(?:c|row)\s(?:[^>]*?\s)?s=")(\d+)(")')
_COLUMN: Final = re.compile(rb'(<col\s(?:[^>]*?\s)?style=")(\d+)(")')
_RULE: Final = re.compile(rb'(<(?:cfRule|colorFilter|sortCondition)\s(?:[^>]*?\s)?dxfId=")(\d+)(")')
_TABLE: Final = re.compile(rb'(\s\w*[dD]xfId=")(\d+)(")')
_SELECTED: Final = re.compile(rb'(<sheetView(?=\s)[^>]*?)\stabSelected="(?:1|true)"')
_VIEW: Final = re.compile(rb"<sheetView(?=[\s/>])")
_LEFT_OVER: Final = {
    "markup that no spreadsheet writer makes": re.compile(rb"<!"),
    "texts that are stored elsewhere": re.compile(rb'<c [^>]*\st="s"'),
    "dynamic arrays or pictures in cells": re.compile(rb'<c [^>]*\s(?:cm|vm)="'),
    "prefixed elements": re.compile(rb"<\w+:worksheet[\s>]"),
}


def adopt_sheet(xml: bytes, title: str, texts: Texts, formats: Formats, *, is_selected: bool) -> bytes:
    """Rewrite a sheet: texts into the cells, indexes of formats, its tab selected or not.

    Raises
    ------
    Refusal
        ``donor``: it holds what cannot be moved.
    """
    moved = _SHARED.sub(lambda m: _inline(m, texts), xml)
    _check(moved, title)
    for pattern in (_STYLED, _COLUMN):
        moved = pattern.sub(_renumbered(formats.cell), moved)
    moved = _RULE.sub(_renumbered(formats.differential), moved)
    moved = _SELECTED.sub(rb"\1", moved)
    return _VIEW.sub(b'<sheetView tabSelected="1"', moved, count=1) if is_selected else moved


def _inline(found: re.Match[bytes], texts: Texts) -> bytes:
    inside = texts.inside(int(found[3]))
    return b"<c " + found[1] + found[2] + b' t="inlineStr"><is>' + inside + b"</is></c>"


def _check(xml: bytes, title: str) -> None:
    for what, pattern in _LEFT_OVER.items():
        if pattern.search(xml):
            raise Refusal("donor", sheet=title, found=what)


def _renumbered(index: Callable[[int], int]) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: found[1] + str(index(int(found[2]))).encode() + found[3]


def adopt_table(xml: bytes, number: int, formats: Formats) -> bytes:
    """Rewrite a table: its number in the workbook, indexes of formats."""
    root = fragment(xml)
    numbered = edited(xml, [with_attribute(root, "id", str(number))])
    return _TABLE.sub(_renumbered(formats.differential), numbered)
