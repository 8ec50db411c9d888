import rows

from constraints.seats.keep_together import KeepTogether


def example(random, programme):
    del programme  # some IDs may be nobody's
    people = tuple(random.sample(("n0", "n1", "n2", "n3"), random.randint(2, 3)))
    return KeepTogether(nominees=people, sessions=random.choice((False, True)), **rows.urgency(random))
