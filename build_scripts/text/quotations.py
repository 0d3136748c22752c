"""Find quotations: text in quotation marks.

Each paragraph is read once from left to right. Whether a mark opens or closes depends on the mark, and for
straight marks on the blanks next to it. A mark without a partner in its paragraph opens no quotation, with
two exceptions: the next paragraph begins with an opening mark (continued speech, as English newspapers print
it), or the first mark of the next paragraph closes it.
"""

from __future__ import annotations

import re

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
_THIN = frozenset(" \u00a0\u2009\u202f")
_SINGLE = frozenset("'‘‚")
_MIRRORED = frozenset({"»", '"', "''", "'"})
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_MIN_TITLE_WORDS = 2
"""Words of the shortest quotation that is taken for a title."""
_MAX_SMALL_WORD = 3
"""Letters of the longest word that a title may write without a capital."""
_MAX_SINGLE = 600
"""Characters of the longest quotation in single marks; beyond it, the mark was an apostrophe."""


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the quotations of the paragraphs in order, their marks included; none overlap."""
    found: list[Span] = []
    carried = ""  # the open mark of a speech that goes on in a paragraph without repeating it
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        spans, left = _find_in_paragraph(text, paragraph, carried)
        found += spans
        carried = ""
        if left is not None and left[0] not in _SINGLE and following is not None:
            first = _MARK.match(text, following.start, following.end)
            if first is not None and first[0] == left[0]:
                found.append(Span(left.start(), paragraph.end))
            elif _is_closed_in(text, left[0], following):
                found.append(Span(left.start(), paragraph.end))
                carried = left[0]
    return tuple(found)


def _is_closed_in(text: str, opened: str, paragraph: Span) -> bool:
    """Return whether the first double mark of a paragraph closes the mark `opened` in an earlier one."""
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if mark[0] in _SINGLE or mark[0] == "’":
            continue
        before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
        inside = mark.start() > paragraph.start and (before.isalpha() or before in ".,!?…")
        return mark[0] in _CLOSERS[opened] and inside and not after.isalnum()
    return False


def is_quoted_title(text: str, quotation: Span) -> bool:
    """Return whether quoted words are written as the title of a work: all longer words capitalised."""
    inner = _MARK.sub(" ", quotation.extract(text)).strip()
    words = _LETTERS.findall(inner)
    if len(words) < _MIN_TITLE_WORDS or inner.isupper() or inner.endswith(("!", "…")):
        return False
    if inner.endswith(".") and len(words) <= _MIN_TITLE_WORDS:
        return False
    capital = [w for w in words if w[0].isupper()]
    return len(capital) >= _MIN_TITLE_WORDS and all(w[0].isupper() for w in words if len(w) > _MAX_SMALL_WORD)


def _find_in_paragraph(text: str, paragraph: Span, carried: str) -> tuple[list[Span], re.Match[str] | None]:
    """Return a paragraph's quotations and the mark left open; `carried` is a mark open before it, or ""."""
    opened: re.Match[str] | None = None
    found_spans: list[Span] = []
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
        after = text[mark.end()] if mark.end() < paragraph.end else " "
        if carried:
            if mark[0] in _CLOSERS[carried]:
                found_spans.append(Span(paragraph.start, mark.end()))
                carried = ""
        elif opened is not None and _closes(opened, mark, before, after):
            found_spans.append(Span(opened.start(), mark.end()))
            opened = None
        elif _opens(mark[0], before, after) and (
            opened is None or opened[0] in _SINGLE or mark[0] not in _SINGLE
        ):
            opened = mark
        elif opened is not None and opened[0] in _SINGLE and mark.start() - opened.start() > _MAX_SINGLE:
            opened = None
    return found_spans, opened


def _opens(mark: str, before: str, after: str) -> bool:
    """Return whether a mark opens a quotation, by the characters before and after it."""
    if mark == "«" and after in _THIN:
        return True  # French puts a thin blank after the mark
    if mark not in _CLOSERS or after.isspace():
        return False
    if mark in {"'", "‘"}:
        return not before.isalnum() and (after.isalpha() or after in '"“[')
    if mark in _MIRRORED:
        return not before.isalnum() and before not in ".!?"
    return True


def _closes(opened: re.Match[str], mark: re.Match[str], before: str, after: str) -> bool:
    """Return whether a mark closes the quotation that `opened` opens, by the characters next to the mark."""
    if mark[0] not in _CLOSERS[opened[0]]:
        return False
    if mark[0] == "“":
        return not before.isspace()
    if mark[0] in {"'", "’"}:
        near = mark.start() - opened.start() <= _MAX_SINGLE
        return near and not after.isalnum() and not before.isspace()
    # A straight mark between a blank and a word opens a new quotation: the open one has no partner.
    return not (mark[0] in {'"', "''"} and before.isspace() and not after.isspace())
