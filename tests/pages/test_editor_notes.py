"""Test an editor's note as HTML. All texts are invented."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.pages.exports.editor_notes import render_editor_note

ALLOWED = {"p", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote", "br"}
PIECES = st.lists(
    st.sampled_from(
        [
            *"<>\"'`*_[]()!#&\\~|-+=.:/ \n\t",
            "\n\n",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "](javascript:alert(1))",
            "![a](https://zenda.example/x.png)",
            "[a](https://zenda.example/x 'title\" onclick=\"x')",
            "<https://zenda.example>",
            "&#2;",
            "&#9;",
            "&lt;b&gt;",
            "[x]: https://zenda.example/a\n",
            "```\n",
            "    code\n",
            "# heading\n",
            "---\n",
            "words",
            "\u202e",
            "\x02",
            "\x00",
        ]
    ),
    max_size=14,
).map("".join)


class Reader(HTMLParser):
    """Gathers tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    ("note", "html"),
    [
        ("Both *may* be **right**.", "<p>Both <em>may</em> be <strong>right</strong>.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        (
            "See [the list](https://zenda.example/list?a=1&b=2).",
            '<p>See <a href="https://zenda.example/list?a=1&amp;b=2" rel="noopener">the list</a>.</p>',
        ),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("# A heading", "<p># A heading</p>"),
        ("    indented", "<p>indented</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](JaVaScRiPt&colon;alert(1))", "<p>[x](JaVaScRiPt&amp;colon;alert(1))</p>"),
        ("[x](data:text/html,<script>)", "<p>[x](data:text/html,&lt;script&gt;)</p>"),
        ("[x](//zenda.example/a)", "<p>[x](//zenda.example/a)</p>"),
        ("[x](../secret)", "<p>[x](../secret)</p>"),
        ("<file:///harbour.html>", "<p>&lt;file:///harbour.html&gt;</p>"),
        ("[x](https://user@zenda.example)", "<p>[x](https://user@zenda.example)</p>"),
        (
            "![x](https://zenda.example/a.png)",
            '<p>!<a href="https://zenda.example/a.png" rel="noopener">x</a></p>',
        ),
        ("a\tb", "<p>a&#9;b</p>"),
        ("", ""),
    ],
)
def test_a_note_is_read_as_markdown_that_can_do_nothing(note: str, html: str) -> None:
    assert render_editor_note(note) == html


@given(PIECES | st.text(max_size=80))
def test_whatever_is_noted_only_plain_elements_and_web_links_come_out(note: str) -> None:
    html = str(render_editor_note(note))
    for tag, attributes in Reader(html).tags:
        assert tag in ALLOWED
        if tag == "a":
            assert (attributes.pop("href") or "").startswith(("http://", "https://"))
            assert attributes.pop("rel") == "noopener"
            attributes.pop("title", None)
        if tag == "ol":
            attributes.pop("start", None)
        assert not attributes
    assert not any(line.strip(" ") == "" for line in html.split("\n")[1:-1])
    assert not set(html) & set("\t\r\x02\x03\x00")
