"""Any text becomes Markdown that renders as that text, and ordinary prose is left unchanged."""

from collections.abc import Mapping

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from build_scripts.models import (
    AgencyCredit,
    Article,
    Capture,
    LineKind,
    Metadata,
    Paragraph,
    Rights,
    Sidecar,
    Span,
    StatedFact,
)
from build_scripts.pages.exports.article_markdown import render_article_markdown
from build_scripts.text.escape_markdown import escape_markdown, escape_markdown_heading
from tests.helpers.paths import read_cases

CASES = read_cases("escape_markdown")
READER = MarkdownIt("commonmark")

# A line as cleaning hands it on: no line feed, no NUL, no blanks at its ends; marks come often.
MARKS = st.text(
    st.sampled_from("ab1 .,:;!?#*_-+=~`'\"<>()[]{}|\\/&@$%^\t\x0b\x1c\x85\xa0\u2028\u200b"), max_size=20
)
ANY = st.text(st.characters(exclude_characters="\n\r\0", exclude_categories=["Cs"]), max_size=30)
LINES = st.one_of(MARKS, ANY, st.tuples(MARKS, ANY).map("".join)).map(str.strip).filter(bool)


def read(source: str) -> list[tuple[str, str]]:
    """Return the tag and the words of each block that CommonMark finds in a text; fail on inline markup."""
    tokens = READER.parse(source)
    assert [token.type.rpartition("_")[2] for token in tokens] == ["open", "inline", "close"] * (
        len(tokens) // 3
    )
    blocks = []
    for opening, inline in zip(tokens[::3], tokens[1::3], strict=True):
        children = inline.children or []
        assert {child.type for child in children} <= {"text", "text_special"}
        blocks.append((opening.tag, "".join(child.content for child in children)))
    return blocks


@pytest.mark.parametrize("text", CASES["prose"])
def test_prose_stays_as_it_is(text: str) -> None:
    assert escape_markdown(text) == text
    assert read(text) == [("p", text)]


@pytest.mark.parametrize("case", CASES["escaped"], ids=lambda case: case["text"])
def test_what_could_mean_something_is_a_reference(case: Mapping[str, str]) -> None:
    assert escape_markdown(case["text"]) == case["markdown"]
    assert read(case["markdown"]) == [("p", case["text"])]


@pytest.mark.parametrize("case", CASES["headings"], ids=lambda case: case["text"])
def test_headings(case: Mapping[str, str]) -> None:
    assert escape_markdown_heading(case["text"]) == case["markdown"]
    assert read(case["markdown"]) == [("h2", case["text"])]


@given(LINES)
@example("!\\")
@example("a  b")
@example("&#0;")
@example("1)")
def test_a_paragraph_reads_as_its_text(text: str) -> None:
    assert read(escape_markdown(text)) == [("p", text)]


@given(LINES)
@example("a #")
@example("a\t##")
def test_a_heading_reads_as_its_text(text: str) -> None:
    assert read(escape_markdown_heading(text)) == [("h2", text)]


@given(
    st.lists(
        st.tuples(LINES, st.sampled_from([LineKind.BODY, LineKind.HEADING, LineKind.LIST_ITEM])), max_size=5
    )
)
def test_a_cleaned_article_reads_as_its_paragraphs(blocks: list[tuple[str, LineKind]]) -> None:
    article = article_of([words for words, _ in blocks], [kind for _, kind in blocks])
    _, front, body = render_article_markdown(article).split("---\n", 2)
    assert yaml.safe_load(front) == {"sha256": "0" * 64, "source": "talks/herald.txt"}
    assert read(body) == [("h2" if kind is LineKind.HEADING else "p", words) for words, kind in blocks]


@given(st.lists(LINES, min_size=8, max_size=8))
@example(["no", "2031-03-12", "1e3", "- a", "a: b", "---", "&a *b", "'"])
def test_front_matter_says_exactly_what_is_stated(words: list[str]) -> None:
    title, outlet, author, published, agency, language, holder, basis = words
    metadata = Metadata(
        headline=StatedFact(title, "sidecar"),
        byline=StatedFact((author, outlet), "sidecar"),
        published=StatedFact(published, "sidecar"),
        updated=StatedFact(outlet, "markup"),
        dateline=StatedFact(agency, Span(0, 1)),
        outlet=StatedFact(outlet, "sidecar"),
        agencies=(AgencyCredit(agency, "text", "sidecar"), AgencyCredit(agency, "photograph", "sidecar")),
        language=language,
    )
    sidecar = Sidecar(
        source_url="https://example.org/?a=1#b",
        captured="2031-03-13",
        rights=Rights("full", holder, None, basis),
    )
    front = (
        render_article_markdown(article_of([], [], metadata, sidecar))
        .removeprefix("---\n")
        .removesuffix("---\n\n")
    )
    assert yaml.safe_load(front) == {
        "title": title,
        "outlet": outlet,
        "byline": [author, outlet],
        "published": published,
        "updated": outlet,
        "dateline": agency,
        "source_url": "https://example.org/?a=1#b",
        "agencies": [agency],
        "language": language,
        "rights": {"mode": "full", "holder": holder, "licence": "not stated", "basis": basis},
        "captured": "2031-03-13",
        "sha256": "0" * 64,
        "source": "talks/herald.txt",
    }


def article_of(
    paragraphs: list[str],
    kinds: list[LineKind],
    metadata: Metadata | None = None,
    sidecar: Sidecar | None = None,
) -> Article:
    found, start = [], 0
    for words, kind in zip(paragraphs, kinds, strict=True):
        found.append(Paragraph(Span(start, start + len(words)), kind))
        start += len(words) + 1
    capture = Capture("talks/herald.txt", "\n".join(paragraphs), "0" * 64, "utf-8")
    return Article("herald", capture, sidecar or Sidecar(), metadata or Metadata(), (), tuple(found), ())
