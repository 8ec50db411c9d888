import rows

from constraints.seats.owner_quota import OwnerQuota


def example(random, programme):
    del programme
    numbers = {name: rows.amount(random) for name in random.choice((["at_least"], ["at_most"], ["exactly"]))}
    of = random.choice(("seats filled", "seats offered", "nominees"))
    lead = random.choice((("each",), ("PANRB",), ("PANRB", "Kemendagri")))
    return OwnerQuota(lead=lead, of=of, **numbers, **rows.who(random), **rows.urgency(random))
