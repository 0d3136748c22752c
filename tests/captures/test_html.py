"""Saved pages: the extracted text, and the facts that the page states."""

import pytest
import yaml

from build_scripts.captures.html import parse_html_capture
from build_scripts.cleaning.overrides import find_wrong_sidecar_overrides
from build_scripts.models import LineKind, LineOverride, Sidecar, Span
from build_scripts.models.problems import UserError
from build_scripts.pipeline.clean_capture import clean_capture
from tests.helpers.paths import read_cases

CASES = read_cases("html_captures", yaml.BaseLoader)
ENCODED = read_cases("decode")["pages"]
PARAGRAPH = "The talks in the harbour of Strelsau went on until late, as part {} of the record says."
BODY = "".join(f"<p>{PARAGRAPH.format(n)}</p>" for n in range(6))
PAGE = "<html lang=en><head><title>Harbour talks end</title>{}</head><body>{}</body></html>"
STATED = ("headline", "byline", "published", "updated", "outlet")
MENU = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(30))


def page(head="", above="<h1>Harbour talks end</h1>", data=None):
    script = f'<script type="application/ld+json">{data}</script>' if data else ""
    return PAGE.format(head + script, f"<article>{above}{BODY}</article>")


def taken(text):
    return parse_html_capture(text.encode(), "a.html")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_page_states(case):
    read = taken(page(case.get("head", ""), case.get("body", "<h1>Harbour talks end</h1>"), case.get("data")))
    stated = {name: getattr(read.metadata, name) for name in STATED}
    found = {name: fact and fact.value for name, fact in stated.items()}
    found |= {"source_url": read.source_url}
    if found["byline"]:
        found["byline"] = list(found["byline"])
    fields = {name: case[name] for name in found if name in case}
    assert {name: found[name] for name in fields} == {
        n: None if v == "null" else v for n, v in fields.items()
    }


@pytest.mark.parametrize("case", ENCODED, ids=lambda case: case["name"])
def test_the_encoding_of_a_page(case):
    text = page(case["head"]).replace("late, as", "late – im Café – ward es spät, as")
    text = text.replace("–", "-") if case["codec"].startswith("iso") else text
    read = parse_html_capture(text.encode(case["codec"]), "a.html")
    assert "im Café" in read.capture.text
    assert "ward es spät" in read.capture.text
    assert read.capture.encoding == case["told"]
    assert [problem.message for problem in read.problems] == ([case["warning"]] if "warning" in case else [])
    assert all(problem.severity == "warning" and problem.fix for problem in read.problems)


def test_a_stray_byte_in_a_page_is_shown_as_replaced_and_reported():
    data = (
        page("<meta charset=utf-8>").replace("part 3", "part é3").encode().replace(b"part 4", b"part \x92 4")
    )
    read = parse_html_capture(data, "a.html")
    assert "part é3" in read.capture.text
    assert "part \N{REPLACEMENT CHARACTER} 4" in read.capture.text
    (problem,) = read.problems
    assert problem.message == "holds 1 byte that is not UTF-8, shown as \N{REPLACEMENT CHARACTER}"


def test_lines_are_the_text_and_labelled_by_the_markup():
    above = "<h1>Harbour talks end</h1><p>By Jane Roe and Rudolf Rassendyll</p>"
    text = page('<meta name="author" content="Jane Roe and Rudolf Rassendyll">', above)
    text = text.replace("</article>", f"<h2>What next</h2><p>{PARAGRAPH}</p><ul><li>One.</li></ul></article>")
    read = taken(text)
    words = read.capture.text
    assert "\n".join(line.span.extract(words) for line in read.lines) == words
    kinds = [(line.kind.value, line.span.extract(words)) for line in read.lines]
    assert kinds[:2] == [("headline", "Harbour talks end"), ("byline", "By Jane Roe and Rudolf Rassendyll")]
    assert [kind for kind, _ in kinds[2:]] == ["body"] * 6 + ["heading", "body", "list item"]
    stated = read.metadata
    assert isinstance(stated.headline.evidence, Span)
    assert stated.headline.evidence.extract(words) == "Harbour talks end"
    assert stated.byline.evidence.extract(words) == "Jane Roe and Rudolf Rassendyll"


def test_what_only_the_markup_states_has_the_markup_for_evidence():
    stated = taken(page('<meta property="og:site_name" content="The Strelsau Herald">')).metadata
    assert (stated.outlet.value, stated.outlet.evidence) == ("The Strelsau Herald", "markup")


CHANGED = "<p>Last updated May 6, 2031</p>"
RELEASED = '"datePublished": "2031-05-06"'
MODIFIED = '"dateModified": "2031-05-06"'


