"""Names that a story keeps apart set sentences apart. All texts are invented."""

from __future__ import annotations

import pytest

from build_scripts.comparison import compare as comparing
from build_scripts.comparison.evidence import sentence_evidence as evidence
from build_scripts.comparison.linking.extra_evidence import CONFIDENT, POSSIBLE
from build_scripts.comparison.linking.score import scored
from build_scripts.pipeline import assemble_publication as assembling
from tests.helpers.parsed_articles import read

KNOWN = comparing.knowledge()


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("The mill of Zenda burned down.", "The mill of Strelsau burned down.", True),
        ("The mill of Zenda burned down.", "The old mill burned down.", False),
        ("The mill of Zenda burned down.", "The mill of Zenda burned down near Strelsau.", False),
        ("The mill of Zenda burned down.", "The mill of Tarlenheim burned down.", False),
    ],
)
def test_two_sentences_are_set_apart_by_names_that_a_story_keeps_apart(
    tools: assembling.Tools, one: str, other: str, apart: bool
) -> None:
    both = "Zenda is far. Zenda is old. Zenda is cold. Strelsau is near. Strelsau is new. Strelsau is warm."
    articles = read(tools, "herald", f"{one} {both}"), read(tools, "post", other)
    (found,) = [scores for _, scores in scored([evidence.read(article, KNOWN) for article in articles])]
    assert bool(found.apart[0, 0]) is apart
    against = [reason.adds for reason in found.evidence(0, 0) if reason.why == "rivals"]
    assert against == [POSSIBLE - CONFIDENT] * apart
