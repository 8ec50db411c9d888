import rows

from constraints.seats.topic_fit import TopicFit


def example(random, programme):
    del programme
    return TopicFit(depth=random.randint(1, 4), **rows.urgency(random, soft_only=True))
