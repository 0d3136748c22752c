"""Words of like meaning count as one word."""

from __future__ import annotations

from build_scripts.comparison import compare as comparing
from build_scripts.comparison.evidence import synonyms as kindred
from build_scripts.models import Units
from build_scripts.text.package_data import load

KNOWN = comparing.knowledge()


def test_kindred_words_are_one() -> None:
    units = Units(words=("blaze", "ferry", "Zenda"), bonds=("extinguish>blaze",))
    found = kindred.joined(units, KNOWN.kindred)
    assert found.words == ("fire", "ship", "zenda")
    assert found.bonds == ("extinguish>fire",)


def test_no_word_is_in_two_groups_and_what_tells_nothing_stands_for_its_group() -> None:
    data = load("kindred")
    words = [word for group in data["groups"] for word in group]
    assert len(words) == len(set(words))
    assert all(len(group) > 1 for group in data["groups"])
    assert set(data["light"]).isdisjoint(word for group in data["groups"] for word in group[1:])
