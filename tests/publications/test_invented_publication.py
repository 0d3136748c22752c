"""Compare the invented publication and its pages with `tests/data/invented_publication/expected`."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from build_scripts.models import TEXT_KINDS, Article, LineKind, Publication, Story
from build_scripts.pipeline.assemble_publication import PublicationTools, assemble_publication
from build_scripts.source_files.read_sources import read_sources
from tests.helpers.paths import INVENTED

EXPECTED = INVENTED.with_name("expected")
STATED = {LineKind.HEADLINE, LineKind.BYLINE, LineKind.PUBLISHED, LineKind.BLANK}


ARTICLES, POINTS, TIMELINE, PAGES = (
    yaml.safe_load((EXPECTED / f"{name}.yml").read_text("utf-8"))
    for name in ("articles", "points", "timeline", "pages")
)


@pytest.fixture(scope="module")
def invented(tools: PublicationTools) -> Publication:
    publication, problems = assemble_publication(read_sources(INVENTED), tools, lambda _: None)
    # The pamphlet states neither outlet nor headline.
    assert [problem.severity for problem in problems] == ["warning"]
    return publication


def story_of(publication: Publication, name: str) -> Story:
    return next(story for story in publication.stories if story.id == name)


def shown(article: Article, letter: str) -> Mapping[str, Any]:
    """Return an article in the form of the table of expected articles."""
    data, text = article.metadata, article.text
    named = Counter(m.actor for m in article.mentions if m.actor is not None and m.via != "pronoun")
    return {
        "letter": letter,
        "headline": data.headline and data.headline.value,
        "byline": list(data.byline.value) if data.byline else None,
        "published": data.published and data.published.value,
        "outlet": data.outlet and data.outlet.value,
        "agencies": [[agency.name, agency.role] for agency in data.agencies],
        "language": data.language,
        "paragraphs": len(article.paragraphs),
        "cut": [line.kind.value for line in article.lines if line.kind not in TEXT_KINDS | STATED],
        "statements": [
            [s.kind, s.speaker_text, s.actor, s.office_of, " ".join(span.extract(text) for span in s.spans)]
            for s in article.statements
        ],
        "silences": [[s.speaker_text, s.actor, s.office_of, s.cue.extract(text)] for s in article.silences],
        "named": dict(named),
        "nobodys": [m.span.extract(text) for m in article.mentions if m.actor is None],
    }


def test_every_article_is_expected(invented: Publication) -> None:
    assert {f"{story.id}/{a.id}" for story in invented.stories for a in story.articles} == ARTICLES.keys()


@pytest.mark.parametrize("name", ARTICLES)
def test_article(name: str, invented: Publication) -> None:
    story, _, source = name.partition("/")
    found = story_of(invented, story)
    assert shown(found.get_article(source), found.letters[source]) == ARTICLES[name]


@pytest.mark.parametrize("name", POINTS)
def test_points(name: str, invented: Publication) -> None:
    story = story_of(invented, name)
    alone: dict[str, list[str]] = {}
    shared = []
    for point in story.points:
        cells = {
            c.source: [span.extract(story.get_article(c.source).text) for span in c.spans]
            for c in point.cells
        }
        if len(cells) == 1 and point.label is None:
            ((source, (sentence,)),) = cells.items()
            alone.setdefault(source, []).append(sentence)
        else:
            shared.append((point, cells))
    wanted = POINTS[name]
    assert alone.keys() == wanted["alone"].keys()
    for source, openings in wanted["alone"].items():
        assert begin(sorted(alone[source]), sorted(openings)), source
    assert len(shared) == len(wanted["shared"])
    for row in wanted["shared"]:
        (found,) = [
            (point, cells)
            for point, cells in shared
            if cells.keys() == row["cells"].keys()
            and all(begin(cells[source], [opening]) for source, opening in row["cells"].items())
        ]
        point, _ = found
        assert [point.label, point.coverage, list(point.differs)] == [
            row[k] for k in ("label", "coverage", "differs")
        ]
        assert point.note == row.get("note")
        assert point.id == row.get("id", point.id)


def begin(sentences: list[str], openings: list[str]) -> bool:
    """Return whether each sentence begins with the words in the same place."""
    return len(sentences) == len(openings) and all(map(str.startswith, sentences, openings))


@pytest.mark.parametrize("name", TIMELINE)
def test_timeline(name: str, invented: Publication) -> None:
    story = story_of(invented, name)
    found = [
        [fact.source, fact.expression.extract(story.get_article(fact.source).text), fact.date]
        for fact in story.timeline
    ]
    wanted = [[source, words, str(date) if date else None] for source, words, date in TIMELINE[name]]
    assert sorted(found, key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("address", PAGES)
def test_page(address: str, invented_site: Path) -> None:
    (main,) = html.parse(invented_site / address / "index.html").getroot().find_class("px")
    # What a letter shows of another source stands hidden below the page.
    for hidden in main.find_class("px-previews"):
        hidden.drop_tree()
    # Blocks stand apart for a reader; their text alone would run together.
    words = " ".join(" ".join(main.itertext()).split())
    tight = " ".join(main.text_content().split())
    for text in PAGES[address]["says"]:
        assert text in words or text in tight, text
    for text in PAGES[address]["never"]:
        assert text not in words, text
        assert text not in tight, text


def test_every_kind_of_page_is_expected(invented_site: Path) -> None:
    pages = {p.parent.relative_to(invented_site).as_posix() for p in invented_site.rglob("index.html")}
    by_hand = {"method", "contribute", "corrections"}
    lists = {
        "comparison",
        "timeline",
        "stories/bridge-collapse/comparison",
        "stories/bridge-collapse/timeline",
    }
    assert pages - by_hand - lists == {address.rstrip("/") or "." for address in PAGES}
