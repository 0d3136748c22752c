"""A source that is in the publication twice is reported; two outlets' copies of one wire report are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_scripts.models import Article, Capture, Sidecar
from build_scripts.pipeline.duplicate_sources import check_for_identical_captures, check_for_similar_articles
from build_scripts.source_files.read_sources import RawPublication, RawSource, RawStory
from build_scripts.source_files.yaml_files import PublicationFile, StoryFile
from tests.helpers.build_articles import build_article

WORDS = [f"word{number}" for number in range(100)]


def article(name: str, words: list[str], address: str | None = None) -> Article:
    made = build_article(name, f"{' '.join(words)}.")
    capture = Capture(f"sources/talks/{name}.txt", made.text, name, "utf-8")
    return replace(made, capture=capture, sidecar=Sidecar(source_url=address))


def told(*articles: Article) -> list[str]:
    return [str(problem) for problem in check_for_similar_articles(articles)]


@pytest.mark.parametrize(
    ("words", "share"),
    [
        (WORDS, "100%"),
        ([*WORDS, *(f"more{n}" for n in range(300))], "100%"),  # the page with its comments
        ([*WORDS[:96], "a", "b", "c", "d"], "96%"),
        ([*WORDS[:50], "x", *WORDS[50:]], "96%"),
        ([*WORDS[:80], *(f"other{n}" for n in range(20))], None),
        (WORDS[::-1], None),
        (WORDS[:40], None),  # too short to tell
        ([], None),
    ],
)
def test_nearly_the_same_words(words: list[str], share: str | None) -> None:
    found = told(article("herald", WORDS), article("post", words))
    assert len(found) == (share is not None)
    for line in found:
        assert line.startswith(
            "sources/talks/post.txt: warning: is nearly the same as sources/talks/herald.txt: "
        )
        assert f": {share} of the shorter one's words are in both; remove one if " in line


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.org/a/?utm_source=x#top", "http://example.org/a", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://example.org/a", None, False),
        (None, None, False),
    ],
)
def test_the_same_address(one: str | None, other: str | None, same: bool) -> None:
    found = told(article("herald", WORDS, one), article("post", WORDS[::-1], other))
    assert found == [
        "sources/talks/post.txt: source_url: warning: is from the same address as sources/talks/herald.txt; "
        "remove one of the two, unless both versions of the page are wanted"
    ] * int(same)


def test_the_same_bytes_in_one_story_and_in_two() -> None:
    def story(name: str, *sources: str) -> RawStory:
        paths = [f"sources/{name}/{source}" for source in sources]
        return RawStory(
            name,
            f"sources/{name}/story.yml",
            StoryFile(),
            tuple(RawSource(path, f"{path}.txt", b"words", Sidecar(), f"{path}.yml", True) for path in paths),
        )

    stories = (story("talks", "herald", "post"), story("ships", "mail"))
    raw = RawPublication(PublicationFile(), (), stories, ())
    assert [str(problem) for problem in check_for_identical_captures(raw)] == [
        "sources/talks/post.txt: warning: is the same as sources/talks/herald.txt; remove one of the two",
        "sources/ships/mail.txt: warning: is the same as sources/talks/herald.txt; "
        "remove one of the two, unless it belongs to both stories",
    ]
