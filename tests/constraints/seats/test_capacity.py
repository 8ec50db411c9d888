import rows

from constraints.seats.capacity import Capacity


def example(random, programme):
    numbers = {"at_least": random.choice((None, 1, 2)), "at_most": random.choice((None, 0, 1, 2))}
    return Capacity(where=rows.where(random, programme), **numbers, **rows.urgency(random))
