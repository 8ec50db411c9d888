"""Worked samples: rounds of training as they were or could be, with people who do not exist.

`samples` names them; each is made from models alone, so that ``angkatan sample NAME OUT`` works
wherever angkatan is installed.
"""

from scheduler.sample.registry import Sample, samples

__all__ = ["Sample", "samples"]
