"""Test that no file of the site has words that the rights do not permit."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from build_scripts.models import FACT_KINDS, Article, Publication, Span
from build_scripts.models.problems import Problem
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pipeline.assemble_publication import PublicationTools, assemble_publication
from build_scripts.rights.permitted_words import REDACTION_CHARACTER
from build_scripts.site_build.site_manifest import SITE_MANIFEST
from build_scripts.source_files.read_sources import read_sources
from tests.helpers.files import tree, write
from tests.helpers.paths import EXTREME, INVENTED

BELLS = EXTREME / "night-bells"
# All permitted words of the excerpt: its headline, and the sentences of statements, silences and points.
SHOWN = (
    "Zenda town council asks who rang the bells by the harbour",
    "The bells of Zenda rang for eleven hours on Tuesday night, and nobody had touched a rope.",
    "He said that the tower had been open since April.",
    "The sexton declined to comment on the ropes.",
)
HEADLINE = "Notice on the ringing of bells"
# Words that no other text has. Those of hofbau-gazette, which was withdrawn, are in the editor's files.
UNMISTAKABLE = {
    "zenda-post": "marzipan almanac curiosities Glockenberg herons gasworks railing inspector lacquered "
    "teapots bandstand Quillfeather Orphanage violet thimbles gilded weathercock umbrellas trombones tureens",
    "city-record": "velvet ladders observatory spotted bassoon gherkins ferrymen astonished cellar mustard "
    "barometers Sandwichmaker superintendent carousels liquorice pudding marmalade",
    "hofbau-gazette": "pickled walnuts cathedral staircase walruses auctioned pantry",
}
GONE = """Walnuts on the stairs

Nineteen pickled walnuts rolled down the cathedral staircase in Strelsau on Tuesday, Rupert Hentzau said.

“The walruses auctioned my pantry,” Jane Roe told the bewildered verger of Hofbau.

The bells of Zenda rang for nine hours on Tuesday night, and nobody had touched a rope.
"""

WordRuns = Mapping[str, frozenset[str]]


def find_word_runs(text: str, number: int = 4) -> set[str]:
    """Return the runs of `number` words of a text; all its words if there are fewer."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + number]) for at in range(max(len(words) - number, 0) + 1)} - {""}


def list_texts(name: str, data: bytes) -> Iterator[str]:
    """Yield every text in a file: words, attributes and comments of HTML and XML, values of JSON and CSV."""
    whole = data.decode("utf-8", "replace")
    yield from (whole, unquote(whole))
    ending = name.rpartition(".")[2]
    if ending in ("html", "md", "xml") and whole.strip():
        root = html.document_fromstring(data.strip())
        yield from (str(root.text_content()), " ".join(map(str, root.itertext())))
        for element in root.iter():
            yield from (unquote(value) for value in element.attrib.values())
    elif ending == "json":
        for value in list_values(json.loads(whole)):
            yield from (
                value,
                re.sub("<[^>]*>", " ", unescape(value)),
                re.sub("<[^>]*>", "", unescape(value)),
            )
    elif ending == "csv":
        for line in csv.reader(io.StringIO(whole)):
            yield from line


