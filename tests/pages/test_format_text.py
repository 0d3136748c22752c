"""What pages, tables, feeds and citations are made of."""

import csv
import io
import json
import re
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from build_scripts.models import (
    Agency,
    Article,
    Capture,
    Metadata,
    Paragraph,
    Sentence,
    Sidecar,
    Span,
    Stated,
)
from build_scripts.pages.exports import citations as citation
from build_scripts.pages.exports import feeds, tables
from build_scripts.pages.views import (
    addresses,
)
from build_scripts.pages.views import (
    format_text as wording,
)
from build_scripts.pages.views import (
    show_hidden_characters as unseen_marks,
)
from build_scripts.pages.views.annotate import Layer, Wrap, annotate, escaped
from build_scripts.pages.views.site_settings import Place
from build_scripts.pages.views.source_view import SourceView

ANY = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=40)
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
SITE = "https://reader.example.org/papers/"
NAMES = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True).filter(lambda name: len(name) < 9)
TAG = re.compile(r"<(/?)(\w+)[^>]*>")


# --- annotate ---


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, Span, list[list[Span]]]:
    """Draw a text, a span of it, and layers of spans that overlap as they like."""
    text = draw(ANY)
    places = st.integers(0, len(text))
    spans = st.tuples(places, places).map(lambda pair: Span(min(pair), max(pair)))
    return text, draw(spans), draw(st.lists(st.lists(spans, max_size=5), max_size=3))


def layers_of(spans: list[list[Span]]) -> list[Layer]:
    tags = ("span", "a", "b")
    return [
        Layer.of(Wrap(span, Markup("<{}>").format(tag), Markup("</{}>").format(tag)) for span in layer)
        for tag, layer in zip(tags, spans, strict=False)
    ]


def unescaped(markup: str) -> str:
    """Undo what `escaped` does; html.unescape would drop controls, which a browser keeps."""
    numbers = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), TAG.sub("", markup))
    return numbers.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(annotated())
def test_whatever_is_wrapped_the_words_stay(drawn: tuple[str, Span, list[list[Span]]]) -> None:
    text, span, spans = drawn
    assert unescaped(annotate(text, span, layers_of(spans))) == span.of(text)


@given(annotated())
def test_elements_nest_and_none_is_empty(drawn: tuple[str, Span, list[list[Span]]]) -> None:
    text, span, spans = drawn
    markup = annotate(text, span, layers_of(spans))
    opened: list[str] = []
    for match in TAG.finditer(markup):
        if not match[1]:
            opened.append(match[2])
            assert not markup[match.end() :].startswith("</")
        else:
            assert opened.pop() == match[2]
    assert not opened


@given(annotated())
def test_every_character_of_an_outer_span_is_wrapped(drawn: tuple[str, Span, list[list[Span]]]) -> None:
    text, span, spans = drawn
    outer = spans[0] if spans else []
    wrapped = 0
    depth = 0
    for piece in re.split(r"(</?span>)", annotate(text, span, layers_of(spans))):
        if TAG.fullmatch(piece):
            depth += -1 if piece.startswith("</") else 1
        elif depth:
            wrapped += len(unescaped(piece))
    covered = {at for one in outer for at in range(max(one.start, span.start), min(one.end, span.end))}
    assert wrapped == len(covered)


def test_the_second_of_two_that_overlap_starts_where_the_first_ends() -> None:
    layers = layers_of([[Span(0, 6), Span(4, 9)], [Span(2, 8)]])
    expected = "<span>th<a>e ha</a></span><span><a>rb</a>o</span>ur"
    assert annotate("the harbour", Span(0, 11), layers) == expected


def test_nothing_of_a_text_is_markup() -> None:
    assert escaped("<b>&\"'\t\n") == Markup("&lt;b&gt;&amp;&#34;&#39;&#9;&#10;")


# --- addresses ---

