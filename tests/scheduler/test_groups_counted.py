"""Counting people of a group by index is counting them one by one."""

from random import Random

import programmes
import rows

from scheduler.allocation import EVERYONE
from scheduler.domain import Group


def asked(random, programme):
    who = rows.who(random)
    wants = {**{c: v for c, v in who.items() if c != "others"}, **who.get("others", {})}
    return random.choice(Group(wants=tuple(sorted(wants.items()))).each(programme.nominees) or (EVERYONE,))


def test_count_and_seated_agree_with_looking_at_everybody():
    random = Random(11)
    for _ in range(300):
        programme = programmes.programme(random, 8)
        allocation, group = programmes.seats(random, programme), asked(random, programme)
        places = tuple(random.sample(sorted(programme.cohort), random.randint(0, 2)))
        held = [nominee for place in places or programme.cohort for nominee in allocation.present(place)]
        inside = [nominee for nominee in held if group.has(programme.nominee[nominee])]
        assert allocation.count(group, places) == len(inside)
        assert [nominee.id for nominee in allocation.seated(group, places)] == sorted(set(inside))


def test_a_group_that_nobody_is_in_counts_nobody():
    allocation = programmes.seats(Random(1), programmes.programme(Random(1)))
    assert allocation.count(Group.of(region="Atlantis")) == 0
    assert allocation.seated(Group.of(region="Atlantis", sex="F")) == ()
