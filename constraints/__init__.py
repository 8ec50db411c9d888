"""The rules: one file each, ``seats`` for allocation and ``timetable`` for the calendar.

Nothing here imports a solver, so that the audit can judge an allocation without one.
"""