FOLDERS = st.lists(NAMES, max_size=4).map(lambda names: "".join(f"{name}/" for name in names))
FILES = st.tuples(FOLDERS, NAMES).map(lambda parts: f"{parts[0]}{parts[1]}.xml")
FRAGMENTS = st.sampled_from(["", "#s1", "#point-a-b"])


@given(st.tuples(st.one_of(FOLDERS, FILES), FRAGMENTS).map("".join), FOLDERS)
@example("", "")
@example("", "actors/jane-roe/")
@example("stories/talks/#s3", "stories/talks/")
def test_a_link_leads_from_its_page_to_its_address(address: str, page: str) -> None:
    assert urljoin(SITE + page, addresses.relative(address, page)) == SITE + address


# --- tables ---

VALUES = st.one_of(st.none(), st.integers(), ANY)
TABLES = st.lists(st.tuples(VALUES, VALUES), max_size=5).map(
    lambda rows: tables.Table(("one", "two"), tuple(rows))
)


@given(TABLES)
def test_json_has_exactly_the_values(table: tables.Table) -> None:
    assert json.loads(table.json()) == [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@given(TABLES)
def test_csv_has_the_values_and_nothing_that_a_spreadsheet_runs(table: tables.Table) -> None:
    header, *rows = csv.reader(io.StringIO(table.csv().decode(), newline=""))
    assert header == ["one", "two"]
    assert len(rows) == len(table.rows)
    for row, values in zip(rows, table.rows, strict=True):
        for cell, value in zip(row, values, strict=True):
            if isinstance(value, str):
                assert cell.removeprefix("'") == value.removeprefix("'")
                assert not cell.startswith(("=", "+", "-", "@", "\t"))
            else:
                assert cell == ("" if value is None else str(value))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+41", "'+41"),
        ("-ish", "'-ish"),
        ("@jane", "'@jane"),
        ("\tx", "'\tx"),
        ("a=b", "a=b"),
        (-1, "-1"),
        (None, '""'),
        ('say "no", twice', '"say ""no"", twice"'),
    ],
)
def test_csv_cells(value: tables.Value, cell: str) -> None:
    assert tables.Table(("one",), ((value,), ("x",))).csv().decode() == f"one\r\n{cell}\r\nx\r\n"


# --- feeds ---


@given(ANY, ANY)
@example("\x00\x0b\ufffe", "]]><b>&amp;")
def test_a_feed_is_xml_and_says_what_it_is_given(title: str, words: str) -> None:
    entries = [
        feeds.Entry(title, "stories/talks/herald/#s1", words),
        feeds.Entry(title, "stories/talks/herald/#s1", words, key="?statement=3-9", day="2031-03-13"),
    ]
    place = Place(SITE, built=60)
    root = ElementTree.fromstring(feeds.feed(title, title, "actors/jane-roe/", entries, place))
    found = root.findall("{*}entry")
    assert [as_given(element, "title") for element in (root, *found)] == [as_xml(title)] * 3
    assert [as_given(element, "summary") for element in found] == [as_xml(words)] * 2
    assert [element.findtext("{*}updated") for element in (root, *found)] == [
        "1970-01-01T00:01:00Z",
        "1970-01-01T00:01:00Z",
        "2031-03-13T00:00:00Z",
    ]
    assert len({element.findtext("{*}id") for element in (root, *found)}) == 3
    links = [element.get("href") for element in root.iter("{http://www.w3.org/2005/Atom}link")]
    page = f"{SITE}stories/talks/herald/#s1"
    assert links == [f"{SITE}actors/jane-roe/", f"{SITE}actors/jane-roe/feed.xml", page, page]


def as_given(element: ElementTree.Element, tag: str) -> str:
    return element.findtext(f"{{*}}{tag}") or ""


def as_xml(text: str) -> str:
    text = unseen_marks.labelled(text)  # a feed has no place for a mark
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


# --- citations ---


