"""Links in four invented stories, by the weights that the program uses, against lists made by hand.

The weights were fitted to these stories among others: `python -m benchmarks.stories DATA` measures each story
by weights from the others.
"""

from __future__ import annotations

import pytest

from benchmarks.labelled_stories import read_labelled_story
from benchmarks.link_figures import LinkFigures, measure_links
from build_scripts.comparison.linking.likelihoods import compute_source_likelihoods
from build_scripts.pipeline.assemble_publication import PublicationTools
from tests.helpers.paths import DATA

HERE = DATA / "invented_stories"


def measure(story: str, tools: PublicationTools) -> LinkFigures:
    """Return the figures of an invented story."""
    labelled = read_labelled_story(HERE / story, HERE / story / "points.yml", tools)
    weights = tools.comparison_words.weights
    return measure_links(labelled, compute_source_likelihoods(labelled.evidence, weights), weights)


@pytest.mark.parametrize(
    ("story", "confident", "possible"),
    [("fire", 0.6, 0.7), ("flood", 0.5, 0.7), ("summit", 0.45, 0.6), ("takeover", 0.3, 0.5)],
)
def test_links_are_mostly_right_and_most_pairs_at_least_possible(
    story: str, confident: float, possible: float, tools: PublicationTools
) -> None:
    found = measure(story, tools)
    assert found.confident_right >= 0.85 * found.confident
    assert found.confident_right >= confident * found.listed
    assert found.possible_right >= 0.5 * found.possible
    assert found.possible_right >= possible * found.listed