def list_values(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from list_values(item)
    elif isinstance(value, dict):
        for pair in value.items():
            yield from list_values(list(pair))


def find_word_runs_by_file(files: Mapping[str, bytes], number: int = 4) -> WordRuns:
    """Return, by file, the runs of `number` words in it."""
    return {
        n: frozenset(row for text in list_texts(n, d) for row in find_word_runs(text, number))
        for n, d in files.items()
    }


def find_leaks(secret: set[str], found: WordRuns) -> dict[str, list[str]]:
    return {name: sorted(secret & own) for name, own in found.items() if secret & own}


def _opening(source: SourceView) -> Span:
    """Return the first words of a source, whatever its rights are."""
    return Span(0, 20)


def find_hidden_runs(text: str, allowed: Sequence[str]) -> set[str]:
    """Return the runs of four words in the lines of a text that no allowed text has."""
    may = {row for one in allowed for row in find_word_runs(one)}
    found = {row for line in text.splitlines() for row in find_word_runs(line) if row.count(" ") == 3} - may
    assert len(found) > 10
    return found


@pytest.fixture(scope="module")
def extreme_runs(extreme_site: Path) -> WordRuns:
    return find_word_runs_by_file(tree(extreme_site))


@pytest.fixture(scope="module")
def extreme_words(extreme_site: Path) -> WordRuns:
    return find_word_runs_by_file(tree(extreme_site), 1)


# --- the whole site ---


def test_the_search_finds_what_may_be_shown_in_every_kind_of_file(extreme_runs: WordRuns) -> None:
    paragraphs = (BELLS / "strelsau-herald.txt").read_text("utf-8").splitlines()[5:]
    wanted = set().union(*(find_word_runs(line) for line in paragraphs))
    page = "stories/night-bells/strelsau-herald/"
    for name in (f"{page}index.html", f"{page}article.md", "search/search_index.json"):
        assert wanted <= extreme_runs[name], name
    said = find_word_runs("the tower would be locked until the ropes had been looked at")
    for name in (
        "data/night-bells/statements.json",
        "data/night-bells/points.csv",
        "actors/jane-roe/feed.xml",
    ):
        assert said <= extreme_runs[name], name
    for sentence in SHOWN:
        assert find_word_runs(sentence) <= extreme_runs["stories/night-bells/zenda-post/index.html"]


@pytest.mark.parametrize(("source", "allowed"), [("zenda-post", SHOWN), ("city-record", (HEADLINE,))])
def test_no_four_words_in_a_row_that_the_rights_hold_back_are_in_any_file(
    source: str, allowed: Sequence[str], extreme_runs: WordRuns
) -> None:
    full = [path.read_text("utf-8") for path in BELLS.glob("strelsau-herald.*")]
    text = (BELLS / f"{source}.txt").read_text("utf-8")
    assert find_leaks(find_hidden_runs(text, [*allowed, *full]), extreme_runs) == {}


@pytest.mark.parametrize("source", UNMISTAKABLE)
def test_no_word_of_what_the_rights_hold_back_is_in_any_file(source: str, extreme_words: WordRuns) -> None:
    secret = find_word_runs(UNMISTAKABLE[source], 1)
    kept = [
        path.read_text("utf-8") for path in (BELLS / f"{source}.txt", BELLS / "story.yml") if path.exists()
    ]
    kept.append((BELLS.parent / "corrections.yml").read_text("utf-8"))
    assert secret <= set().union(*(find_word_runs(text, 1) for text in kept))
    assert find_leaks(secret, extreme_words) == {}


def test_of_a_source_that_is_only_linked_the_words_are_in_no_file(invented_site: Path) -> None:
    text = (INVENTED / "bridge-collapse/hentzau-blatt.txt").read_text("utf-8")
    assert (
        find_leaks(find_hidden_runs(text, text.splitlines()[:1]), find_word_runs_by_file(tree(invented_site)))
        == {}
    )


def test_only_what_is_shown_in_full_leads_to_its_capture(tools: PublicationTools) -> None:
    publication, _ = assemble(BELLS.parent, tools)
    made = generate_site_files(
        publication, SiteSettings("https://a.example.org/", "https://git.example.org/a", "0" * 40)
    )
    told = {
        source: b"/blob/" in made[f"stories/night-bells/{source}/index.md"]
        for source in ("strelsau-herald", "zenda-post", "city-record")
    }
    assert told == {"strelsau-herald": True, "zenda-post": False, "city-record": False}


# --- code that forgets to ask ---


FORGOTTEN: Mapping[str, Mapping[str, Any]] = {
    "which words": {"may_show": lambda _source, _span: True},
    "which sentences": {
        "quotable_sentences": property(lambda source: frozenset(source.article.sentence_spans))
    },
    "the mode": {"mode": "full"},
    "who may be named": {"name_speaker": lambda _source, item, _name=None: item.speaker_text},
    "whether the dateline may be shown": {"dateline": property(_opening)},
    "everything": {
        "may_show": lambda _source, _span: True,
        "quotable_sentences": property(lambda source: frozenset(source.article.sentence_spans)),
        "mode": "full",
    },
}


@pytest.fixture(scope="module")
def bells(tools: PublicationTools) -> Publication:
    return assemble(BELLS.parent, tools)[0]


@pytest.mark.parametrize("forgotten", FORGOTTEN)
def test_pages_that_forget_to_ask_show_none_of_the_words(
    forgotten: str, bells: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in FORGOTTEN[forgotten].items():
        monkeypatch.setattr(SourceView, name, value)
    generated = generate_site_files(bells, SiteSettings("https://reader.example.org/"))
    found = find_word_runs_by_file(generated, 1)
    for source in ("zenda-post", "city-record"):
        assert find_leaks(find_word_runs(UNMISTAKABLE[source], 1), found) == {}
    shows_places = forgotten != "who may be named"
    assert any(REDACTION_CHARACTER.encode() in data for data in generated.values()) == shows_places


# --- the same articles under other rights ---


def assemble(folder: Path, tools: PublicationTools) -> tuple[Publication, tuple[Problem, ...]]:
    return assemble_publication(read_sources(folder), tools, lambda _: None)


@pytest.mark.parametrize("mode", ["excerpt", "link"])
def test_whatever_article_is_under_a_mode_shows_nothing_beyond_it(
    mode: str, tools: PublicationTools, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(INVENTED, tmp_path / "sources"))
    for source in ("strelsau-herald", "zenda-post", "pamphlet"):
        own = "full" if source == "zenda-post" else mode
        write(folder / "harbour-talks", f"{source}.yml", f"rights: {{mode: {own}}}\n")
    publication, problems = assemble(folder, tools)
    assert [problem for problem in problems if "unnamed source" not in problem.message] == []
    generated = find_word_runs_by_file(
        generate_site_files(publication, SiteSettings("https://reader.example.org/"))
    )
    one = next(s for s in publication.stories if s.id == "harbour-talks")
    for article in one.articles:
        if article.id == "zenda-post":
            continue
        shown = list_permitted_sentences(publication, article) if mode == "excerpt" else frozenset[Span]()
        lines = [line.span.extract(article.text) for line in article.lines if line.kind in FACT_KINDS]
        allowed = [*lines, one.get_article("zenda-post").text, *(s.extract(article.text) for s in shown)]
        assert find_leaks(find_hidden_runs(article.text, allowed), generated) == {}
        assert f"stories/harbour-talks/{article.id}/article.md" not in generated


def list_permitted_sentences(publication: Publication, article: Article) -> frozenset[Span]:
    """Return an article's sentences of statements, silences, and points that are shared or labelled."""
    story = next(s for s in publication.stories if article in s.articles)
    said = [span for s in article.statements for span in s.spans] + [s.span for s in article.silences]
    spans = {s for s in article.sentence_spans if any(s.start < o.end and o.start < s.end for o in said)}
    for point in story.points:
        cell = point.get_cell(article.id)
        if cell and (len(point.cells) > 1 or point.label):
            spans.update(cell.spans)
    return frozenset(spans)


def test_a_capture_with_the_character_that_stands_for_hidden_words_is_refused(
    tools: PublicationTools, tmp_path: Path
) -> None:
    write(tmp_path, "publication.yml", "title: The Reader\n")
    write(tmp_path, "talks/story.yml", "title: Talks\n")
    write(tmp_path, "talks/post.txt", f"It rained.\n{REDACTION_CHARACTER}\n")
    write(tmp_path, "talks/mail.txt", "It rained all day in Strelsau, the minister said.\n")
    publication, problems = assemble(tmp_path, tools)
    assert [article.id for article in publication.stories[0].articles] == ["mail"]
    assert [(p.line, p.severity) for p in problems if p.path.endswith("post.txt")] == [(2, "error")]


# --- taken down ---


def test_a_source_that_is_withdrawn_leaves_nothing_but_its_address(
    tools: PublicationTools, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(BELLS.parent, tmp_path / "sources"))
    (folder / "corrections.yml").unlink()
    story = folder / "night-bells/story.yml"
    listed = "{id: hofbau-gazette, withdrawn: 2031-05-20, reason: At the wish of its publisher.}"
    after = story.read_text("utf-8")
    write(folder, "night-bells/story.yml", after.replace(listed, "hofbau-gazette"))
    write(folder, "night-bells/hofbau-gazette.txt", GONE)
    write(folder, "night-bells/hofbau-gazette.yml", "outlet: The Hofbau Gazette\n")
    place = SiteSettings("https://reader.example.org/")
    publication, _ = assemble(folder, tools)
    before = generate_site_files(publication, place)
    words = find_word_runs(UNMISTAKABLE["hofbau-gazette"], 1) | {"bewildered", "verger", "nineteen"}
    page = "stories/night-bells/hofbau-gazette/index.md"
    assert {page, "data/night-bells/points.csv", "data/night-bells/statements.json"} <= find_leaks(
        words, find_word_runs_by_file(before, 1)
    ).keys()

    story.write_text(after, "utf-8")
    for ending in ("txt", "yml"):
        (folder / f"night-bells/hofbau-gazette.{ending}").unlink()
    publication, problems = assemble(folder, tools)
    generated = generate_site_files(publication, place)
    assert find_leaks(words, find_word_runs_by_file(generated, 1)) == {}
    assert before.keys() - generated.keys() == {page.replace("index.md", "article.md")}
    assert {problem.severity for problem in problems} == {"warning"}
    told = [problem.field for problem in problems if "was withdrawn" in problem.message]
    assert told == ["points.how-long", "points.the-lanterns"]
    bells = next(one for one in publication.stories if one.id == "night-bells")
    letters = dict(zip(("strelsau-herald", "zenda-post", "city-record"), "ABC", strict=True))
    assert letters == {a.id: bells.letters[a.id] for a in bells.articles}


def test_where_a_source_was_a_page_says_that_it_was_withdrawn(extreme_site: Path) -> None:
    page = html.parse(extreme_site / "stories/night-bells/hofbau-gazette/index.html").getroot()
    (main,) = page.find_class("px")
    words = " ".join(" ".join(main.itertext()).split())
    for text in ("D hofbau-gazette", "until 20 May 2031", "Reason: At the wish of its publisher."):
        assert text in words
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    links = page.xpath("//*[@id='px-content']//a/@href")
    assert "../../../corrections/#withdrawn/night-bells/hofbau-gazette" in links
    other = (extreme_site / "stories/night-bells/hentzau-mail/index.html").read_text("utf-8")
    assert "until June 2031" in other


def test_only_pages_that_tell_of_it_have_the_name_of_a_withdrawn_source(extreme_site: Path) -> None:
    having = {
        name
        for name, data in tree(extreme_site).items()
        if b"night-bells/hofbau-gazette" in data or (b"hofbau-gazette" in data and "data/night" in name)
    } - {SITE_MANIFEST}
    assert having == {"sources/index.html", "corrections/index.html", "corrections/feed.xml"} | {
        "stories/night-bells/hofbau-gazette/index.html"
    }
    listed = (extreme_site / "sources/index.html").read_text("utf-8")
    assert 'href="../stories/night-bells/hofbau-gazette/"' in listed


def test_a_story_stays_when_its_last_source_is_withdrawn(tools: PublicationTools, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(INVENTED, tmp_path / "sources"))
    shutil.rmtree(folder / "bridge-collapse")
    write(
        folder,
        "bridge-collapse/story.yml",
        "title: The bridge\nsources: [{id: zenda-post, withdrawn: 2031-05-20}]\n",
    )
    publication, problems = assemble(folder, tools)
    assert [problem for problem in problems if "unnamed source" not in problem.message] == []
    generated = generate_site_files(publication, SiteSettings("https://reader.example.org/"))
    assert b"was withdrawn" in generated["stories/bridge-collapse/zenda-post/index.md"]
    assert b"none is left: each was withdrawn" in generated["stories/bridge-collapse/index.md"]
