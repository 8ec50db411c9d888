import rows

from constraints.seats.eligibility import Eligibility

CONDITIONS = (
    {"column": "Age", "at_least": "30"},
    {"column": "Age", "at_least": "30", "at_most": "45"},
    {"column": "Service years", "at_least": "5"},
    {"column": "Years since training", "at_least": "3"},
    {"column": "Years since training", "one_of": ("2", "never")},
    {"column": "English", "at_least": "450"},
    {"column": "English", "one_of": ("400", "500")},
    {"column": "Rank", "at_least": "III/c; IX"},
    {"column": "Rank", "at_most": "III/c"},
    {"column": "Rank", "none_of": ("IIIc",)},
    {"column": "Level", "at_least": "Pengawas"},
    {"column": "Birth date", "at_least": "1980-01-01"},
    {"column": "Months of Passport expiry", "at_least": "6"},
    {"column": "Passport expiry", "none_of": ("2028-01-01",)},
    {"column": "Topics", "one_of": ("DAT", "APP")},
    {"column": "Team", "none_of": ("x",)},
)


def example(random, programme):
    missing = random.choice(("refuse", "accept"))
    where = rows.where(random, programme)
    condition = random.choice(CONDITIONS)
    return Eligibility(where=where, missing=missing, **condition, **rows.who(random), **rows.urgency(random))
