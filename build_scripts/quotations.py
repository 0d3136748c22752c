"""Find what stands in quotation marks.

A paragraph is read once from left to right. Which mark opens and which closes follows Unicode's
quotation marks and, for the straight ones, the blanks beside them. A mark that finds no partner in its
paragraph opens nothing, unless the next paragraph begins with an opening mark: then a speech runs on,
as English newspapers print it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.models import Span

_MARK = re.compile(r"``|''|[\"'“”„‟«»‘’‚「」『』]")
_CLOSERS = {
    "“": frozenset({"”", '"'}),
    "„": frozenset({"“", "”", '"'}),
    "‟": frozenset({"”", '"'}),
    '"': frozenset({'"', "”"}),
    "``": frozenset({"''", '"'}),
    "''": frozenset({"''", '"'}),
    "«": frozenset({"»"}),
    "»": frozenset({"«"}),
    "‘": frozenset({"’", "'"}),
    "‚": frozenset({"‘", "’"}),
    "'": frozenset({"'"}),
    "「": frozenset({"」"}),
    "『": frozenset({"』"}),
}
_SINGLE = frozenset("'‘‚")
_MIRRORED = frozenset({"»", '"', "''", "'"})
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_LEAST_TITLE = 2
"""Words of the shortest title that is told from a name or a beginning."""
_SMALL_WORD = 3
"""Letters of the longest word that a title may leave without a capital."""
_MAX_SINGLE = 600
"""Characters: a single mark that closes later than this was an apostrophe."""


def find(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the quotations of the paragraphs in order, their marks included; none overlap."""
    found: list[Span] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        found += _of_paragraph(text, paragraph, following)
    return tuple(found)


def is_title(text: str, quotation: Span) -> bool:
    """Tell whether quoted words are written as the title of a work: each longer one with a capital."""
    inner = _MARK.sub(" ", quotation.of(text)).strip()
    words = _LETTERS.findall(inner)
    if len(words) < _LEAST_TITLE or inner.isupper() or inner.endswith((".", "!", "…")):
        return False
    capital = [w for w in words if w[0].isupper()]
    return len(capital) >= _LEAST_TITLE and all(w[0].isupper() for w in words if len(w) > _SMALL_WORD)


def _of_paragraph(text: str, paragraph: Span, following: Span | None) -> Iterator[Span]:
    opened: re.Match[str] | None = None
    held: list[Span] = []  # single quotations, given up if a double one turns out to hold them
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
        after = text[mark.end()] if mark.end() < paragraph.end else " "
        if opened is not None and _closes(opened, mark, before, after):
            held.append(Span(opened.start(), mark.end()))
            opened = None
        elif _opens(mark[0], before, after) and (
            opened is None or opened[0] in _SINGLE or mark[0] not in _SINGLE
        ):
            opened = mark
        elif opened is not None and opened[0] in _SINGLE and mark.start() - opened.start() > _MAX_SINGLE:
            opened = None
    yield from held
    if opened is not None and opened[0] not in _SINGLE and following is not None:
        first = _MARK.match(text, following.start, following.end)
        if first is not None and first[0] in _CLOSERS and first[0] == opened[0]:
            yield Span(opened.start(), paragraph.end)


def _opens(mark: str, before: str, after: str) -> bool:
    if mark not in _CLOSERS or after.isspace():
        return False
    if mark in {"'", "‘"}:
        return not before.isalnum() and (after.isalpha() or after in '"“[')
    if mark in _MIRRORED:
        return not before.isalnum() and before not in ".!?"
    return True


def _closes(opened: re.Match[str], mark: re.Match[str], before: str, after: str) -> bool:
    if mark[0] not in _CLOSERS[opened[0]]:
        return False
    if mark[0] == "“":
        return not before.isspace()
    if mark[0] in {"'", "’"}:
        near = mark.start() - opened.start() <= _MAX_SINGLE
        return near and not after.isalnum() and not before.isspace()
    # A straight mark after a blank and before a word opens anew: the one before it had no partner.
    return not (mark[0] in {'"', "''"} and before.isspace() and not after.isspace())
