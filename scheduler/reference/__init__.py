"""Facts the scheduler knows before it sees a workbook: how NIPs, ranks, regions, institutions and names are written.

Every module reads text as officials write it and answers with a frozen value, with several candidates, or with the
nearest names it knows; none of them guesses. The tables are the CSV files beside the modules, read when first asked.
"""
