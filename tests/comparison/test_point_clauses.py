"""The clause of a sentence that reports the point. All texts are invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.pipeline.assemble_publication import PublicationTools
from tests.helpers.build_articles import build_article
from tests.helpers.parsed_articles import TEXTS, read, with_units

KNOWN = load_comparison_words()


def test_the_clause_with_the_refusal_to_comment_is_marked(tools: PublicationTools) -> None:
    herald = read(tools, "herald", "The harbour ministry did not say whether the tolls may double.")
    post = read(
        tools,
        "post",
        "While the harbour ministry did not address the tolls, traders from Zenda to Tarlenheim believe that "
        "bread will be dearer.",
    )
    (point,) = compare_articles((herald, post), words=KNOWN, possible=True)
    assert [[part.extract(post.text) for part in cell.clauses] for cell in point.cells] == [
        [],
        ["While the harbour ministry did not address the tolls"],
    ]


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS, st.booleans())
def test_with_features_too_a_new_source_changes_no_link_and_clauses_are_in_their_cells(
    texts: list[str], added: str, possible: bool
) -> None:
    articles = [with_units(build_article(f"s{number}", text)) for number, text in enumerate(texts)]
    new = with_units(build_article("added", added))
    before = compare_articles(articles, words=KNOWN, possible=possible)
    after = {p.id: p for p in compare_articles([*articles, new], words=KNOWN, possible=possible)}
    for point in before:
        assert [(c.source, c.spans) for c in after[point.id].cells if c.source != "added"] == [
            (c.source, c.spans) for c in point.cells
        ]
    for point in after.values():
        for cell in point.cells:
            assert len(cell.clauses) <= len(cell.spans)
            assert all(any(s.covers(part) and s != part for s in cell.spans) for part in cell.clauses)
            assert not cell.clauses or len(point.cells) > 1
