"""Test the rows of a comparison, on the page and as data. All texts are invented."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from build_scripts.models import EditKind
from build_scripts.pages.comparison_page import build_comparison_context
from tests.helpers import stories

SENTENCE = "Led by Jane Roe, 12 envoys met Peter Roe, and about 40 ships left, reports say."
LEFT = "about 40 ships left"
LETTERS = {"herald": "A", "post": "B"}


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
    row = build_comparison_context(stories.view([herald, post], [ships], LETTERS))["rows"]["ships"]
    assert (row.kinds, row.sources, row.first_sentence_numbers) == (
        ("conflict", "figures", "all"),
        ("herald", "post"),
        (2, 1),
    )


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
    edits: tuple[EditKind, ...], told: str | None
) -> None:
    herald = stories.article("herald", ["There were 40 ships."])
    point = replace(stories.point("ships", [stories.cell(herald, "There were 40 ships.")], 1), edits=edits)
    page = stories.pages(stories.story([herald], [point], {"herald": "A"}))[
        "stories/talks/comparison/index.md"
    ]
    found = re.findall(r"<span>([^<]* by the editor)</span>", page.decode())
    assert found == ([told] if told else [])


def test_the_editors_note_is_said_to_be_the_editors() -> None:
    herald = stories.article("herald", ["There were 40 ships."])
    point = stories.point("ships", [stories.cell(herald, "There were 40 ships.")], 1)
    noted = type(point)(
        point.id, point.label, point.anchor, point.coverage, point.cells, note="Counted <b>twice</b>."
    )
    page = stories.pages(stories.story([herald], [noted], {"herald": "A"}))[
        "stories/talks/comparison/index.md"
    ].decode()
    (note,) = re.findall(r'<div class="px-editor"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert "Editor’s note" in note
    assert "<b>" not in note