def source(metadata: Metadata | None = None, sidecar: Sidecar | None = None) -> SourceView:
    text = "The harbour is closed."
    article = Article(
        "herald",
        Capture("sources/talks/herald.txt", text, "0" * 64, "utf-8"),
        sidecar or Sidecar(),
        metadata or Metadata(),
        (),
        (Paragraph(Span(0, len(text))),),
        (Sentence(Span(0, len(text))),),
    )
    return SourceView("talks", "A", article, frozenset())


def test_a_citation_of_all_that_is_stated() -> None:
    metadata = Metadata(
        headline=Stated("Talks {end} & 5% #1 ~ ^ \\ $x_y", "sidecar"),
        byline=Stated(("Anna Sapt", "Fritz {von} Tarlenheim"), "sidecar"),
        published=Stated("2031-03-12T18:05", "sidecar"),
        outlet=Stated("The Strelsau Herald", "sidecar"),
    )
    cited = citation.cite(
        source(metadata, Sidecar(source_url="https://example.org/a_b", captured="2031-03-13"))
    )
    assert cited.plain == (
        "Anna Sapt and Fritz {von} Tarlenheim, “Talks {end} & 5% #1 ~ ^ \\ $x_y”, The Strelsau Herald,"
        " 12 March 2031. https://example.org/a_b"
    )
    assert cited.bibtex.splitlines() == [
        "@article{talks-herald,",
        r"  title = {Talks \{end\} \& 5\% \#1 \textasciitilde{} \textasciicircum{} \textbackslash{} \$x\_y},",
        r"  author = {{Anna Sapt} and {Fritz \{von\} Tarlenheim}},",
        "  journal = {The Strelsau Herald},",
        "  date = {2031-03-12},",
        "  url = {https://example.org/a_b},",
        "  urldate = {2031-03-13},",
        "}",
    ]
    assert json.loads(cited.csl) == [
        {
            "id": "talks/herald",
            "type": "article-newspaper",
            "title": "Talks {end} & 5% #1 ~ ^ \\ $x_y",
            "author": [{"literal": "Anna Sapt"}, {"literal": "Fritz {von} Tarlenheim"}],
            "container-title": "The Strelsau Herald",
            "issued": {"date-parts": [[2031, 3, 12]]},
            "URL": "https://example.org/a_b",
            "accessed": {"date-parts": [[2031, 3, 13]]},
        }
    ]


def test_a_citation_says_what_is_not_stated() -> None:
    cited = citation.cite(source(sidecar=Sidecar(label="Unsigned report")))
    assert cited.plain == "[Unsigned report; headline not stated], date not stated."
    assert cited.bibtex == "@article{talks-herald,\n  title = {Unsigned report},\n}"
    assert json.loads(cited.csl) == [
        {"id": "talks/herald", "type": "article-newspaper", "title": "Unsigned report"}
    ]


@given(LINE, LINE)
def test_braces_of_a_citation_are_balanced_and_json_is_json(headline: str, author: str) -> None:
    metadata = Metadata(headline=Stated(headline, "sidecar"), byline=Stated((author,), "sidecar"))
    cited = citation.cite(source(metadata))
    depth = 0
    for mark in re.findall(r"(?<!\\)[{}]", cited.bibtex.replace("\\\\", "")):
        depth += 1 if mark == "{" else -1
        assert depth >= 0
    assert depth == 0
    (item,) = json.loads(cited.csl)
    assert (item["title"], item["author"]) == (headline, [{"literal": author}])


# --- wording ---


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (None, None),
        ("2031", "2031"),
        ("2031-03", "March 2031"),
        ("2031-03-02", "2 March 2031"),
        ("2031-03-12T18:05", "12 March 2031, 18:05"),
        ("2031-12-31T18:05:09+02:00", "31 December 2031, 18:05:09+02:00"),
    ],
)
def test_days(date: str | None, words: str | None) -> None:
    assert wording.day(date) == words


