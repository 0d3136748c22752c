"""Escape any text as Markdown that reads as that text: on this site, on GitHub, in any CommonMark reader.

Ordinary prose stays as it is. Characters that could be Markdown at their position become numeric character
references, because Python-Markdown's preprocessors run before backslash escapes. The result is parsed
(CommonMark 0.31, by markdown-it-py) and compared with the text; if they differ, all ASCII punctuation is
escaped.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from build_scripts.text.hidden_characters import BIDI_CONTROLS

# ASCII punctuation without meaning in CommonMark, GitHub and Python-Markdown at any position.
_HARMLESS = frozenset(",;%/()'\"?")

# Punctuation that can be Markdown at its position; light escaping leaves all other punctuation alone.
_RISKY = re.compile(
    r"""
      [\\`*\[\]<>{}|~^]               # emphasis, code, links, tags, attributes, tables, sub and superscript
    | \$(?=[^$]*\$) | (?<=\$)\$       # mathematics
    | (?<![^\W_])_ | _(?![^\W_])      # an underscore, unless between letters or digits
    | &(?=\#?\w+;)                    # a character reference
    | :(?=[a-z+-][\w+-]{0,50}:)       # an emoji's short name
    | (?<=[A-Za-z]):(?=//)            # a bare address
    | (?<=\w)@(?=\w)                  # an e-mail address
    | (?<![^\W_])@(?=\w)              # a user's name
    | (?<=\b[Ww][Ww][Ww])\.           # a bare address without a scheme
    | \#(?=\d)                        # an issue's number
    | !(?=\[)                         # a picture
    | ==|\+\+|--(?=-)|\.\.(?=\.\.)    # marks, rules
    """,
    re.VERBOSE,
)
# At the start of a block: headings, quotations, lists, rules, definitions, metadata, set-ext underlines.
_OPENING = re.compile(r"[#>=+:!-]|\.(?=\.)|\d{1,9}(?P<mark>[.)])")

# Blanks that need no reference, and controls that have none: markdown-it reads U+FFFD for theirs.
_RAW = frozenset(" \xa0") | frozenset(map(chr, (*range(1, 9), 11, *range(14, 32), *range(127, 160))))

_READER = MarkdownIt("commonmark")


def escape_markdown(text: str) -> str:
    """Return Markdown for one paragraph whose words are exactly `text`.

    `text` is one line without blanks at its ends; line ends inside become references, too. The caller must
    reject a NUL, which Markdown cannot contain.
    """
    if not text:
        return ""
    escaped = _escape_lightly(text)
    return escaped if renders_as_text(escaped, text) else _escape_fully(text)


def escape_markdown_heading(text: str) -> str:
    """Return Markdown for a heading of the second level whose words are exactly `text`, as above."""
    words = escape_markdown(text)
    # A number sign at the end would close the heading (CommonMark 0.31, section 4.2).
    return f"## {words[:-1]}&#35;" if words.endswith("#") else f"## {words}"


def renders_as_text(markdown: str, text: str) -> bool:
    """Return whether CommonMark reads `markdown` as one paragraph of nothing but the words `text`."""
    tokens = _READER.parse(markdown)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return False
    children = tokens[1].children or []
    if any(child.type not in ("text", "text_special") for child in children):
        return False
    return "".join(child.content for child in children) == text


def _is_special(character: str) -> bool:
    # Controls of direction must not change the direction of the Markdown itself.
    return (character.isspace() and character not in _RAW) or character in BIDI_CONTROLS


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def _escape_lightly(text: str) -> str:
    """Return a text with references for the characters that could be Markdown at their positions."""
    opening = _OPENING.match(text)
    first = -1
    if opening:
        first = opening.start("mark") if opening["mark"] else 0
    risky = {position for match in _RISKY.finditer(text) for position in range(*match.span())}
    return "".join(
        _reference(c) if at == first or at in risky or _is_special(c) else c for at, c in enumerate(text)
    )


def _escape_fully(text: str) -> str:
    """Return a text with references for all ASCII punctuation, and for blanks at its ends."""

    def kept(c: str) -> bool:
        return c in _HARMLESS or c in _RAW or not (c in BIDI_CONTROLS or (c.isascii() and not c.isalnum()))

    escaped = "".join(c if kept(c) else _reference(c) for c in text)
    # Markdown drops blanks at the ends.
    inner = escaped.strip(" ")
    lead = len(escaped) - len(escaped.lstrip(" "))
    return "&#32;" * lead + inner + "&#32;" * (len(escaped) - lead - len(inner))
