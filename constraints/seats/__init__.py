"""Rules on who sits where; every module here is found by :mod:`scheduler.rulebook`."""
