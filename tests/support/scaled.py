"""How many random examples a test tries: few by default, more where the environment asks for them."""

from __future__ import annotations

import os

VARIABLE = "ANGKATAN_ROUNDS"


def scaled(usual: int) -> range:
    """Number the examples of a test: so many, or as many as ``ANGKATAN_ROUNDS`` says."""
    return range(int(os.environ.get(VARIABLE, usual)))
