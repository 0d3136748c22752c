"""A publication is assembled from the articles of its sources."""

from pathlib import Path

import pytest

from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.timeline import load_timeline_words
from build_scripts.people.not_followed.proposals import load_spelling_rules
from build_scripts.pipeline.article_tools import load_article_tools
from build_scripts.pipeline.assemble_publication import (
    PublicationTools,
    assemble_publication,
)
from build_scripts.source_files.read_sources import read_sources
from tests.helpers.source_files import lay_out

HEADLINE = "Harbour talks end in Strelsau"
PROSE = tuple(
    f"The talks in the harbour of Strelsau went on until late, as part {n} of the record says of them."
    for n in range(6)
)


def test_one_bad_source_hides_no_other_and_a_guess_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    story = tmp_path / "sources" / "talks"
    story.mkdir(parents=True)
    (tmp_path / "sources" / "publication.yml").write_text("title: The Strelsau Reader\n")
    (tmp_path / "sources" / "actors.yml").write_text("[]\n")
    (story / "story.yml").write_text("title: The talks\n")
    (story / "herald.txt").write_bytes(
        "\n\n".join((HEADLINE, *PROSE, "Das Café öffnet später.")).encode("cp1252")
    )
    (story / "post.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9))
    (story / "blatt.html").write_bytes(b"<html></html>")
    (story / "notes.md").write_bytes(b"# Talks\n\nThey ended late.\n")
    (story / "notes.yml").write_bytes(b"label: Notes\n")
    # Without a parser: what is tried here is over before statements are read.
    article = load_article_tools(parsing=False)
    every = PublicationTools(article, load_comparison_words(), load_timeline_words(), load_spelling_rules())
    publication, problems = assemble_publication(read_sources(Path("sources")), every, lambda _: None)
    assert [str(problem) for problem in problems] == [
        "sources/talks/blatt.html: no article was found in the page; copy its text into a .txt file",
        "sources/talks/herald.txt: warning: is not UTF-8, and was read as windows-1252; "
        "if letters look wrong, save it again as UTF-8",
        "sources/talks/post.txt: is a picture, not text; copy the article's text into a .txt file",
    ]
    assert [article.id for article in publication.stories[0].articles] == ["herald", "notes"]


def test_a_withdrawn_source_keeps_its_letter(
    tools: PublicationTools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    story = "title: The talks\nsources: [{id: post, withdrawn: 2031-04-01}, herald]\n"
    lay_out({"files": {"sources/talks/story.yml": story}})
    publication, _ = assemble_publication(read_sources(Path("sources")), tools, lambda _: None)
    assert publication.stories[0].letters == {"post": "A", "herald": "B"}


def test_a_source_with_neither_outlet_nor_headline_is_warned_of(
    tools: PublicationTools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    story = "title: The talks\nsources: [herald, post, mail, radio]\n"
    lay_out({"files": {"sources/talks/story.yml": story}})
    folder = Path("sources/talks")
    for name, said in (("post", "outlet: The Post"), ("mail", "headline: Talks"), ("radio", "label: A talk")):
        (folder / f"{name}.txt").write_text(f"{PROSE[0]} {name}\n", "utf-8")
        (folder / f"{name}.yml").write_text(f"{said}\n", "utf-8")
    (folder / "herald.txt").write_text(f"{PROSE[0]}\n", "utf-8")
    _, problems = assemble_publication(read_sources(Path("sources")), tools, lambda _: None)
    assert [str(problem) for problem in problems if "neither" in problem.message] == [
        "sources/talks/herald.txt: warning: states neither outlet nor headline, so the site calls it an "
        "unnamed source; state `outlet:` or `headline:` in sources/talks/herald.yml, or give it a `label:`"
    ]