@pytest.mark.parametrize(
    ("published", "missing"),
    [
        (None, False),
        ("2031-03-12", False),
        ("2031-03-12T18:05", True),
        ("2031-03-12T18:05Z", False),
        ("2031-03-12T18:05+02:00", False),
        ("2031-03-12T18:05-02:00", False),
    ],
)
def test_a_clock_without_a_zone(published: str | None, missing: bool) -> None:
    stated = Stated(published, "sidecar") if published else None
    assert wording.has_clock_without_zone(stated) is missing


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 sources"), (1, "1 source"), (2, "2 sources"), (1000, "1000 sources")]
)
def test_plurals(number: int, words: str) -> None:
    assert wording.plural(number, "source") == words


@pytest.mark.parametrize(
    ("names", "words"),
    [((), None), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")],
)
def test_bylines(names: tuple[str, ...], words: str | None) -> None:
    assert wording.byline(source(Metadata(byline=Stated(names, "sidecar") if names else None))) == words


def test_agencies_are_named_with_what_they_are_credited_for() -> None:
    credits = (
        Agency("Reuters", "photograph", "sidecar"),
        Agency("AFP", "text", "sidecar"),
        Agency("Reuters", "text", "sidecar"),
        Agency("Reuters", "text", "sidecar"),
    )
    words = wording.agencies(source(Metadata(agencies=credits)))
    assert words == "Reuters (for a photograph, in the text); AFP (in the text)"
    assert wording.agencies(source()) is None


def test_the_date_of_publication_stands_in_the_words_of_the_capture() -> None:
    metadata = Metadata(published=Stated("2031-03-12", Span(4, 11)))
    shown = wording.published(source(metadata))
    assert isinstance(shown, Markup)
    assert unescaped(shown) == "harbour"
    assert wording.published(source(Metadata(published=Stated("2031-03-12", "sidecar")))) == "12 March 2031"


@pytest.mark.parametrize(
    ("published", "updated", "shown"),
    [
        (None, "2031-03-12", "12 March 2031"),
        ("2031-03-12", "2031-03-13", "13 March 2031"),
        ("2031-03-12", "2031-03-12T18:05", "12 March 2031, 18:05"),
        ("2031-03-12T18:05", "2031-03-12T18:06", "12 March 2031, 18:06"),
        ("2031-03-12T18:05+02:00", "2031-03-12T17:00Z", "12 March 2031, 17:00Z"),
        ("2031-03-13T00:30+09:00", "2031-03-12T16:00Z", "12 March 2031, 16:00Z"),
        ("2031-03-12T18:05+02:00", "2031-03-12T16:05Z", None),
        ("2031-03-12T18:05", "2031-03-12T18:05", None),
        ("2031-03-12T18:05", "2031-03-12T18:05Z", None),
        ("2031-03-12T18:05Z", "2031-03-12", None),
        ("2031-03-12", "2031-03-12", None),
        ("2031-03-12", "2031-03-11T20:00", None),
        ("2031-03-12", None, None),
    ],
)
def test_the_last_change_is_shown_where_the_markup_has_one(
    published: str | None, updated: str | None, shown: str | None
) -> None:
    first, last = (Stated(date, "markup") if date else None for date in (published, updated))
    assert wording.updated(source(Metadata(published=first, updated=last))) == shown


def test_the_last_change_stands_in_the_words_of_the_capture_even_on_the_same_day() -> None:
    metadata = Metadata(published=Stated("2031-03-12", "markup"), updated=Stated("2031-03-12", Span(4, 11)))
    shown = wording.updated(source(metadata))
    assert isinstance(shown, Markup)
    assert unescaped(shown) == "harbour"


@pytest.mark.parametrize(
    ("metadata", "label", "name"),
    [
        (Metadata(), None, "Unnamed source"),
        (Metadata(), "Unsigned report", "Unsigned report"),
        (Metadata(headline=Stated("Talks end", "sidecar")), None, "Outlet not stated"),
        (Metadata(outlet=Stated("The Strelsau Herald", "sidecar")), "Unsigned report", "The Strelsau Herald"),
    ],
)
def test_what_a_source_is_called(metadata: Metadata, label: str | None, name: str) -> None:
    assert source(metadata, Sidecar(label=label)).name == name
