"""Entries for `points:` that the machine proposes. All texts are invented."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.point_ids import make_point_ids
from build_scripts.models import Article, Point
from build_scripts.pipeline.compare_story import compare_story
from build_scripts.source_files.entries.point_entries import (
    NO_POINTS_COMMENT,
    POSSIBLE_POINTS_COMMENT,
    compose_point_entries,
)
from build_scripts.source_files.points_yaml import collect_curated_point_ids
from build_scripts.source_files.quoted_passages import find_identifying_words, find_sentences_with_words
from build_scripts.source_files.read_sources import RawStory
from build_scripts.source_files.yaml_files import StoryFile, parse_story_file
from tests.helpers.build_articles import build_article

KNOWN = load_comparison_words()
TREATY = "The king of Ruritania signed the harbour treaty in Strelsau."
TREATY_TOO = "The king of Ruritania signed the harbour treaty at noon, Reuters reported."
SHIPS = "Seven Zendan ships left the bay of Tarlen before the storm."
ONE = build_article("herald", f"{TREATY} {SHIPS}")
OTHER = build_article("post", f"{SHIPS} {TREATY_TOO}")
# Linked well enough for an editor to look at, and not for readers.
SOLDIERS = build_article(
    "herald", "She said that at least 10,000 soldiers from Zenda had come down to the river Tarl."
)
SWANS = build_article("post", "Over 12,000 swans from Zenda came down to the river Tarl.")
PIECES = st.sampled_from(
    [
        *"'\"[]{}#:,&*!|>%@`-?\\~",
        ": ",
        " #",
        "- ",
        "null",
        "true",
        "\u00ad",
        "\u202e",
        "\x85",
        "\u00a0",
        "\x07",
    ]
)
HOSTILE = st.lists(PIECES | st.text(max_size=5), max_size=6).map("".join)


def read(entries: str, articles: tuple[Article, ...]) -> StoryFile:
    listed = ", ".join(article.id for article in articles)
    text = f"title: Talks\nsources: [{listed}]\nreviewed: [{listed}]\npoints:\n{entries}"
    file, faults = parse_story_file(text, "story.yml")
    assert not faults
    return file


def entries_of(articles: tuple[Article, ...], *, possible: bool = False) -> str:
    points = compare_articles(articles, words=KNOWN)
    looked = compare_articles(articles, words=KNOWN, possible=True) if possible else ()
    return compose_point_entries(points, looked, articles, frozenset())


def ids_of(*sentences: str) -> tuple[str, ...]:
    return make_point_ids(["herald"] * len(sentences), sentences)


def shown(points: tuple[Point, ...]) -> dict[str, list[tuple[str, object]]]:
    return {p.id: [(c.source, c.spans) for c in p.cells] for p in points if len(p.cells) > 1}


def test_points_of_several_sources_are_proposed_in_their_own_words() -> None:
    treaty, ships = ids_of(TREATY, SHIPS)
    assert entries_of((ONE, OTHER)).splitlines()[1:] == [
        f"- id: {treaty}",
        "  # label: The king of Ruritania signed the harbour treaty in Strelsau",
        "  # differs: [attribution]",
        "  sentences:",
        "    herald: [The king of Ruritania signed]",
        "    post: [The king of Ruritania signed]",
        f"- id: {ships}",
        "  # label: Seven Zendan ships left the bay of Tarlen before the storm",
        "  sentences:",
        "    herald: [Seven Zendan ships left the]",
        "    post: [Seven Zendan ships left the]",
    ]


def test_a_proposal_says_what_to_write_once_its_sources_are_read() -> None:
    points = compare_articles((ONE, OTHER), words=KNOWN)
    captured = replace(ONE, capture=replace(ONE.capture, sha256="1a2b3c4d" * 8))
    entries = compose_point_entries(points, (), (captured, OTHER), frozenset(), proposes_reviewed=True)
    assert entries.splitlines()[2] == "# reviewed: [herald@1a2b3c4d, post@]"
    assert "reviewed" not in entries_of((ONE, OTHER))


def test_what_is_curated_is_not_proposed() -> None:
    points = compare_articles((ONE, OTHER), words=KNOWN)
    curated = frozenset(point.id for point in points)
    assert compose_point_entries(points, (), (ONE, OTHER), curated) == f"{NO_POINTS_COMMENT}\n"
    merging = read("- {id: ships, merge: [p-1]}\n- {id: p-2, split: [{id: a}, {id: b}]}\n", (ONE, OTHER))
    assert collect_curated_point_ids(merging.points) == {"ships", "p-1", "p-2", "a", "b"}


def test_a_pasted_proposal_holds_its_points_whatever_links_are_worth() -> None:
    articles = (SOLDIERS, SWANS)
    assert not shown(compare_articles(articles, words=KNOWN))
    points = compare_articles(articles, words=KNOWN, possible=True)
    file = read(compose_point_entries(points, (), articles, frozenset()), articles)
    comparison, problems = compare_story(RawStory("talks", "story.yml", file, ()), articles, KNOWN)
    after = comparison.points
    assert not problems
    assert shown(after) == shown(points) != {}


def test_links_worth_a_look_are_comments() -> None:
    entries = entries_of((SOLDIERS, SWANS), possible=True)
    first, *rest = entries.splitlines()
    assert first == POSSIBLE_POINTS_COMMENT
    assert rest
    assert all(line.startswith("# ") for line in rest)
    bare = "\n".join(line[2:] for line in rest) + "\n"
    assert len(read(bare, (ONE, OTHER)).points) == 1


def test_sentences_that_occur_twice_are_left_to_the_machine() -> None:
    twice = build_article("herald", f"{TREATY} {SHIPS} {TREATY}")
    entries = entries_of((twice, OTHER))
    assert "# herald: no words identify its sentence" in entries
    file = read(entries, (twice, OTHER))
    comparison, problems = compare_story(RawStory("talks", "story.yml", file, ()), (twice, OTHER), KNOWN)
    points = comparison.points
    assert not problems
    assert shown(points) == shown(compare_articles((twice, OTHER), words=KNOWN))


SENTENCES = st.builds("{}{} signed the harbour treaty {}.".format, st.just("The king "), HOSTILE, HOSTILE)


@settings(max_examples=60)
@given(st.lists(st.lists(SENTENCES | HOSTILE, min_size=1, max_size=4), min_size=2, max_size=3), st.booleans())
def test_whatever_articles_say_a_proposal_is_accepted_and_changes_nothing(
    texts: list[list[str]], possible: bool
) -> None:
    articles = tuple(
        build_article(f"s{number}", *(said.replace("\n", " ") for said in texts))
        for number, texts in enumerate(texts)
    )
    entries = entries_of(articles, possible=possible)
    file = read(entries, articles)
    comparison, problems = compare_story(RawStory("talks", "story.yml", file, ()), articles, KNOWN)
    points = comparison.points
    assert not problems
    assert shown(points) == shown(compare_articles(articles, words=KNOWN))
    if possible:
        # What is offered for a look can be uncommented, each by itself.
        _, _, offered = entries.partition(f"{POSSIBLE_POINTS_COMMENT}\n")
        read("".join(f"{line[2:]}\n" for line in offered.splitlines()), articles)


@given(st.lists(HOSTILE, min_size=1, max_size=5))
def test_first_words_name_one_sentence(texts: list[str]) -> None:
    article = build_article("herald", *(text.replace("\n", " ") for text in texts))
    for sentence in article.sentence_spans:
        words = find_identifying_words(article, sentence)
        assert words is None or find_sentences_with_words(article, words) == (sentence,)
