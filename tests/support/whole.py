"""How much of a long experiment the tests run: a part by default, all of it where the environment asks for it."""

from __future__ import annotations

import os


def rounds(part: int, whole: int) -> int:
    """Return how many rounds to run: ``ROUNDS=whole pytest ...`` asks for all of them."""
    return whole if os.environ.get("ROUNDS") == "whole" else part
