"""Random IDs: new for new people, the same for those who have one, and derived from nothing."""

from __future__ import annotations

from itertools import cycle, islice

from scheduler.pseudonyms import LENGTH, LETTERS, MARKS, Entry, Key, drawn


def test_everybody_gets_an_id_and_keeps_it():
    one = Key().extended({"n1": "Ani", "n2": "Budi"})
    two = one.extended({"n3": "Cici", "n1": "Ani Lestari"})
    assert two.alias == {**one.alias, "n3": two.alias["n3"]}
    assert len(set(two.alias.values())) == 3
    assert [entry.name for entry in two.entries] == ["Ani Lestari", "Budi", "Cici"]


def test_an_id_that_was_ever_given_is_never_given_again():
    gone = Key((Entry("TAKEN1", "n0"),))
    draws = iter(("TAKEN1", "FRESH1", "FRESH1", "FRESH2"))
    key = gone.extended({"n1": "", "n2": ""}, lambda: next(draws))
    assert key.alias == {"n0": "TAKEN1", "n1": "FRESH1", "n2": "FRESH2"}


def test_an_id_is_no_number_no_word_and_no_exponent_for_a_spreadsheet():
    found = {drawn() for _ in range(500)}
    assert len(found) == 500
    assert {len(alias) for alias in found} == {LENGTH}
    assert {alias[0] for alias in found} <= set(LETTERS)
    assert {mark for alias in found for mark in alias} <= set(MARKS)
    assert not set(MARKS) & set("AEIOU01285LSZB")


def test_ids_depend_on_chance_alone():
    people = {f"n{k}": "" for k in range(20)}
    assert Key().extended(people).alias != Key().extended(people).alias
    again = [Key().extended(people, (f"X{k}" for k in islice(cycle(range(99)), 99)).__next__) for _ in range(2)]
    assert again[0] == again[1]
