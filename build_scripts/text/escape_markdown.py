"""Write any text as Markdown that reads as that text: on this site, on GitHub, in any CommonMark reader.

Ordinary prose stays as it is. Characters that could mean something where they stand become numeric
character references, because Python-Markdown's preprocessors run before backslash escapes. The result is
parsed (CommonMark 0.31, by markdown-it-py) and compared with the text; if they differ, every mark is
escaped.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from build_scripts.text.hidden_characters import BIDI_CONTROLS

# ASCII marks that mean nothing to CommonMark, GitHub or Python-Markdown wherever they stand.
_HARMLESS = frozenset(",;%/()'\"?")

# What can mean something where it stands; all else of ASCII punctuation is left alone by level one.
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

# Blanks that need no reference, and controls that none can stand for: markdown-it reads U+FFFD for it.
_RAW = frozenset(" \xa0") | frozenset(map(chr, (*range(1, 9), 11, *range(14, 32), *range(127, 160))))

_READER = MarkdownIt("commonmark")


def escape_markdown(text: str) -> str:
    """Return Markdown for one paragraph whose words are exactly `text`.

    `text` is one line without blanks at its ends (line ends inside become references, too). A NUL can't
    stand in Markdown and is the caller's to refuse.
    """
    if not text:
        return ""
    lightly = _lightly(text)
    return lightly if renders_as_text(lightly, text) else _wholly(text)


def escape_markdown_heading(text: str) -> str:
    """Return Markdown for a heading of the second level whose words are exactly `text`, as above."""
    words = escape_markdown(text)
    # A number sign at the end would close the heading (CommonMark 0.31, section 4.2).
    return f"## {words[:-1]}&#35;" if words.endswith("#") else f"## {words}"


def renders_as_text(source: str, text: str) -> bool:
    """Tell whether CommonMark reads `source` as one paragraph of nothing but the words `text`."""
    tokens = _READER.parse(source)
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


def _lightly(text: str) -> str:
    opening = _OPENING.match(text)
    first = -1
    if opening:
        first = opening.start("mark") if opening["mark"] else 0
    risky = {position for match in _RISKY.finditer(text) for position in range(*match.span())}
    return "".join(
        _reference(c) if at == first or at in risky or _is_special(c) else c for at, c in enumerate(text)
    )


def _wholly(text: str) -> str:
    def kept(c: str) -> bool:
        return c in _HARMLESS or c in _RAW or not (c in BIDI_CONTROLS or (c.isascii() and not c.isalnum()))

    escaped = "".join(c if kept(c) else _reference(c) for c in text)
    # A blank at an end would be lost, and one inside may stand beside a reference to a line end.
    inner = escaped.strip(" ")
    lead = len(escaped) - len(escaped.lstrip(" "))
    return "&#32;" * lead + inner + "&#32;" * (len(escaped) - lead - len(inner))
