"""Synonyms count as one word."""

from __future__ import annotations

from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.evidence.synonyms import merge_synonyms
from build_scripts.models import SentenceFeatures
from build_scripts.text.package_data import load_words

KNOWN = load_comparison_words()


def test_synonyms_are_one_word() -> None:
    units = SentenceFeatures(lemmas=("blaze", "ferry", "Zenda"), dependencies=("extinguish>blaze",))
    found = merge_synonyms(units, KNOWN.synonyms)
    assert found.lemmas == ("fire", "ship", "zenda")
    assert found.dependencies == ("extinguish>fire",)


def test_no_word_is_in_two_groups() -> None:
    data = load_words("synonyms")
    words = [word for group in data["groups"] for word in group]
    assert len(words) == len(set(words))
    assert all(len(group) > 1 for group in data["groups"])
