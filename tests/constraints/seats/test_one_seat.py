import rows

from constraints.seats.one_seat import OneSeat


def example(random, programme):
    del programme
    return OneSeat(at_most=random.randint(1, 2), **rows.who(random), **rows.urgency(random))
