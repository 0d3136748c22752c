"""Text in Markdown for GitHub: it reads as it is, and none of it becomes markup, a link or emoji."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from build_scripts.change_report.github_markdown import (
    MAX_TEXT_LENGTH,
    format_github_code,
    format_github_text,
    name_hidden_characters,
    shorten_line,
)
from tests.security import payloads

ATTACKS = payloads.ALL
READER = MarkdownIt("commonmark").enable("table")

# Text that GitHub turns into links, emoji or mathematics outside code; written independently of the code.
ACTING = ("@", "#", "://", "www.", "mailto:", "$", "gh-1", ":smile:", "0123abc")


def shown(source: str) -> list[tuple[str, str]]:
    """Return the pieces of text and code in a rendered line of Markdown, each with its type."""
    opening, inline, closing = READER.parse(f"Words: {source}")
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    pieces = [(child.type, child.content) for child in inline.children or []]
    assert {kind for kind, _ in pieces} <= {"text", "text_special", "code_inline"}
    return pieces


def content(pieces: Sequence[tuple[str, str]]) -> str:
    return "".join(text for _, text in pieces).removeprefix("Words:").removeprefix(" ")


JOINERS = "\u200c\u200d"  # they join letters, and parts of emoji
MARKS = st.text(st.sampled_from("ab1 .:;!?#*_-+=~`'\"<>()[]{}|\\/&@$%^\t\n\x00\u200b\u202e"), max_size=20)
WORDS = st.one_of(MARKS, st.sampled_from([*ATTACKS, *ACTING]), st.text(max_size=30))


@given(st.lists(WORDS, max_size=3).map("".join))
@example("`` x ` @y")
@example("`@")
@example(" @jane ")
def test_text_reads_as_it_is_and_none_of_it_becomes_markup(text):
    line = name_hidden_characters(text)
    assert all(c.isprintable() or c in JOINERS for c in line)
    for source in (format_github_text(text, 10_000), format_github_code(text)):
        assert "\n" not in source
        pieces = shown(source)
        assert content(pieces) == line
        plain = "".join(text for kind, text in pieces if kind != "code_inline").casefold()
        assert [mark for mark in ACTING if mark in plain.removeprefix("words: ")] == []


def test_long_text_is_cut_between_words_and_ends_with_an_ellipsis():
    assert format_github_text("one two three four", 9) == "one two…"
    assert len(shorten_line("x" * 500)) == MAX_TEXT_LENGTH
    assert format_github_text("one two", 7) == "one two"
