"""The reasons that are given for a link. All texts are invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.evidence_weights import CONSTANT
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.linking.explain_links import explain_links
from build_scripts.text.package_data import load_weights
from tests.helpers.build_articles import build_article
from tests.helpers.parsed_articles import TEXTS, with_units

KNOWN = load_comparison_words()


@given(st.lists(TEXTS, min_size=2, max_size=3))
def test_every_link_of_a_point_is_explained_and_sentences_without_one_have_a_nearest(
    texts: list[str],
) -> None:
    articles = [with_units(build_article(f"s{number}", text)) for number, text in enumerate(texts)]
    found = explain_links(articles, words=KNOWN)
    confident = {name for link in found.links if link.level == "confident" for name in (link.one, link.other)}
    assert confident.isdisjoint(pair.one for pair in found.nearest_pairs)
    together = {
        (cell.source, span)
        for point in compare_articles(articles, words=KNOWN)
        if len(point.cells) > 1
        for cell in point.cells
        for span in cell.spans
    }
    assert together == confident


def test_reasons_add_up_to_the_log_odds() -> None:
    constant = load_weights("links_in_story")[CONSTANT]
    herald = build_article("herald", "A fire killed two watchmen in Zenda. Trams go round the square.")
    post = build_article("post", "Two watchmen died in a fire at Zenda. The opera will open late.")
    (link,) = [link for link in explain_links([herald, post], words=KNOWN).links if link.level == "confident"]
    log_odds = constant + sum(reason.log_odds for reason in link.reasons)
    assert abs(1 / (1 + 2.718281828**-log_odds) - link.likelihood) < 0.001
