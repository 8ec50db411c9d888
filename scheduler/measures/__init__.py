"""What can be measured of a person for a cohort: years, months, numbers, ranks, levels, words.

Columns are named as their headings are: ``Age``, ``Service years``, ``Years since training``,
``English``, ``Rank``, ``Level``, any other heading of the nominee sheet, any further column,
and ``Months of Passport expiry`` for the whole months from a cohort's start to a date.

:mod:`scheduler.measures.people` asks one nominee at a time, for the audit;
:mod:`scheduler.measures.rows` asks all rows of a board at once.  They share how a heading and a
single cell are understood (:mod:`scheduler.measures.cells`) and nothing else.
"""