@pytest.mark.parametrize(
    ("below", "data", "published", "updated"),
    [
        (
            "",
            '"dateModified": "2031-05-07T08:00:00Z"',
            None,
            ("2031-05-07T08:00Z", "markup"),
        ),
        (CHANGED, '"datePublished": "2031-05-04"', ("2031-05-04", "markup"), ("2031-05-06", "May 6, 2031")),
        (
            CHANGED,
            f'"datePublished": "2031-05-04", {MODIFIED}',
            ("2031-05-04", "markup"),
            ("2031-05-06", "May 6, 2031"),
        ),
        # The words date the change alone, but the markup says that it was published on that day.
        (CHANGED, RELEASED, ("2031-05-06", "markup"), ("2031-05-06", "May 6, 2031")),
        (CHANGED, f"{RELEASED}, {MODIFIED}", ("2031-05-06", "markup"), ("2031-05-06", "May 6, 2031")),
    ],
)
def test_the_last_change_of_a_saved_page(tools, below, data, published, updated):
    text = page(above=f"<h1>Harbour talks end</h1>{below}", data=f'{{"@type": "NewsArticle", {data}}}')
    cleaned = clean_capture(text.encode(), "a.html", Sidecar(), tools.article_tools)
    stated = cleaned.metadata
    for fact, wanted in ((stated.published, published), (stated.updated, updated)):
        where = fact and fact.evidence
        words = where.extract(cleaned.capture.text) if isinstance(where, Span) else where
        assert (fact and (fact.value, words)) == wanted
    assert not stated.is_dated_by_last_change


def test_where_nothing_dates_the_publication_the_words_of_the_change_do(tools):
    data = '{"@type": "NewsArticle", "dateModified": "2031-05-06T18:00:00Z"}'
    text = page(above=f"<h1>Harbour talks end</h1>{CHANGED}", data=data)
    stated = clean_capture(text.encode(), "a.html", Sidecar(), tools.article_tools).metadata
    assert stated.updated.value == "2031-05-06"
    assert stated.is_dated_by_last_change


def test_scripts_and_styles_are_in_no_text():
    hidden = (
        "<script>leak()</script><style>.leak{}</style><noscript>leak</noscript><template>leak</template>"
        "<!-- leak --><svg><text>leak</text></svg>"
    )
    data = (
        '{"@type": "NewsArticle", "articleBody": "' + "leak of a text that is in no paragraph. " * 20 + '"}'
    )
    text = page(data=data).replace("until", f"un{hidden}til").replace("<p>", f"{hidden}<p>")
    read = taken(text)
    assert "leak" not in read.capture.text
    assert PARAGRAPH.format(3) in read.capture.text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html></html>",
        b"\xff\xfe\x00",
        b"no page",
        PAGE.format("", f"<nav><ul>{MENU}</ul></nav><footer>About</footer>").encode(),
        b"%PDF-1.7 <html><body><p>x",
        bytes(range(256)) * 20,
        b"<div>" * 30_000,
    ],
    ids=["empty", "no words", "half a character", "no page", "a menu", "a PDF file", "bytes", "depth"],
)
def test_a_page_without_an_article_is_one_problem_with_its_fix(data):
    with pytest.raises(UserError) as raised:
        parse_html_capture(data, "a.html")
    (problem,) = raised.value.problems
    assert problem.severity == "error"
    assert problem.fix


def test_an_editors_overrides_apply_to_a_saved_page_too(tools):
    text = page(above="<h1>Harbour talks end</h1><p>Advertisement of the day</p>")
    sidecar = Sidecar(
        source_url="https://zenda.example/",
        drop=(LineOverride(2, "Advertisement"), LineOverride(3, "Other words")),
    )
    cleaned = clean_capture(
        text.replace("<head>", '<head><link rel=canonical href="https://herald.example/a">').encode(),
        "a.html",
        sidecar,
        tools.article_tools,
    )
    assert cleaned.sidecar.source_url == "https://zenda.example/"
    assert [line.kind for line in cleaned.lines[1:3]] == [LineKind.BOILERPLATE, LineKind.BODY]
    ((wrong, reason),) = find_wrong_sidecar_overrides(cleaned.capture.text, sidecar)
    assert wrong.line == 3
    assert "starts with" in reason


def test_references_are_decoded_once() -> None:
    said = "The tablet read &amp;lt;b&amp;gt; and Q&amp;amp;A, then &lt;i&gt; and R&D and &amp;copy."
    head = '<link rel="canonical" href="/a?b=1&amp;amp;copy=2"><base href="https://herald.example/">'
    read = taken(page(head, f"<h1>Rain &amp;amp; sun</h1><p>{said}</p><h2>Wind &amp;amp; rain</h2>"))
    lines = {line.span.extract(read.capture.text): line.kind for line in read.lines}
    assert "The tablet read &lt;b&gt; and Q&amp;A, then <i> and R&D and &copy." in lines
    assert lines["Wind &amp; rain"] is LineKind.HEADING
    assert read.source_url == "https://herald.example/a?b=1&amp;copy=2"


def test_a_headline_in_a_meta_element_is_decoded_once() -> None:
    meta = taken(page('<meta property="og:title" content="Rain &amp;amp; &amp;lt;b&amp;gt;">')).metadata
    assert meta.headline is not None
    assert meta.headline.value == "Rain &amp; &lt;b&gt;"
    shown = taken(
        page("", "<h1>Rain &amp;amp; &amp;lt;b&amp;gt;</h1>").replace("<title>", "<title>-")
    ).metadata
    assert shown.headline is not None
    assert shown.headline.value == "Rain &amp; &lt;b&gt;"
