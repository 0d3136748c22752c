"""Find the outlet where a page names itself, in ways that confirm each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..models import TEXT_KINDS, Kind, Line, Span, Stated
from .knowledge import Knowledge

# A run of capitalised words, joined by small ones inside; a full stop or an apostrophe only inside a word.
WORD = r"(?![a-zà-ÿ\d_])\w(?:\w|[&-]|[.'’](?=\w)(?!s\b)){0,30}"
NAME = re.compile(rf"(?:[Tt]he\s)?(?!The\s){WORD}(?:\s(?:(?:of|and|for|&)\s)?(?!The\s){WORD}){{0,5}}")
ARTICLE = re.compile(r"the\s", re.IGNORECASE)
STRONG = 2.0  # for a copyright line, or a desk in the byline: each names the outlet alone
PLAIN = 1.0  # for each other kind of evidence
ENOUGH = 2.0
LONG_LINE = 400  # a copyright mark in a longer line is not looked for


def find(
    text: str, lines: tuple[Line, ...], byline: Stated[tuple[str, ...]] | None, known: Knowledge
) -> Stated[str] | None:
    """Return the outlet's name as the page writes it, or None where the evidence is not good enough.

    The evidence are a desk in the byline ("The N news desk"), a copyright line, and words with which a
    page speaks of itself ("support N", "told N"), which count only beside evidence of another kind.
    """
    kinds: dict[str, dict[str, float]] = {}
    spans: dict[str, list[Span]] = {}
    for kind, weight, span in _evidence(text, lines, byline, known):
        article = ARTICLE.match(span.of(text))
        key = span.of(text)[article.end() if article else 0 :].casefold()
        if len(key) > 2:
            kinds.setdefault(key, {})[kind] = weight
            spans.setdefault(key, []).append(span)
    ranked = sorted(kinds, key=lambda key: (-sum(kinds[key].values()), spans[key][0]))
    if not ranked or sum(kinds[ranked[0]].values()) < ENOUGH:
        return None
    best = ranked[0]
    if len(ranked) > 1 and sum(kinds[ranked[1]].values()) == sum(kinds[best].values()):
        return None
    span = max(spans[best], key=lambda s: (s.of(text)[:1].isupper(), s.end - s.start, -s.start))
    return Stated(span.of(text), span)


def _evidence(
    text: str, lines: tuple[Line, ...], byline: Stated[tuple[str, ...]] | None, known: Knowledge
) -> Iterator[tuple[str, float, Span]]:
    """Yield each place that may name the outlet: its kind of evidence, what that is worth, and the span."""
    begin = byline.evidence.start if byline is not None and isinstance(byline.evidence, Span) else 0
    for author in byline.value if byline is not None else ():
        desk = known.desk.search(author)
        name = NAME.match(author, 0, desk.start()) if desk is not None else None
        if desk is not None and name is not None and not author[name.end() : desk.start()].strip():
            start = text.index(author, begin)
            yield "desk", STRONG, Span(start + name.start(), start + name.end())
    for line in lines:
        if line.kind is Kind.BLANK or line.kind is Kind.FEED:
            continue
        if line.kind not in TEXT_KINDS and line.span.end - line.span.start <= LONG_LINE:
            for mark in known.strong.finditer(text, line.span.start, line.span.end):
                if name := NAME.match(text, mark.end(), line.span.end):
                    yield "copyright", STRONG, Span(name.start(), name.end())
        for kind, cue in known.plain.items():
            if (kind == "told") is (line.kind in TEXT_KINDS):
                for mark in cue.finditer(text, line.span.start, line.span.end):
                    if name := NAME.match(text, mark.end(), line.span.end):
                        yield kind, PLAIN, Span(name.start(), name.end())
