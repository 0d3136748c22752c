"""Test the marks in a sentence of a point: the clause that reports it, and the words that differ."""

from __future__ import annotations

import re

import pytest

from build_scripts.models import PointCell
from build_scripts.models.stories import MarkKind
from build_scripts.pages.views.quoted_sentence import quote_cell_span
from tests.helpers import stories

SENTENCE = "Led by Jane Roe, 12 envoys met Peter Roe, and about 40 ships left, reports say."
MET = "12 envoys met Peter Roe"
LEFT = "about 40 ships left"
MARKS: dict[str, MarkKind] = {"12": "figure", "about 40": "figure", "reports say": "hedge"}


def marked(cell: PointCell, *differs: str) -> str:
    """Return the sentence with its marks in brackets: [clause], {words}, <figure>, ~hedge~."""
    article = stories.article("herald", [SENTENCE])
    source = stories.view([article], [], {"herald": "A"}).sources_by_id["herald"]
    inner = str(quote_cell_span(source, cell.spans[0], cell, differs))
    signs = (("px-part", "[", "]"), ("px-these", "{", "}"), ("px-figure", "<", ">"), ("px-hedge", "~", "~"))
    for name, before, after in signs:
        inner = re.sub(rf'<(\w+) class="{name}">(.*?)</\1>', rf"{before}\2{after}", inner)
    return re.sub(r"</?span[^>]*>", "", inner)


def told(parts: list[str], words: str | None = None) -> PointCell:
    article = stories.article("herald", [SENTENCE])
    return stories.cell(article, SENTENCE, words=words, marks=MARKS, parts=parts)


@pytest.mark.parametrize(
    ("parts", "words", "differs", "shown"),
    [
        ([], None, [], SENTENCE.replace("12", "<12>").replace("about 40", "<about 40>")),
        ([SENTENCE], None, [], SENTENCE.replace("12", "<12>").replace("about 40", "<about 40>")),
        ([LEFT], None, [], SENTENCE.replace(LEFT, "[<about 40> ships left]")),
        ([LEFT], "about 40", [], SENTENCE.replace(LEFT, "[<about 40> ships left]")),
        ([LEFT], "about 40", ["figures"], SENTENCE.replace(LEFT, "[{<about 40>} ships left]")),
        (
            [MET, LEFT],
            None,
            [],
            SENTENCE.replace(MET, "[<12> envoys met Peter Roe]").replace(LEFT, "[<about 40> ships left]"),
        ),
        # The words that differ count though they stand outside the clause.
        (
            [LEFT],
            "12",
            ["figures"],
            SENTENCE.replace("12", "{<12>}").replace(LEFT, "[<about 40> ships left]"),
        ),
    ],
)
def test_marks(parts: list[str], words: str | None, differs: list[str], shown: str) -> None:
    assert marked(told(parts, words), *differs) == shown.replace("reports say", "~reports say~")


def test_whatever_is_marked_the_words_are_the_sentence() -> None:
    article = stories.article("herald", [SENTENCE])
    source = stories.view([article], [], {"herald": "A"}).sources_by_id["herald"]
    cell = told([MET, LEFT, "Peter Roe, and about"], "envoys met Peter")
    html = quote_cell_span(source, article.sentence_spans[0], cell, ["figures"])
    assert re.sub("<[^>]*>", "", str(html)) == SENTENCE
