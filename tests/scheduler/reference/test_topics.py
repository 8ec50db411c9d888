"""The starter taxonomy."""

import pytest

from scheduler.reference.answers import Unknown
from scheduler.reference.text import key
from scheduler.reference.topics import Topic, find_topic, topics


def test_the_starter_taxonomy_has_13_topics() -> None:
    codes = ["KBJ", "TKL", "MJN", "BPS", "DAT", "APP", "INF", "KAM", "PLP", "SDM", "AKU", "SCT", "ARS"]
    assert [topic.code for topic in topics()] == codes


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("KAM", "KAM"),
        ("kam", "KAM"),
        ("Kota cerdas", "SCT"),
        ("Smart City", "SCT"),
        ("스마트시티", "SCT"),
        ("On-Nara", "BPS"),
        ("Pelayanan Publik", "PLP"),
        ("e-Arsip", "ARS"),
        ("Data & interoperabilitas", "DAT"),
    ],
)
def test_a_topic_is_found_by_code_label_and_alias(written: str, code: str) -> None:
    topic = find_topic(written)
    assert isinstance(topic, Topic)
    assert topic.code == code


def test_a_misspelt_topic_is_unknown_with_the_right_one_nearest() -> None:
    assert find_topic("Kota cerda") == Unknown("Kota cerda", ("Kota cerdas",))


@pytest.mark.parametrize("written", ["", "Memasak"])
def test_what_is_no_topic_is_unknown(written: str) -> None:
    assert isinstance(find_topic(written), Unknown)


def test_no_spelling_belongs_to_two_topics() -> None:
    owners: dict[str, str] = {}
    for topic in topics():
        for spelling in topic.spellings:
            assert owners.setdefault(key(spelling), topic.code) == topic.code
