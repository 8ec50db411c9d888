import rows

from constraints.seats.balance import Balance


def example(random, programme):
    column = random.choice(("Sex", "region", "Institution", "Level", "Topics", "Team", "English"))
    within, where = random.randint(0, 1), rows.where(random, programme)
    return Balance(column=column, within=within, where=where, **rows.urgency(random))
