"""Test that elements around spans of a text nest, and that the words stay."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from build_scripts.models import Span
from build_scripts.pages.views.annotate import MarkupLayer, SpanMarkup, annotate_span, escape_html
from tests.helpers.source_views import unescaped

ANY = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=40)
TAG = re.compile(r"<(/?)(\w+)[^>]*>")


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, Span, list[list[Span]]]:
    """Draw a text, a span of it, and layers of spans that may overlap."""
    text = draw(ANY)
    places = st.integers(0, len(text))
    spans = st.tuples(places, places).map(lambda pair: Span(min(pair), max(pair)))
    return text, draw(spans), draw(st.lists(st.lists(spans, max_size=5), max_size=3))


def layers_of(spans: list[list[Span]]) -> list[MarkupLayer]:
    tags = ("span", "a", "b")
    return [
        MarkupLayer.from_wraps(
            SpanMarkup(span, Markup("<{}>").format(tag), Markup("</{}>").format(tag)) for span in layer
        )
        for tag, layer in zip(tags, spans, strict=False)
    ]


@given(annotated())
def test_whatever_is_wrapped_the_words_stay(drawn: tuple[str, Span, list[list[Span]]]) -> None:
    text, span, spans = drawn
    assert unescaped(annotate_span(text, span, layers_of(spans))) == span.extract(text)


@given(annotated())
def test_elements_nest_and_none_is_empty(drawn: tuple[str, Span, list[list[Span]]]) -> None:
    text, span, spans = drawn
    markup = annotate_span(text, span, layers_of(spans))
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
    for piece in re.split(r"(</?span>)", annotate_span(text, span, layers_of(spans))):
        if TAG.fullmatch(piece):
            depth += -1 if piece.startswith("</") else 1
        elif depth:
            wrapped += len(unescaped(piece))
    covered = {at for one in outer for at in range(max(one.start, span.start), min(one.end, span.end))}
    assert wrapped == len(covered)


def test_the_second_of_two_that_overlap_starts_where_the_first_ends() -> None:
    layers = layers_of([[Span(0, 6), Span(4, 9)], [Span(2, 8)]])
    expected = "<span>th<a>e ha</a></span><span><a>rb</a>o</span>ur"
    assert annotate_span("the harbour", Span(0, 11), layers) == expected


def test_nothing_of_a_text_is_markup() -> None:
    assert escape_html("<b>&\"'\t\n") == Markup("&lt;b&gt;&amp;&#34;&#39;&#9;&#10;")
