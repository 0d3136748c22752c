"""What third sources and neighbours say about a pair of sentences."""

from __future__ import annotations

import numpy as np

from build_scripts.comparison.evidence.evidence_weights import STORY_KINDS, StoryEvidenceKind
from build_scripts.comparison.linking.story_evidence import StoryEvidence


def evidence(kind: StoryEvidenceKind, measured: np.ndarray) -> list[list[float]]:
    """Return one kind of evidence, rounded."""
    found: list[list[float]] = np.round(measured[STORY_KINDS.index(kind)], 3).tolist()
    return found


def test_a_third_source_speaks_for_a_pair_or_against_it() -> None:
    # Sentences 0 and 1 of the first source, 2 and 3 of the second, 4 and 5 of the third.
    story = StoryEvidence(np.array([0, 0, 1, 1, 2, 2]))
    story.add_source(2, np.array([[0.9, 0.0], [0.0, 0.8]]))
    measured = story.add_source(4, np.array([[0.5, 0.0], [0.0, 0.0], [0.7, 0.0], [0.0, 0.6]]))
    # 0 and 4 have sentence 2 in common, 1 and 5 sentence 3, 2 and 4 sentence 0.
    assert evidence("same in a third source", measured) == [[0.7, 0.0], [0.0, 0.6], [0.5, 0.0], [0.0, 0.0]]
    # In the second source, 1 has 3 as its counterpart and 4 has 2.
    assert evidence("not the same in third sources", measured)[1] == [0.7, 0.0]
    assert evidence("few third sources", measured) == [[0.5, 0.5]] * 4


def test_neighbours_are_those_of_the_same_article() -> None:
    story = StoryEvidence(np.array([0, 0, 1, 2, 2]))
    story.add_source(2, np.array([[0.0], [0.0]]))
    measured = story.add_source(3, np.array([[0.8, 0.0], [0.0, 0.4], [0.0, 0.0]]))
    assert evidence("neighbours in the same order", measured) == [[0.2, 0.0], [0.0, 0.4], [0.0, 0.0]]
    assert evidence("neighbours of one of them", measured) == [[0.0, 0.3], [0.3, 0.0], [0.0, 0.0]]


def test_the_log_odds_are_bounded() -> None:
    story = StoryEvidence(np.array([0, 1]))
    measured = story.add_source(1, np.array([[1.0]]))
    assert evidence("by themselves", measured) == [[9.21]]
