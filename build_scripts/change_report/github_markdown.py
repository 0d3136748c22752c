"""Write text and lists as Markdown for GitHub, so that text reads as it is and none of it becomes markup.

GitHub searches the parsed text once more, with character references resolved: for names after @, numbers
after #, addresses, commits, emoji codes and mathematics. It leaves code alone. So text that may contain any
of these is written as code; all other text as `escape_markdown` writes it. (GitHub Flavored Markdown 0.29,
section 6.9; "Basic writing and formatting syntax", "Autolinked references and URLs" and "Writing mathematical
expressions" in GitHub's documentation.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from build_scripts.models.problems import Problem
from build_scripts.text.escape_markdown import escape_markdown
from build_scripts.text.hidden_characters import is_hidden_character, is_part_of_spelling

MAX_TEXT_LENGTH = 280
"""Characters of a text that are shown, at most."""
_NEEDS_CODE = re.compile(
    r"""
      @ | [#$\\] | ://                       # names, e-mail, issues, mathematics, escapes, addresses
    | www\. | (?:mailto|xmpp):               # addresses without a scheme
    | \bGH-\d                                # issues
    | (?<![^\W_])[0-9a-f]{7,}(?![^\W_])      # commits
    | :[\w+-]+:                              # emoji codes
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BACKTICKS = re.compile(r"`+")
Item = TypeVar("Item")


def format_github_text(text: str, longest: int = MAX_TEXT_LENGTH) -> str:
    """Return Markdown for a text on one line, at most `longest` characters of it; "" for an empty one.

    Hidden characters, among them those that change the direction of the line, are shown as <U+202E>.
    """
    line = shorten_line(name_hidden_characters(text), longest)
    if _NEEDS_CODE.search(line):
        return format_github_code(line)
    return escape_markdown(line)


def format_github_code(text: str) -> str:
    """Return Markdown for a text as code on one line (paths, keys, addresses); "" for an empty one."""
    line = shorten_line(name_hidden_characters(text))
    if not line:
        return ""
    # CommonMark 0.31, section 6.1: a longer run of backticks than any inside, and blanks next to those.
    fence = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(line)), default=0))
    blank = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{blank}{line}{blank}{fence}"


def name_hidden_characters(text: str) -> str:
    """Return a text on one line, with single blanks, and with <U+…> for each hidden character."""
    marked = "".join(c if _is_visible(text, at) else f"<U+{ord(c):04X}>" for at, c in enumerate(text))
    return " ".join(marked.split())


def shorten_line(line: str, longest: int = MAX_TEXT_LENGTH) -> str:
    """Return a line of at most `longest` characters, cut between words if possible, with … for the rest."""
    if len(line) <= longest:
        return line
    cut = line.rfind(" ", longest // 2, longest)
    return f"{line[: cut if cut > 0 else longest - 1].rstrip()}…"


def format_limited_list(items: Sequence[Item], write: Callable[[Item], str], most: int) -> Iterator[str]:
    """Yield the lines of a list with at most this many items, and the number of the others."""
    for item in items[:most]:
        yield f"- {write(item)}"
    if len(items) > most:
        yield f"- and {len(items) - most} more"


def format_folded(summary: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a block that is folded until a reader opens it; `summary` is HTML, without words of a source."""
    yield from ("", f"<details><summary>{summary}</summary>", "", *lines, "", "</details>")


def format_key_list(names: Sequence[str]) -> str:
    """Return keys of a YAML file as code, separated by commas."""
    return ", ".join(map(format_github_code, names))


def format_problem_item(problem: Problem) -> str:
    """Return a problem as an item of a list: its place, the problem, and how to fix it."""
    place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    field = f" {format_github_code(problem.field)}:" if problem.field else ""
    words = format_github_text(f"{problem.message}; {problem.fix}")
    return f"{format_github_code(place)}{field or ':'} {words}"


def _is_visible(text: str, at: int) -> bool:
    character = text[at]
    if is_hidden_character(character):
        return is_part_of_spelling(text, at)
    return character.isspace() or character.isprintable()
