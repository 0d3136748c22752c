"""An editor's `points:` are applied as written, and entries that no longer fit are reported."""

from __future__ import annotations

from typing import Any

import pytest

from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.point_ids import make_point_ids
from build_scripts.models import Article, Point, PointCell
from build_scripts.pipeline.compare_story import compare_story
from build_scripts.source_files.points_yaml import PointEntry, QuotedPassage
from build_scripts.source_files.read_sources import RawStory
from build_scripts.source_files.yaml_files import ListedSource, StoryFile, parse_story_file
from tests.helpers.build_articles import build_article
from tests.helpers.compared_articles import HERALD, SHIPS, holding
from tests.helpers.paths import read_cases

DATA = read_cases("editor_curation")
KNOWN = load_comparison_words()
ARTICLES = tuple(build_article(name, " ".join(said)) for name, said in DATA["articles"].items())
NAMES = {
    **dict(zip(("treaty", "ships"), make_point_ids(["herald"] * 2, DATA["articles"]["herald"]), strict=True)),
    **dict(zip(("post", "fog"), make_point_ids(["post"] * 2, DATA["articles"]["post"]), strict=True)),
    **dict(
        zip(("mail", "band", "mist"), make_point_ids(["mail"] * 3, DATA["articles"]["mail"]), strict=True)
    ),
}


def named(value: Any) -> Any:
    """Return a part of a case with ids in place of their names."""
    if isinstance(value, dict):
        return {named(key): named(item) for key, item in value.items()}
    if isinstance(value, list):
        return [named(item) for item in value]
    if isinstance(value, str):
        for name, id_ in NAMES.items():
            value = value.replace(f"{{{name}}}", id_)
    return value


def points_of(
    entries: str, articles: tuple[Article, ...] = ARTICLES, reviewed: str | None = "[herald, post, mail]"
) -> tuple[tuple[Point, ...], list[str]]:
    """Return the points that a story file's entries make of the articles, and all problems as text.

    `reviewed` is what stands under that key, None if there is no such key.
    """
    listed = ", ".join(article.id for article in articles)
    text = f"title: Talks\nsources: [{listed}]\n"
    text = (
        text.replace("\n", " \n", 1)
        if not entries
        else f"title: Talks\npoints:\n{entries}sources: [{listed}]\n"
    )
    text += "" if reviewed is None else f"reviewed: {reviewed}\n"
    file, faults = parse_story_file(text, "story.yml")
    comparison, problems = compare_story(RawStory("talks", "story.yml", file, ()), articles, KNOWN)
    points = comparison.points
    return points, sorted(map(str, (*faults, *problems)))


def said(cells: tuple[PointCell, ...]) -> dict[str, list[str]]:
    texts = {article.id: article.text for article in ARTICLES}
    return {cell.source: [span.extract(texts[cell.source]) for span in cell.spans] for cell in cells}


def assert_begins(found: dict[str, list[str]], cells: dict[str, list[str]]) -> None:
    """Fail unless the sentences found are as many as those of the cells, and begin like them."""
    assert list(found) == list(cells)
    for source, sentences in cells.items():
        assert len(found[source]) == len(sentences)
        assert all(a.startswith(b) for a, b in zip(found[source], sentences, strict=True))


@pytest.mark.parametrize("case", named(DATA["cases"]), ids=lambda case: case["title"])
def test_the_editor_disposes(case: dict[str, Any]) -> None:
    points, problems = points_of(case["entries"], reviewed=case.get("reviewed", "[herald, post, mail]"))
    by_id = {point.id: point for point in points}
    assert problems == sorted(case.get("problems", ()))
    for id_, cells in case.get("points", {}).items():
        assert_begins(said(by_id[id_].cells), cells)
    for id_, cells in case.get("possible", {}).items():
        assert_begins(said(by_id[id_].possible), cells)
    for id_, sources in case.get("unreviewed", {}).items():
        assert list(by_id[id_].unreviewed) == sources
    assert not set(case.get("gone", ())) & by_id.keys()
    for id_, label in case.get("labels", {}).items():
        assert by_id[id_].label == label
    for id_, kinds in case.get("differs", {}).items():
        assert list(by_id[id_].differs) == kinds
    for id_, done in case.get("edits", {}).items():
        assert list(by_id[id_].edits) == done
    if "order" in case:
        shown = [point.id for point in points]
        assert [id_ for id_ in shown if id_ in case["order"]] == case["order"]


def test_a_note_keeps_its_lines() -> None:
    points, problems = points_of(
        "- id: fog\n  sentences: {post: [Nobody had]}\n  note: |\n    One.\n\n    *Two*.\n"
    )
    assert not problems
    assert next(point.note for point in points if point.id == "fog") == "One.\n\n*Two*."


def entry(id_: str, **more: Any) -> PointEntry:
    empty: dict[str, Any] = {"sentences": {}, "words": {}, "merge": ()}
    nothing = dict.fromkeys(("label", "differs", "grade", "note"))
    return PointEntry(**{"id": id_, "line": 3, "hide": False, **nothing, **empty, **more})


def test_what_entries_say_of_a_withdrawn_source_is_passed_over() -> None:
    gone = {"gone": (QuotedPassage("Nobody has this any more.", 4),)}
    file = StoryFile(
        title="Talks",
        sources=tuple(ListedSource(name, 2) for name in ("herald", "gone")),
        points=(
            entry("only-there", sentences=gone),
            entry("there-too", sentences={**gone, "herald": (QuotedPassage("Seven Zendan ships", 5),)}),
            entry("nowhere"),
            entry("both", merge=(QuotedPassage("only-there", 6), QuotedPassage("missing", 7))),
        ),
    )
    comparison, problems = compare_story(RawStory("talks", "story.yml", file, ()), (HERALD,), KNOWN)
    points = comparison.points
    assert holding(points, HERALD, SHIPS).id == "there-too"
    assert len(points) == 2
    assert [(problem.severity, problem.message) for problem in problems] == [
        ("warning", "there is no point 'nowhere'"),
        ("warning", "there is no point 'missing'"),
    ]
