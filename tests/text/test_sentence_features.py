"""What a parse gives of a sentence: its clauses, its words, and which word depends on which."""

from __future__ import annotations

import pytest

from build_scripts.models import Span
from build_scripts.pipeline import assemble_publication as assembling
from build_scripts.text import sentence_features as units
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
def test_clauses(tools: assembling.Tools, sentence: str, clauses: list[str]) -> None:
    assert tools.article.parser is not None
    whole = Span(0, len(sentence))
    tree = tools.article.parser.parse(sentence, (whole,)).of(whole)
    assert tree is not None
    found = units.of(tree)
    assert [clause.of(sentence) for clause in found.clauses] == clauses


def test_words_are_base_forms_and_bonds_tell_what_depends_on_what(tools: assembling.Tools) -> None:
    article = read(tools, "herald", "The\u00ad ministers had met two \u200benvoys.")
    found = article.sentences[0].units
    assert found is not None
    assert found.words == ("minister", "meet", "envoy")
    assert {"meet>minister", "meet>envoy", "envoy>two"} <= set(found.bonds)


def test_a_text_in_another_language_has_no_units(tools: assembling.Tools) -> None:
    text = "Der Hafen bleibt bis zum Sommer geschlossen, weil die Brücke gebaut wird. Das sagte der Minister."
    assert {sentence.units for sentence in read(tools, "blatt", text).sentences} == {None}
