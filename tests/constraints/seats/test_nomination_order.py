import rows

from constraints.seats.nomination_order import NominationOrder


def example(random, programme):
    del programme
    return NominationOrder(**rows.who(random), **rows.urgency(random))
