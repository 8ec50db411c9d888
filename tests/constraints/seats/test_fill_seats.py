import rows

from constraints.seats.fill_seats import FillSeats


def example(random, programme):
    return FillSeats(where=rows.where(random, programme), **rows.urgency(random))
