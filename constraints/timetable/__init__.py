"""Rules on when and where sessions happen; every module here is found by :mod:`scheduler.rulebook`."""
