"""What is marked in a sentence of a point: the clause that reports it, and the words that differ."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from build_scripts.models import Cell, Edit
from build_scripts.models.stories import MarkKind
from build_scripts.pages.comparison_page import context
from build_scripts.pages.views.quoted_sentence import quoted
from tests.helpers import stories

SENTENCE = "Led by Jane Roe, 12 envoys met Peter Roe, and about 40 ships left, reports say."
MET = "12 envoys met Peter Roe"
LEFT = "about 40 ships left"
LETTERS = {"herald": "A", "post": "B"}
MARKS: dict[str, MarkKind] = {"12": "figure", "about 40": "figure", "reports say": "hedge"}


def marked(cell: Cell, *differs: str) -> str:
    """Return the sentence with a pair of brackets a mark: [clause], {words}, <figure>, ~hedge~."""
    article = stories.article("herald", [SENTENCE])
    source = stories.view([article], [], {"herald": "A"}).by_id["herald"]
    inner = str(quoted(source, cell.spans[0], cell, differs))
    signs = (("px-part", "[", "]"), ("px-these", "{", "}"), ("px-figure", "<", ">"), ("px-hedge", "~", "~"))
    for name, before, after in signs:
        inner = re.sub(rf'<(\w+) class="{name}">(.*?)</\1>', rf"{before}\2{after}", inner)
    return re.sub(r"</?span[^>]*>", "", inner)


def told(parts: list[str], words: str | None = None) -> Cell:
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
    source = stories.view([article], [], {"herald": "A"}).by_id["herald"]
    cell = told([MET, LEFT, "Peter Roe, and about"], "envoys met Peter")
    html = quoted(source, article.sentence_spans[0], cell, ["figures"])
    assert re.sub("<[^>]*>", "", str(html)) == SENTENCE


def test_points_as_data_have_clauses_marks_and_words_with_their_spans() -> None:
    herald = stories.article("herald", [SENTENCE])
    post = stories.article("post", ["There were 60 ships.", "The goats slept."], "link")
    cells = [
        stories.cell(herald, SENTENCE, words="about 40", marks={"about 40": "figure"}, parts=[LEFT]),
        stories.cell(post, "There were 60 ships.", words="60", marks={"60": "figure"}),
    ]
    ships = stories.point("ships", cells, 2, ("figures",))
    goats = stories.point("goats", [stories.cell(post, "The goats slept.")], 2)
    ships = replace(ships, edits=("joined", "named"))
    files = stories.pages(stories.story([herald, post], [ships, goats], LETTERS))
    rows = json.loads(files["data/talks/points.json"])
    keys = ("parts", "marks", "words", "words_at", "named_by", "edits")
    start = SENTENCE.index("about")
    at = f"{start}-{start + 8}"
    assert [[row[key] for key in keys] for row in rows] == [
        [f"{start}-{start + len(LEFT)}", f"figure {at}", "about 40", at, "editor", "joined; named"],
        [None, "figure 11-13", None, "11-13", "editor", "joined; named"],
        [None, None, None, None, "editor", None],
        [None, None, None, None, "editor", None],
    ]


def test_a_row_is_found_by_its_kinds_its_sources_and_their_places() -> None:
    herald = stories.article("herald", ["The goats slept.", "There were 40 ships."])
    post = stories.article("post", ["There were 60 ships."])
    cells = [stories.cell(herald, "There were 40 ships."), stories.cell(post, "There were 60 ships.")]
    ships = stories.point("ships", cells, 2, ("figures",))
    row = context(stories.view([herald, post], [ships], LETTERS))["rows"]["ships"]
    assert (row.kinds, row.sources, row.places) == (("figures", "all"), ("herald", "post"), (2, 1))


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ((), None),
        (("confirmed", "named"), None),
        (("joined", "named"), "Joined by the editor"),
        (("joined", "split", "moved"), "Joined and split by the editor"),
        (("moved",), "Changed by the editor"),
    ],
)
def test_a_row_says_whether_its_sentences_are_the_editors_choice(
    edits: tuple[Edit, ...], told: str | None
) -> None:
    herald = stories.article("herald", ["There were 40 ships."])
    point = replace(stories.point("ships", [stories.cell(herald, "There were 40 ships.")], 1), edits=edits)
    page = stories.pages(stories.story([herald], [point], {"herald": "A"}))["comparison/index.md"]
    found = re.findall(r"<span>([^<]* by the editor)</span>", page.decode())
    assert found == ([told] if told else [])


def test_the_editors_note_is_said_to_be_the_editors() -> None:
    herald = stories.article("herald", ["There were 40 ships."])
    point = stories.point("ships", [stories.cell(herald, "There were 40 ships.")], 1)
    noted = type(point)(
        point.id, point.label, point.anchor, point.coverage, point.cells, note="Counted <b>twice</b>."
    )
    page = stories.pages(stories.story([herald], [noted], {"herald": "A"}))["comparison/index.md"].decode()
    (note,) = re.findall(r'<div class="px-editor"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert "Editor’s note" in note
    assert "<b>" not in note
