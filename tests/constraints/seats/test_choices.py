import rows

from constraints.seats.choices import Choices


def example(random, programme):
    del programme
    return Choices(depth=random.randint(1, 4), **rows.urgency(random, soft_only=True))
