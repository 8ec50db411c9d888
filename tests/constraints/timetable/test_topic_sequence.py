"""Topic sequence: stage after stage."""

from __future__ import annotations

from week import off, session, urgency, week, which

from constraints.timetable.topic_sequence import TopicSequence
from scheduler.domain import Topic


def example(random, programme):
    words = ["lecture", "study visit", "workshop", "KBJ", "DAT"]
    stages = tuple(random.sample(words, random.randint(2, 4)))
    return programme, TopicSequence(stages=stages, **which(random, programme), **urgency(random))


RULE = TopicSequence(stages=("lecture", "study visit", "workshop"))
PROGRAMME = week(
    session("s"), session("t", kind="study visit"), session("u", kind="workshop"), session("v", kind="dinner")
)


def test_foundations_come_before_visits_and_these_before_the_action_plan():
    assert off(RULE, PROGRAMME, "s 0 1", "t 0 2", "u 0 3", "v 0 1") == 0
    assert off(RULE, PROGRAMME, "s 0 2", "t 0 1", "u 0 3") == 1
    assert off(RULE, PROGRAMME, "s 1 1", "t 0 1", "u 0 3") == 2
    assert off(RULE, PROGRAMME, "s 0 2", "u 0 1") == 1


def test_topics_can_be_stages_and_each_cohort_has_its_own_order():
    topics = {"s": "KBJ", "t": "DAT"}
    programme = week(
        *(session(code, home, topics=(Topic(code=topics[code]),)) for code, home in (("s", "A"), ("t", "B")))
    )
    rule = TopicSequence(stages=("KBJ", "DAT"))
    assert off(rule, programme, "s 0 2", "t 0 1") == 0
    joint = week(*(one.model_copy(update={"jointly": ("A",)}) for one in programme.sessions))
    assert off(rule, joint, "s 0 2", "t 0 1") == 1
