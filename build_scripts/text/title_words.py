"""Read the words by which English sentences are cut to titles."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.text.package_data import load_words


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The words of `words/point_titles.yml`."""

    reporting_verbs: frozenset[str]
    speaking_verbs: frozenset[str]
    denying_verbs: frozenset[str]
    conditions: frozenset[str]
    claiming_conjunctions: frozenset[str]
    counting_nouns: frozenset[str]
    vague_quantities: frozenset[str]
    kept_prepositions: frozenset[str]
    governed_prepositions: frozenset[str]
    placing_verbs: frozenset[str]
    particles: frozenset[str]
    open_nouns: frozenset[str]
    addressing_verbs: frozenset[str]
    empty_verbs: frozenset[str]
    other_times: frozenset[str]
    time_units: frozenset[str]


def load_title_words() -> TitleWords:
    """Return the words by which English sentences are cut to titles, from `words/point_titles.yml`."""
    return TitleWords(**{key: frozenset(words) for key, words in load_words("point_titles").items()})
