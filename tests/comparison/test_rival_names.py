"""Rival names keep sentences apart. All texts are invented."""

from __future__ import annotations

import pytest

from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words, read_sentence_evidence
from build_scripts.comparison.linking.score import score_sources
from build_scripts.comparison.linking.score_weights import CONFIDENT_THRESHOLD, POSSIBLE_THRESHOLD
from build_scripts.pipeline.assemble_publication import PublicationTools
from tests.helpers.parsed_articles import read

KNOWN = load_comparison_words()


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("The mill of Zenda burned down.", "The mill of Strelsau burned down.", True),
        ("The mill of Zenda burned down.", "The old mill burned down.", False),
        ("The mill of Zenda burned down.", "The mill of Zenda burned down near Strelsau.", False),
        ("The mill of Zenda burned down.", "The mill of Tarlenheim burned down.", False),
    ],
)
def test_rival_names_keep_two_sentences_apart(
    tools: PublicationTools, one: str, other: str, apart: bool
) -> None:
    both = "Zenda is far. Zenda is old. Zenda is cold. Strelsau is near. Strelsau is new. Strelsau is warm."
    articles = read(tools, "herald", f"{one} {both}"), read(tools, "post", other)
    (found,) = [
        scores
        for _, scores in score_sources([read_sentence_evidence(article, KNOWN) for article in articles])
    ]
    assert bool(found.rival_pairs[0, 0]) is apart
    against = [reason.score_change for reason in found.find_extra_reasons(0, 0) if reason.kind == "rivals"]
    assert against == [POSSIBLE_THRESHOLD - CONFIDENT_THRESHOLD] * apart
