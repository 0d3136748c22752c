"""Features of a parsed sentence: its clauses, its words, and its dependencies."""

from __future__ import annotations

import pytest

from build_scripts.models import Span
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.text.sentence_features import extract_sentence_features
from tests.helpers.parsed_articles import read


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        (
            "Roe met the king there, signed the treaty with him and agreed to share maps with Zenda.",
            ["Roe met the king there", "signed the treaty with him", "agreed to share maps with Zenda"],
        ),
        (
            "While the mayor did not address the tolls, most traders believe that they will rise.",
            ["While the mayor did not address the tolls", "that they will rise"],
        ),
        ("Seven ships left the bay.", []),
        ("…", []),
    ],
)
def test_clauses(tools: PublicationTools, sentence: str, clauses: list[str]) -> None:
    assert tools.article_tools.parser is not None
    whole = Span(0, len(sentence))
    tree = tools.article_tools.parser.parse(sentence, (whole,)).find_tree(whole)
    assert tree is not None
    found = extract_sentence_features(tree)
    assert [clause.extract(sentence) for clause in found.clauses] == clauses


def test_lemmas_and_dependencies(tools: PublicationTools) -> None:
    article = read(tools, "herald", "The\u00ad ministers had met two \u200benvoys.")
    found = article.sentences[0].features
    assert found is not None
    assert found.lemmas == ("minister", "meet", "envoy")
    assert {"meet>minister", "meet>envoy", "envoy>two"} <= set(found.dependencies)


def test_a_text_in_another_language_has_no_features(tools: PublicationTools) -> None:
    text = "Der Hafen bleibt bis zum Sommer geschlossen, weil die Brücke gebaut wird. Das sagte der Minister."
    assert {sentence.features for sentence in read(tools, "blatt", text).sentences} == {None}
