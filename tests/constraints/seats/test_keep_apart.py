import rows

from constraints.seats.keep_apart import KeepApart


def example(random, programme):
    people = tuple(random.sample(("n0", "n1", "n2", "n3"), 3))
    where, most = rows.where(random, programme), random.randint(1, 2)
    return KeepApart(nominees=people, where=where, at_most=most, **rows.urgency(random))
