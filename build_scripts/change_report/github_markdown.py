"""Write any words into Markdown for GitHub, so that they read as they are and nothing in them acts.

Beyond CommonMark, GitHub looks through the text of what was parsed, where a character reference is its
character again: for names after @, numbers after #, addresses, commits, short names of pictures, mathematics.
It leaves code alone. So words in which it could find any of these are written as code; all others as
`escape_markdown` writes them. (GitHub Flavored Markdown 0.29, section 6.9; "Basic writing and formatting
syntax", "Autolinked references and URLs" and "Writing mathematical expressions" in GitHub's documentation.)
"""

from __future__ import annotations

import re

from build_scripts.text.escape_markdown import escape_markdown
from build_scripts.text.hidden_characters import is_hidden_character, is_part_of_spelling

MAX_TEXT_LENGTH = 280  # characters of a text that are shown
_ACTING = re.compile(
    r"""
      @ | [#$\\] | ://                       # names, e-mail, issues, mathematics, escapes, addresses
    | www\. | (?:mailto|xmpp):               # addresses without a scheme
    | \bGH-\d                                # issues
    | (?<![^\W_])[0-9a-f]{7,}(?![^\W_])      # commits
    | :[\w+-]+:                              # pictures' short names
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TICKS = re.compile(r"`+")


def format_github_text(text: str, longest: int = MAX_TEXT_LENGTH) -> str:
    """Return Markdown for words on one line, at most `longest` characters of them; "" where there are none.

    What doesn't print or would turn the line's direction is shown by its number: <U+202E>.
    """
    line = shorten_line(name_hidden_characters(text), longest)
    if _ACTING.search(line):
        return format_github_code(line)
    return escape_markdown(line)


def format_github_code(text: str) -> str:
    """Return Markdown for a text as code, on one line: paths, keys, addresses; "" where there is nothing."""
    line = shorten_line(name_hidden_characters(text))
    if not line:
        return ""
    # CommonMark 0.31, section 6.1: a longer run of backticks than any inside, and blanks beside those.
    fence = "`" * (1 + max((len(run) for run in _TICKS.findall(line)), default=0))
    blank = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{blank}{line}{blank}{fence}"


def name_hidden_characters(text: str) -> str:
    """Return a text on one line, with single blanks, and with a name for each character that isn't seen."""
    marked = "".join(c if _shows(text, at) else f"<U+{ord(c):04X}>" for at, c in enumerate(text))
    return " ".join(marked.split())


def shorten_line(line: str, longest: int = MAX_TEXT_LENGTH) -> str:
    """Return as much of a line as has room, in whole words if they aren't too long, with … for the rest."""
    if len(line) <= longest:
        return line
    cut = line.rfind(" ", longest // 2, longest)
    return f"{line[: cut if cut > 0 else longest - 1].rstrip()}…"


def _shows(text: str, at: int) -> bool:
    character = text[at]
    if is_hidden_character(character):
        return is_part_of_spelling(text, at)
    return character.isspace() or character.isprintable()
