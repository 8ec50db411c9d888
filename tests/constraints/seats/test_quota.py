import rows

from constraints.seats.quota import Quota


def example(random, programme):
    numbers = {name: rows.amount(random) for name in random.choice((["at_least"], ["at_most"], ["exactly"]))}
    of = random.choice(("seats filled", "seats offered", "nominees"))
    where = rows.where(random, programme)
    return Quota(where=where, of=of, **numbers, **rows.who(random), **rows.urgency(random))
